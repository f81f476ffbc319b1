"""A file played in a browser: whole, or the part it asks for, so that one can begin in the middle."""

import re

from django.http import HttpRequest, HttpResponse

_ONE_PART = re.compile(r"bytes=(\d{0,12})-(\d{0,12})", re.ASCII)


def ranged(request: HttpRequest, data: bytes, content_type: str) -> HttpResponse:
    """206 and the part, 416 where there is no such part; 200 and all of it where nothing one can follow is asked for."""
    asked = _ONE_PART.fullmatch(request.headers.get("Range", ""))
    if not asked or not (asked[1] or asked[2]):
        return HttpResponse(data, content_type=content_type, headers={"Accept-Ranges": "bytes"})
    start = int(asked[1]) if asked[1] else max(0, len(data) - int(asked[2]))
    end = min(int(asked[2]), len(data) - 1) if asked[1] and asked[2] else len(data) - 1
    if not start <= end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(data)}"})
    headers = {"Accept-Ranges": "bytes", "Content-Range": f"bytes {start}-{end}/{len(data)}"}
    return HttpResponse(data[start : end + 1], status=206, content_type=content_type, headers=headers)
