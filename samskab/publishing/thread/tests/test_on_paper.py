from django.test import Client


def test_a_code_that_stands_on_paper_only_says_so_without_the_words(say, make_card, publish, project):
    voice = say("Kun på papir, tak.", web=False)
    publish(make_card(say("Alle må se det."), voice))
    answer = Client().get(f"/t/{voice.code}/")
    told = answer.content.decode()
    assert answer.status_code == 200
    assert "står kun på det trykte kort" in told and "Kun på papir" not in told
    assert project.contact_phone in told


def test_a_code_on_no_card_is_one_we_do_not_know(say, project):
    voice = say("Ikke på noget kort.")
    assert Client().get(f"/t/{voice.code}/").status_code == 404


def test_a_code_taken_back_is_not_said_to_stand_on_paper(say, make_card, publish, project, by_amina):
    from samskab.voices.consent.actions import withdraw

    voice = say("Kun på papir, tak.", web=False)
    publish(make_card(say("Alle må se det."), voice))
    withdraw(voice, by=by_amina)
    assert "står kun på det trykte kort" not in Client().get(f"/t/{voice.code}/", follow=True).content.decode()
