"""The addresses of signing in, and of one's own account. The library looks for its own by the names it knows."""

from allauth.account import views as library
from allauth.mfa.base.views import ReauthenticateView as CodeAgain
from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.webauthn.views import EditWebAuthnView, ReauthenticateWebAuthnView
from allauth.socialaccount.providers.saml import views as saml
from django.urls import URLPattern, path

from samskab.people.account import views as account
from samskab.people.account.forms import KeyNameForm
from samskab.people.signing_in import views as signing_in
from samskab.people.signing_in.forms import CodeAgainForm, KeyAgainForm, PasswordAgainForm

sign_in, sign_out = signing_in.SignIn.as_view(), signing_in.SignOut.as_view()
again = {"template_name": "people/again.html"}
ELSEWHERE = "log-ind/hos/<slug:provider_id>"
SAML = "log-ind/saml/<slug:organization_slug>"

door: list[URLPattern] = [
    path("log-ind/", sign_in, name="log_in"),
    path("log-ind/", sign_in, name="account_login"),
    path("log-ud/", sign_out, name="log_out"),
    path("log-ud/", sign_out, name="account_logout"),
    path("log-ind/som/<slug:key>/", signing_in.sign_in_as, name="demo-sign-in"),
    path("log-ind/noegle/", signing_in.SignInByKey.as_view(), name="mfa_login_webauthn"),
    path("log-ind/trin-to/", signing_in.SecondStep.as_view(), name="mfa_authenticate"),
    path(f"{ELSEWHERE}/", signing_in.away, name="openid_connect_login"),
    path(f"{ELSEWHERE}/svar/", signing_in.answered, name="openid_connect_callback"),
    path(f"{SAML}/", signing_in.AwayBySaml.as_view(), name="saml_login"),
    path(f"{SAML}/svar/", signing_in.Answered.as_view(), name="saml_acs"),
    path(f"{SAML}/modtaget/", signing_in.Received.as_view(), name="saml_finish_acs"),
    path(f"{SAML}/logget-af/", signing_in.SignedOutThere.as_view(), name="saml_sls"),
    path(f"{SAML}/metadata/", saml.MetadataView.as_view(), name="saml_metadata"),
]

forgotten: list[URLPattern] = [
    path("glemt-adgangskode/", signing_in.Forgotten.as_view(), name="account_reset_password"),
    path(
        "glemt-adgangskode/sendt/",
        library.PasswordResetDoneView.as_view(template_name="people/forgotten_sent.html"),
        name="account_reset_password_done",
    ),
    path("glemt-adgangskode/faerdig/", signing_in.new_password_done, name="account_reset_password_from_key_done"),
    path(
        "glemt-adgangskode/<slug:uidb36>/<str:key>/",
        signing_in.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
]

own_account: list[URLPattern] = [
    path("konto/", account.account, name="account"),
    path("konto/", account.account, name="mfa_index"),
    path("konto/ny/", signing_in.by_invitation, name="account_signup"),
    path("konto/lukket/", account.closed, name="account_inactive"),
    path("konto/to-trin/", account.two_steps, name="two-steps"),
    path("konto/adgangskode/", account.ChangePassword.as_view(), name="account_change_password"),
    path("konto/steder/", account.places, name="usersessions_list"),
    path("konto/luk/", account.close, name="account-close"),
    path("konto/her/", account.still_here, name="still_here"),
    path("konto/app/", account.AddApp.as_view(), name="mfa_activate_totp"),
    path("konto/app/fjern/", account.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("konto/noegler/", account.keys, name="mfa_list_webauthn"),
    path("konto/noegler/ny/", account.AddKey.as_view(), name="mfa_add_webauthn"),
    path("konto/noegler/<int:pk>/fjern/", account.RemoveKey.as_view(), name="mfa_remove_webauthn"),
    path(
        "konto/noegler/<int:pk>/navn/",
        EditWebAuthnView.as_view(template_name="people/key_name.html", form_class=KeyNameForm),
        name="mfa_edit_webauthn",
    ),
    path(
        "konto/noedkoder/",
        ViewRecoveryCodesView.as_view(template_name="people/codes.html"),
        name="mfa_view_recovery_codes",
    ),
    path("konto/noedkoder/nye/", account.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path(
        "konto/noedkoder/hent/",
        DownloadRecoveryCodesView.as_view(template_name="people/codes.txt"),
        name="mfa_download_recovery_codes",
    ),
]

who_is_it: list[URLPattern] = [
    path(
        "konto/igen/",
        library.ReauthenticateView.as_view(**again, form_class=PasswordAgainForm),
        name="account_reauthenticate",
    ),
    path("konto/igen/kode/", CodeAgain.as_view(**again, form_class=CodeAgainForm), name="mfa_reauthenticate"),
    path(
        "konto/igen/noegle/",
        ReauthenticateWebAuthnView.as_view(**again, form_class=KeyAgainForm),
        name="mfa_reauthenticate_webauthn",
    ),
]

urlpatterns: list[URLPattern] = [*door, *forgotten, *own_account, *who_is_it]
