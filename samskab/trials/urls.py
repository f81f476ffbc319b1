from django.urls import path

from samskab.trials.tracks import views as tracks

urlpatterns = [
    path("p/<slug:slug>/spor/", tracks.tracks, name="tracks"),
    path("p/<slug:slug>/spor/nyt/", tracks.track_new, name="track-new"),
    path("p/<slug:slug>/spor/S-<int:number>/", tracks.track, name="track"),
    path("p/<slug:slug>/spor/S-<int:number>/ret/", tracks.track_edit, name="track-edit"),
    path("p/<slug:slug>/spor/S-<int:number>/skridt/", tracks.track_step, name="track-step"),
]
