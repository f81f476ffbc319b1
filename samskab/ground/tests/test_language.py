from django.test import Client


def test_a_page_is_in_danish_whatever_the_browser_prefers(db):
    answer = Client(headers={"accept-language": "en-GB,en;q=0.9"}).get("/was/")
    assert answer.headers["Content-Language"] == "da"
    assert '<html lang="da"' in answer.content.decode()


def test_a_person_who_chose_english_gets_english(db):
    client = Client()
    client.post("/sprog/", {"language": "en", "next": "/was/"})
    answer = client.get("/was/")
    assert answer.headers["Content-Language"] == "en"
    assert '<html lang="en"' in answer.content.decode()


def test_a_language_we_do_not_have_is_danish(db):
    client = Client()
    client.cookies["django_language"] = "xx"
    assert client.get("/was/").headers["Content-Language"] == "da"
