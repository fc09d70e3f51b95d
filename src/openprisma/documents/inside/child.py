"""The process that reads a file of a stranger: takes its limits, reads, answers, ends.

On standard input stands a socket to the web process. For each file that asks for a fork over it,
with a socket for that file alone, and gets a descriptor of the process back, with a word: `SHUT`
or, when the kernel takes no filter, `LOOSE`. To that process comes one job as JSON with the
descriptor of the file; back goes a line of JSON, `good` with what was read or `bad` with a
sentence, and after it the bytes of the clean file. What is forked from has its libraries read and
never sees a file.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from pikepdf import Encryption, Pdf
from PIL import Image

from openprisma.documents.inside import confined
from openprisma.documents.inside.documents import pdf
from openprisma.documents.inside.images import picture
from openprisma.documents.inside.outcomes import outcomes
from openprisma.documents.inside.sheets import sheet
from openprisma.documents.limits import LIMIT, MEMORY, SECONDS, WALL
from openprisma.kernel.errors import BadInput

# What libraries read at their first use: a process that is shut in opens no file, and so reads no
# module either.
LATE = (
    "encodings.cp1252",
    "encodings.cp437",
    "encodings.utf_8_sig",
    "encodings.utf_16",
    "encodings.utf_16_le",
    "PIL.ImageChops",
    "PIL.JpegPresets",
)
SHUT, LOOSE = b"1", b"0"
READERS: dict[str, Callable[..., tuple[Any, bytes]]] = {
    "picture": picture,
    "pdf": pdf,
    "sheet": sheet,
    "outcomes": outcomes,
}
UNREADABLE = (
    "Wij kunnen dit bestand niet lezen, dus het is niet bewaard.",
    "Open het, bewaar het opnieuw en probeer het dan weer.",
)
TOO_MUCH = (
    f"Het lezen van dit bestand vraagt meer dan {MEMORY // 1_000_000} MB geheugen, "
    "dus het is niet bewaard.",
    "Maak het bestand kleiner of splits het.",
)


def main() -> int:
    """Fork a process for each file that is asked for, until nobody can ask any more."""
    _ready()
    word = SHUT if confined.filters() else LOOSE
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    gc.freeze()
    with socket.socket(fileno=0) as control:
        while True:
            asked, lines, _, _ = socket.recv_fds(control, 1, 1)
            if not asked:
                return 0
            if not (process := os.fork()):
                _alone(control, lines[0])
            os.close(lines[0])
            handle = os.pidfd_open(process)  # it is there: it waits for a job
            socket.send_fds(control, [word], [handle])
            os.close(handle)


def _ready() -> None:
    """Have libraries open and read now what they would at their first file."""
    for name in LATE:
        import_module(name)
    Image.init()
    # Keeps the device open that gives it chance.
    Pdf.new().save(io.BytesIO(), encryption=Encryption(owner="", user=""))


def _alone(control: socket.socket, line: int) -> NoReturn:
    """Be the process of one file, and nothing after that."""
    status = 1
    try:
        control.close()
        _shut()
        with socket.socket(fileno=line) as asked:
            serve(asked)
        status = 0
    finally:
        os._exit(status)


def serve(line: socket.socket) -> None:
    """Wait for a job and do it."""
    job, held, _, _ = socket.recv_fds(line, 4096, 1)
    if not job:
        return  # whoever asked has gone
    _limit()
    with open(held[0], "rb") as sent:
        sent.seek(0)
        content = sent.read(LIMIT + 1)
    confined.shut_in()
    line.sendall(answer(json.loads(job), content))


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
    """Nothing is written, started or left behind; when memory runs out this process goes first, it
    yields to others, and root becomes nobody."""
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
        resource.setrlimit(kind, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
    os.nice(10)
    with contextlib.suppress(OSError):
        # Not a file on a disk, so the limit above does not reach it.
        Path("/proc/self/oom_score_adj").write_text("1000")
    confined.nobody()


def _limit() -> None:
    """From here on: so much memory, processor and time, whatever happens."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    signal.setitimer(signal.ITIMER_REAL, WALL)  # also when nobody is left to end us


if __name__ == "__main__":
    sys.exit(main())
