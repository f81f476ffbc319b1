"""What every answer says to the browser."""

from django.test import Client


def test_a_signed_in_page_is_kept_nowhere(as_amina, project):
    assert as_amina.get(f"/p/{project.slug}/").headers["Cache-Control"] == "no-store"


def test_a_public_page_may_be_kept(db):
    assert "no-store" not in Client().get("/was/").headers.get("Cache-Control", "")


def test_no_page_may_ask_where_one_is_and_none_may_be_framed(db):
    answer = Client().get("/was/")
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_logging_out_clears_what_the_browser_kept(as_amina, project):
    assert "cache" in as_amina.post("/log-ud/").headers["Clear-Site-Data"]
