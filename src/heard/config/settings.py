"""Every setting of the site. What differs from one inquiry to another comes from the environment (`config/env.py`)."""

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from heard.config import env

# Where things are

PACKAGE = Path(__file__).resolve().parent.parent
DATA = env.folder("HEARD_DATA", "heard-data")  # the database, keys and published media; back this up
DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
KEYS = env.folder("HEARD_KEYS", str(DATA / "keys"))  # best on another disk: a stolen database alone then names nobody
TOMBSTONES = env.folder("HEARD_TOMBSTONES", str(DATA / "tombstones"))  # what was destroyed; best on another disk, too
HEARD_URL = env.address("HEARD_URL", "http://127.0.0.1:8000")  # the address people type
HEARD_HOST = urlsplit(HEARD_URL).hostname or ""
HTTPS = HEARD_URL.startswith("https:")

# Secrets, made the first time they are needed

SECRET_KEY = lazy(env.kept_secret, str)("HEARD_SECRET_KEY", KEYS / "secret.key")
INSTALLATION_KEY_FILE = KEYS / "installation.key"  # wraps the key of every submission

# What the site is made of: earlier stages first

INSTALLED_APPS = [
    "heard.web",
    "heard.accounts",
    "heard.audit",
    "heard.approvals",
    "heard.jobs",
    "heard.files",
    "heard.mail",
    "heard.inquiry.inquiries",
    "heard.inquiry.contributors",
    "heard.inquiry.consent",
    "heard.collect.evidence",
    "heard.collect.evidence_sessions",
    "heard.collect.calls",
    "heard.collect.receipts",
    "heard.collect.channels.web_form",
    "heard.collect.channels.typed_in",
    "heard.collect.channels.email",
    "heard.collect.channels.form_imports",
    "heard.protect.scans",
    "heard.protect.copies",
    "heard.protect.reading",
    "heard.protect.roster",
    "heard.protect.deidentification",
    "heard.protect.disclosure",
    "heard.protect.safeguarding",
    "heard.protect.retention",
    "heard.protect.evidence_desk",
    "heard.understand.codebook",
    "heard.understand.coding",
    "heard.publish.publications",
    "heard.publish.pages",
    "heard.health",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "heard.config.security.ContentSecurityPolicy",
    "heard.backups.closing.ClosedSite",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "heard.config.compression.CompressPublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "heard.accounts.entrance.BeforeTheDesk",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "heard.config.urls"
ASGI_APPLICATION = "heard.config.asgi.application"
DESK_PREFIX = "desk/"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "heard.publish.pages.context.site_furniture",
            ],
        },
    },
]
FORM_RENDERER = "heard.web.form_renderer.HeardFormRenderer"

# Data

DATABASES = {"default": env.database("DATABASE_URL", DATA / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False  # each action holds its own transaction

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"  # pictures and documents of published pages only; never evidence
EVIDENCE_ROOT = DATA / "evidence"  # sealed files that people gave; back this up too
EVIDENCE_BUCKET = env.bucket("HEARD_S3")  # where they stay instead, on an S3-compatible service; empty: on this disk
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "heard.config.static.HashedOnceCollected"},
}
WHITENOISE_USE_FINDERS = True  # before the first collectstatic, files are served from where they lie
WHITENOISE_AUTOREFRESH = False

# Who may come in, and what browsers may do

DEBUG = env.flag("HEARD_DEBUG", default=False)
ALLOWED_HOSTS = [HEARD_HOST, *env.names("HEARD_OTHER_HOSTS"), *(() if HTTPS else ("localhost", "127.0.0.1"))]
CSRF_TRUSTED_ORIGINS = [HEARD_URL]

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the desk shows a preview of a page beside its words
if env.flag("HEARD_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A preview of a page is shown in a frame of the desk, on the same site (W019). And the address of a site that runs on
# one machine for itself begins with http: there is nothing to encrypt on the way, so that Django's advice about https
# (HSTS, redirect, secure cookies) does not apply there. With https none of it is silenced.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
if not HTTPS:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]

LARGEST_FILE = env.number("HEARD_LARGEST_FILE_MB", 200) * 2**20  # bytes of one file that somebody gives
LONGEST_BODY = 2 * LARGEST_FILE  # of one request: several files may come together
CLAMAV_SOCKET = env.scanner("CLAMAV_SOCKET")  # where files are checked for viruses; empty: they are not
KEEP_FREE = env.number("HEARD_KEEP_FREE_MB", 2000) * 2**20  # with less room on the disk, words alone are taken
WRITERS_A_MINUTE = env.number("HEARD_WRITERS_A_MINUTE", 600)  # who may begin to give evidence, on one process

ASR_ENGINE = env.text("HEARD_ASR_ENGINE", "none")  # what writes down recordings: none, or faster_whisper
ASR_MODEL_DIR = env.text("HEARD_ASR_MODEL_DIR")  # the folder of its model, from the root

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/" + DESK_PREFIX
ACCOUNT_ADAPTER = "heard.accounts.adapters.StaffOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by a colleague, who knows the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody learns by e-mail who works here
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
REQUIRE_MFA = env.flag("HEARD_REQUIRE_MFA", default=HTTPS)  # without a second step the desk stays shut
MFA_TOTP_ISSUER = "Heard"
MFA_TOTP_TOLERANCE = 1  # half minutes before and after: people type slowly, and telephones' clocks are not quite right
MFA_ADAPTER = "heard.accounts.adapters.SecondStep"

# Language and time

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = env.text("HEARD_TIME_ZONE", "Europe/London")
USE_TZ = True

# Mail: through the server that HEARD_SMTP_HOST names, or else into files that somebody can read

EMAIL_HOST = env.text("HEARD_SMTP_HOST")
MAIL_IS_SET_UP = bool(EMAIL_HOST)  # to people who give evidence, mail is offered only then
EMAIL_PORT = env.number("HEARD_SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("HEARD_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("HEARD_SMTP_PASSWORD")
EMAIL_USE_SSL = EMAIL_PORT == 465 and env.flag("HEARD_SMTP_TLS", default=True)  # on 465 from the first byte
EMAIL_USE_TLS = EMAIL_PORT != 465 and env.flag("HEARD_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = env.text("HEARD_MAIL_FROM", f"inquiry@{HEARD_HOST}")

# Evidence by e-mail (`heard receive-mail --imap`)

LARGEST_MAIL = env.number("HEARD_LARGEST_MAIL_MB", 50) * 2**20  # bytes of one message, in memory while it is read
IMAP_HOST = env.text("HEARD_IMAP_HOST")
IMAP_PORT = env.number("HEARD_IMAP_PORT", 993)
IMAP_USER = env.text("HEARD_IMAP_USER")
IMAP_PASSWORD = env.text("HEARD_IMAP_PASSWORD")
IMAP_FOLDER = env.text("HEARD_IMAP_FOLDER", "INBOX")

# Pages and the desk (Wagtail). Everything that would ask another machine for something is off.

WAGTAIL_SITE_NAME = "Heard"
WAGTAILADMIN_BASE_URL = HEARD_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # allauth's pages do it, with the second step
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "link"]},
    }
}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "xlsx"]

# Logs say what failed and where, never for whom or with which words; nothing is mailed.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "heard.config.logs.WithoutPersonalData"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
