"""Every address of the web door, each with the act it stands for."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import URLPattern

from openprisma.web import checks  # noqa: F401 - the checks of these addresses
from openprisma.web.analysis.forms import ANALYSIS_FORMS
from openprisma.web.bottlenecks import forms as bottleneck_forms
from openprisma.web.bottlenecks import plan_forms, review_forms
from openprisma.web.bottlenecks.pages import bottleneck, bottlenecks, read_again
from openprisma.web.bottlenecks.prints import overview_print
from openprisma.web.cases import forms as case_forms
from openprisma.web.cases.pages import case, cases
from openprisma.web.cases.prints import description
from openprisma.web.entry.login import login, logout, switch
from openprisma.web.figures.pages import figures
from openprisma.web.files import forms as file_forms
from openprisma.web.files.act_pages import form_page
from openprisma.web.files.tabs import log, own_log, why, why_colleague
from openprisma.web.forms import Form
from openprisma.web.home.search import search
from openprisma.web.home.worklist import worklist
from openprisma.web.interventions import forms as intervention_forms
from openprisma.web.law.pages import article, law, methods, questions
from openprisma.web.meetings import forms as meeting_forms
from openprisma.web.meetings.pages import meeting, meetings, new_meeting, paper, point, screen
from openprisma.web.meetings.prints import agenda, calendar, decisions
from openprisma.web.methods.derived import brought, derived, shared
from openprisma.web.methods.lists import taken
from openprisma.web.people.pages import (
    confirm_access,
    mail,
    password,
    people,
    replace_factor,
)
from openprisma.web.people.works import running, stop_work
from openprisma.web.places import slug
from openprisma.web.results.forms import RESULT_FORMS
from openprisma.web.routing import ASKS, SENDS, page
from openprisma.web.sharing import forms as sharing_forms
from openprisma.web.signals import forms as signal_forms
from openprisma.web.signals.batch import batch
from openprisma.web.signals.pages import attachment, new_signal, signal, signals
from openprisma.web.signals.words import words
from openprisma.web.signals.writing import write
from openprisma.web.subjects import forms as subject_forms

_HEADERS = "headers of one's own files: no names; the assignment policy guards"
_LAW = "law, no persons"
_MEETING = "vergadering_inzien"
_STAFF = "staff by name and organ (bgs:2.15, row 18), only with a pass"


def _acts(*forms: Form) -> Iterable[URLPattern]:
    return (
        page(f"dossier/<uuid:file>/{slug(form.act)}", form_page(form), act=form.act)
        for form in forms
    )


written = [
    page("", worklist, without=_HEADERS),
    page("zoeken", search, without=_HEADERS, verbs=ASKS),
    page("inloggen", login, without="entry", entry=True, verbs=ASKS),
    page("uitloggen", logout, without="exit", entry=True, verbs=SENDS),
    page("demo", switch, without="person switcher, only in a demo", entry=True, verbs=ASKS),
    page("signalen", signals, without=_HEADERS),
    page("signalen/overeenkomstig", batch, act="overeenkomst_beantwoorden"),
    page("signalen/woorden", words, act="woorden_tellen"),
    page("signalen/nieuw", new_signal, act="signaal_opstellen"),
    page("signalen/<uuid:file>", signal, act="signaal_inzien"),
    page("signalen/<uuid:file>/schrijven", write, act="signaal_herzien"),
    page("signalen/<uuid:file>/bijlagen/<uuid:bijlage>", attachment, act="bijlage_inzien"),
    page("knelpunten", bottlenecks, without=_HEADERS),
    page("knelpunten/<uuid:file>", bottleneck, act="dossier_inzien"),
    page("knelpunten/<uuid:file>/overzicht.pdf", overview_print, act="dossier_inzien"),
    page("knelpunten/<uuid:file>/nalezen", read_again, act="gegevens_nalezen", verbs=ASKS),
    page("casussen", cases, without=_HEADERS),
    page("casussen/<uuid:file>", case, act="dossier_inzien"),
    page("casussen/<uuid:file>/beschrijving.pdf", description, act="casusbeschrijving_ophalen"),
    page("cijfers", figures, act="cijfers_inzien"),
    page("vergaderingen", meetings, without=_HEADERS),
    page("vergaderingen/nieuw", new_meeting, act="vergadering_plannen"),
    page("vergaderingen/<uuid:file>", meeting, act="vergadering_inzien"),
    page("vergaderingen/<uuid:file>/punt/<uuid:dossier>/<uuid:punt>", point, act=_MEETING),
    page("vergaderingen/<uuid:file>/scherm/<uuid:dossier>/<uuid:punt>", screen, act=_MEETING),
    page("vergaderingen/<uuid:file>/agenda.ics", calendar, act="vergadering_inzien"),
    page("vergaderingen/<uuid:file>/agenda.pdf", agenda, act="vergadering_inzien"),
    page("vergaderingen/<uuid:file>/besluitenlijst.pdf", decisions, act="vergadering_inzien"),
    page("vergaderingen/<uuid:file>/stukken/<uuid:stuk>", paper, act="stuk_inzien"),
    *_acts(*file_forms.FORMS, *file_forms.OF_A_SIGNAL),
    *_acts(*subject_forms.FORMS, *subject_forms.OF_A_SIGNAL, *subject_forms.OF_THE_ANALYSIS),
    *_acts(*sharing_forms.FORMS, *ANALYSIS_FORMS, *intervention_forms.FORMS, *RESULT_FORMS),
    *_acts(*meeting_forms.MEETING_FORMS, *meeting_forms.FILE_FORMS),
    *_acts(*signal_forms.FORMS, *case_forms.FORMS, case_forms.PROPOSE),
    *_acts(*bottleneck_forms.FORMS, bottleneck_forms.PROPOSE),
    *_acts(*review_forms.FORMS, *plan_forms.FORMS),
    page("dossier/<uuid:file>/logboek", log, act="logboek_inzien", verbs=ASKS),
    page("dossier/<uuid:file>/logboek-eigen", own_log, act="logboek_eigen_inzien", verbs=ASKS),
    page("dossier/<uuid:file>/waarom/<slug:handeling>", why, act="waarom_lezen"),
    page(
        "dossier/<uuid:file>/waarom/<uuid:collega>/<slug:handeling>",
        why_colleague,
        act="waarom_lezen",
    ),
    page("mensen", people, without=_STAFF),
    page(
        "mensen/<uuid:medewerker>/tweede-factor",
        replace_factor,
        act="tweede_factor_vervangen",
        verbs=SENDS,
    ),
    page(
        "mensen/<uuid:medewerker>/bevestigen", confirm_access, act="toegang_bevestigen", verbs=SENDS
    ),
    page("werk", running, without="work of the system: kinds and numbers, only with a pass"),
    page("werk/<uuid:werk>/afbreken", stop_work, act="werk_afbreken", verbs=SENDS),
    page("wachtwoord", password, act="wachtwoord_wijzigen"),
    page("mail", mail, act="mail_instellen"),
    page("recht", law, without=_LAW, verbs=ASKS),
    page("recht/open-vragen", questions, without=_LAW),
    page("recht/werkwijzen", methods, without=_LAW),
    page("recht/<slug:wet>/<str:artikel>", article, without=_LAW),
    *shared(),
    *taken(),
    *brought(),
]
urlpatterns = [*written, *derived(written)]
handlers = (
    "openprisma.web.errors.bad_request",
    "openprisma.web.errors.not_found",
    "openprisma.web.errors.not_found",
    "openprisma.web.errors.server_error",
)
