from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from samskab.people import queries
from samskab.people.signing_in.forms import SignInForm


class SignIn(LoginView):
    """The door. In a new installation it leads to the first page; in a demo it offers the cast."""

    template_name = "people/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if queries.nobody_yet():
            return redirect("first-run")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        cast = list(queries.cast()) if settings.DEMO else []
        return {**super().get_context_data(**kwargs), "cast": cast}


@require_POST
def sign_in_as(request: HttpRequest, key: str) -> HttpResponse:
    """One click, in a demo only: everywhere else this address does not exist."""
    user = queries.of_the_cast(key) if settings.DEMO else None
    if user is None:
        raise Http404
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("home")
