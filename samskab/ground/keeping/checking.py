"""Is this copy whole, ours, and one this program can put back? Everything is read before anything is written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import samskab
from samskab.ground.keeping.disk import sha256_of
from samskab.ground.keeping.manifest import (
    KEYS,
    UNFINISHED,
    Manifest,
    is_sealed_with,
    part_name_of_table,
    read_manifest,
)
from samskab.ground.keeping.refusing import Refused

KEY = "secret.key"
OPENERS = ("words.key", "files.key")  # what is kept opens with these, whosever it becomes


@dataclass(frozen=True)
class Checked:
    """A copy that was read from one end to the other. `keys` is None where it becomes a new installation.

    `openers` are the keys without which what is kept does not open: those a new installation is given, too.
    """

    folder: Path
    manifest: Manifest
    keys: Path | None
    openers: tuple[Path, ...] = ()


def check(folder: Path, keys: Path | None = None, *, as_new: bool = False) -> Checked:
    """Raises Refused with the one reason why it cannot be put back. `as_new` asks only for what opens people's words."""
    if folder.name.startswith(UNFINISHED):
        raise Refused(f"{folder} blev aldrig færdig. Brug en anden kopi.")
    manifest, found = read_manifest(folder)
    _refuse_newer(folder, manifest)
    place = None if as_new else _place_of_keys(folder, manifest, keys)
    if place is not None:
        _check_keys(folder, manifest, found, place)
    _check_parts(folder, manifest)
    if manifest.loose:
        raise Refused(
            f"Sikkerhedskopien {folder} kan ikke genskabes, som den er: {manifest.loose}. Brug en ældre kopi."
        )
    return Checked(folder, manifest, place, tuple(_openers(folder, manifest, keys)))


def _refuse_newer(folder: Path, manifest: Manifest) -> None:
    if _number(manifest.version) > _number(samskab.__version__):
        raise Refused(
            f"Sikkerhedskopien {folder} er lavet af Samskab {manifest.version}, som er nyere end denne "
            f"({samskab.__version__}). Genskab den med den nyere."
        )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.partition(".dev")[0])[:3])


def _place_of_keys(folder: Path, manifest: Manifest, keys: Path | None) -> Path:
    if keys is not None:
        return keys / folder.name if (keys / folder.name / KEY).exists() else keys
    if not manifest.keys_within:
        raise Refused(
            f"Nøglerne til {folder} ligger et andet sted. Nævn mappen med --keys MAPPE, eller lav en ny installation af "
            "kopien med --as-new."
        )
    return folder / KEYS


def _openers(folder: Path, manifest: Manifest, keys: Path | None) -> Iterator[Path]:
    """Those of them the copy was made with. Without the one to the words nobody could read what people told."""
    place = folder / KEYS if keys is None and manifest.keys_within else keys and _place_of_keys(folder, manifest, keys)
    for name in OPENERS:
        path = place / name if place else None
        if path and path.is_file() and sha256_of(path)[1] == manifest.keys.get(name):
            yield path
        elif name == OPENERS[0] and name in manifest.keys:
            raise Refused(
                f"Nøglen {name}, som {folder} er låst med, mangler eller er en anden. Uden den kan ingen læse, hvad folk "
                "har fortalt. Nævn mappen med nøglerne med --keys MAPPE."
            )


def _check_keys(folder: Path, manifest: Manifest, found: bytes, place: Path) -> None:
    """Every key is the one the copy was made with: not another installation's, and not damaged."""
    for name, sha256 in manifest.keys.items():
        path = place / name
        if not path.is_file():
            raise Refused(f"Nøglen {path} mangler. Nævn mappen med nøglerne med --keys MAPPE, eller brug --as-new.")
        if sha256_of(path)[1] != sha256:
            raise Refused(_not_this_key(path, folder))
    key = (place / KEY).read_text(encoding="utf-8", errors="replace").strip() if KEY in manifest.keys else ""
    if not is_sealed_with(folder, found, key):
        raise Refused(_not_this_key(place / KEY, folder))


def _not_this_key(path: Path, folder: Path) -> str:
    return (
        f"Nøglen {path} er ikke den, {folder} er lavet med: den hører til en anden installation, eller en af dem er "
        "ændret. Find den rigtige, eller lav en ny installation af kopien med --as-new."
    )


def _check_parts(folder: Path, manifest: Manifest) -> None:
    for table in manifest.tables:
        if part_name_of_table(table) not in manifest.parts:
            raise Refused(f"Sikkerhedskopien {folder} er ikke hel: tabellen {table} er ikke med.")
    for name, part in manifest.parts.items():
        path = folder / name
        if path.is_symlink() or not path.is_file():
            raise Refused(f"Sikkerhedskopien {folder} er ikke hel: {name} mangler.")
        size, sha256 = sha256_of(path)
        if size < part.bytes:
            raise Refused(f"Sikkerhedskopien {folder} er beskadiget: {name} er skåret af.")
        if (size, sha256) != (part.bytes, part.sha256):
            raise Refused(f"Sikkerhedskopien {folder} er beskadiget: {name} er ikke, som den blev skrevet.")
