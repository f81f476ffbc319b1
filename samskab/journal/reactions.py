"""What this stage answers: is the journal as it was written?"""

from collections.abc import Iterator

from samskab.ground.keeping.faults import Fault
from samskab.ground.reactions import answers


@answers("what_is_wrong")
def what_was_done_to_it() -> Iterator[Fault]:
    from samskab.journal.verifying import verify

    if wrong := verify().wrong:
        yield Fault(
            "journal",
            f"Journalen er ikke, som den blev skrevet ({len(wrong)} {'sted' if len(wrong) == 1 else 'steder'}).",
            "Se hvor med samskab journal verify. Nogen har ændret i databasen uden om Samskab.",
        )
