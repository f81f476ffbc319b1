"""Every finder asked, and their answers laid side by side."""

from samskab.ground.identifying.hits import Hit, without_overlap
from samskab.ground.identifying.institutions import find_institutions
from samskab.ground.identifying.names import find_names
from samskab.ground.identifying.numbers import find_numbers
from samskab.ground.identifying.phones import find_phones
from samskab.ground.identifying.places import find_addresses


def find_identifying(text: str) -> list[Hit]:
    """Everything in the text that can tell who somebody is, in order."""
    finders = (find_numbers, find_phones, find_addresses, find_institutions, find_names)
    return without_overlap(hit for finder in finders for hit in finder(text))
