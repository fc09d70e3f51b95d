"""The process that reads one file of a stranger: takes its limits, reads, answers, ends.

On standard input stands a socket. Over it comes one job as JSON with the descriptor of the file; back goes a line of JSON,
`good` with what was read or `bad` with a sentence, and after it the bytes of the clean file.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openprisma.documents.inside.documents import pdf
from openprisma.documents.inside.images import picture
from openprisma.documents.inside.sheets import sheet
from openprisma.documents.limits import LIMIT, MEMORY, SECONDS, WALL
from openprisma.kernel.errors import BadInput

READERS: dict[str, Callable[..., tuple[Any, bytes]]] = {"picture": picture, "pdf": pdf, "sheet": sheet}
UNREADABLE = ("Wij kunnen dit bestand niet lezen, dus het is niet bewaard.", "Open het, bewaar het opnieuw en probeer het dan weer.")
TOO_MUCH = (
    f"Het lezen van dit bestand vraagt meer dan {MEMORY // 1_000_000} MB geheugen, dus het is niet bewaard.",
    "Maak het bestand kleiner of splits het.",
)


def main() -> int:
    """Wait for a job and do it."""
    _shut()
    with socket.socket(fileno=0) as line:
        job, held, _, _ = socket.recv_fds(line, 4096, 1)
        if not job:
            return 0  # whoever started us has gone
        _limit()
        with open(held[0], "rb") as sent:
            sent.seek(0)
            content = sent.read(LIMIT + 1)
        line.sendall(answer(json.loads(job), content))
    return 0


def answer(job: dict[str, Any], content: bytes) -> bytes:
    """What goes back for a job, whatever is in the file."""
    try:
        good, body = READERS[job["what"]](content, **job["options"])
        return _line({"good": good}) + body
    except BadInput as bad:
        return _line({"bad": [bad.what, bad.remedy]})
    except MemoryError:
        return _line({"bad": TOO_MUCH})
    except Exception:  # whatever a library makes of a broken or hostile file: it is not kept
        return _line({"bad": UNREADABLE})


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _shut() -> None:
    """Nothing is written, started or left behind; when memory runs out this process goes first, and it yields to others."""
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
        resource.setrlimit(kind, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
    os.nice(10)
    with contextlib.suppress(OSError):
        # Not a file on a disk, so the limit above does not reach it.
        Path("/proc/self/oom_score_adj").write_text("1000")


def _limit() -> None:
    """From here on: so much memory, processor and time, whatever happens."""
    used = int(time.process_time()) + 1
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (used + SECONDS, used + SECONDS + 1))
    signal.setitimer(signal.ITIMER_REAL, WALL)  # also when nobody is left to end us


if __name__ == "__main__":
    sys.exit(main())
