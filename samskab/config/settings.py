"""Every setting, in one file. Those an operator may change are read from the environment and listed in
docs/reference/settings.md."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from samskab.config.sqlite import use_bundled_sqlite
from samskab.ground.credentials import take_up
from samskab.ground.databases import database
from samskab.ground.installation import installation_from_environment
from samskab.people import providers

use_bundled_sqlite()

PACKAGE = Path(__file__).resolve().parent.parent


def env_bool(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value not in {"", "0", "1", "true", "false", "yes", "no"}:
        raise ValueError(f"{name} skal være 1 eller 0, ikke {value!r}")
    return default if value == "" else value in {"1", "true", "yes"}


def env_int(name: str, default: int, *, at_most: int) -> int:
    """A whole number from one."""
    value = os.environ.get(name, "").strip()
    if value and not (value.isdecimal() and 1 <= int(value) <= at_most):
        raise ValueError(f"{name} skal være et helt tal fra 1 til {at_most}, ikke {value!r}")
    return int(value or default)


def env_choice(name: str, *choices: str) -> str:
    value = os.environ.get(name, "").strip().lower()
    if value not in choices:
        raise ValueError(f"{name} skal være {' eller '.join(choice or 'tom' for choice in choices)}, ikke {value!r}")
    return value


def env_address(name: str, default: str) -> str:
    """Where people open it: a scheme and a name, and no slash at the end."""
    value = os.environ.get(name, "").strip().rstrip("/") or default
    try:
        is_one = urlsplit(value).scheme in {"http", "https"} and bool(urlsplit(value).hostname)
    except ValueError:
        is_one = False
    if not is_one:
        raise ValueError(f"{name} skal være en adresse som https://samskab.example.org, ikke {value!r}")
    return value


def env_list(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


take_up()  # what systemd hands over as files
INSTALLATION = installation_from_environment()
STORY_DAY = INSTALLATION.story_day
DEMO = STORY_DAY is not None

DEBUG = env_bool("SAMSKAB_DEBUG")
SECRET_KEY = INSTALLATION.secret_key
SECRET_KEY_FALLBACKS = INSTALLATION.old_keys
SITE_URL = env_address("SAMSKAB_URL", "http://localhost:8000")
BEHIND_HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = [*env_list("SAMSKAB_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
if BEHIND_HTTPS:
    ALLOWED_HOSTS.append(SITE_URL.removeprefix("https://").partition("/")[0].partition(":")[0])

LISTEN = os.environ.get("SAMSKAB_HOST", "127.0.0.1")
PLAIN_HTTP = env_bool("SAMSKAB_PLAIN_HTTP")
TRUSTED_PROXIES = env_list("SAMSKAB_PROXY") or ["127.0.0.1", "::1"]

CONTACT_PHONE = os.environ.get("SAMSKAB_CONTACT_PHONE", "")
CONTACT_EMAIL = os.environ.get("SAMSKAB_CONTACT_EMAIL", "")
AUTHORITY = os.environ.get("SAMSKAB_AUTHORITY", "")
DPO = os.environ.get("SAMSKAB_DPO", "")
WAS_URL = os.environ.get("SAMSKAB_WAS_URL", "")

INSTALLED_APPS = [
    "samskab.config",
    "samskab.frontdoor",
    "samskab.publishing",
    "samskab.trials",
    "samskab.meaning",
    "samskab.voices",
    "samskab.live",
    "samskab.projects",
    "samskab.people",
    "samskab.journal",
    "samskab.tasks",
    "samskab.ground",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "samskab.config.proxy.TrustedProxy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # adds a random length to each answer, against BREACH
    "csp.middleware.CSPMiddleware",
    "samskab.config.sent.OnlyUtf8",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samskab.ground.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samskab.config.headers.CarefulHeaders",
    "samskab.config.headers.OnlyOverHttps",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samskab.people.signing_in.sessions.SessionLengths",
    "samskab.people.signing_in.demands.TwoStepsDemanded",
    "samskab.config.door.OnlyByTheTable",
]

ROOT_URLCONF = "samskab.config.urls"
WSGI_APPLICATION = "samskab.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samskab.ground.page.page",
            ],
            "builtins": ["samskab.ground.templatetags.samskab"],
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), INSTALLATION)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In each process, and gone with it: only what can be read again at any time (samskab/projects/remembering.py).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 500},
    }
}

# Work that waits: our own rows, leased and taken back. QUEUES is empty, so any name will do.
TASKS = {"default": {"BACKEND": "samskab.tasks.backend.Leased", "QUEUES": [], "OPTIONS": {}}}

# Writing sound out: off, unless there is a folder with a model.
_MODEL = os.environ.get("SAMSKAB_TRANSCRIPTION_MODEL", "").strip()
TRANSCRIPTION_MODEL = Path(_MODEL).expanduser() if _MODEL else None
TRANSCRIBER = os.environ.get("SAMSKAB_TRANSCRIBER") or "samskab.voices.transcribing.whisper.FasterWhisper"

AUTH_USER_MODEL = "people.User"
LOGIN_URL = "/log-ind/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/log-ind/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Signing in: by e-mail alone, on our own pages (samskab/people). Who else may say who somebody is stands in sign-in.toml.
SIGN_IN_PROVIDERS = providers.read(Path(os.environ.get("SAMSKAB_SIGN_IN") or INSTALLATION.folder / "sign-in.toml"))
SOCIALACCOUNT_PROVIDERS = providers.for_the_library(SIGN_IN_PROVIDERS)
TWO_FACTOR_DEMANDED = env_choice("SAMSKAB_TWO_FACTOR", "", "demanded") == "demanded"
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_ADAPTER = "samskab.people.signing_in.adapters.Accounts"
MFA_ADAPTER = "samskab.people.signing_in.adapters.SecondSteps"
SOCIALACCOUNT_ADAPTER = "samskab.people.signing_in.adapters.Elsewhere"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # ours are counted in the database: samskab/people/limits.py
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up, and without letters no address can be verified
MFA_TOTP_TOLERANCE = 1  # a code is good half a minute early and late; each is good once
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True  # a button that leads away is a link: the content policy sends forms nowhere else

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "collected"
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_MAX_AGE = 60
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": INSTALLATION.files}},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if WHITENOISE_USE_FINDERS
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 40 * 1024 * 1024  # a document under review travels back in the page's own form
FILE_UPLOAD_MAX_MEMORY_SIZE = 40 * 1024 * 1024  # nothing is written to disk before a person says yes
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

SESSION_ENGINE = "samskab.people.signing_in.kept"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env_int("SAMSKAB_SESSION_HOURS", 8, at_most=24) * 60 * 60
SESSION_IDLE_SECONDS = env_int("SAMSKAB_SESSION_IDLE_MINUTES", 30, at_most=24 * 60) * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-session" if BEHIND_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if BEHIND_HTTPS else "csrf"
LANGUAGE_COOKIE_NAME = "__Host-language" if BEHIND_HTTPS else "django_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_HTTPS
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie with words in it
CSRF_FAILURE_VIEW = "samskab.config.failing.page_too_old"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if BEHIND_HTTPS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_HTTPS
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# W008: OnlyOverHttps says it in words, where a redirect could go round for ever. W021: joining a list is the owner's choice.
SILENCED_SYSTEM_CHECKS = ["security.W008", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

EMAIL_HOST = os.environ.get("SAMSKAB_EMAIL_HOST", "")
EMAIL_PORT = env_int("SAMSKAB_EMAIL_PORT", 587, at_most=65535)
EMAIL_HOST_USER = os.environ.get("SAMSKAB_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAMSKAB_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env_bool("SAMSKAB_EMAIL_TLS", default=True)
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.dummy.EmailBackend"
)
DEFAULT_FROM_EMAIL = os.environ.get("SAMSKAB_EMAIL_FROM", CONTACT_EMAIL or "samskab@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "without words": {"()": "samskab.config.logs.WithoutWords", "format": "%(levelname)s %(name)s: %(message)s"}
    },
    "filters": {
        "route only": {"()": "samskab.config.logs.RouteOnly"},
        "only that": {"()": "samskab.config.logs.OnlyThat"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "without words", "filters": ["route only"]}
    },
    "loggers": {"django.security.DisallowedHost": {"filters": ["only that"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
