"""A screen that nobody looks at, for what must be tried on a real window system: an X server of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

SIZE = "1600x1000x24"
"""Width, height and depth: larger than the window at its first start."""
HOW_TO_GET_IT = "Xvfb is not installed, so nothing was tried on a real screen; type: sudo apt-get install xvfb"


class ScreenMissing(Exception):
    """No X server that needs no hardware is installed on this machine."""


@contextmanager
def a_screen() -> Iterator[dict[str, str]]:
    """The environment of a process that shows its windows there. Raises ScreenMissing."""
    program = shutil.which("Xvfb")
    if program is None:
        raise ScreenMissing(HOW_TO_GET_IT)
    told, tells = os.pipe()
    words = [program, "-displayfd", str(tells), "-screen", "0", SIZE, "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=(tells,), stderr=subprocess.DEVNULL)
    os.close(tells)
    try:
        with os.fdopen(told) as number:
            display = f":{number.readline().strip()}"
        yield {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()
