"""A file somebody hands us on a page."""

from pathlib import PurePosixPath

from django.http import HttpRequest
from django.utils.translation import gettext as _

from samskab.ground.material import Unreadable
from samskab.ground.material.kinds import sound_of
from samskab.ground.readers import LIMIT_BYTES
from samskab.ground.readers.letters import Encoding
from samskab.ground.readers.reading import EMPTY, TOO_BIG

_LONGEST_NAME = 150
LIMIT_SENT_SOUND = 40 * 1024 * 1024  # what the server takes in one go


def file_of(request: HttpRequest) -> tuple[str, bytes, Encoding]:
    """Its name without folders, its bytes, and which letters the person says it is in. Raises Unreadable."""
    upload = request.FILES.get("file")
    if upload is None:
        raise Unreadable(_("Vælg en fil først."))
    size, sound_or_other = upload.size or 0, upload.read(16)
    upload.seek(0)
    if size > (LIMIT_SENT_SOUND if sound_of(sound_or_other) else LIMIT_BYTES):
        raise Unreadable(_("Lyden er for stor: den må højst fylde 40 MB.") if sound_of(sound_or_other) else TOO_BIG)
    if not upload.size:
        raise Unreadable(EMPTY)
    path = PurePosixPath(" ".join(str(upload.name).replace("\\", "/").split()))
    name = path.stem[:_LONGEST_NAME] + path.suffix[:10] if path.name else _("dokument")
    return name, upload.read(), "cp1252" if request.POST.get("letters") == "cp1252" else ""
