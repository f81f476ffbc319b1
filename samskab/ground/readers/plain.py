"""Text without markup."""

import re

from samskab.ground.readers.document import Block, Document


def read(data: bytes, name: str, format: str, sha256: str) -> Document:
    text = data.decode("utf-8-sig")
    blocks = tuple(
        Block("paragraph", match.group(), match.start(), match.end())
        for match in re.finditer(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text)
    )
    return Document(name, "txt", sha256, 1, text, blocks)
