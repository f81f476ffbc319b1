"""What was agreed stands, also when an older copy of the database comes back."""

from samskab.ground.keeping.erased import Erasure
from samskab.ground.reactions import reacts_to
from samskab.people.actors import SYSTEM
from samskab.voices.consent.actions import withdraw
from samskab.voices.consent.erasing import documents_of_the_unheard, taken_back
from samskab.voices.sources.actions import forget_everything


@reacts_to("restored")
def take_back_again(erasures: list[Erasure]) -> None:
    """The words went after the copy was made. They go again, everywhere, before anybody can see them."""
    for voice in taken_back(erasures):
        withdraw(voice, by=SYSTEM)
    for source in documents_of_the_unheard(erasures):
        forget_everything(source)
