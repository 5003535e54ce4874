"""The Swedish catalogue: ``python -m tests.texts update`` reads app/ and ui/, renews sv.po and compiles it.

A new sentence stands in the .po with an empty msgstr until somebody writes it; a test then names it. Sentences that
are gone from the code are dropped. Nothing is guessed: there is no fuzzy matching.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "resources" / "locale" / "sv" / "LC_MESSAGES" / "utlamna.po"
MO = PO.with_suffix(".mo")
PACKAGES = ("app", "ui")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "NN_": (1, 2), "pgettext": ((1, "c"), 2)}


def extracted() -> Catalog:
    """Every sentence that the code of app/ and ui/ speaks, with the files it stands in."""
    found = Catalog(project="Utlämna", charset="utf-8")
    for package in PACKAGES:
        calls = extract_from_dir(str(ROOT / package), [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True)
        for file, _line, message, _comments, context in sorted(calls, key=lambda call: (call[0], call[1])):
            if message:
                found.add(message, locations=[(f"{package}/{Path(file).as_posix()}", 0)], context=context)
    return found


def read() -> Catalog:
    """The Swedish catalogue as it is in the .po."""
    with PO.open("rb") as file:
        return read_po(file, locale="sv", domain="utlamna")


def compiled(catalogue: Catalog) -> bytes:
    """The bytes of the .mo for a catalogue."""
    held = io.BytesIO()
    write_mo(held, catalogue)
    return held.getvalue()


def update() -> list[str]:
    """Renews .po and .mo from the code; returns the sentences that want Swedish."""
    fresh = Catalog(locale="sv", project="Utlämna", charset="utf-8")
    old = read() if PO.is_file() else Catalog(locale="sv")
    for message in extracted():
        if message.id:
            known = old.get(message.id, message.context)
            string = known.string if known is not None else ""
            if message.pluralizable and isinstance(string, str):
                string = ("", "")
            files = sorted({place for place, _line in message.locations})
            places = [(place, 0) for place in files]
            fresh.add(message.id, string, locations=places, context=message.context)
    PO.parent.mkdir(parents=True, exist_ok=True)
    held = io.BytesIO()
    write_po(held, fresh, width=110, sort_output=True, include_lineno=False, omit_header=True)
    PO.write_bytes(HEADER + held.getvalue())
    MO.write_bytes(compiled(read()))
    return [str(message.id) for message in read() if message.id and not all(_strings(message.string))]


def _strings(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (str(string or ""),)


HEADER = b"""# Swedish sentences of Utl\xc3\xa4mna. Renewed by `python -m tests.texts update`; Swedish by hand.
msgid ""
msgstr ""
"Project-Id-Version: Utl\xc3\xa4mna\\n"
"POT-Creation-Date: 2026-11-23 00:00+0000\\n"
"PO-Revision-Date: 2026-11-23 00:00+0000\\n"
"Language: sv\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def main() -> int:
    """Does what the command line says; 1 where Swedish is wanting."""
    if sys.argv[1:] != ["update"]:
        print("python -m tests.texts update")
        return 2
    wanting = update()
    for message in wanting:
        print(f"no Swedish yet: {message}")
    return 1 if wanting else 0


if __name__ == "__main__":
    sys.exit(main())
