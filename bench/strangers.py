"""What a process for each file costs, and what honest people notice while files that become large
are read."""

from __future__ import annotations

import io
import os
import statistics
import threading
import time
from collections.abc import Callable
from typing import Any

from PIL import Image

from bench.all import median
from openprisma.documents.inside.child import READERS
from openprisma.documents.reading import DESK
from openprisma.kernel.errors import BadInput

SECONDS = 8.0


def files() -> dict[str, Any]:
    """Milliseconds more for an honest file than reading it in this process; pages a second beside
    bombs over pages without."""
    return {"milliseconds": _overhead(), "pages_a_second": _beside_bombs()}


def _honest() -> dict[str, tuple[str, bytes, dict[str, Any]]]:
    from tests.documents.test_cleaning import pdf

    photo = io.BytesIO()
    Image.effect_noise((1600, 1200), 40).convert("RGB").save(photo, "JPEG")
    rows = ("over wie;gegeven\n" + "Testrup B.V.;één vestiging\n" * 2_000).encode()
    return {
        "photo of 2 megapixels": ("picture", photo.getvalue(), {}),
        "pdf of one page": ("pdf", pdf(), {}),
        "csv of 2,000 rows": ("sheet", rows, {"most": 20_000}),
    }


def _overhead() -> dict[str, Any]:
    DESK.nursery.child().end()  # its libraries are read
    return {
        name: _more(what, content, options) for name, (what, content, options) in _honest().items()
    }


def _more(what: str, content: bytes, options: dict[str, Any]) -> dict[str, float]:
    spent = median(
        11,
        here=lambda: READERS[what](content, **options),
        child=lambda: DESK.read(what, content, **options),
    )
    return {how: round(ms, 1) for how, ms in spent.items()} | {
        "more": round(spent["child"] - spent["here"], 1)
    }


def _beside_bombs() -> dict[str, Any]:
    """Pages by Django's test client in one thread, alone and beside four that send bombs as two
    people; taking turns."""
    from django.test import Client

    from openprisma.sidedoors.bombs import one_text_many_times, wide_png
    from openprisma.sidedoors.pdf_bombs import long_pictures

    bombs = [
        ("pdf", long_pictures(), {}),
        ("sheet", one_text_many_times(), {"most": 20_000}),
        ("picture", wide_png(), {}),
    ]
    client, found = Client(), dict[str, list[float]](alone=[], beside=[])
    client.get("/inloggen")
    for _ in range(3):
        found["alone"].append(_pages(lambda: client.get("/inloggen")))
        stop, tried = threading.Event(), []
        senders = [
            threading.Thread(target=_send, args=(bombs, f"wie {nr % 2}", stop, tried))
            for nr in range(4)
        ]
        for one in senders:
            one.start()
        time.sleep(1)
        found["beside"].append(_pages(lambda: client.get("/inloggen")))
        stop.set()
        for one in senders:
            one.join()
    middle = {name: round(statistics.median(all_), 1) for name, all_ in found.items()}
    return middle | {
        "share": round(middle["beside"] / middle["alone"], 2),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
    }


def _pages(get: Callable[[], Any]) -> float:
    began, many = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS:
        assert get().status_code == 200
        many += 1
    return many / (time.perf_counter() - began)


def _send(bombs: list[Any], whose: str, stop: threading.Event, tried: list[str]) -> None:
    while not stop.is_set():
        for what, content, options in bombs:
            try:
                DESK.read(what, content, whose=whose, **options)
            except BadInput as bad:
                tried.append(bad.what)
                time.sleep(0.05)  # what a request takes besides
