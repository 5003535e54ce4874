"""LibreOffice as a route to pages: found on the machine, run on a copy in the child's own folder, led nowhere outside.

It is one process under the child that reads the document, so the child's bounds are its own, and it ends with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

SETTING = "UTLAMNA_LIBREOFFICE"
"""Variable of the environment: where the program is, or ``NOT_USED``."""
NOT_USED = "no"

ROUTE = "libreoffice"
"""What the report calls it."""

PATIENCE = 12.0
"""Seconds that one conversion may take."""

_NAMES = ("soffice", "libreoffice", "loffice")
_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")
_USUAL = {
    "win32": (r"{ProgramFiles}\LibreOffice\program", r"{ProgramFiles(x86)}\LibreOffice\program",
              r"{LOCALAPPDATA}\Programs\LibreOffice\program"),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS",),
}  # fmt: skip
_OTHERS = ("/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program", "/opt/libreoffice/program")
_PROGRAMS = ("soffice.bin", "soffice.exe", "soffice")
"""What may lie in its folder; the first is the program itself, the others start it."""

_NO_WINDOW = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))
_AGAIN = 81
"""Exit code that asks to be started again, once the profile is made (sal, EXITHELPER_NORMAL_RESTART)."""
_NOWHERE = ("127.0.0.1", 9)
"""A proxy at which nothing listens: what the settings below should ever let through ends there."""
_KEPT = ("PATH", "SYSTEMROOT", "WINDIR", "COMSPEC", "PROGRAMFILES", "PROGRAMDATA")

Tell = Callable[[int], None]
"""Told the seconds that have gone."""


def program() -> Path | None:
    """The program: the one that is set, else on the path, else in the usual places; None where there is none."""
    given = os.environ.get(SETTING, "").strip()
    if given:
        return _in(Path(given)) if given.casefold() != NOT_USED else None
    on_path = (shutil.which(name) for name in _NAMES)
    places = [Path(name).resolve().parent for name in on_path if name]
    places += [place for place in _usual() if place.is_absolute()]
    return next((found for place in places if (found := _in(place)) is not None), None)


def convert(source: Path, form: str, folder: Path, tell: Tell, seconds: float) -> Path | None:
    """Converts a file; gives the result, or None where it fails, takes too long, or there is no program.

    Args:
        source: a copy that the program may have; its ending says what it is.
        form: ending of what is wanted, with a filter where one must be named (``pdf``, ``docx:MS Word 2007 XML``).
        folder: the caller's own; it takes the program's profile, temporary files and the result.
    """
    soffice = program()
    if soffice is None:
        return None
    out = folder / "made"
    for place in ("profile/user", "home", "made"):
        (folder / place).mkdir(parents=True, exist_ok=True)
    (folder / "profile/user/registrymodifications.xcu").write_text("".join(_profile()), encoding="utf-8")
    words = [
        str(soffice), f"-env:UserInstallation={(folder / 'profile').absolute().as_uri()}", "--headless", "--invisible",
        "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--convert-to", form, "--outdir", str(out),
        str(source),
    ]  # fmt: skip
    ends = time.monotonic() + seconds
    while (code := _run(words, folder, ends, tell)) == _AGAIN:
        pass
    made = out / f"{source.stem}.{form.partition(':')[0]}"
    return made if code == 0 and made.is_file() and made.stat().st_size else None


def _run(words: list[str], folder: Path, ends: float, tell: Tell) -> int | None:
    """The exit code; None where it took too long and was ended, or could not be started."""
    begun = time.monotonic()
    nothing = subprocess.DEVNULL
    try:
        running = subprocess.Popen(
            words,
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            cwd=folder,
            env=_environment(folder),
            close_fds=True,
            creationflags=_NO_WINDOW,
        )
    except OSError:
        return None
    try:
        while (left := ends - time.monotonic()) > 0:
            with suppress(subprocess.TimeoutExpired):
                return running.wait(min(left, 0.25))
            tell(int(time.monotonic() - begun))
        return None
    finally:
        if running.poll() is None:
            running.kill()
            running.wait()


def _in(place: Path) -> Path | None:
    """The program in its folder, or the one that is named itself."""
    if place.is_file():
        place = place.resolve()
        inner = place.with_name(_PROGRAMS[0])
        return inner if inner.is_file() else place
    return next((place / name for name in _PROGRAMS if (place / name).is_file()), None)


def _usual() -> Iterator[Path]:
    """The usual places; where one of Windows' own folders is not set the place is a relative one."""
    for place in _USUAL.get(sys.platform, _OTHERS):
        yield Path(place.format_map({name: os.environ.get(name, "") for name in _FOLDERS}).lstrip("\\"))


def _environment(folder: Path) -> dict[str, str]:
    """What the program is told of the machine: as little as lets it start; its home is the folder."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    home = str(folder / "home")
    proxy = "http://{}:{}".format(*_NOWHERE)
    return kept | {
        **dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP"), home),
        **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), proxy),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }


_SETTINGS: dict[str, dict[str, bool | int | str]] = {
    "Office.Common/Security/Scripting": {
        "DisableMacrosExecution": True,
        "MacroSecurityLevel": 3,
        "BlockUntrustedRefererLinks": True,
        "DisableActiveContent": True,
        "DisableOLEAutomation": True,
    },
    "Office.Writer/Content/Update": {"Link": 0, "Field": False, "Chart": False},
    "Office.Calc/Content/Update": {"Link": 1},
    "Office.Common/Misc": {"FirstRun": False, "CrashReport": False, "ShowTipOfTheDay": False, "UseOpenCL": False},
    "Office.Common/Save/Document": {"AutoSave": False, "LoadPrinter": False},
    "Office.Java/VirtualMachine": {"Enable": False},
    "Setup/L10N": {"ooSetupSystemLocale": "sv-SE"},
    "Inet/Settings": {
        "ooInetProxyType": 2,
        "ooInetHTTPProxyName": _NOWHERE[0],
        "ooInetHTTPProxyPort": _NOWHERE[1],
        "ooInetHTTPSProxyName": _NOWHERE[0],
        "ooInetHTTPSProxyPort": _NOWHERE[1],
        "ooInetFTPProxyName": _NOWHERE[0],
        "ooInetFTPProxyPort": _NOWHERE[1],
        "ooInetNoProxy": "",
    },
    "Office.Common/Filter/PDF/Export": {
        "UseTaggedPDF": False,
        "ExportBookmarks": False,
        "ExportNotes": False,
        "ExportFormFields": False,
        "ExportHiddenSlides": True,
        "ConvertOOoTargetToPDFTarget": False,
        "UseLosslessCompression": False,
        "Quality": 90,
        "ReduceImageResolution": False,
    },
}
"""By group and name in the program's own registry: links, macros, updates and first start off, how pages are printed.

The numbers for links mean "never" (Writer 0, Calc 1); a name that a version does not know is passed over by it.
"""


def _profile() -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
    )
    for group, values in _SETTINGS.items():
        for name, value in values.items():
            said = str(value).lower() if isinstance(value, bool) else escape(str(value))
            yield (
                f'<item oor:path="/org.openoffice.{group}"><prop oor:name="{name}" oor:op="fuse">'
                f"<value>{said}</value></prop></item>\n"
            )
    yield "</oor:items>\n"
