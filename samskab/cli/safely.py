"""Nothing is served before it is safe to."""

import os

from samskab.cli.words import refuse


def listening_at(host: str) -> None:
    """Tell the settings where we are about to listen. Before Django is set up."""
    os.environ["SAMSKAB_HOST"] = host


def refuse_unsafe() -> None:
    """One sentence a fault, and no server: an address without a rule, or a start that lets others in unsafely."""
    from django.core.checks import run_checks

    found = run_checks(tags=["urls", "samskab"], include_deployment_checks=True)
    faults = [fault.msg for fault in found if fault.is_serious() and not fault.is_silenced()]
    if faults:
        refuse("\n".join(["Samskab starter ikke:", *faults]))
