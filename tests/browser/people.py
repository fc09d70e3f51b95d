"""The people of a case, and who votes at its table."""

from __future__ import annotations

COLLEGE, POLICE, TAX, OM, NLA, CHAIR = (
    "anneke-van-zomaar",
    "sanne-spelbos",
    "frits-papieren",
    "karel-schijnhof",
    "jesse-maquette",
    "liesbeth-verzinsel",
)
BUREAU, SECRETARY, ANALYST, LAWYER = (
    "quirine-testcase",
    "sara-namaak",
    "rob-voorproef",
    "ursula-steekproef",
)
MEMBERS = ("bram-voorbeeldsma", "cor-fictieman", OM)
