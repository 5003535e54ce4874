"""A lost key comes back by the paper or the file, a new key takes over everything, and a kill loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import bootstrap, key_work
from app.cli.main import main
from app.domain.errors import Refused
from app.keys import places, recovery
from app.keys.places import Place
from app.services.delivering import delivery
from app.services.keeping import locking
from app.store import sealing
from app.store.keys import Keys
from app.vault import Vault
from app.workspace import Workspace
from redaction.sealed import head_of
from tests.builders import MAJA, PASSWORD, SVEN, Office, an_office


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's settings folder of a machine without a keyring and without an administrator's file."""
    monkeypatch.delenv(places.KEY_FILE)
    monkeypatch.setattr(places, "user_config_path", lambda *_args, **_named: tmp_path / "settings")
    return tmp_path / "settings"


@pytest.fixture
def office(settings: Path, tmp_path: Path) -> Iterator[Office]:
    """An office with a signed delivery, whose key lies in the user's own file; the administrator is signed in."""
    made = an_office(tmp_path / "office")
    made.signed()
    yield made.as_(SVEN)
    made.workspace.close()


def forget(settings: Path) -> None:
    """The machine loses its keys."""
    for file in settings.rglob("*.key"):
        file.unlink()


def opened(tmp_path: Path) -> Workspace:
    """The office's workspace, opened again by the clerk."""
    again = bootstrap.open_workspace(tmp_path / "office")
    again.sign_in(MAJA, PASSWORD)
    return again


def written_down(office: Office) -> str:
    """A recovery key that was typed back as people type."""
    shown = recovery.new()
    key_work.confirm(office.workspace, shown, shown.lower().replace("-", " "))
    return shown


def test_the_recovery_key_opens_a_workspace_whose_key_is_lost(
    office: Office, settings: Path, tmp_path: Path
) -> None:
    """The paper alone puts the key back; the key it replaced, or another one's, does not."""
    first = written_down(office)
    latest = written_down(office)
    office.workspace.close()
    forget(settings)
    with pytest.raises(Refused, match="key-missing"):
        opened(tmp_path)
    for wrong in (first, recovery.new()):
        with pytest.raises(Refused, match="recovery-key-other"):
            key_work.recover(tmp_path / "office", wrong)
    assert key_work.recover(tmp_path / "office", latest) is Place.FILE
    opened(tmp_path).close()


def test_a_recovery_key_that_was_not_typed_back_is_not_in_use(
    office: Office, settings: Path, tmp_path: Path
) -> None:
    """A slip, or another key, changes nothing; a workspace without a paper says so."""
    assert key_work.needs_paper(office.workspace.store.keys.status())
    shown = recovery.new()
    for typed, code in ((shown[:-1], "recovery-key-mistyped"), (recovery.new(), "recovery-key-differs")):
        with pytest.raises(Refused, match=code):
            key_work.confirm(office.workspace, shown, typed)
    office.workspace.close()
    forget(settings)
    with pytest.raises(Refused, match="recovery-key-never"):
        key_work.recover(tmp_path / "office", shown)


def test_another_machine_gets_the_key_by_a_file(office: Office, settings: Path, tmp_path: Path) -> None:
    """The administrator exports it once; a file that is there, or another workspace's key, is refused."""
    key_work.export(office.workspace, tmp_path / "office.key")
    with pytest.raises(Refused, match="file-there"):
        key_work.export(office.workspace, tmp_path / "office.key")
    office.workspace.close()
    forget(settings)
    places.write_file(tmp_path / "other.key", bytes(32))
    with pytest.raises(Refused, match="key-other"):
        key_work.bring(tmp_path / "office", tmp_path / "other.key")
    key_work.bring(tmp_path / "office", tmp_path / "office.key")
    opened(tmp_path).close()


