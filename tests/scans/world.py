"""An invented town: seeded, dense with what nearly is and just is a flag, and a plain reading of
the ten rules to hold the real one against."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from random import Random

DAY = date(2024, 12, 31)
GAPS = (0, 1, 30, 31, 32, 90, 179, 180, 181, 364, 365, 366, 500)
RATIOS = ("0.6999", "0.70", "1", "1.2999", "1.30", "1.45", "1.50", "1.5001")
LENDERS = ("bank", "bank", "bank", "organisatie", "natuurlijk", "")


def town(seed: int, buildings: int = 40) -> dict[str, list[dict[str, object]]]:
    """The five tables of a scan of real estate as rows of plain values."""
    dice = Random(seed)
    people, firms = [f"m{n}" for n in range(25)], [f"6{n:07}" for n in range(15)]
    tables: dict[str, list[dict[str, object]]] = {
        "panden": [{"pand_id": f"p{n}", "adres_id": f"a{n % 30}"} for n in range(buildings)],
        "bedrijven": [
            {
                "kvk_nummer": one,
                "opgericht": DAY - timedelta(days=dice.choice((5, 100, 400, 800, 1200, 5000))),
                "uitgeschreven": dice.choice((None, None, DAY, DAY + timedelta(days=1))),
                "adres_id": f"a{dice.randrange(3)}",
            }
            for one in [*firms, *(f"7{n:07}" for n in range(25))]
        ],
        "woz": [],
        "transacties": [],
        "hypotheken": [],
    }
    for row in tables["panden"]:
        _deliveries(dice, str(row["pand_id"]), people, firms, tables)
    return tables


def _deliveries(dice, building, people, firms, tables):
    worth = {year: 200_000 + 1_000 * dice.randrange(100) for year in range(2019, 2025)}
    for year, value in worth.items():
        if dice.random() < 0.9:
            tables["woz"].append({"pand_id": building, "peiljaar": year, "waarde_eur": value})
    day, owner = date(2020, 1, 1) + timedelta(days=dice.randrange(300)), dice.choice(people)
    price = Decimal(250_000)
    for _ in range(dice.randrange(1, 9)):
        buyer = dice.choice(people + firms)
        price = (price if dice.random() < 0.5 else Decimal(worth[day.year - 1])) * Decimal(
            dice.choice(RATIOS)
        )
        price = max(price.quantize(Decimal("0.01")), Decimal(50_000))
        nr = len(tables["transacties"])
        tables["transacties"].append(
            {
                "transactie_id": f"t{nr}",
                "pand_id": building,
                "datum": day,
                "akte_nr": f"{70000 + nr // 50}/{nr}",
                "koopsom_eur": price if dice.random() < 0.95 else None,
                "verkoper_id": owner if dice.random() < 0.9 else dice.choice(people),
                "koper_id": buyer if dice.random() < 0.95 else None,
                "koper_soort": "natuurlijk" if buyer in people else "organisatie",
                "notaris_id": f"n{dice.randrange(2)}",
            }
        )
        _mortgages(dice, building, day, buyer, price, tables)
        owner, day = buyer, day + timedelta(days=dice.choice(GAPS))
        if day.year > 2024:
            return


def _mortgages(dice, building, day, buyer, price, tables):
    for _ in range(dice.randrange(3)):
        tables["hypotheken"].append(
            {
                "hypotheek_id": f"h{len(tables['hypotheken'])}",
                "pand_id": building,
                "datum": min(day + timedelta(days=dice.choice((-1, 0, 15, 31, 32))), DAY),
                "bedrag_eur": (price * Decimal(dice.choice(("0.6", "1.2", "1.201")))).quantize(
                    Decimal("0.01")
                ),
                "schuldenaar_id": buyer if dice.random() < 0.9 else "m0",
                "verstrekker_soort": dice.choice(LENDERS),
            }
        )


def write(tables, folder, columns, *, delimiter=","):
    """The tables as CSV, each with all its columns."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, columns[name], delimiter=delimiter)
            out.writeheader()
            out.writerows(rows)


