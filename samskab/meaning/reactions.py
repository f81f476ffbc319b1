"""Everything this stage answers; imported once, when the stage is ready."""

from samskab.meaning.themes import reactions as themes  # noqa: F401
