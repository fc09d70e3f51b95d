"""From statute to article to norm: plain words, certainty, examples, where enforced, state."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.engine.citations import STATUTES
from openprisma.engine.examples import Outcome, run_examples_of
from openprisma.engine.norms import Article, Norm
from openprisma.engine.questions import load_questions
from openprisma.engine.searching import search
from openprisma.engine.targets.clause import as_clause
from openprisma.engine.targets.dutch import in_dutch
from openprisma.gate.clock import today
from openprisma.gate.law import lawbook, norms_today, procedures
from openprisma.kernel.places import data
from openprisma.proof.invariants import Invariants, load_invariants
from openprisma.proof.reference import Standing, standings
from openprisma.proof.rights import load_rights
from openprisma.proof.sources import names
from openprisma.web.errors import not_found


def law(request: HttpRequest) -> HttpResponse:
    """All statutes, with how many provisions stand in which state; with `zoek` the rules that
    answer a question first."""
    asked = request.POST.get("zoek", "").strip()[:200]  # in no address: somebody may type a name
    statutes: dict[str, list[Article]] = {}
    for article in lawbook().articles.values():
        statutes.setdefault(article.statute, []).append(article)
    rows = [
        (code, STATUTES.get(code, code), sorted(articles, key=_order), _states(articles))
        for code, articles in statutes.items()
    ]
    found = search(lawbook(), asked, today())[:MOST] if asked else []
    context = {
        "statutes": sorted(rows, key=lambda row: _rank(row[0])),
        "today": today(),
        "asked": asked,
        "found": found,
    }
    return render(request, "law/law.html", context)


MOST = 8  # answers to a question


def _rank(code: str) -> int:
    return list(STATUTES).index(code) if code in STATUTES else 99


def _order(article: Article) -> tuple[tuple[int, str], ...]:
    parts = article.number.split(".")
    return tuple((int(p), "") if p.isdigit() else (999, p) for p in parts)


def _states(articles: list[Article]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for article in articles:
        counted["modelled"] += len(
            {norm.id.split("/")[0] for norm in article.norms if not norm.entry.awaits}
        )
        counted["deferred"] += len([norm for norm in article.norms if norm.entry.awaits])
        counted.update(provision.state for provision in article.entry.provisions)
    return counted


def article(request: HttpRequest, wet: str, artikel: str) -> HttpResponse:
    """One article as it reads today: its norms, their examples, and what is not modelled yet."""
    found = lawbook().articles.get(f"{wet}:{artikel}")
    if found is None:
        return not_found(request)
    now = today()
    current = [v for v in found.entry.versions if v.valid_from <= now]
    siblings = sorted((a for a in lawbook().articles.values() if a.statute == wet), key=_order)
    context: dict[str, Any] = {
        "article": found,
        "statute": STATUTES.get(wet, wet),
        "version": current[-1] if current else None,
        "earlier": current[:-1],
        "later": [v for v in found.entry.versions if v.valid_from > now],
        "norms": _all_explained(found, now),
        "siblings": siblings,
    }
    return render(request, "law/article.html", context)


def _all_explained(article: Article, day: date) -> list[dict[str, Any]]:
    """The norms of an article on a day, each with everything a reader may ask of it. What holds for
    all of them is read once: an article may have sixty."""
    outcomes, proofs = list(run_examples_of(lawbook(), article)), _proofs()
    return [
        _explained(norm, article, outcomes) | {"proved": _proved(norm, proofs)}
        for norm in article.norms
        if norm.valid_from <= day < norm.until
    ]


def _explained(norm: Norm, article: Article, outcomes: list[Outcome]) -> dict[str, Any]:
    words = lawbook().vocabulary
    local = norm.id.removeprefix(f"{article.id}.")
    about = [
        o
        for o in outcomes
        if o.example.act in norm.acts
        and (local in o.example.expect or o.example.expect == "allowed")
    ]
    judgement = norm.entry.judgement
    return {
        "norm": norm,
        "reads": in_dutch(norm.condition, words) if judgement is None else judgement.question,
        "when": "" if norm.entry.applies == "waar" else as_clause(norm.applies, words),
        "source": norm.entry.applies if norm.entry.applies != "waar" else "",
        "examples": about,
        "acts": [words.acts[act].label for act in norm.acts],
        "offered": sorted(
            {
                p.entry.title
                for p in procedures().values()
                for o in p.offers
                if o.entry.act in norm.acts
            }
        ),
    }


def methods(request: HttpRequest) -> HttpResponse:
    """The working methods: at each stage who is offered what and which norms can refuse it; with
    `?rol` of one role, and what that role is not offered."""
    book, role = lawbook(), request.GET.get("rol", "")
    wanted = load_rights(data("law") / "autorisatiematrix.yaml", book, procedures())
    roles = {code: text for code, text in book.vocabulary.lists["rollen"].items() if code != "geen"}
    shown = [
        (
            method,
            [
                (
                    stage,
                    *_for(
                        role,
                        roles,
                        standings(book, norms_today().norms, wanted, method, stage.stage),
                    ),
                )
                for stage in method.entry.stages
            ],
        )
        for method in procedures().values()
        if method.entry.stages
    ]
    return render(
        request,
        "law/methods.html",
        {"methods": shown, "roles": roles.items(), "role": role if role in roles else ""},
    )


def _for(
    role: str, roles: dict[str, str], offered: list[Standing]
) -> tuple[list[Standing], list[Standing]]:
    """What a role is offered, and what it is not; everything, when no role is asked for."""
    if role not in roles:
        return offered, []
    return [one for one in offered if roles[role] in one.roles], [
        one for one in offered if roles[role] not in one.roles
    ]


def _proofs() -> Invariants:
    """What is true in every case that all norms allow."""
    book = lawbook()
    wanted = load_rights(data("law") / "autorisatiematrix.yaml", book, procedures())
    return load_invariants(data("law") / "invarianten.yaml", book.vocabulary, wanted)


def _proved(norm: Norm, invariants: Invariants) -> list[str]:
    """The invariants that come from this norm or its provision."""
    said = {one.id: one.says for one in invariants.norms} | {
        one.id: one.says for one in invariants.offers
    }
    return [
        text
        for name, text in said.items()
        if any(names(source, norm.id) for source in invariants.sources[name])
    ]


def questions(request: HttpRequest) -> HttpResponse:
    """The open legal questions, the cautious default, who decided and when."""
    every = load_questions(data("law") / "questions.yaml")
    using: dict[str, list[Norm]] = {}
    for norm in lawbook().on(today()).norms:
        if norm.entry.question:
            using.setdefault(norm.entry.question, []).append(norm)
    return render(
        request, "law/questions.html", {"questions": [(q, using.get(q.id, [])) for q in every]}
    )
