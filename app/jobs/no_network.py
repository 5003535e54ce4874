"""No way out: a child, and whatever it starts, reaches no network, so that no document can call home.

On Linux the kernel refuses every socket but those inside the machine (seccomp; it holds for C code and for programs
started by the child, and cannot be taken back). Python refuses on every system, which is all there is on the others.
"""

from __future__ import annotations

import platform
import socket
import struct
import sys
from typing import Any

_EVENTS = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
                     "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"})  # fmt: skip
"""What Python tells its auditors before it touches a network (PEP 578)."""
_INSIDE = getattr(socket, "AF_UNIX", None)
"""The family of sockets that never leave the machine."""


def shut() -> None:
    """Shuts the network for the calling process and all that it starts, for good."""
    sys.addaudithook(_refuse)
    _shut_kernel()


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event in _EVENTS and not (args and isinstance(args[0], socket.socket) and args[0].family == _INSIDE):
        raise PermissionError(event)


if sys.platform == "linux":
    import ctypes

    _NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
    _LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
    _ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # with EACCES
    _NUMBER, _MACHINE, _FIRST = 0, 4, 16
    """Offsets in ``struct seccomp_data``: number of the call, machine, low half of the first argument."""
    _UNIX = 1
    _RINGS = 425
    """io_uring_setup, on every machine: what goes through a ring passes no filter."""
    _OTHER_ABI = 0x40000000
    _MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
    """The audit code of a machine (``AUDIT_ARCH_*``) and its number for ``socket``."""

    class _Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    def _filter(machine: int, open_socket: int) -> bytes:
        """The filter as instructions: what to do, steps to go on where it holds and where not, with what."""
        steps = (
            (_LOAD, 0, 0, _MACHINE),
            (_EQUAL, 0, 6, machine),  # another machine's numbers mean other calls
            (_LOAD, 0, 0, _NUMBER),
            (_AT_LEAST, 4, 0, _OTHER_ABI),
            (_EQUAL, 3, 0, _RINGS),
            (_EQUAL, 0, 3, open_socket),
            (_LOAD, 0, 0, _FIRST),
            (_EQUAL, 1, 0, _UNIX),
            (_RETURN, 0, 0, _REFUSE),
            (_RETURN, 0, 0, _ALLOW),
        )
        return b"".join(struct.pack("=HBBI", *step) for step in steps)

    def _shut_kernel() -> None:
        """Where the kernel knows no such filter, Python's own refusal stands alone."""
        numbers = _MACHINES.get(platform.machine())
        if numbers is None:
            return
        steps = ctypes.create_string_buffer(_filter(*numbers))
        program = _Program((len(steps) - 1) // 8, ctypes.addressof(steps))
        kernel = ctypes.CDLL(None)
        if kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0:
            kernel.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)

else:

    def _shut_kernel() -> None:
        """Only Linux has such a filter."""
