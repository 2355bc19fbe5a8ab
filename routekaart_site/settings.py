"""Settings, read strictly from the environment.

Without DEBUG=1 the site refuses to start unless SECRET_KEY, ALLOWED_HOSTS and a shared cache are set.
"""

import os
import re
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from routekaart_site import logs, other_day
from routekaart_site.terms import TERMS  # noqa: F401  the warnings read it as a setting

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

# On one's own machine: no https, no secrets.
LOCAL = env.bool("DEBUG", default=False)
# A demo site says on every page that nothing in it is real, and shows its logins.
DEMO = env.bool("DEMO", default=False)
# Django's own error pages list every address and setting; whoever looks at a demo gets ours.
DEBUG = LOCAL and not DEMO

if LOCAL:
    SECRET_KEY = env.str("SECRET_KEY", default="alleen-voor-ontwikkeling-en-demonstratie-niet-geheim")
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
else:
    missing = [name for name in ("SECRET_KEY", "ALLOWED_HOSTS", "CACHE_URL") if not os.environ.get(name)]
    if missing:
        raise ImproperlyConfigured(f"Zet {', '.join(missing)} in de omgeving, of start met DEBUG=1.")
    SECRET_KEY = env.str("SECRET_KEY")
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")

INSTALLED_APPS = [
    "trail",
    "accounts",
    "phases",
    "cases",
    "routekaart_site",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_include_bootstrap",
    "django_prose_editor",
    "reversion",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "routekaart_site.middleware.LanguageOfTheAddress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "routekaart_site.middleware.SecondWall",
    "accounts.middleware.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "routekaart_site.middleware.PlainQuestions",
    "routekaart_site.middleware.PrivateResponses",
    "routekaart_site.middleware.CompressedForAnybody",
]

ROOT_URLCONF = "routekaart_site.urls"
WSGI_APPLICATION = "routekaart_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "routekaart_site.context.site",
            ],
            # In the place of Lucide's own, whose app is therefore not installed.
            "libraries": {"lucide": "routekaart_site.templatetags.icons"},
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Database: SQLite as the embedded default, PostgreSQL by DATABASE_URL=postgres://…
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
_database = DATABASES["default"]
_database["ATOMIC_REQUESTS"] = False
if _database["ENGINE"].endswith("sqlite3"):
    # Writers take their lock at BEGIN: otherwise two of them meet as "database is locked".
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    # A file: several threads cannot share SQLite in memory.
    _database["TEST"] = {"NAME": str(Path(_database["NAME"]).with_name("test.sqlite3"))}
else:
    # Compiling the queries of a list took longer than running them: 8.6 s against 0.3 s.
    _database["OPTIONS"] = {"pool": env.bool("DATABASE_POOL", default=True), "options": "-c jit=off"}
    # The choices of every form go through `iterator`, whose cursor costs three round trips for a handful of rows.
    _database["DISABLE_SERVER_SIDE_CURSORS"] = True
# The second wall, on PostgreSQL only (`cases.wall`). Its roles are named after the database, or after WALL_ROLES. It
# can be switched off to measure what it costs, never where the site serves.
WALL = env.bool("WALL", default=True) if DEBUG else True
WALL_ROLES = env.str("WALL_ROLES", default="")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A shared cache makes sessions and login limits hold over several processes; without one, the database holds sessions.
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
# These count in one step. In a folder or a table two processes read the same number, and one of two tries is lost.
if not (LOCAL or re.search("redis|memcached", CACHES["default"]["BACKEND"])):
    raise ImproperlyConfigured(
        "Zet in CACHE_URL een cache waarin alle processen samen tellen, zoals redis://127.0.0.1:6379/0: anders klopt "
        "niet hoe vaak iemand een verkeerd wachtwoord probeert."
    )
SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if env.str('CACHE_URL', default='') else 'db'}"
SESSION_COOKIE_AGE = int(timedelta(hours=8).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Holds the key of a form that waits for its sender (`accounts.postponed`).
POSTPONED_COOKIE_NAME = "postponed"

# Who logs in, and how
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AddressBackend", "accounts.backends.RoleBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_work"
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{kind}PasswordHasher" for kind in ("Argon2", "PBKDF2")]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.HardToGuess"},
]
ACCOUNT_ADAPTER = "accounts.adapter.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Another address: with the password, and a code from the new mailbox typed in by whoever is logged in (no link that
# works for a stranger). It then takes the place of the old one.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Mail about a changed password, to its owner.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# Logging in has limits of its own (`accounts.throttle`): those of allauth shut out all who share an address.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
# How many proxies of our own stand before the site: each adds one address to X-Forwarded-For. With too few, all who
# come through a proxy share one address; with too many, a stranger chooses his own.
_proxies = env.str("TRUSTED_PROXIES", default="0")
if not re.fullmatch("[0-9]", _proxies):
    raise ImproperlyConfigured("TRUSTED_PROXIES is een aantal, van 0 tot 9: hoeveel eigen proxy's voor de site staan.")
TRUSTED_PROXIES = int(_proxies)

# Mail says that there is something, never what.
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Routekaart stalking <noreply@localhost>")
# How the links in a mail begin: a mail is not always made by a request, which would know.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000" if LOCAL else f"https://{ALLOWED_HOSTS[0]}")
if not re.fullmatch(r"https?://[\w\[][^\s/*?#]*", SITE_URL):
    raise ImproperlyConfigured(
        "Zet SITE_URL in de omgeving: hoe links in mail beginnen, als https://routekaart.example"
    )

# With DEBUG Django tells all of a fault in the terminal; elsewhere none of the data that it was about may stand there.
LOGGING = {} if DEBUG else logs.CONFIG

LANGUAGE_CODE = "nl"
# Each by its own name, as the link to it says. English is for the help pages alone.
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "routekaart_site" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
CLOCK_AHEAD = other_day.ahead(env.str("NOW", default=""), TIME_ZONE, is_demo=LOCAL and DEMO)

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = LOCAL
WHITENOISE_ALLOW_ALL_ORIGINS = False
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Nothing is loaded from another host, nothing is framed, no address leaks.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
# Nothing goes to another host. Not "no-referrer": Chromium then posts our own forms with "Origin: null", and the CSRF
# check refuses those.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "routekaart_site.views.csrf_failure"
if not LOCAL:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    POSTPONED_COOKIE_NAME = "__Host-postponed"

# The neutral site behind "Snel weg" on the public pages.
QUICK_EXIT_URL = env.str("QUICK_EXIT_URL", default="https://www.weer.nl/")

# Whom to tell about a hole in the site (/.well-known/security.txt): addresses such as mailto:… or https://…, and the
# moment until which they hold, as 2027-06-30T00:00:00Z. RFC 9116 wants both, and a date less than a year away.
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
SECURITY_EXPIRES = env.str("SECURITY_EXPIRES", default="")
if SECURITY_CONTACT and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", SECURITY_EXPIRES):
    raise ImproperlyConfigured("Zet SECURITY_EXPIRES in de omgeving: tot wanneer SECURITY_CONTACT geldt.")
if not all(contact.startswith(("mailto:", "https://", "tel:")) for contact in SECURITY_CONTACT):
    raise ImproperlyConfigured("SECURITY_CONTACT begint met mailto:, https:// of tel:.")
