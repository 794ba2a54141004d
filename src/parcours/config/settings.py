"""The site's settings. What differs between installations comes from the environment, with a safe default.

`docs/en/install.md` lists the variables; `config.environment` reads them.
"""

from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import reset_tzpath

import dj_database_url
from django.utils.csp import CSP

from parcours import __version__
from parcours.config import environment

# Zone rules changed in autumn 2026: the package is current, the machine's copy may not be.
reset_tzpath(to=())

VERSION = __version__
DATA = environment.site_folder()
DEMO = environment.flag("PARCOURS_DEMO")
DEBUG = environment.flag("PARCOURS_DEBUG")
SECRET_KEY = environment.secret_key(DATA)
SECRET_KEY_FALLBACKS = environment.listing("PARCOURS_OLD_SECRET_KEYS")
DATA_KEYS = environment.data_keys(DATA)

# --- Where it is reached ----------------------------------------------------------------------------------------

BASE_URL = environment.base_url("http://127.0.0.1:8000")
HTTPS = BASE_URL.startswith("https://")
_host = urlsplit(BASE_URL).hostname or ""
ALLOWED_HOSTS = [_host, *environment.LOCAL_HOSTS, "[::1]"] if _host in environment.LOCAL_HOSTS else [_host]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
TRUSTED_PROXIES = environment.listing("PARCOURS_PROXIES")
INTERNAL_HOSTS = environment.listing("PARCOURS_INTERNAL_HOSTS")  # identity providers inside our own network
if DEMO:
    environment.refuse_unless_local(BASE_URL, mails=bool(environment.text("PARCOURS_MAIL_URL")))

ROOT_URLCONF = "parcours.config.urls"
WSGI_APPLICATION = "parcours.config.wsgi.application"

# --- What it is made of -----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "parcours.jobs",
    "parcours.accounts",
    "parcours.messaging",
    "parcours.messaging.calendar",
    "parcours.messaging.webhooks",
    "parcours.people",
    "parcours.people.consent",
    "parcours.people.documents",
    "parcours.people.duplicates",
    "parcours.people.imports",
    "parcours.programs",
    "parcours.surveys",
    "parcours.applications",
    "parcours.engagements",
    "parcours.matching",
    "parcours.outcomes",
    "parcours.today",
    "parcours.reporting.exports",
    "parcours.reporting.frozen",
    "parcours.people.privacy",
    "parcours.backups",
    "parcours.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "parcours.web.middleware.identity.name_request",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "parcours.web.middleware.methods.refuse_unknown_methods",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "parcours.web.middleware.language.choose_language",
    "parcours.web.middleware.sizes.refuse_large_requests",
    "parcours.web.middleware.sign_in_time.limit_sign_in",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

_HERE = Path(__file__).parent.parent
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "web/templates"],  # before allauth's own
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "parcours.web.templatetags.names",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "parcours.web.context.frame",
            ],
        },
    }
]
COTTON_SNAKE_CASED_NAMES = False
COTTON_ISOLATE_BY_DEFAULT = True  # a component sees what it is given, and nothing of its page

# --- Where it keeps things --------------------------------------------------------------------------------------

# Writers queue instead of failing (IMMEDIATE), and what was acknowledged survives a power cut (FULL).
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
    ),
}
# A thread that answers holds one connection, so a process never has more than `parcours serve --threads`; the driver's
# own limit is 4. The server's estimates are for spinning disks, where it sorts whole tables rather than read an index
# that has their rows in order; and compiling (jit) takes longer than answering what a page asks.
_POSTGRESQL = {
    "pool": {"min_size": 1, "max_size": 64, "timeout": 5},  # seconds: who waits longer is better told
    "options": "-c random_page_cost=1.1 -c jit=off",
}
_database = dj_database_url.parse(
    environment.text("DATABASE_URL", f"sqlite:///{DATA / 'parcours.sqlite3'}"), conn_health_checks=True
)
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = _database.get("OPTIONS", {}) | _SQLITE
else:
    _database["ENGINE"] = "parcours.core.postgres"  # it withholds other organizations’ rows (docs/adr/0040)
    _database["OPTIONS"] = _POSTGRESQL | _database.get("OPTIONS", {})
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Throttles count in it, so every process must see the same one.
# The cache holds how often a secret was tried. The default of 300 entries would let a busy day, or whoever comes from
# many networks on purpose, push those counts out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

