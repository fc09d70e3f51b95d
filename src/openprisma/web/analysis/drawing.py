"""The link chart and the timeline as shapes on a sheet: drawn here, so that they need no program in
the browser and print as they are. A table beside them says the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin
from uuid import UUID

from openprisma.analysis.queries import Analysis, Link

WIDTH, HEIGHT, BOX, TALL, LINE = 900, 440, 184, 48, 16


@dataclass(frozen=True)
class Node:
    """A subject on the sheet; `x` and `y` are the middle of its shape, in units of the drawing."""

    id: UUID
    x: int
    y: int
    name: str
    kind: str
    role: str
    main: bool

    @property
    def left(self) -> int:
        """The left edge of its shape."""
        return self.x - BOX // 2

    @property
    def top(self) -> int:
        """The upper edge of its shape."""
        return self.y - TALL // 2


@dataclass(frozen=True)
class Edge:
    """A tie on the sheet: solid on several sources, dashed on one. `nr` counts the ties of one
    pair, so that their words do not stand on each other."""

    one: Node
    other: Node
    link: Link
    style: str
    nr: int

    @property
    def middle(self) -> tuple[int, int]:
        """Where its words stand."""
        return (self.one.x + self.other.x) // 2, (
            self.one.y + self.other.y
        ) // 2 - 8 + LINE * self.nr


@dataclass(frozen=True)
class Chart:
    """The drawing: its size, shapes and ties."""

    width: int
    height: int
    nodes: list[Node]
    edges: list[Edge]


START = 0.4 - pi / 2  # where the first of the ring stands, in radians: a little right of the top
MOST = 24  # shapes on one sheet; the table has them all


def chart(page: Analysis) -> Chart | None:
    """Main subjects in the middle, the others around them; None when nothing is tied."""
    if not page.links:
        return None
    tied = {id_ for link in page.links for id_ in (link.one, link.other)}
    chosen = [one for one in page.subjects if one[0] in tied][:MOST]
    mains = [one for one in chosen if one[3] == MAIN] or chosen[:1]
    nodes = {n.id: n for n in [*_row(mains), *_ring([one for one in chosen if one not in mains])]}
    return Chart(WIDTH, HEIGHT, list(nodes.values()), _edges(page.links, nodes))


def _edges(links: list[Link], nodes: dict[UUID, Node]) -> list[Edge]:
    drawn: Counter[frozenset[UUID]] = Counter()
    edges = []
    for link in links:
        pair = frozenset({link.one, link.other})
        if pair <= nodes.keys():
            edges.append(Edge(nodes[link.one], nodes[link.other], link, _style(link), drawn[pair]))
            drawn[pair] += 1
    return edges


MAIN = "hoofdsubject"


def _row(mains: list[tuple[UUID, str, str, str]]) -> list[Node]:
    step = WIDTH // max(len(mains), 1)
    return [
        Node(id_, step // 2 + step * nr, HEIGHT // 2, name, kind, role, True)
        for nr, (id_, name, kind, role) in enumerate(mains)
    ]


def _ring(others: list[tuple[UUID, str, str, str]]) -> list[Node]:
    turn = 2 * pi / max(len(others), 1)
    across, up = WIDTH / 2 - BOX / 2 - 6, HEIGHT / 2 - TALL / 2 - 6
    return [
        Node(
            id_,
            round(WIDTH / 2 + across * cos(turn * nr + START)),
            round(HEIGHT / 2 + up * sin(turn * nr + START)),
            name,
            kind,
            role,
            False,
        )
        for nr, (id_, name, kind, role) in enumerate(others)
    ]


def _style(link: Link) -> str:
    return "several" if len(link.sources) > 1 else "one"


@dataclass(frozen=True)
class Moment:
    """A datum on the timeline: how far along (0 to 100) and in which lane."""

    at: int
    nr: str
    text: str
    day: date


@dataclass(frozen=True)
class Timeline:
    """From the first datum to the last, in lanes by category."""

    start: date
    end: date
    lanes: list[tuple[str, list[Moment]]]


def timeline(page: Analysis) -> Timeline | None:
    """When what was laid down happened, as its source says; None without data."""
    if not page.sources:
        return None
    days = [one.noted_on for one in page.sources]
    start, span = min(days), max((max(days) - min(days)).days, 1)
    lanes: dict[str, list[Moment]] = {}
    for one in sorted(page.sources, key=lambda one: one.noted_on):
        at = round(100 * (one.noted_on - start).days / span)
        lanes.setdefault(one.category, []).append(Moment(at, one.nr, one.text, one.noted_on))
    return Timeline(start, max(days), list(lanes.items()))
