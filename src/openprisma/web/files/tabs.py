"""Tabs that every kind of file has: people, log, why."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.files.queries import ROWS, Log, Why
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from openprisma.web.places import act_url, file_url, places


def log(request: HttpRequest, file: UUID) -> HttpResponse:
    """Who looked; only after choosing one of the four purposes of wgs:1.8.4."""
    return _log(request, file, "logboek_inzien")


def own_log(request: HttpRequest, file: UUID) -> HttpResponse:
    """Who of one's own participant looked; the same four purposes."""
    return _log(request, file, "logboek_eigen_inzien")


def _log(request: HttpRequest, file: UUID, act: str) -> HttpResponse:
    by = request.by  # type: ignore[attr-defined]
    purposes = list(lawbook().vocabulary.lists["logdoelen"].items())
    chosen = request.POST.get("doel", "")
    if request.method != "POST" or not chosen:
        asked: Why = perform(by, "waarom_lezen", file=file, handeling=act)
        told = {"purposes": purposes, "head": asked.head}
        return render(request, "files/log_purpose.html", told)
    before = request.POST.get("voor") or None
    found: Log = perform(by, act, file=file, doel=chosen, voor=before)
    head, lines = found.head, found.lines
    context = {
        "head": head,
        "lines": lines,
        "purpose": dict(purposes)[chosen],
        "chosen": chosen,
        "older": lines[-1].at.isoformat() if len(lines) == ROWS else "",
        "before": before,
        "tab": "logboek" if act == "logboek_inzien" else "logboek-eigen",
        "prefix": places()[head.file.kind],
    }
    return render(
        request, "files/log.html", context | {"own": act != "logboek_inzien", "again": request.path}
    )


def why(request: HttpRequest, file: UUID, handeling: str) -> HttpResponse:
    """Why may I, or why can I not do this here?"""
    return _why(request, file, handeling, None)


def why_colleague(request: HttpRequest, file: UUID, collega: UUID, handeling: str) -> HttpResponse:
    """Why may she do this here?"""
    return _why(request, file, handeling, collega)


def _why(request: HttpRequest, file: UUID, handeling: str, collega: UUID | None) -> HttpResponse:
    act = handeling.replace("-", "_")
    by = request.by  # type: ignore[attr-defined]
    found: Why = perform(by, "waarom_lezen", file=file, handeling=act, collega=collega)
    head, why = found.head, found.why
    back = file_url(head.file.kind, file)
    return render(
        request,
        "files/why.html",
        {"head": head, "why": why, "back": back, "form": act_url(file, act), "mine": not collega},
    )
