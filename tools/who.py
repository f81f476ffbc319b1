"""Write docs/reference/who-may-see-what.md from the tables the house itself asks.

.venv/bin/python tools/who.py
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/reference/who-may-see-what.md"
HEAD = """<!-- lang: da -->
# Hvem må hvad

Skrevet af `tools/who.py` efter de tabeller, Samskab selv slår op i. Det samme står på siden `/hvem-maa-hvad/` i enhver
installation.

- Det, du må, følger af din rolle i projektet. Er du ikke med, er projektet der ikke for dig: siden findes ikke.
- En rolle er ikke nok. Tingen skal også stå sådan, at det kan gøres: et udgivet kort rettes ikke, og en stemme, der er taget
  tilbage, har ingen ord.
- En adresse, som ikke står her, findes ikke. Samskab starter ikke, før alle adresser har en regel.
"""


def made() -> str:
    """The page as it should be now."""
    from django.utils.translation import override

    from samskab.config import telling

    with override("da"):
        acts = [[row.said, *("ja" if yes else "–" for yes in row.yes)] for row in telling.act_rows()]
        states = [
            [row.thing, row.states, " ".join(filter(None, [row.said, "; ".join(row.acts)]))]
            for row in telling.state_rows()
        ]
        parts = [
            HEAD,
            "## Hvad hver rolle må\n",
            _table(["At …", *telling.roles()], acts),
            "## Hvornår det er åbent\n",
            _table(["Det, det handler om", "Når det står sådan", "kan man"], states),
            "## Hver adresse for sig\n",
        ]
        for section in telling.sections():
            rows = [[f"`{row.address}`", row.see or "–", row.send or "–", row.note] for row in section.rows]
            parts += [f"### {section.title}\n", _table(["Adresse", "Må se", "Må sende", "Og så gælder"], rows)]
    return "\n".join(parts)


def _table(heading: list[str], rows: list[list[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(cell or " " for cell in line) + " |" for line in lines) + "\n"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskab.config.settings")
    os.environ.setdefault("SAMSKAB_DATA", tempfile.gettempdir())
    import django

    django.setup()
    PAGE.write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
