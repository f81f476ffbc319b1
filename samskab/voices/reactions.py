"""Everything this stage answers; imported once, when the stage is ready."""

from samskab.voices.consent import reactions as consent  # noqa: F401
from samskab.voices.exports import reactions as exports  # noqa: F401
from samskab.voices.field import reactions as field  # noqa: F401
from samskab.voices.photos import reactions as photos  # noqa: F401
from samskab.voices.pictures import reactions as pictures  # noqa: F401
from samskab.voices.pseudonyms import reactions as pseudonyms  # noqa: F401
from samskab.voices.recordings import reactions as recordings  # noqa: F401
from samskab.voices.retention import reactions as retention  # noqa: F401
from samskab.voices.search import reactions as search  # noqa: F401
from samskab.voices.sources import reactions as sources  # noqa: F401
from samskab.voices.transcribing import reactions as transcribing  # noqa: F401
