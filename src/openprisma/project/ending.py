"""A process that is told to stop finishes what is under way, and ends in time, whatever hangs."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from typing import Any

TOLD = (signal.SIGTERM, signal.SIGINT)
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
