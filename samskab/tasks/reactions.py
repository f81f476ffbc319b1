"""What this stage answers: a log that could not be cut, and what is wrong with the work that waits."""

from collections.abc import Iterator
from datetime import timedelta

from samskab.ground import clock
from samskab.ground.keeping.faults import Fault
from samskab.ground.reactions import answers, reacts_to

LONG = timedelta(minutes=15)


@reacts_to("words_left_in_the_log")
def fold_when_nobody_reads() -> None:
    from samskab.tasks.nightly import fold_soon

    fold_soon.enqueue()


@answers("what_is_wrong")
def what_nobody_does() -> Iterator[Fault]:
    from samskab.tasks import queries

    said = queries.standing()
    if dead := said.dead:
        yield Fault(
            "tasks",
            f"{dead} stykke arbejde er opgivet." if dead == 1 else f"{dead} stykker arbejde er opgivet.",
            "Se efter med samskab worker --list, ret det, der var galt, og prøv igen med samskab worker --again.",
        )
    if (since := said.overdue_since) and clock.real_now() - since > LONG:
        yield Fault(
            "tasks",
            f"Arbejde har ventet siden {since.astimezone(clock.COPENHAGEN):%d.%m.%Y kl. %H.%M}, og ingen gør det.",
            "Start samskab serve, som har en arbejder med, eller samskab worker.",
            grave=False,  # where the server is stopped, that is as it should be
        )
