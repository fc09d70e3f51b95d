"""A hundred thousand cases with three subjects and thirty statements each: what pages cost, log on.
Four readers: police with fifty of them, a case director with 95 in 100, a reader with all, and
the secretary who makes one more."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable
from typing import Any

MANY, MINE, SUBJECTS, STATEMENTS = 100_000, 50, 3, 30
POLICE, DIRECTOR, ALL = "sanne-spelbos", "quirine-testcase", "ursula-steekproef"
# Tables of a case, and what differs from the one that is copied.
COPIED = {
    "files_file": {"id": "m.id", "opened_on": "opened_on - mod(m.nr, 900)::int"},
    "cases_case": {"file_id": "m.id"},
    "files_involvement": {"id": "gen_random_uuid()", "file_id": "m.id"},
    "files_permission": {"id": "gen_random_uuid()", "file_id": "m.id"},
    "files_assignment": {"id": "gen_random_uuid()", "file_id": "m.id"},
}
_SUBJECTS = """insert into subjects_subject
        (id, alliance_id, file_id, receipt, role, kind, name, identifier, link)
    select gen_random_uuid(), 'den-haag', m.id, gen_random_uuid(), 'hoofdsubject', 'rechtspersoon',
           'Fictief ' || m.nr || '-' || s.nr, '', '' from made m, generate_series(1, %s) s (nr)"""
_STATEMENTS = """insert into sharing_statement ({columns})
    select {values}
      from (select *, row_number() over (partition by file_id) as nr from subjects_subject) p
      join made m on m.id = p.file_id, sharing_statement t, generate_series(1, %s) g (nr)
     where t.id = %s"""


def _columns(own: Any, table: str) -> list[str]:
    return [
        row[0]
        for row in own.execute(
            "select column_name from information_schema.columns where table_name = %s", [table]
        )
    ]


def _copy(own: Any, table: str, differs: dict[str, str], file: Any, mine: str) -> None:
    """The rows of one case, many times over; `mine` says which assignments are left out."""
    columns = _columns(own, table)
    values = ", ".join(differs.get(column, f"t.{column}") for column in columns)
    key = "id" if table == "files_file" else "file_id"
    left_out = mine if table == "files_assignment" else ""
    text = f"""insert into {table} ({", ".join(columns)})
      select {values} from {table} t, made m where t.{key} = %s{left_out}"""
    own.execute(text, [file])
    own.execute(f"analyze {table}")


def copies(
    own: Any,
    case: Any,
    people: dict[str, Any],
    many: int,
    *,
    tables: Iterable[str] = COPIED,
    only: str = "",
) -> None:
    """So many copies of one case, with who is involved, what is permitted and who has a part in it;
    no subjects or data. Of these `tables`, and of those who have a part `only` some, as SQL."""
    own.execute(
        "create temp table made as select gen_random_uuid() as id, row_number() over () as nr "
        "from generate_series(1, %s)",
        [many],
    )
    # No foreign keys to look up, three million times six.
    own.execute("set session_replication_role = replica")
    mine = f" and not (t.person_id = '{people[POLICE]}' and m.nr > {MINE})"
    # One in twenty of each day: as often among the newest as among the oldest.
    mine += f" and not (t.person_id = '{people[DIRECTOR]}' and mod(m.nr / 900, 20) = 0)"
    for table in tables:
        _copy(own, table, COPIED[table], case, mine + only)


def _content(own: Any, datum: Any) -> None:
    own.execute(_SUBJECTS, [SUBJECTS])
    differs = {"id": "gen_random_uuid()", "file_id": "p.file_id", "subject_id": "p.id"}
    columns = _columns(own, "sharing_statement")
    values = ", ".join(differs.get(column, f"t.{column}") for column in columns)
    own.execute(
        _STATEMENTS.format(columns=", ".join(columns), values=values),
        [STATEMENTS // SUBJECTS, datum],
    )
    own.execute("analyze subjects_subject; analyze sharing_statement")


def a_case(own: Any) -> tuple[Any, Any, Any]:
    """A running case, as stories play it: the signal under it, the case, and one datum in it."""
    from tests.builders import played

    made = played("casus-gestart", own)
    return made["signaal"], made["casus"], made["huur"]


def cases() -> dict[str, Any]:
    """Median and 95th percentile in milliseconds of forty requests each; statements a page."""
    from tests.conftest import CLUSTER

    from openprisma.stories.region import person_id

    people = {
        name: person_id("den-haag", name)
        for name in (POLICE, DIRECTOR, ALL, "sara-namaak", "victor-nulmeting")
    }
    with CLUSTER.connect("owner", "tests") as own:
        signal, case, datum = a_case(own)
    with CLUSTER.connect("postgres", "tests") as root:
        copies(root, case, people, MANY)
        _content(root, datum)
        rows = {
            t: root.execute(f"select count(*) from {t}").fetchone()[0]
            for t in ("files_file", "sharing_statement")
        }
    found: dict[str, Any] = {
        "rows": rows,
        "aims_ms": {"list": 80, "open": 60, "create": 30, "who_looked": 25},
    }
    for name, who, url in (
        ("list_of_50", POLICE, "/casussen"),
        ("list_of_95_in_100", DIRECTOR, "/casussen"),
        ("list_of_all", ALL, "/casussen"),
        ("last_page_of_95_in_100", DIRECTOR, "/casussen?oudste"),
        ("worklist_of_95_in_100", DIRECTOR, "/"),
        ("open", POLICE, f"/casussen/{case}"),
        ("information", POLICE, f"/casussen/{case}/informatie"),
    ):
        found[name] = _asked(people[who], url)
    found["scope_95_over_all"] = round(
        found["list_of_95_in_100"]["p50"] / found["list_of_all"]["p50"], 2
    )
    return found | _acts(signal, case)


def _asked(person: Any, url: str) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(REMOTE_ADDR="127.0.0.1")
    client.post("/demo", {"persoon": str(person)})
    client.get(url)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(url).status_code == 200, url
    # Counted now, for the next request empties what was captured.
    statements = len(counted)
    return _timed(lambda: client.get(url)) | {"statements": statements}


def _timed(run: Any) -> dict[str, float]:
    spent = []
    for _ in range(40):
        began = time.perf_counter()
        run()
        spent.append((time.perf_counter() - began) * 1e3)
    return {
        "p50": round(statistics.median(spent), 1),
        "p95": round(statistics.quantiles(spent, n=20)[18], 1),
    }


def _acts(signal: Any, case: Any) -> dict[str, Any]:
    """Making a case with its log line, and who looked at one that a hundred reads went before."""
    from tests.builders import a_pass

    from openprisma.gate.perform import perform

    secretary, supervisor = a_pass("sara-namaak"), a_pass("victor-nulmeting")
    given = {
        "signaal": signal,
        "titel": "Nog een casus",
        "tafel": "E",
        "doel": "Samen zicht krijgen.",
        "themas": ["DRUG"],
        "gemeenten": ["GM0603"],
        "categorieen": {"bedrijfsgegevens": "Wie verhuurt."},
    }
    made = _timed(lambda: perform(secretary, "casus_voordragen", **given))
    for _ in range(100):
        perform(a_pass("rob-voorproef"), "waarom_lezen", file=case, handeling="gegevens_inzien")
    looked = _timed(
        lambda: perform(supervisor, "logboek_inzien", file=case, doel="rechtmatigheidscontrole")
    )
    return {"create": made, "who_looked": looked}
