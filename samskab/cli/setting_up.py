"""The settings are read, or it is said in one sentence why they cannot be."""

import gc

from samskab.cli.words import refuse


def set_up() -> None:
    """Django with this installation's settings. What an operator has set wrongly is one sentence."""
    from samskab.ground.installation import installation_from_environment

    refuse_key_that_is_none()
    import django
    from django.core.exceptions import ImproperlyConfigured

    gc.disable()  # what is read now stays: a seventh of the time goes with looking for what may be thrown away
    try:
        django.setup()
    except OSError as error:
        refuse(f"{error.filename} kan ikke læses af den, der kører kommandoen.")
    except UnicodeDecodeError:
        refuse(f"En af filerne i mappen {installation_from_environment().folder} er ikke tekst og kan ikke læses.")
    except (ImproperlyConfigured, ValueError) as error:
        refuse(f"Indstillingerne kan ikke bruges: {error}")
    finally:
        gc.freeze()
        gc.enable()


def refuse_key_that_is_none() -> None:
    """A key file with nothing in it opens nothing; a new key is never made in the place of one that was."""
    from samskab.ground.installation import installation_from_environment

    installation = installation_from_environment()
    try:
        is_none = not installation.secret_key
    except UnicodeDecodeError:
        is_none = True
    except OSError:
        refuse(f"Nøglen {installation.key_file} kan ikke læses. Kør kommandoen som den bruger, Samskab kører som.")
    if is_none:
        refuse(f"Nøglen {installation.key_file} er ødelagt. Læg den tilbage fra en sikkerhedskopi.")