BACKUP_FOLDER = environment.text("PARCOURS_BACKUP_FOLDER")
BACKUPS_KEPT = environment.number("PARCOURS_BACKUPS_KEPT", 14)

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
CLAMD = environment.clamd()  # looks for malware in documents, where there is one
DOCUMENTS_MEGABYTES = environment.number("PARCOURS_DOCUMENTS_MB", 10_000)  # for each organization
DOCUMENT_READER_MEMORY = 768_000_000  # bytes, of the child that reads the text of a document (docs/adr/0028)
DOCUMENT_READER_SECONDS = 10
LARGEST_REQUEST = 30_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- Languages and time -----------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr-ca", "Français")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
LOCALE_PATHS = [_HERE / "locale"]
FORMAT_MODULE_PATH = "parcours.web.formats"
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
TIME_ZONE = "America/Toronto"

# --- Mail -------------------------------------------------------------------------------------------------------

# What is sent is kept in the outbox, with what it tells of; the worker delivers it.
MAILERS = {
    "default": {"BACKEND": "parcours.messaging.backend.OutboxBackend"},
    "delivery": environment.mailer(DATA),
}
MAIL_PER_HOUR = 1_000  # for each organization, so that none keeps the others waiting
DEFAULT_FROM_EMAIL = environment.text("PARCOURS_MAIL_FROM", f"Parcours <parcours@{_host or 'localhost'}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
SECURITY_CONTACT = environment.text("PARCOURS_SECURITY_CONTACT", f"mailto:{parseaddr(DEFAULT_FROM_EMAIL)[1]}")

# --- Sign-in ----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "parcours.accounts.passwords.GuessedFirst"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "welcome"

ACCOUNT_ADAPTER = "parcours.web.account.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "parcours.web.account.forms.SignIn",
    "request_login_code": "parcours.web.account.forms.AskForCode",
    "confirm_login_code": "parcours.web.account.forms.EnterCode",
    "reset_password": "parcours.web.account.forms.ResetPassword",
    "confirm_password_reset_code": "parcours.web.account.forms.EnterCode",
    "reset_password_from_key": "parcours.web.account.forms.NewPassword",
    "change_password": "parcours.web.account.forms.ChangePassword",
    "set_password": "parcours.web.account.forms.SetPassword",
    "add_email": "parcours.web.account.forms.ChangeEmail",
    "confirm_email_verification_code": "parcours.web.account.forms.EnterEmailCode",
    "reauthenticate": "parcours.web.account.forms.ConfirmPassword",
}
# Codes, not links: nothing that opens an account stands in an address (docs/adr/0034).
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # web.account.throttles counts, for every page alike
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "parcours.web.account.factors.FactorAdapter"
MFA_FORMS = {
    "authenticate": "parcours.web.account.factors.EnterFactor",
    "reauthenticate": "parcours.web.account.factors.ConfirmFactor",
    "activate_totp": "parcours.web.account.factors.AddApp",
    "add_webauthn": "parcours.web.account.factors.AddPasskey",
    "edit_webauthn": "parcours.web.account.factors.RenamePasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Parcours"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are a little early or late
USERSESSIONS_TRACK_ACTIVITY = False  # web.middleware.sign_in_time notes it, once a minute
SIGN_IN_IDLE_SECONDS = 30 * 60
SIGN_IN_LONGEST_SECONDS = 12 * 3600
SIGN_IN_WARNING_SECONDS = 2 * 60

# --- Protection -------------------------------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "microphone", "geolocation", "payment", "usb", "display-capture")
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = SIGN_IN_LONGEST_SECONDS
SESSION_SERIALIZER = "parcours.core.sealed.SealedSession"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = (
    "django.contrib.messages.storage.session.SessionStorage"  # never a person’s name in a cookie
)
MESSAGE_TAGS = {20: "info", 25: "good", 30: "warning", 40: "problem"}
CSRF_FAILURE_VIEW = "parcours.web.errors.csrf_failure"
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- Logs: one JSON object a line, an id instead of a person -----------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "parcours.core.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": environment.text("PARCOURS_LOG_LEVEL", "INFO")},
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
