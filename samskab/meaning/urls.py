from django.urls import path

from samskab.meaning.framing import views as framing
from samskab.meaning.themes import views as themes

urlpatterns = [
    path("p/<slug:slug>/indsigter/", themes.insights, name="insights"),
    path("p/<slug:slug>/indsigter/ny/", themes.insight_new, name="insight-new"),
    path("p/<slug:slug>/indsigter/I-<int:number>/", themes.insight, name="insight"),
    path("p/<slug:slug>/indsigter/I-<int:number>/ret/", themes.insight_edit, name="insight-edit"),
    path("p/<slug:slug>/indsigter/I-<int:number>/set-igen/", themes.insight_look_again, name="insight-look-again"),
    path("p/<slug:slug>/indsigter/I-<int:number>/stemmer/", themes.insight_voices, name="insight-voices"),
    path("p/<slug:slug>/runden/", framing.round_page, name="round"),
    path("p/<slug:slug>/runden/ny/", framing.framing_new, name="framing-new"),
    path("p/<slug:slug>/runden/plads/", framing.framing_seat, name="framing-seat"),
]
