"""A Debian package with everything in it: `python -m tools.deb dist/samskab-*.whl` puts it beside the wheel.

Every locked package lies under /opt/samskab, beside a Python that is Debian's own; nothing is compiled, fetched or
decided when it is installed. Needs the Python of the Debian it is made for, at /usr/bin/python3.11.
"""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from samskab import __version__
from tools.notices import licence_texts

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging"
PYTHON = Path("/usr/bin/python3.11")
SITE = "opt/samskab/lib/python3.11/site-packages"
MAINTAINER = os.environ.get("DEBEMAIL", "Samskab <samskab@example.org>")

CONTROL = """\
Package: samskab
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: python3.11, python3, adduser, libc6 (>= 2.34)
Recommends: nginx | httpd, postgresql
Section: web
Priority: optional
Homepage: https://samskab.example.org/
Description: carries a voice all the way to a decision, and back again
 Samskab is for projects where a municipality, a region, citizens, relatives
 and professionals walk around a problem together: one living description,
 one plan, the voices with what was agreed about each, what they mean, and
 what is tried. What was heard is given back as an accessible postcard.
"""
LAUNCHER = """\
#!/opt/samskab/bin/python3
import sys

from samskab.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
"""
OVERRIDES = """\
# From outside Debian: it lies under /opt, with the versions that were tried together, as their makers built them.
samskab: dir-or-file-in-opt *
samskab: embedded-library *
samskab: embedded-javascript-library *
samskab: unstripped-binary-or-object *
samskab: shared-library-lacks-prerequisites *
samskab: hardening-no-fortify-functions *
samskab: national-encoding *
samskab: script-not-executable *
samskab: unusual-interpreter *
# Its Python is Debian's, found through a link of its own; compiled here, for nobody may write there.
samskab: wrong-path-for-interpreter *
samskab: python3-script-but-no-python3-dep *
samskab: package-installs-python-pycache-dir *
# Pages of libraries that Samskab does not show; its own pages fetch nothing from elsewhere.
samskab: privacy-breach-facebook *
samskab: privacy-breach-generic *
# All of it starts and stops as one target, by hand the first time; secrets lie where only root looks.
samskab: maintainer-script-calls-systemctl *
samskab: systemd-service-file-refers-to-unusual-wantedby-target *
samskab: non-standard-dir-perm *
samskab: bogus-mail-host *
"""


def build(wheel: Path, into: Path) -> Path:
    """The package, the same for the same tree and day. Raises CalledProcessError for what will not be installed."""
    with tempfile.TemporaryDirectory(prefix="samskab-deb-") as folder:
        tree = Path(folder)
        install(wheel, tree)
        lay_out(tree)
        describe(tree)
        made = into / f"samskab_{debian_version()}_{architecture()}.deb"
        moment = {"SOURCE_DATE_EPOCH": str(int(last_change().timestamp()))}
        run("dpkg-deb", "--root-owner-group", "-Zxz", "-z1", "--build", tree, made, env=os.environ | moment)
        return made


def install(wheel: Path, tree: Path) -> None:
    """The locked packages and our own, as Debian's Python finds them."""
    site, bin_folder = tree / SITE, tree / "opt/samskab/bin"
    into = ["pip", "install", "--quiet", "--python", str(PYTHON), "--target", str(site), "--link-mode", "copy"]
    uv = Path(sys.executable).with_name("uv")
    locked = ["--only-binary", ":all:", "--require-hashes", "-r", str(ROOT / "requirements/run.txt")]
    run(uv, *into, *locked)
    run(uv, *into, "--no-deps", "--offline", wheel)
    for left_out in ("bin", "share"):
        shutil.rmtree(site / left_out, ignore_errors=True)
    (site / ".lock").unlink(missing_ok=True)
    for made in site.glob("*.dist-info"):
        forget_where_it_came_from(made)
    bin_folder.mkdir(parents=True)
    (bin_folder / "python3").symlink_to(PYTHON)
    (bin_folder / "samskab").write_text(LAUNCHER)
    (tree / "opt/samskab/pyvenv.cfg").write_text(
        "home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.11\n"
    )
    compiled = ["-q", "-j0", "--invalidation-mode", "unchecked-hash", "-s", str(tree), "-p", "/", str(site)]
    run(PYTHON, "-m", "compileall", *compiled)


def forget_where_it_came_from(made: Path) -> None:
    """Notes of the machine it was built on, and its programs that we leave out."""
    ours = re.compile(r"^(\.\./)*(bin|share)/|direct_url\.json|uv_cache\.json|/REQUESTED,", re.MULTILINE)
    for name in ("direct_url.json", "uv_cache.json", "REQUESTED"):
        (made / name).unlink(missing_ok=True)
    record = made / "RECORD"
    kept = [line for line in record.read_text().splitlines(keepends=True) if not ours.search(line)]
    record.write_text("".join(kept))


