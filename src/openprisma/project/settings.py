"""Django's settings. One alias and one role: a process is the application or it migrates, never both.

It logs in as that role, because what is only assumed (`SET ROLE`) can be laid down again with `RESET ROLE`.
"""

from __future__ import annotations

import logging
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from openprisma.gate.pool import clean

_HERE = Path(__file__).resolve().parents[1]


def _database() -> dict[str, object]:
    """From DATABASE_URL (`postgresql:///name?host=/path` or a server); the role comes from OPENPRISMA_ROLE."""
    url = urlsplit(os.environ.get("DATABASE_URL", "postgresql:///openprisma"))
    query = dict(parse_qsl(url.query))
    role = os.environ.get("OPENPRISMA_ROLE", "app")
    return {
        "ENGINE": "openprisma.gate.postgresql",
        "NAME": url.path.lstrip("/") or "openprisma",
        "HOST": query.get("host") or unquote(url.hostname or ""),
        "PORT": str(url.port or ""),
        "USER": role,
        "PASSWORD": os.environ.get(f"OPENPRISMA_PASSWORD_{role.upper()}", ""),
        # With client-side binding, Django's default, names stand in the text of statements: in logs and views.
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": 3,
            "pool": {"min_size": 1, "max_size": 12, "timeout": 5, "reset": clean},
        },
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # a pool outlives a restarted database
    }


# Sessions are signed with it; a new one at every start logs everybody out, which a demo may do.
SECRET_KEY = os.environ.get("OPENPRISMA_SECRET") or secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("OPENPRISMA_HOSTS", "127.0.0.1,localhost,testserver").split(",")
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
    "openprisma.example",
    "openprisma.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "openprisma.web.middleware.Headers",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "openprisma.web.manners.Manners",
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
            "builtins": ["openprisma.web.tags"],
            "context_processors": ["openprisma.web.context.page"],
        },
    }
]
AUTH_USER_MODEL = "partners.Account"
AUTHENTICATION_BACKENDS: list[str] = []  # the database lets people in: partners/sql/accounts.sql, decision 0012
AXES_ENABLED = False  # its tables, which a published migration asks for, are empty and closed
# Outside a demo everything goes over TLS: browsers neither send a cookie in the clear nor come back without.
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
_WAY = "smtp" if os.environ.get("OPENPRISMA_SMTP") else "filebased" if _MAILS else "dummy"
EMAIL_BACKEND = f"django.core.mail.backends.{_WAY}.EmailBackend"
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
# Exceptions of requests are logged by kind and place only: a message or a local variable may hold a name. And when logging
# itself fails, Python prints the record with all that; then rather nothing.
logging.raiseExceptions = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"quiet": {"()": "openprisma.web.errors.Quiet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["quiet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS = ["axes.W001", "axes.W002", "axes.W003", "axes.W006", "security.W004"]
