"""Every address in Samskab. Only the urls.py files know the views."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from samskab.config import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("samskab.frontdoor.urls")),
    path("", include("samskab.people.urls")),
    path("", include("samskab.projects.urls")),
    path("", include("samskab.voices.urls")),
    path("", include("samskab.meaning.urls")),
    path("", include("samskab.trials.urls")),
    path("", include("samskab.publishing.urls")),
    path("", include("samskab.ground.urls")),
    path("sprog/", set_language, name="set_language"),
    path("hvem-maa-hvad/", views.who, name="who"),
]

handler400 = "samskab.config.failing.not_understood"
handler500 = "samskab.config.failing.something_broke"
