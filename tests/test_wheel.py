"""The package we hand out: built from a clean copy, installed in a fresh place, and used far from the clone."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

import samskab
from journeys.installation import free_port

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
FETCHED = ("samskab/ground/static/vendor", "samskab/ground/fonts")
WORDS = "samskab/locale/en/LC_MESSAGES/django"


def run(*command, **more):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=180, **more)
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-1500:]
    return done.stdout


@pytest.fixture(scope="module")
def clean_copy(tmp_path_factory):
    """What is in git, as it stands, with what `make setup` fetched; the rest is made anew, as `make wheel` does."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True
    )
    if listed.returncode:
        pytest.skip("not a clone")
    folder = tmp_path_factory.mktemp("clean") / "samskab"
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for name in FETCHED:
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    run(BIN / "pybabel", "--quiet", "compile", "-f", "-i", folder / f"{WORDS}.po", "-o", folder / f"{WORDS}.mo")
    alone = {"PATH": os.environ["PATH"], "PYTHONPATH": str(folder), "SAMSKAB_DATA": str(folder.parent / "none")}
    collect = ("collectstatic", "--settings", "samskab.config.collecting", "--noinput", "--verbosity", "0")
    run(BIN / "django-admin", *collect, env=alone, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def built(clean_copy):
    """The source package, and the wheel made from it: so both are whole."""
    run(BIN / "python", "-m", "build", "--no-isolation", "--outdir", clean_copy / "dist", clean_copy)
    return clean_copy / "dist"


@dataclass(frozen=True)
class Place:
    """A Python of its own, with Samskab and nothing of this clone."""

    folder: Path

    @property
    def surroundings(self):
        return {"PATH": f"{self.folder}/bin:/bin", "HOME": str(self.folder.parent), "LC_ALL": "C.UTF-8"}

    def run(self, *command):
        return run(self.folder / "bin" / command[0], *command[1:], cwd=self.folder.parent, env=self.surroundings)


@pytest.fixture(scope="module")
def place(built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    run(BIN / "uv", "venv", "--quiet", "--python", os.path.realpath(sys.executable), folder)
    install = [BIN / "uv", "pip", "install", "--quiet", "--python", folder / "bin/python"]
    locked = [*install, "--require-hashes", "-r", ROOT / "requirements/run.txt"]
    if subprocess.run([*map(str, locked), "--offline"], capture_output=True).returncode:
        run(*locked)  # not in the cache: from where this machine fetches packages
    run(*install, "--offline", "--no-deps", next(built.glob("*.whl")))
    return Place(folder)


@dataclass(frozen=True)
class Site:
    url: str

    def get(self, path, language="da"):
        asked = urllib.request.Request(self.url + path, headers={"Cookie": f"django_language={language}"})
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return answer.headers["Content-Type"], answer.read()

    def page(self, path, language="da"):
        return self.get(path, language)[1].decode()


@pytest.fixture(scope="module")
def site(place, tmp_path_factory):
    """The demo, as somebody who has never seen the clone starts it."""
    port, log = free_port(), tmp_path_factory.mktemp("log") / "demo.log"
    words = ["demo", "--no-browser", "--data", str(place.folder.parent / "demo"), "--port", str(port)]
    with log.open("w") as out:
        server = subprocess.Popen(
            [place.folder / "bin/samskab", *words], cwd=place.folder.parent, env=place.surroundings,
            stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    site = Site(f"http://localhost:{port}")
    try:
        wait_for(site, server, log)
        yield site
    finally:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(server.pid, sign)
                server.wait(timeout=10)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue


def wait_for(site, server, log):
    for _ in range(600):
        assert server.poll() is None, log.read_text()[-2000:]
        try:
            site.get("/sund/")
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(log.read_text()[-2000:])


def links(page, pattern):
    return [unescape(link) for link in re.findall(pattern, page)]


# --- What is in it ----------------------------------------------------------------------------------------------


def test_the_wheel_carries_looks_letters_words_and_pages_and_no_tests(built):
    names = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    assert {
        "samskab/collected/staticfiles.json",
        "samskab/ground/fonts/IBMPlexSans-Regular.ttf",
        "samskab/locale/en/LC_MESSAGES/django.mo",
        "samskab/handbook/docs/how-to/run-behind-https.md",
        "samskab/handbook/docs/pictures/overview-1440.png",
        "samskab/handbook/LICENSES/OFL-1.1.txt",
        "samskab/voices/README.md",
    } <= names
    assert [name for name in names if "/tests/" in name or "node_modules" in name or name.endswith(".pyc")] == []


def test_every_migration_is_in_the_wheel(built):
    names = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    wanted = {path.relative_to(ROOT).as_posix() for path in (ROOT / "samskab").glob("*/migrations/0*.py")}
    assert wanted and wanted <= set(names)


def test_a_package_without_its_looks_is_not_built(clean_copy, built, tmp_path):
    bare = tmp_path / "bare"
    shutil.copytree(clean_copy, bare, ignore=shutil.ignore_patterns("collected", "dist", "docs", "tests"))
    refused = subprocess.run(
        [BIN / "python", "-m", "build", "--no-isolation", "--wheel", bare], capture_output=True, text=True
    )
    assert refused.returncode and "make wheel" in refused.stdout + refused.stderr


# --- Used -------------------------------------------------------------------------------------------------------


def test_it_runs_from_where_it_was_installed(place):
    said = place.run("python", "-c", "import samskab; print(samskab.__file__)")
    assert said.startswith(str(place.folder))
    assert samskab.__version__ in place.run("samskab", "--version")


@pytest.mark.parametrize("language,words", [("da", "Fortsæt som Amina"), ("en", "Continue as Amina")])
def test_the_way_in_is_there_with_style_and_letters(language, words, site):
    page = site.page("/log-ind/", language)
    assert words in page
    styles = links(page, r'<link rel="stylesheet" href="([^"]+)"')
    letters = links(page, r'<link rel="preload" href="([^"]+\.woff2)"')
    assert len(styles) >= 4 and letters
    assert all(site.get(style)[0].startswith("text/css") for style in styles)
    assert all(site.get(letter)[1][:4] == b"wOF2" for letter in letters)


@pytest.mark.parametrize("language,words", [("da", "Sådan får du fat i os"), ("en", "How to reach us")])
def test_what_is_written_is_there_with_its_pictures(language, words, site):
    assert words in site.page("/hjaelp/", language)
    page = site.page("/hjaelp/architecture/", language)
    pictures = links(page, r'<img src="([^"]+)"')
    assert pictures and all(site.get(picture)[0].startswith("image/") for picture in pictures)
    assert "Reserved Font Name" in site.page("/hjaelp/licenser/OFL-1.1.txt")
    assert site.page("/hjaelp/stages/voices/") and site.page("/hjaelp/house/")


def test_a_postcard_is_set_with_the_letters_it_brought_along(site):
    front = site.page("/o/lys-i-vinduet/")
    card = links(front, r'href="(/o/lys-i-vinduet/postkort/\d+/)"')[0]
    paper = links(site.page(card), r'href="([^"]+\.pdf)"')[0]
    kind, pdf = site.get(paper)
    assert kind == "application/pdf" and pdf.startswith(b"%PDF-") and b"IBMPlexSans" in pdf
