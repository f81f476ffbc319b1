"""`samskab people`, as the one who runs the server types it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import made_once
from tests.databases import ask

ROOT = Path(__file__).parents[3]
PREPARE = """
import django; django.setup()
from samskab.people.actions import welcome
from samskab.projects.actions import begin_project
amina = welcome("amina@example.org", "Amina Holm", "fire-gode-ord-her")
welcome("bo@example.org", "Bo Lind", "fire-gode-ord-her")
begin_project("Tryg hjemme", coordinator=amina)
from allauth.mfa.models import Authenticator
Authenticator.objects.create(user=amina, type="totp", data={"secret": "1:x"})
"""
FOLLOW = """
import sys, django; django.setup()
from django.test import Client
path = "/" + sys.argv[1].split("/", 3)[3]
client = Client(HTTP_HOST="localhost")
page = client.get(path)
print(page.status_code, client.post(page["Location"], {"password1": "helt-andre-ord-nu"}).status_code, client.get(path).status_code)
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    tmp_path = tmp_path_factory.mktemp("house")
    environment = os.environ | {"SAMSKAB_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "samskab.config.settings"}
    environment |= made_once.empty(tmp_path)
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, cwd=ROOT, check=True)
    return tmp_path, environment


def run(house, *words, script="from samskab.cli.main import main; main()"):
    _folder, environment = house
    command = [sys.executable, "-c", script, *words]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)


def test_a_link_for_one_who_has_forgotten_opens_once(house):
    made = run(house, "people", "reset-link", "Amina@Example.org")
    assert made.returncode == 0 and made.stdout.startswith("http://localhost:8000/glemt-adgangskode/")
    assert "en time" in made.stderr
    assert run(house, made.stdout.strip(), script=FOLLOW).stdout.split() == ["302", "302", "200"]
    verbs = "SELECT actor_kind FROM journal_entry WHERE verb = 'reset_link_made'"
    assert ask(*house, verbs) == [("system",)]


def test_who_has_lost_telephone_and_codes(house):
    assert run(house, "people", "forget-second-step", "amina@example.org").returncode == 0
    assert ask(*house, "SELECT count(*) FROM mfa_authenticator") == [(0,)]


def test_an_account_is_closed_unless_a_project_would_be_left_alone(house):
    assert run(house, "people", "close", "bo@example.org").returncode == 0
    assert ask(*house, "SELECT name FROM people_user WHERE closed_at IS NOT NULL") == [("Tidligere medlem",)]
    refused = run(house, "people", "close", "amina@example.org")
    assert refused.returncode == 2 and "eneste tovholder i Tryg hjemme" in refused.stderr and not refused.stdout


@pytest.mark.parametrize("act", ["reset-link", "forget-second-step", "close"])
def test_somebody_we_do_not_know_is_one_sentence(act, house):
    answer = run(house, "people", act, "ingen@example.org")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "Der er ingen konto med e-mailen ingen@example.org.\n"


def test_what_each_provider_must_know_about_us(house):
    assert "nævner ingen" in run(house, "people", "providers").stdout
    (house[0] / "sign-in.toml").write_text(
        '[[provider]]\nkind = "oidc"\nkey = "fjordby"\nname = "Fjordby Kommune"\nissuer = "https://x.example"\n'
        'client_id = "a"\nclient_secret = "hemmeligt"\nemail_domains = ["x.example"]\n'
    )
    told = run(house, "people", "providers").stdout
    assert told.split("\t") == [
        "fjordby",
        "oidc",
        "Fjordby Kommune",
        "http://localhost:8000/log-ind/hos/fjordby/svar/\n",
    ]
    (house[0] / "sign-in.toml").write_text("[[provider]]\n")
    broken = run(house, "people", "providers")
    assert broken.returncode == 2 and broken.stderr.count("\n") == 1 and "sign-in.toml" in broken.stderr


def test_where_there_is_no_samskab_nothing_is_made(tmp_path):
    environment = os.environ | {"SAMSKAB_DATA": str(tmp_path / "tom")}
    answer = run((tmp_path, environment), "people", "close", "bo@example.org")
    assert answer.returncode == 2 and not (tmp_path / "tom").exists()
