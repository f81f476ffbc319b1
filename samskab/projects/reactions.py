"""Everything this stage answers; imported once, when the stage is ready."""

from samskab.projects.document import reactions as document  # noqa: F401
from samskab.projects.team import reactions as team  # noqa: F401
