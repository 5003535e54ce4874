"""What is said where a key is missing, mistyped or not the right one."""

from __future__ import annotations

from app.texts import N_

SENTENCES: dict[str, str] = {
    "recovery-key-mistyped": N_("This is no recovery key. Compare it with the paper, group by group."),
    "key-file-unreadable": N_(
        "There is no key in {file}. Ask the administrator for the file, or use the recovery key: utlamna keys recover"
    ),
}
