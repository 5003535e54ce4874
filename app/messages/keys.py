"""What is said where a key is missing, mistyped or not the right one."""

from __future__ import annotations

from app.texts import N_

SENTENCES: dict[str, str] = {
    "key-missing": N_(
        "The key of this workspace is not on this computer. Take the recovery key, or the administrator's key file."
    ),
    "key-other": N_(
        "The key on this computer is another workspace's. Take the recovery key of this one, or its key file."
    ),
    "key-administrators": N_(
        "This computer takes the key from the administrator's file. Bring it in first (utlamna keys import FILE), "
        "start without UTLAMNA_KEY_FILE, change the key, and write the new file (utlamna keys export FILE)."
    ),
    "recovery-key-differs": N_("This is not the key that was shown. Read it off the paper, group by group."),
    "recovery-key-never": N_("No recovery key was ever written down for this workspace. Ask for the key file."),
    "recovery-key-other": N_("This is the recovery key of another workspace, or an older one. Find the latest paper."),
    "vault-file-broken": N_("A file of the vault has been changed or damaged. Restore it from the backup."),
    "recovery-key-mistyped": N_("This is no recovery key. Compare it with the paper, group by group."),
    "key-file-unreadable": N_(
        "There is no key in {file}. Ask the administrator for the file, or use the recovery key: utlamna keys recover"
    ),
}
