"""Builds the packed program into dist/utlamna and tries it: `run.py package` builds, `--try` tries what was built too.

What is tried is the folder alone: no Python, no PYTHONPATH, an empty folder for the user's data, a virtual screen. The
demo case must pass both gold lists, and the window must be painted, open its first page and close.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Mapping, Sequence
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PROGRAM = ROOT / "dist" / "utlamna"
PATIENCE = 300
"""Seconds that the demo case may take on a busy machine."""
USERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")
"""Variables by which the user's own folders are named."""
SIZES = (16, 24, 32, 48, 64, 256)


TRIES = (
    ("utlamna", "demo", "--quiet", ""),
    ("utlamna", "diagnostics", "UTF-8 on"),
    ("utlamna-window", "--try", ""),
)
"""A program, its words, and what it must say."""


def main() -> int:
    """Exit code 0 only where all that was asked for has passed."""
    parser = argparse.ArgumentParser(prog="run.py package", description="Builds the program that needs no Python.")
    parser.add_argument("--try", dest="tried", action="store_true", help="also run the demo and the window")
    parser.add_argument("--only-try", action="store_true", help="run the demo and the window of what is built already")
    asked = parser.parse_args()
    if asked.only_try:
        return try_out()
    if asked.tried and lacks() and not must_be_there():
        print(f"The packed program was not built: {', '.join(lacks())} is missing.", file=sys.stderr)
        return 0
    began = time.monotonic()
    build()
    size = sum(file.stat().st_size for file in PROGRAM.rglob("*") if file.is_file() and not file.is_symlink())
    print(f"{PROGRAM}: {size >> 20} MB, {time.monotonic() - began:.0f} s", flush=True)
    return try_out() if asked.tried else 0


def lacks() -> list[str]:
    """What packing needs of the system and does not find; Windows needs nothing."""
    if os.name == "nt":
        return []
    library = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    shared = bool(sysconfig.get_config_var("Py_ENABLE_SHARED")) and sys.base_prefix != "/usr"
    found = {"objcopy": shutil.which("objcopy"), f"lib{library}": shared or find_library(library)}
    return [name for name, there in found.items() if not there]


def must_be_there() -> bool:
    """Whether that is a failure: on Debian as root, where run.py installs it."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("dpkg-query") is not None


def build() -> None:
    """Makes dist/utlamna anew. Raises CalledProcessError."""
    work = ROOT / "build" / "package"
    work.mkdir(parents=True, exist_ok=True)
    draw_icon(work / "utlamna.ico")
    words = ["--noconfirm", "--log-level", "WARN", "--distpath", PROGRAM.parent, "--workpath", work]
    ours = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "1", "UTLAMNA_ICON": str(work / "utlamna.ico"),
            "PYINSTALLER_CONFIG_DIR": str(work / "kept")}
    command = [sys.executable, "-m", "PyInstaller", *words, HERE / "utlamna.spec"]
    subprocess.run(command, env=os.environ | ours, check=True)


def draw_icon(target: Path) -> None:
    """The program's mark on its accent, in the sizes that Windows asks for."""
    from PIL import Image
    from PySide6.QtCore import QByteArray, QRectF, Qt
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawn = (ROOT / "resources/look/icons/app.svg").read_text(encoding="utf-8").replace("currentColor", "#FFFFFF")
    image = QImage(256, 256, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#0B5C70"))
    painter.drawRoundedRect(QRectF(0, 0, 256, 256), 40, 40)
    QSvgRenderer(QByteArray(drawn.encode())).render(painter, QRectF(20, 20, 216, 216))
    painter.end()
    Image.frombytes("RGBA", (256, 256), bytes(image.constBits())).save(target, sizes=[(side, side) for side in SIZES])


def try_out() -> int:
    """Runs the demo case and the window of what was built, each in folders of its own."""
    failed = [" ".join(words) for *words, wanted in TRIES if not passes(words, wanted)]
    for words in failed:
        print(f"packed {words}: FAILED", file=sys.stderr)
    return 1 if failed else 0


def passes(command: Sequence[str], wanted: str) -> bool:
    """Whether the program ends well and says what is wanted; what it says is shown."""
    name, *words = command
    with tempfile.TemporaryDirectory(prefix="utlamna-å-", ignore_cleanup_errors=True) as place:
        began = time.time()
        environment = alone(os.environ, Path(place)) | {"UTLAMNA_TIME_START": f"{began:.3f}"}
        try:
            done = subprocess.run([program(name), *words], env=environment, cwd=place, check=False, timeout=PATIENCE,
                                  stdout=subprocess.PIPE, encoding="utf-8")
        except subprocess.TimeoutExpired:
            return False
        print(done.stdout, end="")
        print(f"packed {name} {' '.join(words)}: ended with {done.returncode}, {time.time() - began:.1f} s", flush=True)
        return done.returncode == 0 and wanted in done.stdout


def program(name: str) -> Path:
    """One of the two executables."""
    return PROGRAM / (f"{name}.exe" if os.name == "nt" else name)


def alone(environment: Mapping[str, str], place: Path) -> dict[str, str]:
    """What a user's machine tells the program: nothing of Python's, and all folders of the user in ``place``."""
    ours = ("PYTHON", "UTLAMNA_", "VIRTUAL_ENV")
    kept = {name: value for name, value in environment.items() if not name.startswith(ours)}
    folders = {name: str(place) for name in USERS}
    work = {"UTLAMNA_WORKSPACE": str(place / "ärenden" / "arbetsyta")}
    keys = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}  # nobody's; a file holds it
    return kept | folders | work | keys | {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}


if __name__ == "__main__":
    sys.exit(main())
