"""Requests that no browser of ours sends: each gets an answer below 500 with a sentence, and what
only looks changes nothing."""

from __future__ import annotations

from collections import Counter

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openprisma.language import effort, prose
from openprisma.sidedoors.doors import doors
from openprisma.web.manners import LONGEST_ADDRESS, LONGEST_FIELD, VERBS
from tests.builders import CHAIR, LAWYER, POLICE, REPORTER, SECRETARY

DOORS = doors()
ODD_VERBS = ("TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND", "GARBAGE")
PEOPLE = (REPORTER, POLICE, SECRETARY, CHAIR, LAWYER, "xandra-sleutelbos")
NAMES = (
    "gedaan",
    "al",
    "na",
    "oudste",
    "dag",
    "alle",
    "bezig",
    "jaar",
    "peildatum",
    "rij",
    "kolom",
    "verder",
    "sessie",
    "rol",
    "terug",
    "zoek",
    "doel",
    "waarvoor",
    "stap",
    "levering",
    "keer",
    "adres",
    "wachtwoord",
    "code",
    "persoon",
    "titel",
    "tekst",
    "gemeenten",
    "deelnemers",
    "vorm",
    "wanneer",
    "fase",
    "woorden.Pool",
    "criteria.a",
    "inhoud",
)
ODD = (
    "\x00",
    "a\x00b",
    "\x1b[2J",
    "\ud800",
    "%00",
    "%ED%A0%80",
    "9" * 5_000,
    "-1",
    "1e999",
    "NaN",
    "99999-01-01",
    "0000-00-00",
    "9999-12-31",
    "31-12-99999",
    "'; drop table files_file; --",
    "../../etc/passwd",
    "<script>",
    "{{7*7}}",
    "²",
    "٣",
    "\u202e",
    "e\u0301" * 50,
    "👩‍👩‍👧",
    "a" * 1_000,
    "00000000-0000-0000-0000-000000000000",
    "[]",
    "{}",
    "null",
    "\r\nSet-Cookie: x=1",
    "\x85",
    " ",
    "",
)


def sentence(response) -> str:
    """What a person reads: a heading and a paragraph, of a page of ours."""
    page = response.content.decode()
    assert "<h1" in page and "utrecht-paragraph" in page, page[:300]
    assert 'lang="nl"' in page
    assert "Traceback" not in page
    return page


@pytest.fixture
def browsers(shared, as_person):
    """A browser of each of some people, and one of nobody; they show a mistake of ours as a browser
    would."""
    found = {name: as_person(name) for name in PEOPLE} | {"nobody": Client(REMOTE_ADDR="127.0.0.1")}
    for client in found.values():
        client.raise_request_exception = False
    return found


def addresses(world):
    """Every address, about a file that is there."""
    return [(door, door.address(file=world.bottleneck, dossier=world.bottleneck)) for door in DOORS]


@pytest.mark.parametrize("verb", ODD_VERBS)
def test_a_verb_that_we_do_not_know_is_refused_everywhere_with_the_ones_we_do(
    shared, browsers, verb
):
    for door, address in [*addresses(shared), (None, "/nergens"), (None, "*")]:
        response = browsers[REPORTER].generic(verb, address)
        assert response.status_code == 405, (door, response.status_code)
        assert response["Allow"] == ", ".join(VERBS)
        assert "Zo werkt dit adres niet" in sentence(response)


def test_a_page_that_only_shows_takes_no_form_and_one_that_only_takes_shows_nothing(
    shared, browsers
):
    told = Counter()
    for door, address in addresses(shared):
        declared = next(p for p in _patterns() if str(p.pattern) == door.pattern).callback.declared
        for verb in set(VERBS) - set(declared.verbs):
            response = browsers[REPORTER].generic(verb, address)
            assert response.status_code == 405, (door.pattern, verb)
            assert response["Allow"] == ", ".join(declared.verbs)
            told[verb] += 1
    assert told["POST"] > 30 and told["GET"] >= 3


def _patterns():
    from django.urls import get_resolver

    return get_resolver().url_patterns


