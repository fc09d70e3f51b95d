"""What everybody may read of the contact point, without a pass: no file, no person, no count that
tells of one. Source: bgs:1.1.3, avg:12.1."""

from __future__ import annotations

from dataclasses import dataclass

from openprisma.gate.law import lawbook
from openprisma.partners.models import Alliance, Municipality, Participant


@dataclass(frozen=True)
class ContactPoint:
    """Who the contact point is and how it is reached, for which municipalities; what can be asked,
    and which categories of data participants may share."""

    alliance: str
    name: str
    reached: str
    municipalities: list[str]
    kinds: list[str]
    categories: list[str]


def contact_point() -> ContactPoint:
    """As the region laid it down. Source: bgs:1.1.2.c, bgs:1.1.3, bgs:2.15.1."""
    alliance = Alliance.objects.order_by("code").first()
    agreed = dict(alliance.parameters) if alliance else {}
    lists = lawbook().vocabulary.lists
    point = Participant.objects.filter(code=agreed.get("contactpunt", "")).first()
    places = Municipality.objects.order_by("name").values_list("name", flat=True)
    return ContactPoint(
        alliance=alliance.name if alliance else "",
        name=point.name if point else "",
        reached=str(agreed.get("contactgegevens", "")),
        municipalities=list(places),
        kinds=list(lists["verzoeksoorten"].values()),
        categories=list(lists["categorieen"].values()),
    )
