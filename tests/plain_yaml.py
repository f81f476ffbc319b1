"""Reads the plain YAML publiccode.yml is written in: mappings, lists, [short, lists], quoted words, `>` for a paragraph.

Whatever else stands in a file is refused, so that what passes here means the same to every other reader.
"""

import re

KEY = re.compile(r"([A-Za-z]+):(?: (.*))?$")
PLAIN = re.compile(r"[A-Za-z0-9ÆØÅæøå][^:#\[\]{}&*!|>'\"%@`]*(?:https?://)?[^#\[\]{}&*!|>'\"%@`]*$")


def read(text):
    lines = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    found, rest = block(lines, 0)
    assert not rest, rest[0]
    return found


def depth(line):
    return len(line) - len(line.lstrip(" "))


def block(lines, at):
    """The mapping or list that begins with the first line, and the lines after it."""
    return sequence(lines, at) if lines[0].lstrip().startswith("- ") else mapping(lines, at)


def mapping(lines, at):
    found = {}
    while lines and depth(lines[0]) == at:
        key, words = KEY.match(lines[0].strip()).groups()
        assert key not in found, key
        inner = [*take(lines[1:], at)]
        lines = lines[1 + len(inner) :]
        if words == ">":
            found[key] = " ".join(line.strip() for line in inner)
        elif words is None:
            found[key], left = block(inner, depth(inner[0]))
            assert not left, left[0]
        else:
            assert not inner, inner[0]
            found[key] = scalar(words)
    return found, lines


def sequence(lines, at):
    found = []
    while lines and depth(lines[0]) == at and lines[0].lstrip().startswith("- "):
        inner = [" " * (at + 2) + lines[0].strip()[2:], *take(lines[1:], at)]
        lines = lines[len(inner) :]
        named = KEY.match(inner[0].strip())
        found.append(mapping(inner, at + 2)[0] if named else scalar(inner[0].strip()))
    return found, lines


def take(lines, at):
    for line in lines:
        if depth(line) <= at:
            return
        yield line


def scalar(words):
    if words.startswith("["):
        return [scalar(one.strip()) for one in words.strip("[]").split(",")]
    if words.startswith('"'):
        return words.strip('"')
    assert PLAIN.match(words), words
    return {"true": True, "false": False}.get(words, words)
