"""Settings for collecting styles, fonts and scripts when the package is built."""

from samskab.config.settings import *  # noqa: F403
from samskab.config.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
