"""What the Debian package puts in place: units that are shut tight, settings that are known, and a proxy that can read."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging"
SERVICES = ["samskab-pages", "samskab-live", "samskab-worker", "samskab-backup"]
MOST_EXPOSED = 2.5
# What a unit asks for that a whole system has.
STUBS = ["sysinit.target", "basic.target", "shutdown.target", "timers.target", "multi-user.target", "time-set.target",
         "time-sync.target", "network.target", "system.slice", "-.slice"]  # fmt: skip


@pytest.fixture(scope="module")
def system(tmp_path_factory):
    """A place laid out as the package lays it out, for systemd's own programs to look at."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not here")
    root = tmp_path_factory.mktemp("system")
    units = root / "lib/systemd/system"
    shutil.copytree(HERE / "systemd", units)
    for name in STUBS:
        (units / name).write_text("[Unit]\nDescription=There\n")
    program = root / "opt/samskab/bin/samskab"
    program.parent.mkdir(parents=True)
    for path in (program, root / "usr/bin/find"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o755)
    return root


def analyze(system, *words):
    return subprocess.run(
        ["systemd-analyze", "--no-pager", f"--root={system}", *words], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("unit", ["samskab.target", *(f"{name}.service" for name in SERVICES), "samskab-backup.timer"])
def test_systemd_finds_nothing_wrong_with_a_unit(unit, system):
    found = analyze(system, "verify", unit)
    assert [line for line in found.stderr.splitlines() if "samskab" in line] == []


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_shut_tight(name, system):
    found = analyze(system, "security", "--offline=true", f"{name}.service")
    exposure = re.search(r"exposure level for \S+: ([\d.]+)", found.stdout)
    assert exposure and float(exposure[1]) <= MOST_EXPOSED, found.stdout + found.stderr


def test_a_service_without_the_shared_part_would_not_be(system):
    """So that the figure above can be too high."""
    (system / "lib/systemd/system/bare.service").write_text("[Service]\nExecStart=/opt/samskab/bin/samskab worker\n")
    found = analyze(system, "security", "--offline=true", "--threshold=25", "bare.service")
    assert found.returncode != 0


def test_every_setting_in_the_file_is_known_and_none_is_set():
    known = (ROOT / "docs/reference/settings.md").read_text()
    lines = [line for line in (HERE / "debian/samskab.env").read_text().splitlines() if re.match(r"#?[A-Z_]+=", line)]
    assert lines and all(line.startswith("#") for line in lines)
    for line in lines:
        name, value = re.match(r"#([A-Z_]+)='([^']*)'$", line).groups()
        assert value and (f"`{name}`" in known or name == "BACKUP_DAYS")


def test_a_line_of_the_file_means_the_same_to_a_shell_and_to_systemd(tmp_path):
    """The command reads it with a shell, the services with systemd: within single quotes both take every sign as it is."""
    file = tmp_path / "env"
    file.write_text("SAMSKAB_AUTHORITY='Fjordby $HOME \"Kommune\" #1'\n")
    said = subprocess.run(["sh", "-c", f'. {file}; printf %s "$SAMSKAB_AUTHORITY"'], capture_output=True, text=True)
    assert said.stdout == 'Fjordby $HOME "Kommune" #1'


@pytest.mark.parametrize("name", ["samskab.sh", "postinst", "prerm", "postrm"])
def test_a_script_can_be_read_by_the_plainest_shell(name):
    path = HERE / "debian" / name
    assert subprocess.run([shutil.which("dash") or "sh", "-n", path], capture_output=True).returncode == 0
    assert re.match(r"#!/bin/sh\n", path.read_text()) and "set -e" in path.read_text()


NOBODY = [shutil.which("setpriv") or "setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]


@pytest.fixture
def packaged():
    """The command as the package lays it out, in a place of its own, and what it does for a user of that name."""
    root = Path(tempfile.mkdtemp(prefix="samskab-packaged-"))
    root.chmod(0o755)
    (root / "etc/credentials").mkdir(parents=True)
    (root / "etc/samskab.env").write_text("SAMSKAB_AUTHORITY='Fjordby'\n")
    (root / "etc/credentials/DATABASE_URL").write_text("postgresql:///samskab\n")
    told = 'echo "$HOME|${DATABASE_URL-}|${SAMSKAB_AUTHORITY-}|$*"'
    for path, lines in {
        "opt/bin/samskab": told,
        "bin/id": 'if [ "$1" = -u ]; then echo "$AS_NUMBER"; else echo "$AS_NAME"; fi',
        "bin/setpriv": 'while [ "$1" != ROOT/opt/bin/samskab ]; do shift; done; exec "$@"',
        "samskab.sh": (HERE / "debian/samskab.sh").read_text(),
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        text = lines.replace("ROOT", str(root)).replace("/etc/samskab", f"{root}/etc")
        (root / path).write_text(
            text.replace("/opt/samskab", f"{root}/opt") if text[0] == "#" else f"#!/bin/sh\n{text}\n"
        )
        (root / path).chmod(0o755)

    def does(name, number, *before):
        here = {"PATH": f"{root}/bin:/usr/bin:/bin", "HOME": "/root", "AS_NAME": name, "AS_NUMBER": number}
        return subprocess.run([*before, root / "samskab.sh", "doctor"], env=here, capture_output=True, text=True)

    yield does, root / "etc/credentials"
    shutil.rmtree(root)


@pytest.mark.parametrize("who", [("root", "0"), ("samskab", "999")])
def test_the_command_has_the_settings_of_the_services_and_their_home(packaged, who):
    does, _ = packaged
    assert does(*who).stdout == "/var/lib/samskab|postgresql:///samskab|Fjordby|doctor\n"


def test_anybody_else_has_their_own(packaged):
    does, _ = packaged
    assert does("anna", "1000").stdout == "/root|||doctor\n"


def test_who_may_not_read_the_secrets_does_not_work_on_another_database(packaged):
    does, secrets = packaged
    secrets.chmod(0)
    done = does("samskab", "999", *(NOBODY if os.getuid() == 0 else []))
    assert (done.returncode, done.stdout) == (2, "") and "Kør samskab som root" in done.stderr


def test_what_stands_in_the_readme_is_what_is_installed():
    told = (HERE / "debian/README.Debian").read_text()
    assert {path.name for path in (HERE / "systemd").glob("samskab-*.*") if path.is_file() and path.suffix != ".d"} - {
        "samskab-backup.service"
    } <= set(re.findall(r"samskab-\w+\.\w+", told))
    for name in SERVICES[:2]:
        where = re.search(r"--socket (\S+)", (HERE / f"systemd/{name}.service").read_text())[1]
        assert where in told and f"unix:{where};" in (HERE / "nginx/samskab.conf").read_text()


def test_nginx_can_read_its_example(tmp_path):
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin")
    if not nginx or not shutil.which("openssl"):
        pytest.skip("nginx or openssl is not here")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*make, "-keyout", key, "-out", cert], check=True, capture_output=True)
    site = (HERE / "nginx/samskab.conf").read_text()
    site = re.sub(r"(ssl_certificate +)\S+;", rf"\1{cert};", site)
    site = re.sub(r"(ssl_certificate_key +)\S+;", rf"\1{key};", site)
    site = re.sub(r"listen (\[::\]:)?(80|443)", r"listen \g<1>5\g<2>", site)
    whole = f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}} http {{ access_log off; {site} }}"
    (tmp_path / "nginx.conf").write_text(whole)
    read = subprocess.run([nginx, "-t", "-c", tmp_path / "nginx.conf", "-p", tmp_path], capture_output=True, text=True)
    assert read.returncode == 0, read.stderr
