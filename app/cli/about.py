"""The command line's words for support: ``about`` (version, engines, licences) and ``diagnostics``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import about, bootstrap, diagnostics
from app.domain.errors import Refused
from app.texts import _

from .console import table


def add_words(words: Any) -> None:
    """Adds ``about`` and ``diagnostics``."""
    told = words.add_parser("about", help=_("version, engines, and the licence of every part"))
    told.add_argument("--licence", metavar=_("NAME"), help=_("the whole text of one part's licence"))
    told.set_defaults(run=lambda arguments: _text(arguments.licence) if arguments.licence else _all())
    state = words.add_parser("diagnostics", help=_("what support needs to know, without personal data"))
    state.add_argument("--workspace", metavar=_("FOLDER"))
    state.add_argument("--save", type=Path, metavar=_("FILE"), help=_("also write what is shown to a new file"))
    state.set_defaults(run=_diagnostics)


def _all() -> None:
    print(about.offer())
    print()
    print(table((_("Engine"), _("Version")), list(about.engines().items())))
    print()
    rows = [(part.name, part.version, part.licence, part.source) for part in about.parts()]
    print(table((_("Part of the program"), _("Version"), _("Licence"), _("Source")), rows))


def _text(name: str) -> None:
    found = next((part for part in about.parts() if part.name.casefold() == name.casefold()), None)
    if found is None:
        raise Refused("part-unknown", name=name)
    print(found.text)


def _diagnostics(arguments: Any) -> None:
    """Shows it, then saves it; a workspace that does not open is told by the code of the refusal."""
    try:
        workspace = bootstrap.open_workspace(Path(arguments.workspace) if arguments.workspace else None)
    except Refused as refusal:
        told = diagnostics.text(None, trouble=refusal.code)
    else:
        told = diagnostics.text(workspace)
        workspace.close()
    print(told, end="")
    if arguments.save:
        diagnostics.save(told, arguments.save)
