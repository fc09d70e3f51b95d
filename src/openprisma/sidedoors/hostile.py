"""A reader that was taken over by its file: tries everything that would get it out of its process,
and tells what it got.

Run as a program it is the process that others are forked from, with this reader in the place of the
one of spreadsheets.
"""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openprisma.documents.inside import child, confined

_LIBC = ctypes.CDLL(None, use_errno=True)
PTRACE_SEIZE, IO_URING_SETUP, CLONE_NEWUSER = 0x4206, 425, 0x10000000


def hostile(_content: bytes, *, web: int, database: str, target: str) -> tuple[Any, bytes]:
    """What each attempt gave: "done", or the name of the error of the system."""
    return {name: _tried(run) for name, run in attempts(web, database, target).items()}, b""


def attempts(web: int, database: str, target: str) -> dict[str, Callable[[], Any]]:
    """Each way out. `web` is the process that asked, `database` a socket, `target` a file that may
    be written."""
    return {
        "connect to the database": lambda: socket.socket(socket.AF_UNIX).connect(database),
        "connect to the internet": lambda: socket.socket().connect(("127.0.0.1", 9)),
        "write a file": lambda: Path(target).write_text("x"),
        "read a file": lambda: Path("/etc/passwd").read_text(),
        "read the environment of who asked": lambda: Path(f"/proc/{web}/environ").read_bytes(),
        "read the memory of who asked": lambda: _read_memory(web),
        "trace who asked": lambda: _called(_LIBC.ptrace(PTRACE_SEIZE, web, None, None)),
        "signal who asked": lambda: os.kill(web, 0),
        "change the limits of who asked": lambda: resource.prlimit(web, resource.RLIMIT_NOFILE),
        "get its own limits back": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16)),
        "start a process": _forked,
        "start a thread": lambda: threading.Thread(target=int).start(),
        "become another program": _became_another,
        "make a file in memory": lambda: os.memfd_create("x"),
        "ask without asking the kernel": lambda: _called(
            _LIBC.syscall(IO_URING_SETUP, 1, ctypes.create_string_buffer(256))
        ),
        "make a world of its own": lambda: _called(_LIBC.unshare(CLONE_NEWUSER)),
        "turn off its clock": lambda: signal.setitimer(signal.ITIMER_REAL, 0),
        "take memory": lambda: mmap.mmap(-1, 4096).close(),  # this one it may
    }


def _tried(run: Callable[[], Any]) -> str:
    try:
        run()
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, str(error))
    except RuntimeError as error:  # a thread that cannot be started
        return str(error)
    except ValueError as error:  # a limit that cannot be raised
        return str(error)
    return "done"


def _called(result: int) -> None:
    if result == -1:
        raise OSError(ctypes.get_errno(), "")


def _forked() -> None:
    if not os.fork():
        os._exit(0)


def _became_another() -> None:
    """One that is not there, so that we can tell: whether the kernel looked for it is what
    counts."""
    try:
        os.execv("/nowhere/at-all", ["x"])
    except FileNotFoundError:
        return


PROGRAM = ("-I", "-B", "-m", "openprisma.sidedoors.hostile")
SURVIVES = {"take memory"}  # what it may


class _Part(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]


def _read_memory(process: int) -> None:
    """A byte of the memory of another process, at an address that is ours: whether it is there is
    no matter."""
    held = ctypes.create_string_buffer(1)
    here, there = _Part(ctypes.addressof(held), 1), _Part(ctypes.addressof(held), 1)
    try:
        _called(_LIBC.process_vm_readv(process, ctypes.byref(here), 1, ctypes.byref(there), 1, 0))
    except OSError as error:
        if error.errno != errno.EFAULT:  # allowed, and nothing there
            raise


if __name__ == "__main__":
    child.READERS["sheet"] = hostile
    if "--without-filter" in sys.argv:
        confined.NUMBERS.clear()
    sys.exit(child.main())
