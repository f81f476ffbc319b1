"""One click in the demo, and only there. Who has no business here sees nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from oidc_provider_mock import User as Known
from oidc_provider_mock import run_server_in_thread

from journeys.conftest import PHONE, Visits, sign_in_as
from journeys.crawling import doors_of
from journeys.installation import Installation, serving
from journeys.looking import look
from journeys.test_passkeys import begin
from tests import made_once


@pytest.mark.parametrize("name", ["Amina", "Bo", "Carl"])
def test_each_of_the_cast_signs_in_with_one_click(name: str, demo: Installation, visit: Visits) -> None:
    page = visit(demo)
    sign_in_as(page, name)
    assert name in page.locator(".head__person").inner_text()
    look(page, f"home-{name.lower()}")


def test_the_cast_works_on_a_phone_and_can_sign_out(demo: Installation, visit: Visits) -> None:
    page = visit(demo, size=PHONE)
    sign_in_as(page, "Bo")
    page.locator(".drawer summary").click()
    look(page, "menu")
    page.locator(".drawer__person").get_by_role("button").click()
    page.wait_for_url("**/log-ind/")
    page.goto(demo.inside())
    assert "/log-ind/" in page.url


def test_carl_finds_nothing_behind_any_door_of_the_project(demo: Installation, visit: Visits) -> None:
    carl, nobody = visit(demo), visit(demo)
    sign_in_as(carl, "Carl")
    doors = {name: url for name, url in doors_of(demo.project).items() if name != "plan-calendar"}
    assert len(doors) > 50
    opened = {name: carl.request.get(url).status for name, url in doors.items()}
    assert set(opened.values()) <= {404, 405}, opened  # 405: an act, not a page
    assert opened["overview"] == opened["voices"] == opened["thread"] == 404
    stopped = {name: nobody.request.get(url, max_redirects=0) for name, url in doors.items()}
    let_in = [
        name for name, answer in stopped.items() if not answer.headers.get("location", "").startswith("/log-ind/")
    ]
    assert all(opened[name] == 405 for name in let_in), let_in


def test_a_calendar_address_nobody_made_leads_nowhere(demo: Installation, visit: Visits) -> None:
    page = visit(demo, expected=(404,))
    assert page.request.get(doors_of(demo.project)["plan-calendar"]).status == 404


def test_nobody_is_let_in_by_one_click_outside_a_demo(empty: Installation, visit: Visits) -> None:
    page = visit(empty)
    page.goto("/")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    for name in ("amina", "bo", "carl"):
        answer = page.request.post(f"/log-ind/som/{name}/", form={"csrfmiddlewaretoken": token})
        assert answer.status == 404
    page.goto("/")
    assert "/begynd/" in page.url
    assert not page.get_by_role("button", name=re.compile("Amina|Bo|Carl")).count()


@pytest.fixture
def with_two_authorities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    """A Samskab that knows the municipality's and the region's own sign-in, each with somebody in it."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    ditte = Known(sub="ditte", claims={"email": "ditte@fjordby.example", "email_verified": True, "name": "Ditte Dam"})
    rita = Known(sub="rita", claims={"email": "rita@region.example", "email_verified": True, "name": "Rita Ravn"})
    with run_server_in_thread(user_claims=[ditte]) as fjordby, run_server_in_thread(user_claims=[rita]) as region:
        data, ports = tmp_path / "data", {"fjordby": fjordby.server_port, "region": region.server_port}
        made_once.empty(data, cluster="")
        told = [
            f'[[provider]]\nkind = "oidc"\nkey = "{key}"\nname = "{key.title()}"\nclient_id = "samskab"\n'
            f'client_secret = "x"\nissuer = "http://localhost:{port}"\nemail_domains = ["{key}.example"]\n'
            for key, port in ports.items()
        ]
        (data / "sign-in.toml").write_text("".join(told))
        with serving(data, "serve") as running:
            yield running


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_with_the_municipality_and_with_the_region(with_two_authorities: Installation, visit: Visits) -> None:
    house = with_two_authorities
    begin(visit(house))
    for name, person in (("Fjordby", "Ditte Dam"), ("Region", "Rita Ravn")):
        page = visit(house)
        page.route("https://**", lambda route: route.fulfill(body="", content_type="text/css"))
        page.goto("/log-ind/")
        look(page, "sign-in-elsewhere")
        page.get_by_role("link", name=f"Log ind med {name}").click()
        page.get_by_role("button", name=person.split()[0].lower()).click()
        page.wait_for_url(f"{house.url}/")
        look(page, "home-without-a-project")
        page.goto("/konto/")
        assert person in page.locator(".head__person").inner_text()
        assert page.get_by_text(f"Du logger ind med {name}.").is_visible()
        look(page, "account-elsewhere")
        ours_alone(visit, house)


def ours_alone(visit: Visits, house: Installation) -> None:
    """What the other side's own pages are like is not ours to complain of."""
    heard = visit.complaints[-1].heard
    heard[:] = [words for words in heard if "http" not in words or house.url in words.partition("?")[0]]
