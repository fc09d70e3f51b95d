"""Django's settings. One alias and one role: a process is the application or it migrates, never
both.

It logs in as that role, because what is only assumed (`SET ROLE`) can be laid down again with
`RESET ROLE`.
"""

from __future__ import annotations

import logging
import os
import secrets
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from openprisma.gate.pool import PATIENCE, Bounded, clean
from openprisma.kernel.errors import Unavailable

_HERE = Path(__file__).resolve().parents[1]


def _database() -> dict[str, object]:
    """From DATABASE_URL, any libpq connection string (`postgresql:///name?host=/path`,
    `…?sslmode=verify-full`): each of its parameters is used. The role comes from
    OPENPRISMA_ROLE. Raises `Unavailable`."""
    role = os.environ.get("OPENPRISMA_ROLE", "app")
    url = _parameters(os.environ.get("DATABASE_URL", "postgresql:///openprisma"))
    if url.pop("user", role) != role:
        raise Unavailable(
            "DATABASE_URL noemt een gebruiker die niet de rol van dit proces is.",
            remedy="Laat de gebruiker weg: OPENPRISMA_ROLE noemt de rol, en "
            "OPENPRISMA_PASSWORD_<ROL> haar wachtwoord.",
        )
    password = url.pop("password", "")
    return {
        "ENGINE": "openprisma.gate.postgresql",
        "NAME": url.pop("dbname", "openprisma"),
        "HOST": url.pop("host", ""),
        "PORT": url.pop("port", ""),
        "USER": role,
        "PASSWORD": os.environ.get(f"OPENPRISMA_PASSWORD_{role.upper()}", password),
        "OPTIONS": _options(url),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # a pool outlives a restarted database
    }


# Said by each connection, since a role can give itself others, which outlast whoever took it over.
OWN_SETTINGS = {
    "default_transaction_isolation": r"read\ committed",
    "default_transaction_read_only": "off",
    "synchronous_commit": "on",
    "lock_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "local_preload_libraries": "",
    "search_path": "public",
    "row_security": "on",
    "role": "none",
    "client_encoding": "UTF8",
    "standard_conforming_strings": "on",
    "quote_all_identifiers": "off",
    "array_nulls": "on",
    "transform_null_equals": "off",
    "bytea_output": "hex",
    "DateStyle": "ISO",
    "IntervalStyle": "postgres",
    "exit_on_error": "off",
    "idle_session_timeout": "0",
    "client_connection_check_interval": "0",
}


def _options(url: dict[str, str]) -> dict[str, object]:
    """What else the address says, how long the server goes on, and the pool."""
    # In the server too: a statement that nobody waits for any more need not go on.
    limit = {"statement_timeout": str(int(PATIENCE * 1000))}
    said = " ".join(f"-c {name}={value}" for name, value in (OWN_SETTINGS | limit).items())
    return {
        **url,
        "options": f"{said} {url.pop('options', '')}".strip(),
        "connect_timeout": int(url.get("connect_timeout", 3)),
        # With client-side binding, Django's default, names stand in the text of statements: in logs
        # and views.
        "server_side_binding": True,
        "prepare_threshold": 3,
        "pool": {
            "min_size": 1,
            "max_size": 12,
            "timeout": 3,
            "reset": clean,
            "connection_class": Bounded,
        },
    }


