"""Bounds around a child and what it starts: how much memory they may take, and that they die when the program dies.

Best effort: where a system has no such bound the child runs without it.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from .bounds import Bounds

ORPHANED = 113
"""Exit code of a child whose program is gone."""

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("Basic", _Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    _EXTENDED_LIMITS = 9
    _PROCESS_MEMORY, _JOB_MEMORY = 0x100, 0x200
    _KILL_ON_CLOSE = 0x2000
    _SET_QUOTA_AND_TERMINATE = 0x0101

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateJobObjectW.restype = wintypes.HANDLE
    _kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
    _kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
    _kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    _kernel.GetCurrentProcess.restype = wintypes.HANDLE
    _kernel.OpenProcess.restype = wintypes.HANDLE
    _kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)

    def _job(flags: int, memory: int = 0, together: int = 0) -> int | None:
        job = _kernel.CreateJobObjectW(None, None)
        limits = _Extended()
        limits.Basic.LimitFlags = flags
        limits.ProcessMemoryLimit, limits.JobMemoryLimit = memory, together
        _kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        return job if isinstance(job, int) else None

    _tied = _job(_KILL_ON_CLOSE)  # its only handle is ours: Windows closes it, and kills, when we end
    _capped: list[int | None] = []  # kept open for as long as the child lives

    def cap_memory(bounds: Bounds) -> None:
        """Bounds what the calling process takes from now on, and what it starts: ``own`` each, ``tree`` together."""
        flags = _PROCESS_MEMORY | _JOB_MEMORY | _KILL_ON_CLOSE  # what it starts ends with it
        _capped.append(_job(flags, min(bounds.own, bounds.memory), bounds.tree))
        _kernel.AssignProcessToJobObject(_capped[-1], _kernel.GetCurrentProcess())

    def tie(pid: int) -> None:
        """Makes Windows kill the process, and what it starts, when the calling process ends in any way."""
        handle = _kernel.OpenProcess(_SET_QUOTA_AND_TERMINATE, False, pid)
        if handle:
            _kernel.AssignProcessToJobObject(_tied, handle)
            _kernel.CloseHandle(handle)

    def kill_group(pid: int) -> None:
        """Kills what the child started; on Windows the child's own job object does that when the child ends."""

    def held_by(pid: int) -> int:
        """Bytes that a child and all it started hold; the job object bounds them here, so they are not counted."""
        return 0

    def _signal_on_end(life: Connection) -> None:
        """Windows has the job object instead."""

else:
    import fcntl
    import resource
    import signal

    _PAGE = resource.getpagesize()

    def cap_memory(bounds: Bounds) -> None:
        """Bounds what the calling process, and each that it starts, takes from now on: ``memory`` and ``own``."""
        _limit(resource.RLIMIT_AS, bounds.memory)
        _limit(resource.RLIMIT_DATA, bounds.own)
        with suppress(OSError, ValueError):  # a core file would hold the document
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def _limit(what: int, most: int) -> None:
        with suppress(OSError, ValueError):
            _, hard = resource.getrlimit(what)
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))

    def held_by(pid: int) -> int:
        """Bytes that a child and all it started hold in memory; 0 where the system does not tell."""
        held, waiting = 0, [pid]
        while waiting:
            one = waiting.pop()
            with suppress(OSError, ValueError, IndexError):
                held += int(Path(f"/proc/{one}/statm").read_text("ascii").split()[1]) * _PAGE
            with suppress(OSError, ValueError):
                waiting += map(int, Path(f"/proc/{one}/task/{one}/children").read_text("ascii").split())
        return held

    def tie(pid: int) -> None:
        """Windows needs this; here the child watches its life line."""

    def kill_group(pid: int) -> None:
        """Kills the child's process group: itself and what it started."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)

    def _signal_on_end(life: Connection) -> None:
        """Lets the kernel end this process group when the life line closes, even while C code holds the lock.

        The default action of SIGIO is to end the process; no thread and no lock of Python's is needed for it.
        """
        with suppress(OSError, AttributeError):
            os.setsid()
            fcntl.fcntl(life.fileno(), fcntl.F_SETOWN, -os.getpgrp())
            flags = fcntl.fcntl(life.fileno(), fcntl.F_GETFL)
            fcntl.fcntl(life.fileno(), fcntl.F_SETFL, flags | os.O_ASYNC)


def die_with_parent(life: Connection) -> None:
    """Ends the calling process as soon as the other end of ``life`` closes; nothing is ever written to it."""

    def watch() -> None:
        with suppress(EOFError, OSError):
            life.recv_bytes()
        os._exit(ORPHANED)

    _signal_on_end(life)
    threading.Thread(target=watch, name="life line", daemon=True).start()
