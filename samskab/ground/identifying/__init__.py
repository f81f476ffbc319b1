"""What in a text can tell who somebody is: found, never changed. A person decides what to do about each.

`find_identifying` gives hits in order, never two over one another. Positions are code points in the text as given, the
end exclusive: `text[hit.start:hit.end] == hit.text`. Confidence is 0-1: how sure we are that it is what we call it, not
how dangerous it is. A CPR number is never excused; everything else is a suggestion.

`check_file` finds the same in a file. No Django here.
"""

from samskab.ground.identifying.files import Checked, check_file
from samskab.ground.identifying.finding import find_identifying
from samskab.ground.identifying.hits import KINDS, Hit, Kind
from samskab.ground.identifying.lists import is_known_first, is_mans
from samskab.ground.identifying.names import without_genitive

__all__ = [
    "KINDS",
    "Checked",
    "Hit",
    "Kind",
    "check_file",
    "find_identifying",
    "is_known_first",
    "is_mans",
    "without_genitive",
]