def test_looking_changes_nothing_whatever_is_asked(shared, browsers, connect):
    own = connect("postgres")
    tables = [
        name
        for (name,) in own.execute(
            "select tablename from pg_tables where schemaname = 'public' order by 1"
        )
    ]

    def content() -> dict[str, str]:
        count = """select count(*) || coalesce(md5(string_agg(t::text, ',' order by t::text)), '')
          from {} t"""
        return {name: own.execute(count.format(f'"{name}"')).fetchone()[0] for name in tables}

    before = content()
    for name in (SECRETARY, POLICE, "xandra-sleutelbos"):
        for _, address in addresses(shared):
            for verb in ("GET", "HEAD"):
                response = browsers[name].generic(
                    verb,
                    f"{address}?gedaan=ja&stap=levering_weghalen&keer={shared.signal}&voor=ja&wat=x",
                )
                assert response.status_code < 500, address
    assert content() == before


@pytest.mark.parametrize("odd", ["\x00", "a\x00b", "a" * 100_000, "\ud800"])
@pytest.mark.parametrize("field", ["adres", "wachtwoord", "code"])
def test_logging_in_with_what_no_account_has_is_refused_and_leaves_nothing_behind(
    live, connect, field, odd
):
    client = Client(REMOTE_ADDR="127.0.0.1", raise_request_exception=False)
    own = connect("postgres")
    before = own.execute("select count(*) from axes_accessattempt").fetchone()
    sent = {"adres": "sanne-spelbos@politie.example", "wachtwoord": "x", "code": "000000"} | {
        field: odd
    }
    body = "&".join(f"{name}={_quoted(value)}" for name, value in sent.items())
    response = client.generic(
        "POST", "/inloggen", body, content_type="application/x-www-form-urlencoded"
    )
    assert 400 <= response.status_code < 500
    sentence(response)
    if odd != "\ud800":  # in UTF-8 that is no character, so what came in is another one
        assert response.status_code == 400
        assert own.execute("select count(*) from axes_accessattempt").fetchone() == before


def _quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


def test_an_address_has_an_end_and_so_has_the_number_of_fields(browsers):
    for client in browsers.values():
        for address, status in (
            (f"/signalen?na={'a' * LONGEST_ADDRESS}", 414),
            (f"/{'a' * LONGEST_ADDRESS}", 414),
            ("/signalen?" + "&".join(f"a{n}=" for n in range(600)), 400),
            ("/recht/wgs/%00", 400),
            ("/signalen?na=%00", 400),
        ):
            response = client.get(address)
            assert response.status_code == status, address[:40]
            sentence(response)


BODIES = (
    ("multipart/form-data", b"--x\r\n"),
    ("multipart/form-data; boundary=", b"--\r\n\r\n"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="titel"\r\n\r\n\xff\x00\r\n--x--',
    ),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="inhoud"; filename="\x00"\r\n\r\n',
    ),
    ("multipart/form-data; boundary=" + "x" * 500, b"x"),
    (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Transfer-Encoding: "
        b"base64\r\nContent-Disposition: form-data; "
        b'name="a"\r\n\r\n*\r\n--x--',
    ),
    ("application/x-www-form-urlencoded; charset=utf-16", b"\xff\xfe"),
    ("application/x-www-form-urlencoded; charset=nonsense", b"a=b"),
    ("application/x-www-form-urlencoded", b"titel=%ff%fe&tekst=%00&=&&&"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=b" % n for n in range(700))),
    ("application/json", b"{"),
    ("text/plain", b"\x00"),
    ("nonsense", b"\xff"),
)


@pytest.mark.parametrize(("kind", "body"), BODIES, ids=range(len(BODIES)))
def test_a_body_that_nobody_can_read_is_no_mistake_of_ours(shared, browsers, kind, body):
    for door, address in addresses(shared):
        for name in (REPORTER, "nobody"):
            response = browsers[name].generic("POST", address, body, content_type=kind)
            assert response.status_code < 500, (door.pattern, name, response.status_code)
            if response.status_code >= 400:
                sentence(response)
        if door.pattern == "uitloggen":
            browsers[REPORTER].post("/demo", {"persoon": _id(REPORTER)})


def _id(name: str) -> str:
    from openprisma.stories.region import person_id

    return str(person_id("den-haag", name))


HEADERS = (
    {"HTTP_COOKIE": "sessionid=nonsense"},
    {"HTTP_COOKIE": "sessionid=" + "a" * 9_000},
    {"HTTP_COOKIE": "\x00;=;;sessionid"},
    {"HTTP_COOKIE": "sessionid=a; sessionid=b; csrftoken=\xff"},
    {"HTTP_HOST": "a b"},
    {"HTTP_HOST": "elders.example"},
    {"HTTP_X_FORWARDED_FOR": "\x00"},
    {"HTTP_ACCEPT": "x" * 9_000},
    {"HTTP_RANGE": "bytes=a-"},
    {"HTTP_IF_MODIFIED_SINCE": "x"},
    {"HTTP_IF_NONE_MATCH": "\xff"},
    {"CONTENT_LENGTH": "-1"},
    {"CONTENT_LENGTH": "nonsense"},
    {"HTTP_REFERER": "\x00"},
)


