"""What the program is made of: its version, the engines in it, and each part with its licence and the text of that.

Packages tell it by their own metadata, which the packed program carries; what is no package, and packages whose
metadata holds no text, stand in resources/licences/parts.toml.
"""

from __future__ import annotations

import platform
import re
import sqlite3
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from app.jobs import process, tasks
from app.texts import _
from resources import each, table, text

PROGRAM = "utlamna"
EXTRAS = frozenset({"postgresql"})
"""Extras of ours that belong to what an office gets."""
_TEXTS = re.compile(r"dist-info/(licenses/.+|[^/]*(licen[cs]e|copying|notice)[^/]*)$", re.IGNORECASE)
_WHERE = ("source", "source code", "repository", "code", "github", "homepage", "documentation", "docs", "changelog")
"""Labels of addresses in metadata, the best first."""
_NAMED = re.compile(r"([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?")
_EXTRA = re.compile(r"""extra\s*==\s*['"]([^'"]+)""")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is in the program; ``licence`` is an SPDX name where there is one, ``source`` an address."""

    name: str
    version: str
    licence: str
    source: str
    text: str


def version() -> str:
    """The version of the program."""
    return distribution(PROGRAM).version


def offer() -> str:
    """The licence of the program and where its source is, as AGPL sections 6 and 13 ask."""
    return _(
        "Utlämna {version} is free software under the GNU Affero General Public License, version 3 or later, without "
        "any warranty. Its complete source code lies beside the installation file as utlamna-{version}-source.zip. "
        "Whoever gave you the program must give you the source code too, without charge, and so must whoever lets you "
        "use a changed version of it over a network."
    ).format(version=version())


@cache
def engines() -> dict[str, str]:
    """The libraries that read, write, draw and keep, and their versions; those of documents are asked in a child."""
    ours = {"Python": platform.python_version(), "Qt": distribution("PySide6-Essentials").version}
    theirs: dict[str, str] = process.run(tasks.engines)
    return ours | {"SQLite": sqlite3.sqlite_version} | theirs


def parts() -> tuple[Part, ...]:
    """Everything that is in the program, the program first, then what is no package, then the packages by name."""
    named = each(_part, "part", "licences", "parts.toml")
    return (_package(PROGRAM), *named, *(_package(name) for name in packages()))


def packages() -> tuple[str, ...]:
    """The packages that the program asks for, and those that they ask for, as far as this system has them; by name."""
    found: set[str] = set()
    left = [(PROGRAM, EXTRAS)]
    while left:
        name, extras = left.pop()
        for asked, theirs in _asked(name, extras):
            if asked not in found and _known(asked) is not None:
                found.add(asked)
                left.append((asked, theirs))
    return tuple(sorted(found))


def notice(name: str) -> str:
    """The licence texts of a package, its own and those that our list adds; empty where neither has one."""
    known = _known(name)
    files = (known.files if known is not None else None) or ()
    own = [_read(Path(str(file.locate()))).strip() for file in files if _TEXTS.search(file.as_posix())]
    return "\n\n".join([*own, *_added(_rows().get(name, {}))])


def _read(file: Path) -> str:
    """A licence as its package holds it; a few old ones are in Latin-1."""
    held = file.read_bytes()
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError:
        return held.decode("latin-1")


def _part(row: dict[str, Any]) -> Part:
    return Part(row["name"], "", row["licence"], row["source"], "\n\n".join(_added(row)))


def _package(name: str) -> Part:
    known = distribution(name)
    licence = _rows().get(name, {}).get("licence") or _licence(known)
    return Part(known.metadata["Name"], known.version, licence, _source(known), notice(name))


def _licence(known: Distribution) -> str:
    """What the metadata calls the licence: its newer field, the older one where that is no whole text, a classifier."""
    said = (_field(known, "License-Expression") or _field(known, "License") or [""])[0]
    classes = [c.split(" :: ")[-1] for c in _field(known, "Classifier") if c.startswith("License ::")]
    return said.strip() if said and "\n" not in said else ", ".join(classes)


def _source(known: Distribution) -> str:
    """The address of the source, else of the home page."""
    lines = (line.partition(", ") for line in _field(known, "Project-URL"))
    urls = {label.lower(): url for label, _comma, url in lines}
    known_labels = [urls[label] for label in _WHERE if label in urls]
    return [*known_labels, *_field(known, "Home-page"), ""][0]


def _field(known: Distribution, name: str) -> list[str]:
    """The lines of one field of the metadata."""
    return [str(line) for line in known.metadata.get_all(name) or ()]


def _asked(name: str, extras: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    """What a package asks for with these extras: names in the lock's spelling, each with the extras asked of it."""
    known = _known(name)
    found = []
    for line in (known.requires if known is not None else None) or ():
        wanted, _sep, marker = line.partition(";")
        extra, named = _EXTRA.search(marker), _NAMED.match(wanted)
        if named and (extra is None or extra.group(1) in extras):
            asked = frozenset(part.strip() for part in (named.group(2) or "").split(",") if part.strip())
            found.append((_spelled(named.group(1)), asked))
    return found


def _known(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _rows() -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in table("licences", "parts.toml")["package"]}


def _added(row: dict[str, Any]) -> list[str]:
    """The texts that a row of our list names: files of ours, and notices of packages."""
    ours = [text(*file.split("/")).strip() for file in row.get("texts", ())]
    return ours + [notice(name) for name in row.get("packages", ())]


def _spelled(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
