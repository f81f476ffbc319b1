"""Amina hears that a meeting is moved. Under a minute later the plan says so, and why."""

import re

from journeys.conftest import DESK, PHONE, Visits, sign_in_as
from journeys.installation import Installation
from journeys.looking import look

WHY = "Forsamlingshuset er lejet ud til sølvbryllup, og ægteparret skal også høres."
MOST_ACTS = 5


def test_a_date_is_changed_and_the_reason_stands_in_the_plan(demo: Installation, visit: Visits) -> None:
    page = visit(demo, size=DESK)
    sign_in_as(page, "Amina")
    page.goto(demo.inside("plan/"))
    agreed = page.locator(".plan-table tr", has_text="Aftalt").first
    title = agreed.get_by_role("link").first.inner_text()
    before = agreed.locator("td").nth(1).inner_text()

    agreed.get_by_role("link", name=title).click()  # 1
    page.get_by_role("link", name="Ny dato").click()  # 2
    page.get_by_label("Hvornår").fill("18. november 2026 kl. 14-16")  # 3
    page.get_by_label("Hvorfor").fill(WHY)  # 4
    look(page, "activity-change")
    page.get_by_role("button", name="Gem").click()  # 5, and no more: MOST_ACTS
    page.wait_for_url(re.compile(r"/plan/\d+/$"))
    assert WHY in page.locator("main").inner_text()
    look(page, "activity-moved")

    page.goto(demo.inside("plan/"))
    row = page.locator(".plan-table tr", has=page.get_by_role("link", name=title, exact=True)).first
    assert "18. november" in row.inner_text()
    assert before not in row.locator("td").nth(1).inner_text()
    page.goto(demo.inside("plan/aendringer/"))
    assert WHY in page.locator("main").inner_text()


def test_a_change_without_a_reason_asks_for_one_and_loses_nothing(demo: Installation, visit: Visits) -> None:
    page = visit(demo, size=PHONE, expected=(422,))
    sign_in_as(page, "Amina")
    page.goto(demo.inside("plan/"))
    page.locator(".plan-list a:visible").last.click()
    page.get_by_role("link", name=re.compile("Ny dato|Sæt en dato")).click()
    page.get_by_label("Hvornår").fill("19. november 2026")
    page.get_by_role("button", name="Gem").click()
    summary = page.get_by_role("alert").first
    summary.wait_for()
    assert page.get_by_label("Hvornår").input_value() == "19. november 2026"
    look(page, "activity-change-mistake")


def test_a_day_that_does_not_exist_is_refused_in_words(demo: Installation, visit: Visits) -> None:
    page = visit(demo, expected=(422,))
    sign_in_as(page, "Amina")
    page.goto(demo.inside("plan/ny/"))
    page.get_by_label("Hvad skal ske?").fill("Møde")
    page.get_by_label("Hvornår?").fill("31. november 2026")
    page.locator("main").get_by_role("button", name="Gem i planen").click()
    page.get_by_role("alert").first.wait_for()
    assert "Datoen findes ikke" in page.locator("main").inner_text()
    look(page, "plan-new-mistake")
