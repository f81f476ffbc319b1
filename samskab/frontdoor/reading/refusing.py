"""What must never be kept is refused before anything else is done. No Django: the command line uses it too."""

from samskab.ground.cpr import find_cpr
from samskab.ground.readers import Document, Unreadable, page_of


def refuse_cpr(name: str, document: Document) -> None:
    """A CPR number is never kept, shown or passed on."""
    if find_cpr(name):
        raise Unreadable("Der står et CPR-nummer i filens navn. Filen er ikke gemt.")
    if hits := find_cpr(document.text):
        raise Unreadable(f"Der står et CPR-nummer på side {page_of(document, hits[0].at)}. Filen er ikke gemt.")
