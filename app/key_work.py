"""Work on the workspace's keys: a recovery key on paper, a new key for everything, the key to and from a file.

What a lost key needs (``recover``, ``bring``) is done on a workspace that cannot be opened, so nobody is signed in: who
has the paper or the file has the right.
"""

from __future__ import annotations

from pathlib import Path

from app import bootstrap
from app.domain.errors import Refused
from app.keys import places, recovery
from app.keys.places import Place
from app.keys.ring import new_key
from app.progress import Progress, quiet
from app.services.keeping import locking
from app.store.engine import Store
from app.store.keys import Status
from app.texts import N_, _
from app.workspace import Workspace

PLACES = {
    Place.ADMINISTRATOR: N_("in the administrator's key file, which UTLAMNA_KEY_FILE names"),
    Place.KEYRING: N_("in this computer's keyring"),
    Place.FILE: N_("in a file that only you may read, as this computer has no keyring"),
}


def confirm(workspace: Workspace, shown: str, typed: str) -> None:
    """Takes a recovery key into use once it has been typed back from the paper; nothing keeps it.

    Raises Refused: ``recovery-key-mistyped``, ``recovery-key-differs``, or where the person may not (ADMINISTER).
    """
    if recovery.read(typed) != recovery.read(shown):
        raise Refused("recovery-key-differs")
    workspace.do(locking.keep_recovery, workspace.store.keys, typed)


def rotate(workspace: Workspace, progress: Progress = quiet) -> int:
    """Makes a new data key and brings everything under it; gives its number.

    One that was begun and stopped goes on where it was. Raises Refused where the person may not (ADMINISTER).
    """
    keys = workspace.store.keys
    if keys.status().whole:
        keys.take(workspace.do(locking.renew, keys))
    progress(0, 0, "seal")
    workspace.store.seal_words()
    workspace.vault.renew(progress)
    keys.files_done(workspace.clock())
    return keys.status().number


def change(workspace: Workspace, progress: Progress = quiet) -> int:
    """Makes another office key and a new data key, for when a paper, a key file or a computer is in other hands.

    What was taken opens nothing that is written from now on, nor this workspace any more. Other computers need the new
    key, and a recovery key must be written down anew. A stop leaves a workspace that opens on this computer. Raises
    Refused: ``key-administrators``, or where the person may not (ADMINISTER).
    """
    keys = workspace.store.keys
    if keys.place is Place.ADMINISTRATOR:
        raise Refused("key-administrators")
    keys.took_office(keys.export())  # one that a kill left under the other name is not written over
    office = new_key()
    places.keep(keys.store_id + places.NEXT, office)
    workspace.do(locking.change_office, keys, office)
    keys.took_office(office)
    return rotate(workspace, progress)


def export(workspace: Workspace, file: Path) -> None:
    """Writes the office key to a new file that only its owner may read. Raises Refused."""
    if file.exists():
        raise Refused("file-there", file=file.name)
    places.write_file(file, workspace.do(locking.export, workspace.store.keys))


def recover(folder: Path | None, typed: str) -> Place:
    """Puts the key of a workspace back on this computer by its recovery key. Raises Refused."""
    store = _locked(folder)
    try:
        return store.recover(typed)
    finally:
        store.close()


def bring(folder: Path | None, file: Path) -> Place:
    """Puts the key of a workspace on this computer out of the administrator's file. Raises Refused."""
    store = _locked(folder)
    try:
        return store.bring(places.read_file(file))
    finally:
        store.close()


def where(place: Place) -> str:
    """Where the office key lies, in words."""
    return _(PLACES[place])


def needs_paper(status: Status) -> bool:
    """Whether a recovery key should be written down: there is none, and no administrator has the key elsewhere."""
    return status.recovery_at is None and status.place is not Place.ADMINISTRATOR


def _locked(folder: Path | None) -> Store:
    place = bootstrap.office_folder(folder)
    if not bootstrap.exists(place):
        raise Refused("workspace-missing", folder=str(place))
    return Store.open(bootstrap.database_url(place), locked=True)