def _parameters(url: str) -> dict[str, str]:
    try:
        return {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except psycopg.ProgrammingError:
        # Its text quotes the address, with whatever password stands in it.
        raise Unavailable(
            "DATABASE_URL is geen adres van een PostgreSQL-database.",
            remedy="Schrijf `postgresql://host/naam?sslmode=verify-full`, of voor een socket "
            "`postgresql:///naam?host=/map`.",
        ) from None


# Sessions are signed with it. A process that serves nobody does without; `wsgi` refuses to.
SECRET_KEY = os.environ.get("OPENPRISMA_SECRET") or secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("OPENPRISMA_HOSTS", "127.0.0.1,localhost,testserver").split(",")
# The addresses of proxies that end TLS before us. Only they are believed about who calls
# (X-Forwarded-For) and over what (X-Forwarded-Proto): without it every form sent over https is
# refused, for we saw http.
PROXIES = [
    address.strip()
    for address in os.environ.get("OPENPRISMA_PROXY", "").split(",")
    if address.strip()
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "csp",
    "procrastinate.contrib.django",
    "openprisma.gate",
    "openprisma.language",
    "openprisma.partners",
    "openprisma.figures",
    "openprisma.finance",
    "openprisma.activities",
    "openprisma.files",
    "openprisma.subjects",
    "openprisma.sharing",
    "openprisma.panels",
    "openprisma.signals",
    "openprisma.analysis",
    "openprisma.interventions",
    "openprisma.results",
    "openprisma.cases",
    "openprisma.bottlenecks",
    "openprisma.areascans",
    "openprisma.bibob",
    "openprisma.rights",
    "openprisma.reports",
    "openprisma.example",
    "openprisma.retention",
    "openprisma.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "openprisma.web.middleware.Headers",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "openprisma.web.manners.Manners",
    "openprisma.web.confirmed.Once",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "openprisma.web.middleware.Door",
]
DATABASES = {"default": _database()}
ROOT_URLCONF = "openprisma.project.urls"
WSGI_APPLICATION = "openprisma.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "web"],
        "OPTIONS": {
            "builtins": ["openprisma.web.tags", "openprisma.web.components"],
            "context_processors": ["openprisma.web.context.page"],
        },
    }
]
AUTH_USER_MODEL = "partners.Account"
# The database lets people in: partners/sql/accounts.sql, decision 0012.
AUTHENTICATION_BACKENDS: list[str] = []
AXES_ENABLED = False  # its tables, which a published migration asks for, are empty and closed
# Outside a demo everything goes over TLS: browsers neither send a cookie in the clear nor come back
# without.
_PLAIN = os.environ.get("OPENPRISMA_PLAIN_HTTP") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not _PLAIN
SECURE_HSTS_SECONDS = 0 if _PLAIN else 365 * 86400
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "openprisma.web.errors.expired_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# Mails say only that something waits. Without a server they are written to a folder, or nowhere.
_MAILS = os.environ.get("OPENPRISMA_MAIL_FOLDER", "")
_WAY = "filebased" if _MAILS else "dummy"
_SMTP = "openprisma.files.mailing.EmailBackend"
EMAIL_BACKEND = (
    _SMTP if os.environ.get("OPENPRISMA_SMTP") else f"django.core.mail.backends.{_WAY}.EmailBackend"
)
EMAIL_TIMEOUT = 10  # seconds for one answer of the mail server; `files.mailing` limits the whole
# Who is told that a background task failed for good.
MAIL_ADMIN = os.environ.get("OPENPRISMA_MAIL_ADMIN", "")
EMAIL_FILE_PATH = _MAILS or None
EMAIL_HOST, _, _PORT = os.environ.get("OPENPRISMA_SMTP", "localhost:25").partition(":")
EMAIL_PORT = int(_PORT or 25)
DEFAULT_FROM_EMAIL = os.environ.get("OPENPRISMA_MAIL_FROM", "openprisma@riec.example")
LANGUAGE_CODE = "nl"
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "static/"
STATICFILES_DIRS = [_HERE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
FILE_UPLOAD_HANDLERS = ["openprisma.web.uploads.InMemory"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# Exceptions of requests are logged by kind and place only: a message or a local variable may hold a
# name. And when logging itself fails, Python prints the record with all that; then rather nothing.
logging.raiseExceptions = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"quiet": {"()": "openprisma.web.errors.Quiet"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["quiet"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS = ["axes.W001", "axes.W002", "axes.W003", "axes.W006", "security.W004"]
