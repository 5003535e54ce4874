"""What is said where the workspace, its vault, its database or its log gives trouble."""

from __future__ import annotations

from app.texts import N_

SENTENCES: dict[str, str] = {
    "part-unknown": N_("No part of the program is called {name}. `utlamna about` names them all."),
    "fault": N_(
        "Something went wrong in the program. Nothing is lost; try again, and tell support if it happens again."
    ),
    "vault-file-missing": N_("A file is missing from the vault. Restore it from the backup; do not go on without it."),
    "vault-file-changed": N_(
        "The copy of document {number} has been changed in the vault. Make it again; tell the administrator."
    ),
    "vault-paper-changed": N_(
        "A letter or list of the delivery has been changed in the vault. Make them again; tell the administrator."
    ),
    "vault-unreachable": N_("The vault's folder cannot be reached. Check the network and try again; nothing is lost."),
    "vault-not-named": N_("UTLAMNA_DATABASE_URL is set but not UTLAMNA_VAULT. Name a folder that all machines reach."),
    "folder-read-only": N_(
        "The folder {folder} cannot be written. Choose another one or change its rights; nothing is lost."
    ),
    "folder-too-deep": N_(
        "The path {folder} is too long for this computer: the program's files lie deeper still. Choose a folder whose "
        "path has {most} characters at most, or have Windows' long paths switched on."
    ),
    "disk-full": N_("The disk is full. Free some space and try again; nothing is lost."),
    "read-only": N_("The database cannot be written. Change the folder's rights and try again; nothing is lost."),
    "database-busy": N_("The database is busy. Try again in a moment."),
    "changed-meanwhile": N_("{who} changed this at {when}. Look at it, then say it again, or leave theirs."),
    "database-lost": N_(
        "The database cannot be reached. Check the network or the disk and try again; nothing is lost."
    ),
    "database-login": N_("The database does not let the program in. Ask the administrator for name and password."),
    "database-damaged": N_("The database is damaged. Stop working and restore the backup."),
    "database-url": N_("UTLAMNA_DATABASE_URL cannot be understood. Use postgresql://NAME@HOST/DATABASE."),
    "database-driver-missing": N_("The driver for PostgreSQL is not installed. Run the set-up again."),
    "store-newer": N_("The workspace was made by a newer version. Install that version."),
    "upgrade-elsewhere": N_(
        "The workspace is to be upgraded, and another program is at work in it. Close it on all computers, or wait "
        "until their upgrade is done, and start again; nothing was changed."
    ),
    "upgrade-failed": N_(
        "The workspace could not be upgraded ({fault}). It is as it was: go on with the version before, "
        "and tell support."
    ),
    "database-not-empty": N_("The database holds something already. Name an empty one; nothing was changed."),
    "vault-damaged": N_(
        "Of the vault's files {count} have been changed, so no whole backup can be made. Restore them from an older "
        "backup; tell the administrator."
    ),
    "backup-days": N_("Choose between 1 and {most} days."),
    "backup-where": N_("Name a file, or a folder with --to; --keep goes with --to."),
    "database-not-named": N_("Name the empty database in UTLAMNA_DATABASE_URL, and try again."),
    "backups-kept": N_("Choose to keep at least one backup."),
    "backup-vault": N_("{file} holds the database alone. Name the folder of the vault's files with --vault."),
    "backup-broken": N_("{file} is no whole backup. Do not rest on it: make a new one, or take an older one."),
    "folder-not-empty": N_("The folder {folder} holds something already. Name a new folder; nothing was changed."),
    "network-drive": N_(
        "The workspace lies on a network drive, where SQLite loses data. Use a local folder or PostgreSQL."
    ),
    "workspace-missing": N_("There is no workspace in {folder}. Make one with: utlamna init"),
    "demo-not-here": N_("{folder} is not empty and no demo. Name another folder in UTLAMNA_WORKSPACE, or unset it."),
    "demo-mark-missing": N_("The words of a scripted mark are not in document {number} of the demo. Tell support."),
    "changed-in-between": N_("Someone else changed this a moment ago. Look at it again and repeat."),
    "gone": N_("This is not there any more; someone may have removed it. Look at the list again."),
    "log-broken": N_("The log's chain is broken. Stop working and tell the administrator."),
    "log-year-not-oldest": N_("Only the oldest year of the log can be removed. Begin with that one."),
    "log-year-open": N_("This year of the log is not over, so it cannot be removed; wait until it is."),
}
