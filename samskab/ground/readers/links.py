"""Addresses that simply stand in the text."""

import re

from samskab.ground.readers.document import Link

_BARE = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]|\"”“]{1,1000}[^\s<>()\[\]|\"”“.,;:!?]")


def with_bare_links(text: str, at: int, links: list[Link]) -> tuple[Link, ...]:
    """The links of a block, and one for each address in `text` that is not in one of them already.

    `at` is where `text` begins in the document; so do the places of the links count.
    """
    if "://" not in text and "www." not in text:
        return tuple(links)
    taken = sorted((link.at - at, link.to - at) for link in links)
    parts, last = [], 0
    for start, end in taken:
        parts += [text[last:start], " " * max(0, end - max(start, last))]
        last = max(last, end)
    free = "".join([*parts, text[last:]])
    bare = [Link(m[0], _whole(m[0]), at + m.start(), at + m.end()) for m in _BARE.finditer(free)]
    return tuple(sorted([*links, *bare], key=lambda link: link.at))


def _whole(address: str) -> str:
    return address if "://" in address else f"https://{address}"
