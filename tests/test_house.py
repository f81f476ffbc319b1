"""What neither the type checker nor the import contracts can see: how the house is built, and what it says."""

import ast
import os
import re
import subprocess
from functools import cache
from pathlib import Path

import click
import pytest

from samskab.cli.main import COMMANDS, main

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "samskab"
MOST_LINES, LONGEST = 300, 40

# Larger than the house likes, each for a reason that is written here.
LARGE_FILES: dict[str, str] = {}
# What the house does without being asked: there is nobody to name.
BY_ITSELF = {"sweep"}
LONG_FUNCTIONS: dict[str, str] = {}
# A view may not write by itself. These words do.
WRITES = {"save", "create", "delete", "update", "bulk_create", "get_or_create", "update_or_create", "objects"}
# Tags whose SVG is our own, its words escaped.
SAFE_SVG: set[str] = set()


def ours(pattern):
    """Files of the package, without what is made, vendored or generated."""
    skipped = ("/migrations/", "/collected/", "/vendor/", "/tests/", "/fonts/")
    return sorted(path for path in PACKAGE.rglob(pattern) if not any(part in str(path) for part in skipped))


def name_of(path):
    return str(path.relative_to(ROOT))


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, node.end_lineno - node.lineno + 1


# --- Size -------------------------------------------------------------------------------------------------------


def test_a_file_is_one_screenful_or_three():
    large = {name_of(path): lines for path in ours("*.py") if (lines := path.read_text().count("\n")) > MOST_LINES}
    assert set(large) <= set(LARGE_FILES), large
    assert not [name for name in LARGE_FILES if not (ROOT / name).exists()]


def test_a_function_is_read_without_scrolling():
    long = {
        f"{name_of(path)}:{node.name}": lines
        for path in ours("*.py")
        for node, lines in functions(path)
        if lines >= LONGEST
    }
    assert set(long) <= set(LONG_FUNCTIONS), long


def test_most_functions_are_short():
    sizes = sorted(lines for path in ours("*.py") for _node, lines in functions(path))
    assert sizes[len(sizes) // 2] <= 10


# --- Shape ------------------------------------------------------------------------------------------------------


def test_views_read_through_queries_and_write_through_actions():
    found = []
    for path in [*ours("views.py"), *ours("*_views.py")]:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Attribute) and node.attr in WRITES and not _is_a_door(node):
                found.append(f"{name_of(path)}:{node.lineno} .{node.attr}")
    assert found == []


def _is_a_door(node):
    """`actions.update(…)` is a sentence in a room's own words; `context.update(…)` fills a dictionary."""
    return isinstance(node.value, ast.Name) and (node.value.id.endswith("actions") or node.value.id == "context")


@pytest.mark.parametrize("path", ours("actions.py"), ids=name_of)
def test_every_act_that_writes_says_who_does_it(path):
    """A public function with a transaction takes `by`, or the person whose own act it is."""
    silent = []
    for node, _lines in functions(path):
        decorated = any("atomic" in ast.unparse(one) for one in node.decorator_list)
        names = {one.arg for one in [*node.args.args, *node.args.kwonlyargs]}
        own = {"by", "user", "membership", "coordinator", "account", "email"}
        if decorated and node.name not in BY_ITSELF and not node.name.startswith("_") and not names & own:
            silent.append(node.name)
    assert silent == []


