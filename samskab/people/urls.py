from django.contrib.auth.views import LogoutView
from django.urls import path

from samskab.people.signing_in import views as signing_in

urlpatterns = [
    path("log-ind/", signing_in.SignIn.as_view(), name="log_in"),
    path("log-ud/", LogoutView.as_view(), name="log_out"),
    path("log-ind/som/<slug:key>/", signing_in.sign_in_as, name="demo-sign-in"),
]
