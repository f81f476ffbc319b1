"""Copy what the wheel carries from npm into the package, and leave out what no page uses. Run by `make setup`.

Users never need Node.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DKFDS = ROOT / "node_modules/dkfds/dist"
VENDOR = ROOT / "samskab/ground/static/vendor/dkfds"
FONTS = ROOT / "samskab/ground/fonts"
PRINT_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
SCREEN_WEIGHTS = {"Regular": "400", "Medium": "500", "SemiBold": "600 700"}
# What each of the small font files holds: a page in Danish or English fetches Latin1 alone.
LETTERS = {
    "Latin1": "U+0000,U+000D,U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2013-2014,U+2018-201A,"
    "U+201C-201E,U+2020-2022,U+2026,U+2030,U+2039-203A,U+2044,U+20AC,U+2122,U+2212,U+FB01-FB02",
    "Latin2": "U+0100-0101,U+0104-0130,U+0132-0151,U+0154-017F,U+018F,U+0192,U+01A0-01A1,U+01AF-01B0,U+01FA-01FF,"
    "U+0218-021B,U+0237,U+0259,U+1E80-1E85,U+1E9E",
    "Pi": "U+2032-2033,U+2070,U+2074-2079,U+2080-2089,U+2150-2151,U+2153-215E,U+2190-2199,U+2248,U+2260,U+2264-2265,"
    "U+25CA,U+2713",
}
# Parts of the design system that Samskab draws itself or does without.
UNUSED_PARTS = (
    "accordion", "back-to-top", "borgerdk", "carousel", "cookie", "date-picker", "header", "language-switcher", "mainmenu",
    "mobile-drawer", "modal", "navbar", "navigation-menu", "overflow-", "portal-", "sidemenu", "sidenav", "solution-", "table",
    "spinner", "tabnav", "toast", "toggle-", "tooltip", "unauthorized", "virkdk", "footer", "tab-", "step-indicator",
    "col-", "w-percent", "cardnav", "card", "pagination", "entry-", "faq", "languages",
)  # fmt: skip


# Its bullets, its guess that every list is running text, and its one-purpose classes, which pages do not use.
UNUSED_SELECTOR = re.compile(
    r"\.icon-[\w-]+:not\(a\)"
    r"|(ul|ol|ul ?> ?li|ol li|ul ?> ?li::?before)$|(ul|ol):not\(\.accordion"
    r"|\.([mp][trblxy]?|offset|order|align|justify|flex|float|d|h|w|mh|mw|embed|bg|position)-[\w-]+$"
)


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Each outermost rule as (what stands before the brace, what stands inside), in order."""
    start = 0
    while (brace := css.find("{", start)) != -1:
        depth, end = 1, brace + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        yield css[start:brace].strip(), css[brace + 1 : end - 1]
        start = end


def is_unused(selector: str) -> bool:
    classes = re.findall(r"\.([\w-]+)", selector)
    return any(name.startswith(UNUSED_PARTS) for name in classes) or bool(UNUSED_SELECTOR.match(selector))


def split_selectors(prelude: str) -> list[str]:
    """Commas that part selectors, not those inside :not(a, b)."""
    return [part for part in re.split(r",(?![^(]*\))", prelude) if part]


def keep(css: str) -> str:
    """The rules Samskab uses. Print has a style sheet of its own, and the fonts are named by `font_faces`."""
    kept = []
    for prelude, body in rules(css):
        if prelude.startswith("@font-face") or prelude == "@media print":
            continue
        if prelude.startswith("@media"):
            inner = keep(body)
            kept += [f"{prelude}{{{inner}}}"] if inner else []
        elif prelude.startswith("@"):
            kept.append(f"{prelude}{{{body}}}")
        elif selectors := [selector for selector in split_selectors(prelude) if not is_unused(selector)]:
            kept.append(f"{','.join(selectors)}{{{body}}}")
    return "".join(kept)


def font_faces() -> str:
    return "".join(
        f"@font-face{{font-display:swap;font-family:IBM Plex Sans;font-style:normal;font-weight:{weight};"
        f"src:url(../fonts/IBMPlexSans-{name}-{letters}.woff2) format('woff2');unicode-range:{reach}}}"
        for name, weight in SCREEN_WEIGHTS.items()
        for letters, reach in LETTERS.items()
    )


def copy(source: str, target: str = "") -> None:
    place = VENDOR / (target or source)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(DKFDS / source, place)


def icons_in_use(sheet: str) -> str:
    """The sheet with only the symbols some page or drawing names; one that is missed fails a test."""
    sources = [path for ending in ("*.html", "*.py") for path in (ROOT / "samskab").rglob(ending)]
    named = {
        name for path in sources for name in re.findall(r"[\"']([a-z][a-z-]+)[\"']", path.read_text(encoding="utf-8"))
    }
    kept = [
        match[0] for match in re.finditer(r'<symbol id="([^"]+)".*?</symbol>', sheet, re.DOTALL) if match[1] in named
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(kept)}</svg>'


def copy_screen() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    copy("LICENSE.md")
    sheet = icons_in_use((DKFDS / "img/all-svg-icons.svg").read_text(encoding="utf-8"))
    (VENDOR / "img").mkdir()
    (VENDOR / "img/icons.svg").write_text(sheet, encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", (DKFDS / "css/dkfds.min.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    css = font_faces() + keep(css)
    (VENDOR / "css").mkdir()
    (VENDOR / "css/dkfds.css").write_text(css, encoding="utf-8")
    for name in SCREEN_WEIGHTS:
        for letters in LETTERS:
            file = f"IBMPlexSans-{name}-{letters}.woff2"
            copy(f"fonts/IBMPlexSans/split/woff2/{file}", f"fonts/{file}")
    for picture in set(re.findall(r"url\([\"']?\.\./(img/[^\"')]+)", css)):
        copy(picture)


def copy_print() -> None:
    shutil.rmtree(FONTS, ignore_errors=True)
    FONTS.mkdir(parents=True)
    for weight in PRINT_WEIGHTS:
        shutil.copy(DKFDS / f"fonts/IBMPlexSans/complete/ttf/IBMPlexSans-{weight}.ttf", FONTS)


if __name__ == "__main__":
    copy_screen()
    copy_print()
