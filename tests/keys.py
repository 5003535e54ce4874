"""An office key for tests, measurements and pictures: in a file of their own, so that nobody's keyring is touched."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from app.keys import places
from app.keys.ring import new_key


def give() -> None:
    """Names a key file in the environment, for this process and all it starts; it goes when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="utlamna-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "office.key"
    places.write_file(file, new_key())
    os.environ[places.KEY_FILE] = str(file)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
