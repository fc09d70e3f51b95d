"""Worlds for tests: built through the gate, by stories, like everything else."""

from __future__ import annotations

import secrets
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from openprisma.engine.lawbook import Lawbook
from openprisma.gate import ledger
from openprisma.gate.login import WORKER, logged_in_as
from openprisma.gate.perform import perform
from openprisma.kernel.places import data
from openprisma.stories.reading import find, read_story
from openprisma.stories.region import person_id
from openprisma.stories.runner import Player

THREAD = data("stories") / "demo" / "01-van-signaal-tot-einddatum.yaml"
REPORTER, POLICE, TAX, OUTSIDER = (
    "anneke-van-zomaar",
    "sanne-spelbos",
    "frits-papieren",
    "bram-voorbeeldsma",
)
SECRETARY, CHAIR, LAWYER, CFG = (
    "sara-namaak",
    "hanneke-van-voorbeeld",
    "ursula-steekproef",
    "victor-nulmeting",
)
ANALYST = "rob-voorproef"
AUTHORISER, POLICE_AUTHORISER, ADMINISTRATOR = (
    "toos-volmacht",
    "els-tekenbevoegd",
    "xandra-sleutelbos",
)


def a_pass(person: str | None, task: str = "") -> bytes:
    """Somebody signs in; for a task of the system, who runs tasks."""
    new = secrets.token_bytes(32)
    who = None if person is None else person_id("den-haag", person)
    with as_worker() if person is None else nullcontext():
        assert ledger.call("issue", new, who, task, "1 hour", "test")
    return new


def as_worker():
    """Be the process of background tasks for a while."""
    return logged_in_as(WORKER)


def by_system(act: str, **given):
    """The system does an act by itself."""
    with as_worker():
        return perform(a_pass(None, "systeem"), act, **given)


def move_clock(own, when: date | str, backend: int) -> None:
    """The day of one session, or of everybody (0)."""
    own.execute(
        "insert into fence.clock values (%s, %s) on conflict (backend) do update "
        "set today = excluded.today",
        [backend, when],
    )


def today_is(cluster, when: date | str) -> None:
    """Everybody lives on this day."""
    with cluster.connect("owner", "tests") as own:
        own.execute("delete from fence.clock")
        move_clock(own, when, 0)


@dataclass
class World:
    """Files and passes of one committed world."""

    signal: UUID
    bottleneck: UUID
    company: UUID
    meeting: UUID
    passes: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def thread(cls, cluster) -> World:
        """Play the thread; every step must do what its story says."""
        with cluster.connect("owner", "tests") as own:
            player = Player(
                read_story(THREAD), lambda when, backend: move_clock(own, when, backend)
            )
            bad = [step for step in player.play() if not step.good]
            own.execute("delete from fence.clock where backend <> 0")
        assert not bad, bad[0]
        return cls(
            player.names["signaal"],
            player.names["knelpunt"],
            player.names["bedrijf"],
            player.names["vergadering"],
        )

    def by(self, person: str) -> bytes:
        """The pass of somebody, handed out once."""
        if person not in self.passes:
            self.passes[person] = a_pass(person)
        return self.passes[person]

    def do(self, person: str, act: str, file: UUID | None = None, **given):
        """Somebody does an act; on the bottleneck unless told otherwise."""
        return perform(self.by(person), act, file=file or self.bottleneck, **given)

    def deliver(self, person: str = REPORTER, **changes):
        """Deliver one lawful statement, unless told otherwise."""
        usual = {
            "betrokkene": self.company,
            "categorie": "bedrijfsgegevens",
            "tekst": "Een vestiging in Rijswijk.",
            "bronsysteem": "Handelsregister",
            "vastgesteld_op": "2025-09-25",
            "eerst_verwerkt": "2025-09-25",
            "noodzaak": "Maakt duidelijk om welke vestiging het gaat.",
            "rechtmatig": True,
            "binnen_kolom": True,
            "toereikend": True,
        }
        return self.do(person, "gegeven_verstrekken", **(usual | changes))


# What is said of all rows when a delivery is taken in (bgs:2.15).
ALL_ROWS = {"binnen_kolom": True, "toereikend": True}


def played(name: str, own) -> dict:
    """What a story made, by name; every step must do what it says."""
    player = Player(read_story(find(name)), lambda when, backend: move_clock(own, when, backend))
    bad = [step for step in player.play() if not step.good]
    own.execute("delete from fence.clock where backend <> 0")
    assert not bad, bad[0]
    return player.names


def draft(
    person: str = REPORTER, title: str = "Verhuurwagens zonder huurder", by: bytes | None = None
) -> UUID:
    """A draft signal of somebody."""
    return perform(
        by or a_pass(person),
        "signaal_opstellen",
        titel=title,
        vorm="georganiseerde_drugscriminaliteit",
        gemeenten=["GM0603"],
        samenvatting="Wagens staan ’s nachts bij een loods.",
    )


def without(book: Lawbook, norm_id: str) -> Lawbook:
    """The same law less one norm."""
    articles = {}
    for key, article in book.articles.items():
        kept = tuple(norm for norm in article.norms if norm.id != norm_id)
        articles[key] = replace(article, norms=kept)
    return Lawbook(book.vocabulary, articles)


def opened(raw, world, connect):
    """Open a line by hand for the transaction `raw` is in: police read the bottleneck, all
    categories."""
    line = str(uuid4())
    backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
    values = (line, world.by(POLICE), [world.bottleneck], list(range(1, 18)), backend, began)
    connect().execute(
        "select fence.open(%s, %s, 'gegevens_inzien', '', '', '', '', %s, %s, false, %s, %s)",
        values,
    )
    raw.execute("select set_config('fence.line', %s, true)", [line])


def forget(root, *lines) -> None:
    """Take out of the log what a test closed by hand: nobody judged it, and `rejudge` would say
    so."""
    with root.transaction():
        root.execute("set local session_replication_role = replica")
        for table, column in (("outcome", "line"), ("held", "line"), ("line", "id")):
            root.execute(f"delete from fence.{table} where {column} = any (%s)", [list(lines)])


def seen(raw) -> int:
    """How many statements a raw connection sees."""
    return raw.execute("select count(*) from sharing_statement").fetchone()[0]
