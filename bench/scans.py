"""A scan at size: invented deliveries, mortgages and values with planted schemes, the ten rules
over them, and a plain pandas version of the same rules in the same run.

`python bench/all.py scans` runs it at a million; `python bench/scans.py 10000000` at any size.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
AS_OF = "2024-12-31"
YEARS = 11

# Three deliveries of each building, far apart; one building in 2,000 has each of the schemes.
MACROS = """
create macro dice(a, b, n) as cast(hash(a * 31 + b) % n as bigint);
create macro bag(p) as '0518100' || lpad(cast(p as varchar), 9, '0');
create macro scheme(p) as p % 2000;
create macro firm(c) as '6' || lpad(cast(c as varchar), 7, '0');
create macro worth(p, y) as 150000 + dice(p, 7, 500000) + 4000 * (y - 2012);
create macro owner(p, k) as case
  when scheme(p) = 8 and k > 0 then 'V' || cast(p // 12000 as varchar)
  when scheme(p) = 9 and k in (0, 1) then 'V' || cast(p // 12000 as varchar) || '-' || k
  when dice(p, 100 + k, 10) = 0 then firm(dice(p, 200 + k, greatest(p_all() // 16, 1)))
  else 'M' || cast(p * 4 + k as varchar) end;
create macro kind(o) as case when o[1] in ('M', 'V') then 'natuurlijk' else 'organisatie' end;
create macro day_of(p, k) as cast(date '2013-01-01' + cast(case
  when scheme(p) = 1 and k = 1 then dice(p, 0, 600) + 90
  when scheme(p) = 2 and k = 1 then dice(p, 0, 600) + 300
  else dice(p, k, 600) + 1300 * k end as integer) as date);
create macro price(p, k) as cast(worth(p, year(day_of(p, k)) - 1) * case
  when scheme(p) = 2 and k = 1 then 1.45
  when scheme(p) = 3 and k = 1 then 1.8
  else 0.9 + dice(p, 300 + k, 20) / 100.0 end as integer);
"""


def generate(folder: Path, deliveries: int, form: str = "parquet") -> None:
    """The five tables in a folder; the same for the same size."""
    import duckdb

    buildings = deliveries // 3
    base = duckdb.connect()
    base.execute(f"create macro p_all() as {buildings}")
    base.execute(MACROS)
    for name, statement in _tables(buildings).items():
        options = "format parquet" if form == "parquet" else "header, delimiter ';'"
        base.execute(f"copy ({statement}) to '{folder / name}.{form}' ({options})")


def _tables(buildings: int) -> dict[str, str]:
    every = f"range({buildings}) as b(p)"
    return {
        "panden": f"""select bag(p) as pand_id, 'A' || p as adres_id, 'Voorbeeldstad' as gemeente,
            'woonfunctie' as functie, 80 + p % 90 as oppervlakte_m2, 1950 + p % 70 as bouwjaar
            from {every}""",
        "woz": f"""select bag(p) as pand_id, 2012 + y as peiljaar, worth(p, 2012 + y) as waarde_eur
            from {every}, range({YEARS}) as j(y)""",
        "transacties": f"""select 'T' || (p * 3 + k) as transactie_id, bag(p) as pand_id,
            day_of(p, k) as datum, 70000 + p % 9000 || '/' || k + 1 as akte_nr,
            price(p, k) as koopsom_eur, owner(p, k - 1) as verkoper_id,
            kind(owner(p, k - 1)) as verkoper_soort, owner(p, k) as koper_id,
            kind(owner(p, k)) as koper_soort,
            'N' || case when scheme(p) = 9 then 0 else dice(p, k + 400, 3000) end as notaris_id
            from {every}, range(3) as l(k)""",
        "hypotheken": f"""select 'H' || (p * 3 + k) as hypotheek_id, bag(p) as pand_id,
            cast(day_of(p, k) + cast(dice(p, k + 500, 20) as integer) as date) as datum,
            cast(price(p, k) * case when scheme(p) = 5 and k = 2 then 1.5 else 0.8 end as integer)
              as bedrag_eur,
            case when scheme(p) = 4 and k = 2 then 'M0' else owner(p, k) end as schuldenaar_id,
            case when scheme(p) = 6 and k = 2 then 'natuurlijk' else 'bank' end as verstrekker_soort
            from {every}, range(3) as l(k)""",
        "bedrijven": f"""select firm(c) as kvk_nummer,
            'Verzonnen ' || c as naam,
            case when c % 50 = 7 then date '2014-06-01' else date '2005-01-01' end as opgericht,
            cast(null as date) as uitgeschreven, '6820' as sbi,
            'A' || case when c % 500 < 12 then c // 500 else c end as adres_id
            from range(greatest({buildings} // 16, 1)) as c(c)""",
    }


def scanned(data: Path, out: Path, memory: str) -> dict[str, Any]:
    """One scan in a process of its own, with how long it took and how much it held."""
    return _apart(__file__, "scan", str(data), str(out), memory)


def scans(deliveries: int = 1_000_000) -> dict[str, Any]:
    """The ten rules against plain pandas over the same files, three turns each, taking turns; the
    flags must be the same. Without pandas only ours is measured, and that is said."""
    plain = str(ROOT / "bench" / "scans_pandas.py")
    with tempfile.TemporaryDirectory(prefix="openprisma-bench-", dir="/var/tmp") as place:
        folder = Path(place)
        generate(folder, deliveries, "csv")
        ours, theirs = [], []
        for _ in range(3):
            ours.append(scanned(folder, folder / "out", "2GB"))
            if find_spec("pandas"):
                theirs.append(_apart(plain, str(folder), AS_OF))
    told = {"deliveries": deliveries, "openprisma": _middle(ours)}
    if not theirs:
        return told | {"pandas": "not installed, so nothing to compare with"}
    assert all(one["flags"] == ours[0]["flags"] for one in (*ours, *theirs))
    told["pandas"] = _middle(theirs)
    ratio = told["pandas"]["seconds"]["regels"] / told["openprisma"]["seconds"]["regels"]
    return told | {"pandas_over_openprisma": round(ratio, 1), "aim": 10}


def _middle(turns: list[dict[str, Any]]) -> dict[str, Any]:
    return sorted(turns, key=lambda one: one["seconds"]["regels"])[len(turns) // 2]


def _apart(*words: str) -> dict[str, Any]:
    begun = time.perf_counter()
    run = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(run.stderr[-2000:])
    told: dict[str, Any] = json.loads(run.stdout)
    return told | {"whole": round(time.perf_counter() - begun, 1)}


def _scan(data: Path, out: Path, memory: str) -> None:
    from datetime import date

    from openprisma.scans.method import method
    from openprisma.scans.rules import load_kind
    from openprisma.scans.scan import Means, scan

    how = method(load_kind("vastgoed"), mode="", day=date.fromisoformat(AS_OF))
    done = scan(how, data, out, Means(memory=memory))
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"seconds": done.seconds, "cpu": round(time.process_time(), 2)}
    print(json.dumps(told | {"flags": done.ran, "megabytes": round(held)}))


if __name__ == "__main__":
    if sys.argv[1] == "scan":
        _scan(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
    else:
        with tempfile.TemporaryDirectory(prefix="openprisma-bench-", dir="/var/tmp") as place:
            folder = Path(place)
            generate(folder, int(sys.argv[1]), *sys.argv[2:3])
            print(json.dumps(scanned(folder, folder / "out", "2GB"), indent=1))
