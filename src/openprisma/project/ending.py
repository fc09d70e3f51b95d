"""A process that is told to stop finishes what is under way, and ends in time, whatever hangs."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from typing import Any, NoReturn

from openprisma.gate.version import changed, on_change

TOLD = (signal.SIGTERM, signal.SIGINT)
AGAIN = 75  # "try again": how a process ends that must be started anew (sysexits.h)
MARGIN = 5  # seconds beyond those that what is under way may take


def on_stop(finish: Callable[[], object], grace: int) -> None:
    """Call `finish` in the running loop when this process is told to stop; when it still runs
    `grace` + `MARGIN` seconds later, the system ends it. Call it from the main thread.

    Not a handler of the loop: a loop that hangs (in a line of its log that nobody reads, say) hears
    nothing. This one is heard in the middle of a call of the system.
    """
    loop = asyncio.get_running_loop()

    def hear(*_: Any) -> None:
        for each in TOLD:  # once is enough, and a second time must not put off the end
            signal.signal(each, signal.SIG_IGN)
        signal.alarm(grace + MARGIN)
        loop.call_soon_threadsafe(finish)

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGALRM, *TOLD))
    for each in TOLD:
        signal.signal(each, hear)


def stop_when_the_law_changes() -> None:
    """Be told to stop, as by a supervisor, once other law holds than this process read: what is
    under way ends, and the process that is started in its place reads the law anew."""
    on_change(lambda: os.kill(os.getpid(), signal.SIGTERM))


def leave() -> NoReturn:
    """End at once: a thread that hangs must not keep the process."""
    os._exit(AGAIN if changed() else 0)
