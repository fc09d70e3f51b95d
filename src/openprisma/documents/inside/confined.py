"""What a process that reads a file may still ask of the kernel: memory, the time, and to answer
over the line it has.

A filter in the kernel (seccomp) refuses every other call from then on, also calls that do not exist
yet. It needs no library and no right, and works inside most containers, where namespaces of one's
own are mostly forbidden. On a processor whose numbers do not stand here, or a kernel without
filters, the limits of `shut_in` hold and the filter does not.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import struct

PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP = 4, 38, 22
FILTER = 2  # the mode of seccomp in which a program judges each call
# What may be asked: memory, signals of its own, locks between its own threads, time, chance, and
# answering. `getcwd` because Pillow asks for it before it writes a picture to memory.
ASKS = (
    "read",
    "close",
    "lseek",
    "fstat",
    "mmap",
    "munmap",
    "mremap",
    "mprotect",
    "madvise",
    "brk",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "sigaltstack",
    "futex",
    "sched_yield",
    "getpid",
    "gettid",
    "clock_gettime",
    "getrandom",
    "sendto",
    "exit",
    "exit_group",
    "restart_syscall",
    "getcwd",
)
# The numbers of those calls (arch/x86/entry/syscalls/syscall_64.tbl and
# include/uapi/asm-generic/unistd.h of Linux), behind what the kernel calls the processor
# (include/uapi/linux/audit.h).
NUMBERS: dict[str, tuple[int, tuple[int, ...]]] = {
    "x86_64": (
        0xC000003E,
        (
            0,
            3,
            8,
            5,
            9,
            11,
            25,
            10,
            28,
            12,
            13,
            14,
            15,
            131,
            202,
            24,
            39,
            186,
            228,
            318,
            44,
            60,
            231,
            219,
            79,
        ),
    ),
    "aarch64": (
        0xC00000B7,
        (
            63,
            57,
            62,
            80,
            222,
            215,
            216,
            226,
            233,
            214,
            134,
            135,
            139,
            132,
            98,
            124,
            172,
            178,
            113,
            278,
            206,
            93,
            94,
            128,
            17,
        ),
    ),
}
# Orders of the small machine that judges (include/uapi/linux/bpf_common.h): load a word, jump if
# equal, return.
_LOAD, _JUMP, _RETURN = 0x20, 0x15, 0x06
_CALL, _PROCESSOR = 0, 4  # where those words stand in what is judged
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
_LIBC = ctypes.CDLL(None, use_errno=True)


def shut_in() -> None:
    """From here on this process opens nothing, starts nothing, cannot be looked into, and asks only
    what stands in `ASKS`."""
    for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
        resource.setrlimit(kind, (0, 0))
    _LIBC.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    _filter()


def nobody() -> None:
    """Be nobody, when we are root: root reads no files of strangers."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


NOBODY = 65534  # of Linux, whatever a distribution calls it


def filters() -> bool:
    """Does this kernel take our filter? Asked in a process that ends right away."""
    process = os.fork()
    if not process:
        os._exit(0 if _filter() else 1)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0


def _filter() -> bool:
    """Give the kernel our program; False when it takes none. Nobody gets rights by what he starts
    any more, which is what the kernel asks of who has no rights himself."""
    if platform.machine() not in NUMBERS:
        return False
    program = judging(*NUMBERS[platform.machine()])
    held = ctypes.create_string_buffer(program, len(program))
    told = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(held))
    if _LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return bool(_LIBC.prctl(PR_SET_SECCOMP, FILTER, told, 0, 0) == 0)


def judging(processor: int, allowed: tuple[int, ...]) -> bytes:
    """The program: another processor's calls (an older way in on the same one) end the process,
    these calls go on, and any other is refused with EPERM."""
    orders = [
        (_LOAD, 0, 0, _PROCESSOR),
        (_JUMP, 1, 0, processor),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _CALL),
        *((_JUMP, len(allowed) - nr, 0, call) for nr, call in enumerate(allowed)),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("HBBI", *one) for one in orders)
