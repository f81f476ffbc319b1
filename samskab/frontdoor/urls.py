from django.urls import path

from samskab.frontdoor.data import views as data
from samskab.frontdoor.duties import views as duties
from samskab.frontdoor.handbook import views as handbook
from samskab.frontdoor.home import views as home
from samskab.frontdoor.overview import views as overview
from samskab.frontdoor.reading import views as reading

urlpatterns = [
    path("", home.home, name="home"),
    path("begynd/", home.first_run, name="first-run"),
    path("nyt-projekt/", home.new_project, name="project-new"),
    path("invitation/<str:token>/", home.invitation, name="invitation"),
    path("p/<slug:slug>/", overview.overview, name="overview"),
    path("p/<slug:slug>/nyt/", overview.one_page, name="overview-one-page"),
    path("p/<slug:slug>/laes-ind/", reading.reading, name="reading"),
    path("p/<slug:slug>/deltagere/", home.team_page, name="team"),
    path("p/<slug:slug>/deltagere/<int:pk>/", home.place_role, name="team-role"),
    path("p/<slug:slug>/deltagere/<int:pk>/slut/", home.place_end, name="team-end"),
    path("p/<slug:slug>/om/", home.about, name="about"),
    path("p/<slug:slug>/data/", data.journal, name="journal"),
    path("p/<slug:slug>/data/laest/", data.readings, name="readings"),
    path("p/<slug:slug>/data/laest.csv", data.readings_file, name="readings-file"),
    path("was/", duties.accessibility, name="accessibility"),
    path("hjaelp/", handbook.index, name="contact"),
    path("hjaelp/billeder/<str:name>", handbook.picture, name="handbook-picture"),
    path("hjaelp/licenser/<str:name>", handbook.licence, name="handbook-licence"),
    path("hjaelp/<path:key>/", handbook.page, name="handbook"),
    path("oplysninger/", duties.privacy, name="privacy"),
    path("oplysninger/fortegnelse/", duties.record, name="privacy-record"),
    path("oplysninger/fortegnelse.csv", duties.record_file, name="privacy-file"),
    path("sund/", home.healthy, name="healthy"),
]
