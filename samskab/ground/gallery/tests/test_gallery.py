from datetime import date

from django.test import Client, override_settings


@override_settings(
    ROOT_URLCONF="samskab.ground.urls",
    DEBUG=False,
    DEMO=False,
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
)
def test_the_gallery_is_not_open_where_real_people_work():
    assert Client().get("/galleri/").status_code == 404


@override_settings(
    ROOT_URLCONF="samskab.ground.urls",
    DEMO=True,
    STORY_DAY=date(2025, 3, 20),
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
)
def test_the_gallery_shows_every_part_and_every_state_of_the_form():
    shown = Client().get("/galleri/").content.decode()
    for part in (
        "thread-header",
        "quote--against",
        "knowledge__mark",
        "timeline-list",
        "thread-list",
        "choice-card",
        "save-bar",
    ):
        assert part in shown
    assert "error-summary" in Client().get("/galleri/?fejl=1").content.decode()
