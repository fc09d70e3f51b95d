"""One guard broken at a time, and what notices: the check at the start, the fence, the prover. Only
on the prover's own world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unittest import mock

from openprisma.files.models import File
from openprisma.gate.constraints import Fenced, guarded
from openprisma.kernel.errors import Reason, Refused

_FUNCTION = """set role vault;
create or replace function fence.{name} language plpgsql stable parallel restricted security definer
set search_path = fence, public, pg_temp as $$ begin return {body}; end $$; reset role"""


@dataclass(frozen=True)
class Guard:
    """A guard: what it is, how it is broken (SQL, or an attribute of ours and what stands there
    instead), and which functions or policies to put back."""

    name: str
    breaks: str = ""
    patch: str = ""
    instead: Callable[..., Any] | None = None
    policy: str = ""
    function: str = ""
    mends: str = ""


def _all_policies(table: str) -> Guard:
    return Guard(
        f"beleid: {table} laat alles lezen",
        f"alter policy app_reads on {table} using (true)",
        policy=table,
    )


def _kernel(signature: str, returns: str, body: str, name: str) -> Guard:
    breaks = _FUNCTION.format(name=f"{signature} returns {returns}", body=body)
    return Guard(name, breaks, function=signature.split("(")[0])


def _sees(table: str) -> str:
    """What a table asks of who reads, without asking first whether there is a line."""
    return next(
        one.sees
        for model, one in guarded()
        if isinstance(one, Fenced) and model._meta.db_table == table
    )


def _no_norms(run: Any, **_: Any) -> Any:
    return mock.Mock(allowed=True, facts={}, findings=(), norm_set="", act=run.act, on=run.today)


def _told(against: list[str], act: str, today: Any) -> Refused:
    """What the database objects, word for word, also of a file that should not seem to be there."""
    return Refused([Reason(norm, norm, "", "") for norm in against])


def _everything(mine: Any, kind: str | None, running: bool) -> Any:
    return File.objects.filter(kind=kind) if kind else File.objects.all()


_ADDS = "; ".join(
    f"alter policy app_adds on {model._meta.db_table} with check ({one.writing(model, 'insert')})"
    for model, one in guarded()
    if isinstance(one, Fenced) and model._meta.db_table in ("figures_event", "sharing_statement")
)
GUARDS = (
    *map(
        _all_policies,
        (
            "files_file",
            "files_assignment",
            "subjects_subject",
            "sharing_statement",
            "sharing_request",
            "signals_signal",
            "panels_vote",
        ),
    ),
    Guard(
        "beleid: rijbeveiliging van sharing_statement uit",
        "alter table sharing_statement disable row level security",
        mends="alter table sharing_statement enable row level security",
    ),
    Guard(
        "beleid: een view zonder wacht",
        "create view public.lek as select * from subjects_subject; grant select on lek to app",
        mends="drop view public.lek",
    ),
    _kernel(
        "person_objections(who fence.actor, act text, day date)",
        "text[]",
        "array[]::text[]",
        "predicaat: over een persoon",
    ),
    _kernel(
        "file_objections(who fence.actor, file uuid, act text, "
        "day date, line uuid, begins boolean)",
        "text[]",
        "array[]::text[]",
        "predicaat: over een dossier",
    ),
    _kernel(
        "open_categories(who fence.actor, file uuid, wanted smallint[], day date)",
        "smallint[]",
        "wanted",
        "predicaat: over een categorie",
    ),
    Guard(
        "predicaat: over een rij",
        """set role vault;
           create or replace function fence.datum_stands(keep_until date, withdrawn boolean,
             disputed boolean, own boolean, day date) returns boolean
           language sql stable parallel restricted as 'select true'; reset role""",
        function="datum_stands",
    ),
    _kernel("reached()", "uuid[]", "fence.files()", "predicaat: elke handeling reikt tot personen"),
    _kernel(
        "files()",
        "uuid[]",
        "array(select id from public.files_file)",
        "pas: alle dossiers zijn open",
    ),
    _kernel(
        "permit()",
        "fence.line",
        """(select l from fence.line l
             where l.id = nullif(current_setting('fence.line', true), '')::uuid)""",
        "pas: een regel geldt ook geweigerd, of van een ander",
    ),
    _kernel(
        "right_to(operation text, tbl text)",
        "fence.write_right",
        """(select row(l.id, l.files[1], l.person, nullif(l.participant, ''), array(
               select attname::text from pg_attribute
                where attrelid = to_regclass('public.' || tbl)
             ), '{person,participant,file}'::text[], '{}')::fence.write_right
             from fence.permit() l where l.id is not null and l.writes)""",
        "schrijven: elke handeling schrijft alles",
    ),
    Guard(
        "regel: twee regels in één transactie gelden samen",
        """set role vault;
           do $$ begin execute replace(pg_get_functiondef('fence.permit'::regproc),
             'other.id <> l.id', 'false'); end $$;
           reset role""",
        function="permit",
    ),
    Guard(
        "plan: zonder regel wordt een rij bekeken",
        f"alter policy app_reads on sharing_statement using ({_sees('sharing_statement')})",
        policy="sharing_statement",
    ),
    Guard(
        "plan: wat de server niet lekken noemt, gaat voor",
        "alter function text_lt(text, text) leakproof",
        mends="alter function text_lt(text, text) not leakproof",
    ),
    Guard(
        "plan: een index in jsonb is geen functie",
        "alter type jsonb set (subscript = jsonb_subscript_handler)",
        mends="alter type jsonb set (subscript = none)",
    ),
    Guard(
        "schrijven: van wie een rij is, telt niet",
        """set role vault;
           create or replace function fence.fits(mine fence.write_right, has text[], file uuid,
             person uuid, participant text) returns boolean
           language plpgsql immutable parallel safe
           as $$ begin return mine.line is not null; end $$; reset role""",
        function="fits",
    ),
    Guard(
        "schrijven: welke kolom verandert, telt niet",
        "alter table files_file disable trigger only_columns",
        mends="alter table files_file enable trigger only_columns",
    ),
    Guard(
        "schrijven: waarmee een nieuwe rij begint, telt niet",
        "alter table files_step disable trigger only_initial",
        mends="alter table files_step enable trigger only_initial",
    ),
    _kernel(
        "leads(procedure text, was text, becomes text)",
        "boolean",
        "(fence.permit()).writes",
        "stap: elke handeling brengt een dossier overal",
    ),
    _kernel(
        "begins(procedure text, rests boolean)",
        "boolean",
        "(fence.permit()).writes",
        "begin: elke handeling begint alles",
    ),
    Guard(
        "schrijven: onder welke regel een rij is geschreven, telt niet",
        """alter policy app_adds on figures_event
             with check ((select fence.right_to('insert', 'figures_event')) is not null);
           alter policy app_adds on sharing_statement
             with check (fence.among(file_id, (select fence.reached()))
               and fence.fits((select fence.right_to('insert', 'sharing_statement')),
                 '{file,person,participant}', file_id, person_id, participant_id))""",
        mends=_ADDS,
    ),
    Guard(
        "poort: de normen worden niet beoordeeld",
        patch="openprisma.gate.perform.judge",
        instead=_no_norms,
    ),
    Guard(
        "poort: de bezwaren van de database worden genegeerd", patch="openprisma.gate.perform._open"
    ),
    Guard(
        "poort: een weigering zegt dat er iets is",
        patch="openprisma.gate.perform.kernel_refusal",
        instead=_told,
    ),
    Guard(
        "deur: de lijst vraagt niet van wie een dossier is",
        patch="openprisma.files.my_work._Mine.files",
        instead=_everything,
    ),
)


# One of each sort, for every day; what breaks the words of a refusal so few questions do not show.
FEW = tuple(
    next(guard for guard in GUARDS if guard.name.startswith(sort))
    for sort in (
        "beleid: files_file",
        "predicaat: over een dossier",
        "pas: een regel",
        "schrijven: elke handeling",
        "stap: ",
        "begin: ",
        "poort: de bezwaren",
    )
)
