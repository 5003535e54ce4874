"""What support needs to know of this machine and workspace, as one text: versions, sizes, counts, times, last faults.

It holds no personal data by how it is made: every line is a name of ours or of a library's, a number, a time, a hash,
or one of the few words that a setting can be. Nothing in it was typed by anybody, and no path, file name or name of a
person or computer goes in. What is shown is what is saved, letter by letter.
"""

from __future__ import annotations

import locale
import os
import platform
import re
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app import about, deep_folders, kept_faults, writing
from app.domain.errors import Refused
from app.jobs import process, tasks
from app.services import queries
from app.services.queries import Extent
from app.store.migrations import HEAD
from app.texts import _, language
from app.workspace import Workspace

VARIABLES = (
    "UTLAMNA_WORKSPACE",
    "UTLAMNA_DATABASE_URL",
    "UTLAMNA_VAULT",
    "UTLAMNA_KEY_FILE",
    "UTLAMNA_LIBREOFFICE",
    "UTLAMNA_LANGUAGE",
    "UTLAMNA_DEBUG",
)
"""Variables of the environment that change what the program does; whether each is set is told, never to what."""
_PLAIN = re.compile(r"on|off|true|false|system|light|dark|contrast|\d{1,5}([x.]\d{1,5})?")
"""What the value of a setting may look like to be shown."""

R = TypeVar("R")
Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines, each a name and what is known of it."""

    title: str
    rows: tuple[Row, ...]


def text(workspace: Workspace | None, look: Mapping[str, str] | None = None, trouble: str = "") -> str:
    """All of it. ``look``: what the window has been set to; ``trouble``: the code by which the workspace refused."""
    parts = [_program(), _machine(), Section(_("Engines"), tuple(about.engines().items()))]
    parts += _of_workspace(workspace) if workspace is not None else [_closed(trouble)]
    parts += [_settings(workspace, look or {}), _packages(), *_faults()]
    return "\n\n".join("\n".join([part.title, *_lines(part.rows)]) for part in parts) + "\n"


def save(told: str, target: Path) -> None:
    """Writes what was shown. Raises Refused where the file is there already or cannot be written."""
    if target.exists():
        raise Refused("file-there", file=target.name)
    writing.put([(target, told)])


def _lines(rows: Iterable[Row]) -> list[str]:
    rows = tuple(rows)
    wide = max((len(name) for name, _value in rows), default=0)
    return [f"  {name.ljust(wide)}  {value}".rstrip() for name, value in rows] or ["  " + _("nothing")]


def _program() -> Section:
    packed = _("packed") if getattr(sys, "frozen", False) else _("from source")
    rows = ((_("Version"), about.version()), (_("Schema"), HEAD), (_("Built"), packed), (_("Language"), language()))
    return Section(_("Utlämna, diagnostics"), rows)


def _machine() -> Section:
    """The system; of what it is called nothing."""
    bits = f"{platform.machine()}, {os.cpu_count()}"
    code = f"{locale.getencoding()}, {sys.getfilesystemencoding()}, UTF-8 {'on' if sys.flags.utf8_mode else 'off'}"
    long = "on" if deep_folders.long_paths() else "off"
    rows = ((_("System"), f"{platform.system()} {platform.release()}"), (_("Build of it"), platform.version()),
            (_("Processors"), bits), (_("Code pages"), code), (_("Long paths"), long))
    return Section(_("Machine"), rows)


def _closed(trouble: str) -> Section:
    return Section(_("Workspace"), ((_("Not open"), trouble or "-"),))


def _of_workspace(workspace: Workspace) -> list[Section]:
    extent = workspace.ask(queries.extent)
    verdict, chain = _timed(lambda: workspace.ask(queries.verify_log))
    head = verdict.head
    log = ((_("Rows"), str(verdict.rows)), (_("Head"), str(head) if head else "-"),
           (_("Chain"), _("unbroken") if verdict.whole else _("broken at row {seq}").format(seq=verdict.broken_seq)))
    times = ((_("One question"), _ms(min(_timed(lambda: workspace.ask(queries.people))[1] for _try in range(5)))),
             (_("The log's chain"), _ms(chain)), (_("One file to the disk"), _ms(_timed(lambda: _flush(workspace))[1])),
             (_("One child process"), _ms(_timed(lambda: process.run(tasks.engines))[1])))
    return [Section(_("Workspace"), _sizes(workspace, extent)), Section(_("Rows in the tables"), _counts(extent)),
            Section(_("Log"), log), Section(_("Times"), times)]


def _sizes(workspace: Workspace, extent: Extent) -> tuple[Row, ...]:
    files = list(_held(workspace.vault.folder))
    return ((_("Database"), extent.database), (_("Schema"), extent.revision), (_("Database's size"), _mb(extent.size)),
            (_("Files in the vault"), str(len(files))), (_("Their size"), _mb(sum(files))),
            (_("Free on the disk"), _mb(shutil.disk_usage(workspace.folder).free)),
            (_("Letters in the folder's path"), str(len(str(workspace.folder)))))


def _held(folder: Path) -> Iterator[int]:
    """The sizes of the files in a folder; what goes away meanwhile is not counted."""
    for entry in folder.rglob("*"):
        with suppress(OSError):
            found = entry.stat()
            if stat.S_ISREG(found.st_mode):
                yield found.st_size


def _counts(extent: Extent) -> tuple[Row, ...]:
    return tuple((name, str(count)) for name, count in sorted(extent.rows.items()) if count)


def _settings(workspace: Workspace | None, look: Mapping[str, str]) -> Section:
    kept = workspace.ask(queries.extent).settings if workspace is not None else {}
    named = {**kept, **look}
    shown = [(name, value if _PLAIN.fullmatch(value) else _("set")) for name, value in sorted(named.items()) if value]
    return Section(_("How it is set"), (*shown, *((name, _("set")) for name in VARIABLES if os.environ.get(name))))


def _packages() -> Section:
    return Section(_("Packages"), tuple((part.name, part.version) for part in about.parts() if part.version))


def _faults() -> list[Section]:
    """The last faults, the newest first."""
    title = _("Fault")
    made = [Section(f"{title} {fault.at} {' < '.join(fault.kinds)}", tuple((place, "") for place in fault.places))
            for fault in reversed(kept_faults.last()[-10:])]
    return made or [Section(_("Faults"), ())]


def _flush(workspace: Workspace) -> None:
    """Writes a small file where the program works, to the disk itself."""
    with workspace.vault.workspace() as folder, (folder / "try").open("wb") as file:
        file.write(bytes(4096))
        file.flush()
        os.fsync(file.fileno())


def _timed(work: Callable[[], R]) -> tuple[R, float]:
    """What the work gives, and the seconds it took."""
    began = time.perf_counter()
    made = work()
    return made, time.perf_counter() - began


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _mb(size: int) -> str:
    return f"{size / (1 << 20):.1f} MB"
