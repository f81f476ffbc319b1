"""The file somebody hands us: as an upload, in the page's own form while it is under review, or the demo's example."""

import base64
import binascii
from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from samskab.frontdoor.story.documents import example_documents
from samskab.ground.readers import LIMIT_BYTES, Unreadable

_LONGEST_NAME = 150


def file_of(request: HttpRequest) -> tuple[str, bytes]:
    """Its name and its bytes. Raises Unreadable with one sentence when there is none, or too much."""
    if upload := request.FILES.get("file"):
        _refuse_above(upload.size or 0)
        return name_of(str(upload.name)), upload.read()
    if example := request.POST.get("example"):
        return _example(example)
    _refuse_above(int(request.META.get("CONTENT_LENGTH") or 0), settings.FILE_UPLOAD_MAX_MEMORY_SIZE)
    try:
        data = base64.b64decode(request.POST.get("data", ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable(_("Filen nåede ikke hel frem. Vælg den igen.")) from error
    if not data:
        raise Unreadable(_("Filen er tom.") if "file" in request.FILES else _("Vælg en fil først."))
    return name_of(request.POST.get("name", "")), data


def name_of(said: str) -> str:
    """The file's own name, without folders; a very long one is cut before its ending."""
    path = PurePosixPath(" ".join(said.replace("\\", "/").split()))
    return path.stem[:_LONGEST_NAME] + path.suffix[:10] if path.name else _("dokument")


def _refuse_above(size: int, limit: int = LIMIT_BYTES) -> None:
    if size > limit:
        raise Unreadable(_("Filen er for stor. Den må højst fylde %(mb)s MB.") % {"mb": LIMIT_BYTES // 1024**2})


def _example(name: str) -> tuple[str, bytes]:
    examples = example_documents() if settings.DEMO else {}
    if name not in examples:
        raise Http404
    return name, examples[name]
