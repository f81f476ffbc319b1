"""What we pass on, and on what terms: `python tools/notices.py` writes the list of packages into NOTICES.md.

The terms are read by a person when a package is new, and written in TERMS; a test compares them with what the package
says about itself. `python tools/notices.py --texts FOLDER` collects the licence texts of the packages installed there,
for a package that carries them all.
"""

import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "NOTICES.md"
LOCK = ROOT / "requirements/run.txt"
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)
BEGIN, END = "<!-- made by tools/notices.py -->", "<!-- made -->"

# SPDX expressions, in the words of the package's own licence file.
TERMS = {
    "argon2-cffi": "MIT",
    "argon2-cffi-bindings": "MIT",
    "asgiref": "BSD-3-Clause",
    "certifi": "MPL-2.0",
    "cffi": "MIT-0",
    "charset-normalizer": "MIT",
    "click": "BSD-3-Clause",
    "cryptography": "Apache-2.0 OR BSD-3-Clause",
    "defusedxml": "PSF-2.0",
    "django": "BSD-3-Clause",
    "django-allauth": "MIT",
    "django-csp": "BSD-3-Clause",
    "django-htmx": "MIT",
    "django-stubs-ext": "MIT",
    "django-tasks": "BSD-3-Clause",
    "faker": "MIT",
    "fido2": "BSD-2-Clause AND MPL-2.0 AND Apache-2.0",
    "granian": "BSD-3-Clause",
    "h11": "MIT",
    "httptools": "MIT",
    "icalendar": "BSD-2-Clause",
    "idna": "BSD-3-Clause",
    "isodate": "BSD-3-Clause",
    "lxml": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "oauthlib": "BSD-3-Clause",
    "packaging": "Apache-2.0 OR BSD-2-Clause",
    "pillow": "MIT-CMU",
    "platformdirs": "MIT",
    "psycopg": "LGPL-3.0-only",
    "psycopg-binary": "LGPL-3.0-only",
    "pycparser": "BSD-3-Clause",
    "pyjwt": "MIT",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pysqlite3": "Zlib",
    "pystemmer": "MIT AND BSD-3-Clause",
    "python-dateutil": "BSD-3-Clause",
    "python-docx": "MIT",
    "python3-saml": "MIT",
    "qrcode": "BSD-3-Clause",
    "requests": "Apache-2.0",
    "segno": "BSD-3-Clause",
    "snowballstemmer": "BSD-3-Clause",
    "sqlparse": "BSD-3-Clause",
    "tinytag": "MIT",
    "typing-extensions": "PSF-2.0",
    "typst": "Apache-2.0",
    "tzdata": "Apache-2.0",
    "urllib3": "MIT",
    "uvicorn": "BSD-3-Clause",
    "uvloop": "MIT OR Apache-2.0",
    "whitenoise": "MIT",
    "xmlsec": "MIT",
}
# Libraries that lie inside a package's wheel.
INSIDE = {
    "argon2-cffi-bindings": "Argon2 (CC0-1.0 or Apache-2.0)",
    "cffi": "libffi (MIT)",
    "cryptography": "OpenSSL (Apache-2.0)",
    "httptools": "llhttp, http-parser (MIT)",
    "lxml": "libxml2, libxslt (MIT)",
    "psycopg-binary": "libpq (PostgreSQL), OpenSSL (Apache-2.0), Kerberos (MIT), OpenLDAP (OLDAP-2.8), Cyrus SASL (BSD)",
    "pypdfium2": "PDFium (BSD-3-Clause, Apache-2.0) and what it brings",
    "pysqlite3": "SQLite (public domain)",
    "uvloop": "libuv (MIT)",
    "xmlsec": "xmlsec1, libxml2, libxslt (MIT), OpenSSL (Apache-2.0)",
}
LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|copyright)", re.IGNORECASE)


def locked() -> list[str]:
    """The packages Samskab needs to run, in the order of the lock."""
    return [name for name, _version in PINNED.findall(LOCK.read_text(encoding="utf-8"))]


def table() -> str:
    """Raises KeyError for a package whose terms nobody has read."""
    rows = [f"| {name} | {TERMS[name]} | {INSIDE.get(name, '')} |" for name in locked()]
    return "\n".join(["| Package | Licence | Carries |", "|---|---|---|", *rows])


def with_table(text: str) -> str:
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


def licence_texts(folder: Path) -> Iterator[str]:
    """One piece for each package in a site-packages folder: its name, version, terms and texts."""
    for one in sorted(metadata.distributions(path=[str(folder)]), key=lambda each: each.name.lower()):
        name = one.name.lower().replace("_", "-")
        texts = [
            path.read_text(encoding="utf-8", errors="replace").strip()
            for file in sorted(map(str, one.files or []))
            if ".dist-info/" in file and LICENCE_FILE.search(Path(file).name)
            for path in [Path(str(one.locate_file(file)))]
        ]
        terms = TERMS.get(name, one.metadata.get("License-Expression") or "see below")
        yield "\n\n".join([f"{one.name} {one.version}\nLicence: {terms}", *texts])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--texts"]:
        print(f"\n\n{'-' * 79}\n\n".join(licence_texts(Path(sys.argv[2]))))
    else:
        NOTICES.write_text(with_table(NOTICES.read_text(encoding="utf-8")), encoding="utf-8")