def test_a_stolen_paper_or_key_file_opens_nothing_once_the_key_was_changed(
    office: Office, settings: Path, tmp_path: Path
) -> None:
    """Neither brings the workspace back; the new key does, here and by its file, all lies under a new one."""
    paper = written_down(office)
    key_work.export(office.workspace, tmp_path / "stolen.key")
    assert key_work.change(office.workspace) == 2
    assert numbers(office) == {2}
    assert key_work.needs_paper(office.workspace.store.keys.status())
    key_work.export(office.workspace, tmp_path / "new.key")
    office.workspace.close()
    opened(tmp_path).close()
    forget(settings)
    with pytest.raises(Refused, match="key-other"):
        key_work.bring(tmp_path / "office", tmp_path / "stolen.key")
    with pytest.raises(Refused, match="recovery-key-never"):
        key_work.recover(tmp_path / "office", paper)
    key_work.bring(tmp_path / "office", tmp_path / "new.key")
    opened(tmp_path).close()


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_change_of_the_key_that_was_killed_leaves_a_workspace_that_opens(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """Before the commit by the earlier key, after it by the one that was about to be used; it can be changed again."""
    with monkeypatch.context() as patched:
        if where == "before":
            patched.setattr(locking, "change_office", stopping(locking.change_office, 0))
        else:
            patched.setattr(Keys, "took_office", stopping(Keys.took_office, 0))
        with pytest.raises(KeyboardInterrupt):
            key_work.change(office.workspace)
    office.workspace.close()
    again = opened(tmp_path)
    assert again.ask(lambda r: r.documents.where())[0].title == "Klagomål"
    again.sign_in(SVEN, PASSWORD)
    with monkeypatch.context() as patched:
        patched.setattr(locking, "change_office", stopping(locking.change_office, 0))
        with pytest.raises(KeyboardInterrupt):
            key_work.change(again)
    again.close()
    opened(tmp_path).close()


def test_a_key_in_the_administrators_file_is_not_changed_behind_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says the way."""
    monkeypatch.setattr(office.workspace.store.keys, "place", Place.ADMINISTRATOR)
    with pytest.raises(Refused, match="key-administrators"):
        key_work.change(office.workspace)


def test_a_new_key_takes_over_everything(office: Office, tmp_path: Path) -> None:
    """Every word and file lies under it, what was signed is still what was signed, and the paper still opens it."""
    shown = written_down(office)
    row = office.workspace.ask(lambda r: r.deliveries.where())[0]
    before = office.workspace.ask(delivery.plan_hash, row.id)
    assert key_work.rotate(office.workspace) == 2
    assert office.workspace.ask(delivery.plan_hash, row.id) == before
    assert numbers(office) == {2}
    raw = (tmp_path / "office" / bootstrap.DATABASE).read_bytes()
    assert b"s1.2." in raw + (tmp_path / "office" / f"{bootstrap.DATABASE}-wal").read_bytes()
    office.workspace.close()
    assert key_work.recover(tmp_path / "office", shown) is Place.FILE
    again = opened(tmp_path)
    assert again.store.keys.status().whole
    assert again.ask(delivery.plan_hash, row.id) == before
    again.close()


def numbers(office: Office) -> set[int]:
    """Under which data keys the files of the vault lie."""
    heads = [head_of(file) for file in office.workspace.vault.folder.glob("??/*")]
    return {head.number for head in heads if head is not None}


@pytest.mark.parametrize("where", ["words", "files"])
def test_a_change_of_keys_that_was_killed_goes_on(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """Wherever it stops everything can be read, and the next opening finishes it; no third key is made."""
    with monkeypatch.context() as patched:
        if where == "words":
            patched.setattr(sealing, "AT_ONCE", 1)
            patched.setattr(sealing, "_sealed", stopping(sealing._sealed, 3))
        else:
            patched.setattr(Vault, "_seal_anew", stopping(Vault._seal_anew, 1))
        with pytest.raises(KeyboardInterrupt):
            key_work.rotate(office.workspace)
    row = office.workspace.ask(lambda r: r.documents.where())[0]
    assert row.title == "Klagomål"
    assert office.workspace.vault.check(row.source_sha256)
    assert not office.workspace.store.keys.status().whole
    office.workspace.close()
    again = opened(tmp_path)
    assert again.store.keys.status().whole
    assert (again.store.keys.status().number, numbers(office)) == (2, {2})
    again.close()


def stopping(function: object, after: int) -> object:
    """The function, which is killed the time after so many times."""
    calls = iter(range(after))

    def stopped(*given: object) -> object:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return function(*given)  # type: ignore[operator]

    return stopped


def test_the_command_line_says_how_it_stands(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status, paper, rotation, and the way back, all in the terminal."""
    monkeypatch.setenv("UTLAMNA_LANGUAGE", "en")
    place = ["--workspace", str(tmp_path / "office")]
    shown = recovery.new()
    monkeypatch.setattr(recovery, "new", lambda: shown)
    lines = iter([PASSWORD, PASSWORD, shown, PASSWORD, PASSWORD, shown])
    monkeypatch.setattr("app.cli.console.Passwords.next", lambda _self, _prompt: next(lines))
    user = [*place, "--user", SVEN]
    assert main(["keys", "status", *user]) == 0
    told = capsys.readouterr()
    assert "in a file that only you may read" in told.out
    assert "utlamna keys recovery" in told.err
    assert main(["keys", "recovery", *user]) == 0
    assert shown in capsys.readouterr().out
    assert main(["keys", "rotate", *user]) == 0
    assert capsys.readouterr().out.strip() == "2"
    assert main(["keys", "export", *user, str(tmp_path / "office.key")]) == 0
    assert main(["keys", "recover", *place]) == 0
    assert main(["keys", "import", *place, str(tmp_path / "office.key")]) == 0
