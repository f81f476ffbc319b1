"""The Debian package: built, looked into, installed in a fresh Debian, started as its units say, used through nginx.

Needs root, a Debian's debootstrap, and the mirror this machine already uses. systemd does not run there: the commands of
the units are started by `as_unit`, as the unit's user, with what can be had of its restrictions.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from journeys.installation import free_port
from proof import as_unit
from proof.fresh_debian import Debian, fresh_debian
from proof.telling import say, table
from proof.visiting import Visitor
from tools import deb

ROOT = Path(__file__).resolve().parent.parent
SERVICES = ("samskab-pages", "samskab-live", "samskab-worker")
SITE = "/etc/nginx/sites-available/samskab"


# --- The package ------------------------------------------------------------------------------------------------


def build(into: Path) -> Path:
    wheel = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(into), str(ROOT)]
    subprocess.run(wheel, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return deb.build(next(into.glob("*.whl")), into)


def look_into(package: Path, into: Path) -> Iterator[tuple[str, str, bool]]:
    listed = deb.run("dpkg-deb", "--contents", package).splitlines()
    yield "Package", f"{package.stat().st_size / 1e6:.0f} MB, {len(listed)} files", True
    theirs = [line for line in listed if line.split()[1] != "root/root" or "s" in line.split()[0][1:]]
    written = [line for line in listed if line[8] == "w" and not line.startswith("l")]
    yield "Files another than root may write, or that give power", str(len(theirs) + len(written)), not theirs + written
    deb.run("dpkg-deb", "--extract", package, into)
    traces = [
        path for path in into.rglob("*")
        if path.suffix in {".py", ".json", ".pyc", ""} and path.is_file() and str(ROOT).encode() in path.read_bytes()
    ]  # fmt: skip
    yield "Files that name where it was built", str(len(traces)), not traces
    for name in (*SERVICES, "samskab-backup"):
        secure = ["systemd-analyze", "security", "--offline=true", "--no-pager", f"--root={into}", f"{name}.service"]
        found = subprocess.run(secure, capture_output=True, text=True, check=False).stdout
        figure = re.search(r"exposure level for \S+: ([\d.]+)", found)
        yield (
            f"Exposure of {name} (10 is worst)",
            figure[1] if figure else "?",
            bool(figure and float(figure[1]) <= 2.5),
        )


def ask_lintian(system: Debian, package: str) -> tuple[str, str, bool]:
    if system.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "lintian").returncode:
        return "lintian", "not available", True
    found = system.run("su", "nobody", "-s", "/bin/sh", "-c", f"lintian --fail-on error,warning {package}")
    faults = [line for line in found.stdout.splitlines() if line.startswith(("E:", "W:"))]
    return "lintian", "; ".join(faults) or "no errors, no warnings", found.returncode == 0


# --- In use -----------------------------------------------------------------------------------------------------


def put_nginx_in_front(system: Debian, port: int) -> Path:
    """As README.Debian says, with a certificate of our own and on another port."""
    system.must("adduser", "--quiet", "www-data", "samskab")
    certificate, key = "/etc/ssl/samskab.pem", "/etc/ssl/samskab.key"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    system.must(*make, "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate)
    site = system.read("/usr/share/doc/samskab/examples/nginx.conf")
    site = site.replace("server_name samskab.example.org", "server_name localhost")
    site = re.sub(r"/etc/letsencrypt/\S+/fullchain.pem", certificate, site)
    site = re.sub(r"/etc/letsencrypt/\S+/privkey.pem", key, site)
    site = re.sub(r"listen (\[::\]:)?443", rf"listen \g<1>{port}", site)
    site = re.sub(r"listen (\[::\]:)?80;", rf"listen \g<1>{free_port()};", site)
    system.write(SITE, site)
    system.must("ln", "-sf", "../sites-available/samskab", "/etc/nginx/sites-enabled/samskab")
    system.must("rm", "-f", "/etc/nginx/sites-enabled/default")
    system.must("nginx", "-t")
    return system.root / certificate.lstrip("/")


@contextmanager
def serving(system: Debian, port: int, certificate: Path) -> Iterator[Visitor]:
    """All three services and nginx, until the block is over. Raises RuntimeError with their words when one falls."""
    units = [as_unit.read(system.root, f"{name}.service") for name in SERVICES]
    with ExitStack() as stack:
        running = {unit.name: as_unit.start(system.root, unit) for unit in units}
        nginx = ["chroot", str(system.root), "nginx", "-g", "daemon off;"]
        running["nginx"] = subprocess.Popen(
            nginx, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        for process in running.values():
            stack.callback(as_unit.stop, process)
        visitor = Visitor(f"https://localhost:{port}", certificate)
        wait_for(visitor, running)
        yield visitor
        for name, process in running.items():
            if process.poll() is not None:
                raise RuntimeError(f"{name} stopped: {process.stdout.read()[-2000:]}")  # type: ignore[union-attr]


def wait_for(visitor: Visitor, running: "dict[str, subprocess.Popen[str]]") -> None:
    for _ in range(300):
        for name, process in running.items():
            if process.poll() is not None:
                raise RuntimeError(f"{name} stopped: {process.stdout.read()[-2000:]}")  # type: ignore[union-attr]
        try:
            if visitor.fetch("/sund/")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError("nobody answered within a minute")


def use_the_demo(system: Debian, port: int, certificate: Path) -> Iterator[tuple[str, str, bool]]:
    """SQLite: the story told, a document read by a process with limits, a card set by the typesetter."""
    unit = as_unit.read(system.root, "samskab-pages.service")
    telling = as_unit.start(system.root, unit, command=["/opt/samskab/bin/samskab", "demo", "--no-serve"])
    told = telling.communicate(timeout=300)[0]
    yield "SQLite: the demo is told under the unit's restrictions", told.strip()[-60:], telling.returncode == 0
    with serving(system, port, certificate) as visitor:
        visitor.get("/log-ind/")
        status, address, _page = visitor.post("/log-ind/som/amina/")
        yield "signed in through nginx and HTTPS", address.removeprefix(visitor.url), status == 200 and "/p/" in address
        card = visitor.link("/o/lys-i-vinduet/", r"/o/lys-i-vinduet/postkort/\d+/")
        paper = visitor.link(card, r"[^\"]+\.pdf")
        status, _headers, pdf = visitor.fetch(paper)
        yield "a card is set as PDF", f"{len(pdf)} bytes", status == 200 and pdf.startswith(b"%PDF-")
        status, page = visitor.upload("/p/lys-i-vinduet/laes-ind/", "kortet.pdf", pdf)
        yield (
            "it is read again, by a process with limits",
            "findings beside the words",
            "Gem det, vi er enige om" in page,
        )
        status, headers, _body = visitor.fetch("/hjaelp/reference/settings/")
        strict = headers.get("Strict-Transport-Security", "")
        yield "handbook, with HSTS", strict, status == 200 and "max-age=31536000" in strict


def use_it_for_real(system: Debian, port: int, certificate: Path) -> Iterator[tuple[str, str, bool]]:
    """PostgreSQL by its socket, without a password: begin, tell, listen, copy."""
    made = system.run("samskab", "prepare")
    yield "PostgreSQL: `samskab prepare`, as root", made.stdout.strip()[-60:], made.returncode == 0
    with serving(system, port, certificate) as visitor:
        status, address, _page = visitor.begin()
        yield "an installation begun", address.removeprefix(visitor.url), status == 200 and "/p/" in address
        code = visitor.say("Det hjalp, at nogen ringede tilbage.")
        yield "a voice written down", code, bool(code)
        heard = visitor.hears("/live/tryg-hjemme/", lambda: visitor.say("Og en til."))
        yield "heard live through nginx", heard[:70], "U-" in heard
        made = system.run("samskab", "doctor")
        yield "`samskab doctor`, as root", made.stdout.strip().splitlines()[-1], made.returncode == 0
        yield copied(system)


def copied(system: Debian) -> tuple[str, str, bool]:
    """samskab-backup.service: the copy, and the old ones away."""
    unit = as_unit.read(system.root, "samskab-backup.service")
    for command in unit.commands(as_unit.surroundings(system.root, unit)):
        process = as_unit.start(system.root, unit, command=command)
        said = process.communicate(timeout=300)[0]
        if process.returncode:
            return "the nightly copy", said[-200:], False
    copies = sorted(path.name for path in (system.root / "var/backups/samskab").iterdir())
    return "the nightly copy", ", ".join(copies), len(copies) == 1


@contextmanager
def postgres(system: Debian) -> Iterator[None]:
    """Debian's own, reached by its socket alone."""
    cluster = next(path.name for path in (system.root / "etc/postgresql").iterdir())
    system.must("pg_conftool", cluster, "main", "set", "listen_addresses", "")
    system.must("pg_ctlcluster", cluster, "main", "start")
    try:
        for command in ("createuser samskab", "createdb --owner samskab samskab"):
            system.must("su", "postgres", "-c", command)
        system.write("/etc/samskab/credentials/DATABASE_URL", "postgresql:///samskab?host=/run/postgresql\n", 0o600)
        yield
    finally:
        system.run("pg_ctlcluster", cluster, "main", "stop", "-m", "fast")


