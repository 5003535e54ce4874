"""Checks that every locked package has a wheel for Windows whose hash stands in the lock; run with the set-up's Python.

The lock itself is asked what Windows needs; pip then chooses wheels as it would there, from metadata alone, and each
choice must be of the locked version with a locked hash. Nothing is installed and hardly anything is downloaded.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from packaging.markers import Marker
from packaging.utils import canonicalize_name

LOCK = Path(__file__).resolve().parent.parent / ".lock" / "test.txt"
PYTHONS = ("3.12", "3.14")
WINDOWS = {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64",
           "implementation_name": "cpython", "platform_python_implementation": "CPython"}


class Pin(NamedTuple):
    """One line of the lock."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]


def pins(lock: str) -> Iterator[Pin]:
    """The packages of a lock file."""
    for entry in lock.replace("\\\n", " ").splitlines():
        match = re.match(r"(\S+)==(\S+)\s*(?:;\s*(.*?))?\s*(?=--hash|$)", entry)
        if match:
            name, version, marker = match.groups()
            yield Pin(canonicalize_name(name), version, marker or "",
                      frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)))


def needed_on_windows(pin: Pin, python: str) -> bool:
    """Whether the lock asks for this package on Windows."""
    environment = {**WINDOWS, "python_version": python, "python_full_version": python + ".0"}
    return not pin.marker or Marker(pin.marker).evaluate(environment)


def chosen_wheels(wanted: list[Pin], python: str) -> dict[str, tuple[str, str]]:
    """What pip would install on Windows: name -> (version, SHA-256). Raises CalledProcessError where a wheel lacks."""
    with tempfile.TemporaryDirectory() as folder:
        names, report = Path(folder) / "names.txt", Path(folder) / "report.json"
        names.write_text("".join(f"{pin.name}=={pin.version}\n" for pin in wanted), encoding="utf-8")
        subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-qq",
                        "--dry-run", "--ignore-installed", "--no-deps", "--only-binary", ":all:",
                        "--platform", "win_amd64", "--python-version", python, "--implementation", "cp",
                        "--target", folder, "--report", report, "--requirement", names], check=True)
        answer = json.loads(report.read_text(encoding="utf-8"))
    return {canonicalize_name(item["metadata"]["name"]):
            (item["metadata"]["version"], item["download_info"]["archive_info"]["hashes"]["sha256"])
            for item in answer["install"]}


def main() -> int:
    """Checks each Python of PYTHONS; names every package that lacks a locked wheel."""
    locked = list(pins(LOCK.read_text(encoding="utf-8")))
    for python in PYTHONS:
        wanted = [pin for pin in locked if needed_on_windows(pin, python)]
        try:
            found = chosen_wheels(wanted, python)
        except subprocess.CalledProcessError:
            print(f"Windows, Python {python}: a locked package has no wheel (pip names it above)", file=sys.stderr)
            return 1
        wrong = [pin.name for pin in wanted
                 if found.get(pin.name, ("", ""))[0] != pin.version or found[pin.name][1] not in pin.hashes]
        if wrong or not wanted:
            print(f"Windows, Python {python}: no locked wheel for {', '.join(wrong)}", file=sys.stderr)
            return 1
        print(f"Windows, Python {python}: all {len(wanted)} locked packages have a wheel", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
