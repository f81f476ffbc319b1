"""An installation's own files in each test, and documents to read in."""

from pathlib import Path

import pytest
from django.conf import settings as current

from samskab.frontdoor.reading.tests.made import write_docx
from samskab.ground.installation import Installation

SEEDS = Path(__file__).resolve().parents[4] / ".." / "shared" / "seeds"

DESCRIPTION = [
    ("h", 1, "Tryg hjemme"),
    ("p", "Et samarbejde mellem Mågsund Kommune og Region Sundmark."),
    ("h", 2, "Formål"),
    ("p", "Vi vil forstå, hvordan det er at komme hjem fra hospitalet."),
    ("h", 2, "Bærende principper"),
    ("li", "Åbenhed: Vi siger højt, hvad vi ikke ved."),
    ("li", "Små skridt: Vi prøver af, før vi beslutter."),
    ("h", 2, "Metoder"),
    ("p", "Feltarbejde: Vi kører med hjemmeplejen en dag."),
    ("h", 2, "Procesplan"),
    (
        "t",
        [
            ["Tid", "Handling", "Dato"],
            ["Marts", "Indledende møde", "24. marts 2026 kl. 9-12"],
            ["April", "Designsprint\nSpørgeguide gøres bedre", "16. april 2026"],
        ],
    ),
]
POSTCARD = """Tryg hele vejen hjem

Udsagn fra samtalesalon

“Vi mangler en, der banker på.”

“Jeg ved ikke, hvem jeg skal ringe til.”

Tal fra landet

Hver tredje mangler nogen at spørge.

- Hjem igen, en undersøgelse, marts 2025

https://example.org/hjem-igen

Lys i entréen – hurtig hjælp til den første aften

En lampe og en hånd på skulderen.
"""


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    """Where originals are kept; empty when a test begins."""
    installation = Installation(tmp_path / "installation")
    installation.prepare()
    monkeypatch.setattr(current._wrapped, "INSTALLATION", installation)
    return installation.files


@pytest.fixture(scope="session")
def description(tmp_path_factory) -> bytes:
    return docx_of(DESCRIPTION, tmp_path_factory.mktemp("description"))


@pytest.fixture(scope="session")
def postcard() -> bytes:
    return POSTCARD.encode()


@pytest.fixture
def docx(tmp_path):
    """The bytes of a Word document with these blocks."""
    return lambda blocks: docx_of(blocks, tmp_path)


def docx_of(blocks, folder: Path) -> bytes:
    return write_docx(folder / "document.docx", blocks).read_bytes()


@pytest.fixture(params=["000_948ac680dd00c4a4.txt", "003_3ed82a98a3d890a8.txt"])
def seed(request) -> Path:
    path = SEEDS / request.param
    if not path.exists():
        pytest.skip("the two first documents are not here")
    return path