def test_no_name_that_says_nothing():
    forbidden = re.compile(r"(Manager|Service|Handler|Helper|Utils?)$")
    found = [
        f"{name_of(path)}:{node.name}"
        for path in ours("*.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and forbidden.search(node.name)
    ]
    assert found == [] and not [name_of(path) for path in ours("*.py") if path.stem in {"utils", "helpers", "common"}]


# --- Pages ------------------------------------------------------------------------------------------------------

TEMPLATES = ours("*.html")


def test_no_style_and_no_script_stands_in_a_page():
    """The content policy refuses them, so they would be dead words."""
    wrong = re.compile(r'\sstyle="|<style|\son[a-z]+="|javascript:', re.I)
    script = re.compile(r"<script(?![^>]*\ssrc=)", re.I)
    found = [name_of(path) for path in TEMPLATES if wrong.search(text := path.read_text()) or script.search(text)]
    assert found == []


def test_nothing_in_a_page_is_called_safe():
    found = {name_of(path) for path in TEMPLATES if re.search(r"\|\s*safe\b|autoescape\s+off", path.read_text())}
    assert found <= SAFE_SVG


def test_every_form_that_changes_something_carries_its_token():
    found = []
    for path in TEMPLATES:
        for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", path.read_text(), re.S):
            if "csrf_token" not in form:
                found.append(name_of(path))
    assert found == []


def test_every_page_has_one_heading_and_one_filled_button_at_most_side_by_side():
    for path in TEMPLATES:
        text = path.read_text()
        assert text.count("<h1") <= 1, name_of(path)


# --- Words ------------------------------------------------------------------------------------------------------

# What people are never called. »Vi bruger« is a verb; »målgruppe« is a heading in the documents one reads in.
CALLED = re.compile(
    r"\b(informant(en|er|erne)?|ressourceperson\w*|(en|vores|alle|hver|andre|nye) brugere?n?|brugerne\w*)\b",
    re.I,
)
SAID = re.compile(
    r"_\(\s*\"((?:[^\"\\]|\\.)*)\"|\{%\s*translate\s+\"([^\"]*)\"|\{%\s*blocktranslate[^%]*%\}(.*?)\{%\s*endblocktranslate",
    re.S,
)


def sentences(path):
    for match in SAID.finditer(path.read_text(encoding="utf-8")):
        yield next(part for part in match.groups() if part is not None)


def test_nobody_is_called_a_resource_an_informant_or_a_user():
    found = [
        f"{name_of(path)}: {said}"
        for path in [*TEMPLATES, *ours("*.py")]
        for said in sentences(path)
        if CALLED.search(said)
    ]
    assert found == []


@pytest.mark.parametrize(
    "said,is_wrong",
    [
        ("Vi bruger kun det, der skal til.", False),
        ("Alle brugere ser det.", True),
        ("En informant", True),
        ("Borgeren", False),
    ],
)
def test_the_words_we_look_for_are_found(said, is_wrong):
    assert bool(CALLED.search(said)) is is_wrong


def test_nobody_is_promised_to_be_unrecognisable():
    promise = re.compile(r"\b(100 ?%|helt|fuldstændig\w*) anonym|ingen kan genkende|garanter\w*", re.I)
    found = [
        f"{name_of(path)}: {said}"
        for path in [*TEMPLATES, *ours("*.py")]
        for said in sentences(path)
        if promise.search(said)
    ]
    assert found == []


# --- What an operator needs -------------------------------------------------------------------------------------


def test_every_setting_is_written_down():
    read = {name for path in ours("*.py") for name in re.findall(r"SAMSKAB_[A-Z_]*[A-Z]", path.read_text())}
    page = (ROOT / "docs/reference/settings.md").read_text()
    told = set(re.findall(r"^\| `(SAMSKAB_[A-Z_]+)`", page, re.M))
    assert read - told == set(), "missing in docs/reference/settings.md"
    assert told - read == set(), "told of, and read by nothing"


def options():
    """(command, --option) of everything one can write after `samskab`."""
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        for one in command.params:
            if isinstance(one, click.Option):
                yield name, max(one.opts, key=len)


def test_every_command_and_option_is_written_down():
    page = (ROOT / "docs/reference/commands.md").read_text()
    assert [name for name in COMMANDS if f"`samskab {name}" not in page] == []
    rows = {row[0]: row[1] for row in re.findall(r"^\| `(--[a-z-]+)[^`]*` \| ([^|]*) \|", page, re.M)}
    missing = [f"{name} {option}" for name, option in options() if name not in rows.get(option, "")]
    assert missing == []


def test_no_command_of_the_page_is_gone():
    page = (ROOT / "docs/reference/commands.md").read_text()
    assert set(re.findall(r"^\| `samskab ([a-z-]+)", page, re.M)) == set(COMMANDS)


# --- The tree ---------------------------------------------------------------------------------------------------


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a clone")
    return [ROOT / name for name in os.fsdecode(listed.stdout).split("\0") if name]


def test_the_tree_names_no_machine_and_no_registry():
    """Where something was built or fetched from is nobody's business but the lock files'."""
    hosts = ("py" + "pi.org", "pythonhosted" + ".org", "registry." + "npmjs", "npmjs" + ".com", "npmjs" + ".org")
    paths = ("/wo" + "rk/", "/home" + "/", "/Us" + "ers/", "/root" + "/")
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
        for word in (*hosts, *paths):
            if word in text and not (path.name == "package-lock.json" and word in hosts):
                found.append(f"{name_of(path)}: {word}")
    assert found == []
