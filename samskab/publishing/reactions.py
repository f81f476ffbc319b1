"""Everything this stage answers; imported once, when the stage is ready."""

from samskab.publishing.postcards import reactions as postcards  # noqa: F401
