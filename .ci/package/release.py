"""What is published beside the installer, in dist/release: the built folder as an archive, the source, a list of parts.

The list is CycloneDX 1.5 (JSON, https://cyclonedx.org): every locked package with its version, licence and the hashes
that the lock allows for its files, and what is no package. It tells neither the time nor the machine it was made on.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
RELEASE = ROOT / "dist" / "release"
SYSTEM = {"win32": "windows-x64"}.get(sys.platform, "debian-x64")


def main() -> int:
    """Does each thing that is asked for."""
    parser = argparse.ArgumentParser(prog="release.py", description=__doc__)
    parser.add_argument("--version", action="store_true", help="only say the version")
    for name in ("archive", "source", "parts"):
        parser.add_argument(f"--{name}", action="store_true")
    asked = parser.parse_args()
    if asked.version:
        print(version())
        return 0
    RELEASE.mkdir(parents=True, exist_ok=True)
    for wanted, make in ((asked.archive, archive), (asked.source, source), (asked.parts, parts)):
        if wanted:
            print(make())
    return 0


def version() -> str:
    """The version in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def archive() -> Path:
    """The built folder in one file; on Windows the installer is that file."""
    target = RELEASE / f"utlamna-{version()}-{SYSTEM}.tar.gz"
    with tarfile.open(target, "w:gz", compresslevel=6) as packed:
        packed.add(ROOT / "dist" / "utlamna", f"utlamna-{version()}")
    return target


def source() -> Path:
    """The source that the program was built from, as committed (AGPL section 6)."""
    target = RELEASE / f"utlamna-{version()}-source.zip"
    words = ["git", "archive", "--format=zip", f"--prefix=utlamna-{version()}/", f"--output={target}", "HEAD"]
    subprocess.run(words, cwd=ROOT, check=True)
    return target


def parts() -> Path:
    """The list of parts of this system's program."""
    target = RELEASE / f"utlamna-{version()}-{SYSTEM}.cdx.json"
    target.write_text(json.dumps(listed(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return target


def listed() -> dict[str, Any]:
    """The list as CycloneDX has it."""
    from app import about

    program, *others = about.parts()
    lock = hashes((ROOT / ".lock" / "run.txt").read_text(encoding="utf-8"))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": component(program, {}) | {"type": "application"}},
        "components": [component(part, lock) for part in others],
    }


def hashes(lock: str) -> dict[str, list[str]]:
    """SHA-256 of the files of each package that the lock allows, by the package's name."""
    entries = lock.replace("\\\n", " ").splitlines()
    found = ((re.match(r"([a-z0-9-]+)==", entry), entry) for entry in entries)
    return {name.group(1): re.findall(r"--hash=sha256:([0-9a-f]{64})", entry) for name, entry in found if name}


def component(part: Any, lock: dict[str, list[str]]) -> dict[str, Any]:
    """One part; packages have a purl and their hashes."""
    name = re.sub(r"[-_.]+", "-", part.name).lower()
    made: dict[str, Any] = {"type": "library", "name": part.name, "licenses": [{"license": {"name": part.licence}}]}
    if part.version:
        made |= {"version": part.version}
    if name in lock:
        made |= {"purl": f"pkg:pypi/{name}@{part.version}",
                 "hashes": [{"alg": "SHA-256", "content": one} for one in lock[name]]}
    if part.source:
        made |= {"externalReferences": [{"type": "vcs", "url": part.source}]}
    return made


if __name__ == "__main__":
    sys.exit(main())