# --- All of it --------------------------------------------------------------------------------------------------


def prove(folder: Path) -> Iterator[tuple[str, str, bool]]:
    package = build(folder)
    yield from look_into(package, folder / "looked-into")
    port = free_port()
    with fresh_debian(folder / "debian") as system:
        shutil.copy(package, system.root / "var/cache" / package.name)
        inside = f"/var/cache/{package.name}"
        began = time.monotonic()
        system.must("apt-get", "install", "-y", "-qq", "--no-install-recommends", inside, "nginx-light", "postgresql")
        yield "Installed in a fresh Debian, with nginx and PostgreSQL", f"{time.monotonic() - began:.0f} s", True
        yield ask_lintian(system, inside)
        system.write(
            "/etc/samskab/samskab.env",
            f"SAMSKAB_URL='https://localhost:{port}'\nSAMSKAB_CONTACT_PHONE='12 34 56 78'\n",
        )
        certificate = put_nginx_in_front(system, port)
        yield from use_the_demo(system, port, certificate)
        system.must("sh", "-c", "rm -rf /var/lib/samskab/*")
        with postgres(system):
            yield from use_it_for_real(system, port, certificate)
            yield from leave(system, inside)


def leave(system: Debian, package: str) -> Iterator[tuple[str, str, bool]]:
    """Installed again (as an upgrade is), removed, purged, and purged with the data."""
    again = system.run("apt-get", "install", "-y", "-qq", "--reinstall", package)
    ready = next((line for line in again.stdout.splitlines() if line.endswith("er klar.")), again.stdout[-200:])
    yield "installed over itself: tables brought up to date", ready, ready.endswith("er klar.")
    system.must("apt-get", "purge", "-y", "-qq", "samskab")
    there = [name for name in ("var/lib/samskab", "var/backups/samskab") if any((system.root / name).iterdir())]
    gone = not (system.root / "opt/samskab").exists() and not (system.root / "etc/samskab").exists()
    yield "purged: the program is gone, people's words are not", ", ".join(there), gone and len(there) == 2
    system.must("apt-get", "install", "-y", "-qq", "--no-install-recommends", package)
    system.must("apt-get", "purge", "-y", "-qq", "samskab", also={"SAMSKAB_PURGE": "data"})
    left = [name for name in ("var/lib/samskab", "var/backups/samskab") if (system.root / name).exists()]
    yield "purged with SAMSKAB_PURGE=data", ", ".join(left) or "nothing left", not left


def main() -> int:
    missing = [name for name in ("debootstrap", "unshare", "systemd-analyze", "dpkg-deb") if not shutil.which(name)]
    if os.geteuid() or missing or not deb.PYTHON.exists():
        say(f"Not run: needs root on a Debian with {deb.PYTHON}, debootstrap and systemd-analyze.")
        return 1
    held = True
    rows = []
    with tempfile.TemporaryDirectory(prefix="samskab-debian-") as folder:
        try:
            for what, seen, good in prove(Path(folder)):
                rows.append((what, seen.replace("|", "/").replace("\n", " "), "yes" if good else "NO"))
                held = held and good
        except RuntimeError as failure:
            rows.append(("Stopped", " ".join(str(failure).split())[:600], "NO"))
            held = False
    table(("What", "Seen", "Held"), rows)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
