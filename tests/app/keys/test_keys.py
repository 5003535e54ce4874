"""Keys: texts under them, the recovery key on paper, and where the office key lies."""

from __future__ import annotations

import string
import sys
from pathlib import Path

import keyring
import pytest

from app.domain.errors import Refused
from app.keys import places, recovery
from app.keys.places import Place
from app.keys.ring import Ring, TextBroken, new_key, unwrapped, wrapped

STORE = "0123456789abcdef"
PLACE = "wording.text"


def test_a_text_is_read_where_it_was_written_and_nowhere_else() -> None:
    """A text comes back in its own column; moved to another, or changed in one character, it is refused."""
    ring = Ring({1: new_key()})
    kept = ring.seal("Ture Planttorp å 070-1740605", PLACE)
    assert ring.read(kept, PLACE) == "Ture Planttorp å 070-1740605"
    assert "Planttorp" not in kept
    assert ring.seal("Ture Planttorp å 070-1740605", PLACE) != kept
    changed = kept[:-6] + ("A" if kept[-6] != "A" else "B") + kept[-5:]
    for wrong, place in ((kept, "requester.name"), (changed, PLACE), ("Ture", PLACE), ("s1.1.x", PLACE), ("s1", PLACE)):
        with pytest.raises(TextBroken) as caught:
            ring.read(wrong, place)
        assert "Ture" not in str(caught.value)


def test_an_empty_text_stays_empty() -> None:
    """What nobody has written needs no key, so that columns that came later read as they always did."""
    ring = Ring({1: new_key()})
    assert ring.seal("", PLACE) == ring.read("", PLACE) == ""


def test_a_new_key_writes_and_the_old_one_still_reads() -> None:
    """After a rotation both keys read, and only the new one writes; a colleague's new key is asked for once."""
    first, second = new_key(), new_key()
    old = Ring({1: first}, more=lambda: {1: first, 2: second})
    kept = old.seal("gammal", PLACE)
    new = Ring({1: first, 2: second})
    assert new.read(kept, PLACE) == "gammal"
    assert not new.is_current(kept)
    written = new.seal("ny", PLACE)
    assert new.is_current(written)
    assert old.read(written, PLACE) == "ny"
    assert old.current == 2


def test_a_plain_text_that_looks_sealed_is_not_taken_for_one() -> None:
    """Somebody may have written "s1.1.AAAA" in a note of an older store."""
    ring = Ring({1: new_key()})
    assert not ring.is_sealed("s1.1.AAAA", PLACE)
    assert ring.is_sealed(ring.seal("s1.1.AAAA", PLACE), PLACE)


def test_a_key_is_opened_by_what_locked_it_in_alone() -> None:
    """Another key, another purpose or a changed text opens nothing."""
    key, under = new_key(), new_key()
    kept = wrapped(key, under, "data 1")
    assert unwrapped(kept, under, "data 1") == key
    assert unwrapped(kept, under, "data 2") is None
    assert unwrapped(kept, new_key(), "data 1") is None
    assert unwrapped("", under, "data 1") is None


def test_a_recovery_key_is_read_as_people_type_it() -> None:
    """Small letters, blanks for hyphens, and the letters that look like figures make no difference."""
    printed = recovery.new()
    assert len(printed.split("-")) == 9
    assert set(printed) <= set(recovery.LETTERS + "-")
    typed = printed.replace("-", " ").lower().replace("0", "o").replace("1", "l")
    assert recovery.key(typed) == recovery.key(printed)
    assert recovery.key(recovery.new()) != recovery.key(printed)


def test_a_slip_of_the_pen_is_told() -> None:
    """One letter wrong, two changed about, a group left out: the checksum says so before any key is tried."""
    printed = recovery.shown("ABCDEFGH" * 4)
    swapped = "B" + "A" + printed[2:]
    wrong = [swapped, printed[:-1], printed[5:], printed + "A", "", "åäö", printed.replace("A", "U")]
    wrong += [printed.replace("C", letter, 1) for letter in string.digits]
    for typed in wrong:
        with pytest.raises(Refused, match="recovery-key-mistyped"):
            recovery.key(typed)


def test_the_keyring_keeps_the_office_key(memory_keyring: dict[tuple[str, str], str]) -> None:
    """Where a keyring answers the key lies there, and in no file."""
    key = new_key()
    assert places.keep(STORE, key) is Place.KEYRING
    assert list(memory_keyring) == [("utlamna", STORE)]
    assert list(places.find(STORE)) == [(Place.KEYRING, key)]
    assert list(places.find("another")) == []


def test_without_a_keyring_the_key_lies_in_a_file_of_the_owner(own_folder: Path) -> None:
    """On a machine without a keyring a file that only its owner may read takes its place."""
    key = new_key()
    assert places.keep(STORE, key) is Place.FILE
    assert list(places.find(STORE)) == [(Place.FILE, key)]
    (file,) = own_folder.rglob("*.key")
    assert sys.platform == "win32" or file.stat().st_mode & 0o777 == 0o600
    assert not places.readable_by_others(file)


def test_a_keyring_that_came_later_takes_the_key_over(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the keyring holds the key, the file is gone."""
    key = new_key()
    places.keep(STORE, key)
    monkeypatch.setattr(keyring, "get_keyring", lambda: Memory({}))
    assert places.keep(STORE, key) is Place.KEYRING
    assert list(own_folder.rglob("*.key")) == []


def test_the_administrators_key_comes_first(
    memory_keyring: dict[tuple[str, str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that the environment names is tried before the keyring, and must be a key."""
    mine, given = new_key(), new_key()
    places.keep(STORE, mine)
    file = tmp_path / "office.key"
    places.write_file(file, given)
    monkeypatch.setenv(places.KEY_FILE, str(file))
    assert list(places.find(STORE)) == [(Place.ADMINISTRATOR, given), (Place.KEYRING, mine)]
    file.write_text("utlamna-key-1 abc", encoding="ascii")
    with pytest.raises(Refused, match="key-file-unreadable"):
        list(places.find(STORE))


def test_a_key_file_is_never_written_over(tmp_path: Path) -> None:
    """Exporting to a file that is there is refused, and the file stays."""
    file = tmp_path / "office.key"
    places.write_file(file, new_key())
    before = file.read_bytes()
    with pytest.raises(Refused, match="file-there"):
        places.write_file(file, new_key())
    assert file.read_bytes() == before


class Memory(keyring.backend.KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self, kept: dict[tuple[str, str], str]) -> None:
        super().__init__()
        self.kept = kept

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own settings folder, empty; no administrator's file."""
    monkeypatch.delenv(places.KEY_FILE, raising=False)
    monkeypatch.setattr(places, "user_config_path", lambda *_args, **_named: tmp_path / "settings")
    return tmp_path / "settings"


@pytest.fixture
def memory_keyring(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """A keyring of this test's own."""
    kept: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(keyring, "get_keyring", lambda: Memory(kept))
    return kept