def lay_out(tree: Path) -> None:
    """Units, settings, documentation, the command."""
    copy = {
        "debian/samskab.sh": "usr/bin/samskab",
        "debian/samskab.env": "etc/samskab/samskab.env",
        "debian/README.Debian": "usr/share/doc/samskab/README.Debian",
        "nginx/samskab.conf": "usr/share/doc/samskab/examples/nginx.conf",
    }
    for source, target in copy.items():
        (tree / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HERE / source, tree / target)
    shutil.copytree(HERE / "systemd", tree / "lib/systemd/system")
    (tree / "etc/samskab/credentials").mkdir()
    written = tree / "usr/share/doc/samskab"
    (written / "copyright").write_text(copyright_words())
    pack(written / "licences-of-packages.txt.gz", "\n\n\n".join(licence_texts(tree / SITE)))
    pack(written / "changelog.gz", debian_changelog())
    pack(tree / "usr/share/man/man1/samskab.1.gz", (HERE / "debian/samskab.1").read_text())
    overrides = tree / "usr/share/lintian/overrides/samskab"
    overrides.parent.mkdir(parents=True)
    overrides.write_text(OVERRIDES)
    set_modes(tree)


def describe(tree: Path) -> None:
    """The package's own papers: what it is, what it needs, what happens when it comes and goes."""
    papers = tree / "DEBIAN"
    papers.mkdir(mode=0o755)
    size = sum(path.lstat().st_size for path in files(tree)) // 1024
    facts = {"version": debian_version(), "architecture": architecture(), "maintainer": MAINTAINER, "size": size}
    (papers / "control").write_text(CONTROL.format(**facts))
    (papers / "conffiles").write_text("/etc/samskab/samskab.env\n")
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in files(tree)
        if not path.is_symlink() and "DEBIAN" not in path.parts and path.name != "samskab.env"
    ]
    (papers / "md5sums").write_text("".join(sums))
    for name in ("postinst", "prerm", "postrm"):
        shutil.copyfile(HERE / "debian" / name, papers / name)
        (papers / name).chmod(0o755)


def files(tree: Path) -> Iterator[Path]:
    return (path for path in sorted(tree.rglob("*")) if path.is_symlink() or path.is_file())


def set_modes(tree: Path) -> None:
    """Nobody but root writes any of it; secrets are in a folder only root opens."""
    programs = {tree / "usr/bin/samskab", tree / "opt/samskab/bin/samskab"}
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in programs else 0o644)
    (tree / "etc/samskab/credentials").chmod(0o700)


def debian_version() -> str:
    """0.2.0.dev0 → 0.2.0~dev0, which sorts before 0.2.0."""
    return re.sub(r"\.?(dev|a|b|rc)(?=\d)", r"~\1", __version__)


def architecture() -> str:
    return run("dpkg", "--print-architecture").strip()


def last_change() -> datetime:
    """The day of the newest commit, so that the same tree gives the same package."""
    told = os.environ.get("SOURCE_DATE_EPOCH") or run("git", "log", "-1", "--format=%ct", cwd=ROOT).strip()
    return datetime.fromtimestamp(int(told), tz=UTC)


def debian_changelog() -> str:
    day = last_change().strftime("%a, %d %b %Y %H:%M:%S +0000")
    told = "  * What is new stands in CHANGELOG.md, which the product shows under Hjælp."
    return f"samskab ({debian_version()}) unstable; urgency=medium\n\n{told}\n\n -- {MAINTAINER}  {day}\n"


def copyright_words() -> str:
    return (
        "Samskab, copyright 2026 Samskab.\n\nUnder the Mozilla Public License 2.0; on Debian its text is in "
        "/usr/share/common-licenses/MPL-2.0.\n\nThe packages it brings along under /opt/samskab are others', each under "
        "its own licence: they are all\nin licences-of-packages.txt.gz beside this file. Some are under the LGPL, the "
        "text of which is in\n/usr/share/common-licenses/LGPL-3, or the Apache License 2.0, in "
        "/usr/share/common-licenses/Apache-2.0.\n\n" + (ROOT / "NOTICES.md").read_text(encoding="utf-8")
    )


def pack(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(words.encode(), 9, mtime=0))


def run(*command: object, **more: object) -> str:
    told: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run
    return told([str(word) for word in command], check=True, stdout=subprocess.PIPE, text=True, **more).stdout


if __name__ == "__main__":
    if not PYTHON.exists():
        sys.exit(f"{PYTHON} is not here: make the package on the Debian it is for.")
    wheel = Path(sys.argv[1])
    print(build(wheel, wheel.parent))