@pytest.mark.parametrize("headers", HEADERS, ids=range(len(HEADERS)))
def test_headers_and_cookies_that_mean_nothing_are_no_mistake_of_ours(shared, browsers, headers):
    for _, address in addresses(shared):
        for verb in ("GET", "POST"):
            response = browsers["nobody"].generic(verb, address, b"", **headers)
            assert response.status_code < 500, (address, verb, response.status_code)


@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(
    door=st.sampled_from(DOORS),
    name=st.sampled_from([*PEOPLE, "nobody"]),
    verb=st.sampled_from(["GET", "POST", "POST"]),
    there=st.booleans(),
    part=st.sampled_from([*ODD, "gegevens-inzien", "1.8"]),
    sent=st.dictionaries(
        st.one_of(st.sampled_from(NAMES), st.text(max_size=8)),
        st.one_of(st.sampled_from(ODD), st.text(max_size=40)),
        max_size=8,
    ),
)
def test_whatever_is_sent_to_whichever_address_is_answered(
    shared, browsers, door, name, verb, there, part, sent
):
    known = {"file": shared.bottleneck, "dossier": shared.bottleneck} if there else {}
    odd = {name: _quoted(part) for name, kind in door.parts if kind != "uuid"}
    if door.pattern in ("uitloggen", "demo"):
        return
    query = "&".join(f"{_quoted(field)}={_quoted(value)}" for field, value in sent.items())
    address = door.address(**known, **odd)
    if verb == "GET":
        response = browsers[name].generic("GET", f"{address}?{query}")
    else:
        response = browsers[name].generic(
            "POST", address, query, content_type="application/x-www-form-urlencoded"
        )
    assert response.status_code < 500, (address[:90], name, sent)
    if response.status_code >= 400:
        sentence(response)


SIGNAL = {
    "titel": "Wagens zonder huurder",
    "vorm": "georganiseerde_drugscriminaliteit",
    "gemeenten": ["GM0603"],
}


def test_a_text_that_is_too_long_is_shown_again_and_never_read(live, as_person, monkeypatch):
    client = as_person(REPORTER)
    monkeypatch.setattr(prose, "check", None)
    for changes in (
        {"samenvatting": "Pool " * 2_000},
        {"titel": "a" * 300_000, "samenvatting": "x"},
    ):
        response = client.post("/signalen/nieuw", SIGNAL | changes)
        page = sentence(response)
        assert response.status_code == 400
        assert "Deze tekst is te lang. Schrijf hoogstens" in page


def test_a_text_that_takes_too_long_to_read_is_refused_on_its_form_with_what_to_do(
    live, as_person, monkeypatch, connect
):
    own = connect("postgres")
    before = own.execute("select count(*) from signals_signal").fetchone()
    client = as_person(REPORTER)
    monkeypatch.setattr(effort, "SECONDS", -1)
    response = client.post("/signalen/nieuw", SIGNAL | {"samenvatting": "Er staan wagens. " * 100})
    assert response.status_code == 400
    assert "te lang om te controleren" in sentence(response) and "Deel de tekst op" in sentence(
        response
    )
    assert own.execute("select count(*) from signals_signal").fetchone() == before


def test_the_fields_without_an_act_that_have_an_end_are_really_asked():
    """A name in `LONGEST_FIELD` that no page asks for any more would guard nothing."""
    from pathlib import Path

    import openprisma.web as web

    source = "\n".join(
        path.read_text(encoding="utf-8") for path in Path(web.__path__[0]).rglob("*.py")
    )
    assert all(f'.get("{name}"' in source for name in LONGEST_FIELD)


def test_a_year_that_is_no_year_is_told_as_such(live, as_person):
    client = as_person(LAWYER)
    client.raise_request_exception = False
    for year in ("9" * 900, "99999", "-5", "1e5", "NaN", "²"):
        response = client.get("/cijfers", {"jaar": year})
        assert response.status_code in (400, 403), year
        sentence(response)
