"""What the law may ask of the words of a result beside the data it rests on (wgs:1.7)."""

from __future__ import annotations

from openprisma.gate.facts import fact
from openprisma.gate.law import lawbook
from openprisma.gate.references import referred_each
from openprisma.gate.run import Run
from openprisma.language.prose import prose
from openprisma.sharing.models import Statement
from openprisma.sharing.police import names_police


@fact("resultaat.rust_op", ahead=False)
def _categories(run: Run) -> frozenset[str]:
    """The categories of the data on which a result that is written rests."""
    codes = {row.nr: row.code for row in lawbook().categories(run.today).values()}
    return frozenset(codes[one.category] for one in referred_each(run, "gegevens", Statement))


@fact("resultaat.politie_genoemd", ahead=False)
def _police(run: Run) -> bool:
    """Does one of its texts name a system of the police, one of their records, or an article under
    which only they process data?"""
    systems = lawbook().vocabulary.lists["politiesystemen_in_tekst"]
    given = (run.inputs.get(name) for name in prose(run.act))
    return any(names_police(text, systems) for text in given if isinstance(text, str))