def _days(earlier, later):
    return (later - earlier).days


def _order(row):
    deed, _, number = row["akte_nr"].partition("/")
    return row["datum"], int(deed), int(number or 0), row["transactie_id"]


def expected(tables) -> dict[str, set[str]]:
    """By rule what it should find, read from the definitions as a person would."""
    deals = sorted(tables["transacties"], key=_order)
    worth = {(row["pand_id"], row["peiljaar"]): row["waarde_eur"] for row in tables["woz"]}
    found: dict[str, set[str]] = defaultdict(set)
    _by_building(deals, worth, found)
    _by_mortgage(deals, tables["hypotheken"], found)
    _by_party(deals, tables["bedrijven"], found)
    running = Counter(
        row["adres_id"]
        for row in tables["bedrijven"]
        if row["opgericht"] <= DAY and (not row["uitgeschreven"] or row["uitgeschreven"] > DAY)
    )
    found["VG10"] = {r["pand_id"] for r in tables["panden"] if running[r["adres_id"]] > 10}
    return found


def _by_building(deals, worth, found):
    last: dict[str, dict[str, object]] = {}
    for deal in deals:
        before, price = last.get(deal["pand_id"]), deal["koopsom_eur"]
        now = worth.get((deal["pand_id"], deal["datum"].year - 1))
        if now and price is not None and not Decimal("0.7") * now <= price <= Decimal("1.5") * now:
            found["VG03"].add(deal["transactie_id"])
        if before:
            gap, paid = _days(before["datum"], deal["datum"]), before["koopsom_eur"]
            same = before["koper_id"] and before["koper_id"] == deal["verkoper_id"]
            if same and gap <= 180:
                found["VG01"].add(deal["transactie_id"])
            then = worth.get((deal["pand_id"], before["datum"].year - 1))
            jumped = paid and price is not None and price >= Decimal("1.3") * paid
            still = now and then and abs(now - then) < Decimal("0.1") * then
            if gap <= 365 and jumped and still:
                found["VG02"].add(deal["transactie_id"])
        last[deal["pand_id"]] = deal


def _by_mortgage(deals, mortgages, found):
    for deal in deals:
        own = [
            one
            for one in mortgages
            if deal["koper_id"]
            and (one["pand_id"], one["schuldenaar_id"]) == (deal["pand_id"], deal["koper_id"])
            and 0 <= _days(deal["datum"], one["datum"]) <= 31
        ]
        price = deal["koopsom_eur"]
        if deal["koper_soort"] == "natuurlijk" and deal["koper_id"] and not own:
            found["VG04"].add(deal["transactie_id"])
        if own and price is not None and sum(o["bedrag_eur"] for o in own) > Decimal("1.2") * price:
            found["VG05"].add(deal["transactie_id"])
        if any(one["verstrekker_soort"] not in ("", "bank") for one in own):
            found["VG06"].add(deal["transactie_id"])


def _by_party(deals, firms, found):
    founded = {row["kvk_nummer"]: row["opgericht"] for row in firms}
    bought: dict[str, list[date]] = defaultdict(list)
    triples = Counter((d["notaris_id"], d["verkoper_id"], d["koper_id"]) for d in deals)
    for deal in deals:
        buyer = deal["koper_id"]
        if not buyer:
            continue
        begun = founded.get(buyer)
        firm = deal["koper_soort"] == "organisatie"
        if firm and begun and 0 <= _days(begun, deal["datum"]) < 180:
            found["VG07"].add(deal["transactie_id"])
        bought[buyer].append(deal["datum"])
        if len(bought[buyer]) >= 3 and _days(bought[buyer][-3], deal["datum"]) <= 365:
            found["VG08"].add(deal["transactie_id"])
        if triples[(deal["notaris_id"], deal["verkoper_id"], buyer)] >= 3:
            found["VG09"].add(deal["transactie_id"])
