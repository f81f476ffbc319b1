"""One click in the demo, and only there."""

from journeys.conftest import Visits, sign_in_as
from journeys.installation import Installation
from journeys.looking import look


def test_each_of_the_cast_signs_in_with_one_click(demo: Installation, visit: Visits) -> None:
    for name in ("Amina", "Bo", "Carl"):
        page = visit(demo)
        sign_in_as(page, name)
        assert name in page.locator(".head__person").inner_text()
        look(page, f"home-{name.lower()}")
