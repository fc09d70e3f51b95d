"""The ten rules of a scan of real estate as somebody would write them in pandas: the baseline of
`bench/scans.py`. Tells seconds, memory and flags by rule."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd


def load(folder: Path) -> dict[str, Any]:
    """The five tables, days as days."""
    days = {"transacties": ["datum"], "hypotheken": ["datum"], "bedrijven": ["opgericht"]}
    text = {"pand_id": str, "koper_id": str, "verkoper_id": str, "kvk_nummer": str}
    return {
        name: pd.read_csv(folder / f"{name}.csv", sep=";", parse_dates=days.get(name), dtype=text)
        for name in ("panden", "woz", "transacties", "hypotheken", "bedrijven")
    }


def flags(t: dict[str, Any], as_of: str) -> dict[str, set[str]]:
    """By rule what it finds."""
    deals = t["transacties"]
    deed = deals.akte_nr.str.split("/", expand=True).astype(int)
    deals = deals.assign(deel=deed[0], nr=deed[1], jaar=deals.datum.dt.year - 1)
    deals = deals.sort_values(["pand_id", "datum", "deel", "nr", "transactie_id"])
    found = _prices(deals, t["woz"]) | _money(deals, t["hypotheken"])
    return found | _parties(deals, t["bedrijven"]) | _places(t, as_of)


def _prices(deals: Any, woz: Any) -> dict[str, set[str]]:
    worth = woz.rename(columns={"peiljaar": "jaar", "waarde_eur": "woz"})
    deals = deals.merge(worth, on=["pand_id", "jaar"], how="left")
    before = deals.groupby("pand_id")[["datum", "koper_id", "koopsom_eur", "woz"]].shift()
    gap = (deals.datum - before.datum).dt.days
    ratio = deals.koopsom_eur / deals.woz
    still = (deals.woz - before.woz).abs() < 0.1 * before.woz
    jump = deals.koopsom_eur >= 1.3 * before.koopsom_eur
    masks = {
        "VG01": (gap <= 180) & (before.koper_id == deals.verkoper_id),
        "VG02": (gap <= 365) & jump & still,
        "VG03": (ratio < 0.7) | (ratio > 1.5),
    }
    return {rule: set(deals.transactie_id[mask]) for rule, mask in masks.items()}


def _money(deals: Any, mortgages: Any) -> dict[str, set[str]]:
    own = deals.merge(
        mortgages,
        left_on=["pand_id", "koper_id"],
        right_on=["pand_id", "schuldenaar_id"],
        suffixes=("", "_h"),
    )
    gap = (own.datum_h - own.datum).dt.days
    own = own[(gap >= 0) & (gap <= 31)]
    total = own.groupby("transactie_id").agg(
        som=("bedrag_eur", "sum"), prijs=("koopsom_eur", "min")
    )
    people = deals[(deals.koper_soort == "natuurlijk") & deals.koper_id.notna()]
    return {
        "VG04": set(people.transactie_id) - set(own.transactie_id),
        "VG05": set(total.index[total.som > 1.2 * total.prijs]),
        "VG06": set(own.transactie_id[own.verstrekker_soort != "bank"]),
    }


def _parties(deals: Any, firms: Any) -> dict[str, set[str]]:
    bought = deals[deals.koper_soort == "organisatie"].merge(
        firms, left_on="koper_id", right_on="kvk_nummer"
    )
    age = (bought.datum - bought.opgericht).dt.days
    order = deals.sort_values(["koper_id", "datum", "deel", "nr", "transactie_id"])
    third = (order.datum - order.groupby("koper_id").datum.shift(2)).dt.days <= 365
    triple = deals.groupby(["notaris_id", "verkoper_id", "koper_id"]).transactie_id.transform(
        "count"
    )
    return {
        "VG07": set(bought.transactie_id[(age >= 0) & (age < 180)]),
        "VG08": set(order.transactie_id[third]),
        "VG09": set(deals.transactie_id[triple >= 3]),
    }


def _places(t: dict[str, Any], as_of: str) -> dict[str, set[str]]:
    firms = t["bedrijven"]
    gone = pd.to_datetime(firms.uitgeschreven)
    running = firms[(firms.opgericht <= as_of) & (gone.isna() | (gone > as_of))]
    many = running.groupby("adres_id").kvk_nummer.count()
    crowded = set(many.index[many > 10])
    return {"VG10": set(t["panden"].pand_id[t["panden"].adres_id.isin(crowded)])}


if __name__ == "__main__":
    begun, work = time.perf_counter(), time.process_time()
    tables = load(Path(sys.argv[1]))
    loaded, loading = time.perf_counter(), time.process_time() - work
    found = flags(tables, sys.argv[2])
    done = time.perf_counter()
    seconds = {"laden": round(loaded - begun, 2), "regels": round(done - loaded, 2)}
    held = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    counts = {rule: len(ids) for rule, ids in sorted(found.items())}
    cpu = {"laden": round(loading, 2), "regels": round(time.process_time() - work - loading, 2)}
    print(json.dumps({"seconds": seconds, "cpu": cpu, "megabytes": held, "flags": counts}))
