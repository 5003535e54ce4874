"""Finding, making and opening a workspace: where the database and the vault lie on this machine."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path

from app import catalogues, deep_folders, purging, upgrade
from app.domain.errors import Refused
from app.domain.events import WorkspaceMade
from app.domain.provisions import Profile
from app.progress import Progress, quiet
from app.services.office import organisation, people
from app.services.office.people import NewPerson
from app.store.engine import Store, sqlite_url
from app.store.unit import Unit
from app.vault import Vault
from app.workspace import Workspace, at_once, utc_now

DATABASE = "utlamna.sqlite"
VAULT = "vault"
DEMO = "demo"
OFFICE = "workspace"
SCHEMA = "1"


def office_folder(named: Path | None = None) -> Path:
    """The workspace's folder: the one named, else UTLAMNA_WORKSPACE, else in the user's data folder."""
    if named is not None:
        return named.expanduser().absolute()
    given = os.environ.get("UTLAMNA_WORKSPACE")
    return Path(given).expanduser().absolute() if given else user_data_path("utlamna", appauthor=False) / OFFICE


def database_url(folder: Path) -> str:
    """UTLAMNA_DATABASE_URL, else the SQLite file in the folder."""
    return os.environ.get("UTLAMNA_DATABASE_URL") or sqlite_url(folder / DATABASE)


def vault_folder(folder: Path) -> Path:
    """UTLAMNA_VAULT, else in the workspace's folder. With PostgreSQL it must be one that all machines reach."""
    given = os.environ.get("UTLAMNA_VAULT")
    if given:
        return Path(given).expanduser().absolute()
    if os.environ.get("UTLAMNA_DATABASE_URL"):
        raise Refused("vault-not-named")
    return folder / VAULT


def exists(folder: Path) -> bool:
    """Whether a workspace was made here (with PostgreSQL: whether the database is named)."""
    return bool(os.environ.get("UTLAMNA_DATABASE_URL")) or (folder / DATABASE).is_file()


def _open(
    folder: Path,
    url: str,
    vault: Path,
    post: Callable[[Callable[[], None]], None],
    clock: Callable[[], datetime],
    progress: Progress = quiet,
    key_name: str = "",
) -> Workspace:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        vault.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused("folder-read-only", folder=str(folder)) from error
    keeping = upgrade.Keeping(Vault(vault), clock, progress)
    store = Store.open(url, keeping, named=key_name)
    files = Vault(vault, store.keys.ring)
    files.sweep()
    try:
        if store.keys.files_left():  # an older program left them open, or a change of keys was stopped half-way
            files.renew()
            store.keys.files_done(clock())
    except BaseException:
        store.close()
        raise
    upgrade.sweep(files)
    opened = Workspace(folder, store, files, post, clock)
    opened.kept = keeping.kept
    return opened


def open_workspace(
    named: Path | None = None,
    post: Callable[[Callable[[], None]], None] = at_once,
    clock: Callable[[], datetime] = utc_now,
    progress: Progress = quiet,
) -> Workspace:
    """Opens an existing workspace and clears what a killed program left half-written.

    One of an older program is upgraded: its database is backed up first, and ``progress`` is told. Raises
    Refused("workspace-missing") where there is none, BadCatalogue where a row of a catalogue cannot be used.
    """
    catalogues.read_all()
    folder = office_folder(named)
    if not exists(folder):
        raise Refused("workspace-missing", folder=str(folder))
    opened = _open(folder, database_url(folder), vault_folder(folder), post, clock, progress)
    with opened.store.read() as reader:
        made = reader.people.count()
    if not made:
        opened.close()
        raise Refused("workspace-missing", folder=str(folder))
    purging.sweep(opened)
    return opened


def make_workspace(
    named: Path | None,
    profile: Profile,
    administrator: NewPerson,
    post: Callable[[Callable[[], None]], None] = at_once,
    clock: Callable[[], datetime] = utc_now,
    url: str | None = None,
    vault: Path | None = None,
    key_name: str = "",
) -> Workspace:
    """Makes a workspace with its organisation and first administrator, in one transaction.

    ``url`` names a database other than the environment's, whose vault is then ``vault`` or in the folder; ``key_name``
    what its key is called on this machine, else a name drawn by lot. Raises Refused where one stands here already.
    """
    people.check(administrator)
    folder = office_folder(named)
    deep_folders.check(folder)
    place = vault or (folder / VAULT if url else vault_folder(folder))
    made = _open(folder, url or database_url(folder), place, post, clock, key_name=key_name)

    def first(unit: Unit) -> None:
        if unit.people.count():
            raise Refused("administrator-exists")
        unit.record(WorkspaceMade(SCHEMA))
        organisation.choose_profile(unit, profile)
        people.first_administrator(unit, administrator)

    try:
        made.do(first)
    except BaseException:
        made.close()
        raise
    return made
