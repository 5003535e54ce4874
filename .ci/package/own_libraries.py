"""Runs first in the packed program: what it starts outside (a mail program, LibreOffice) gets the system's libraries.

On Linux the packed program finds its own by LD_LIBRARY_PATH, which its loader sets and every child would inherit. What
is loaded in this process is found as before: the system read the variable when the process began.
"""

import os

if "LD_LIBRARY_PATH" in os.environ:
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
    del os.environ["LD_LIBRARY_PATH"]
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
