"""Sealed files: what was written is read, in any order, and nothing that was changed, cut, moved or renamed is."""

from __future__ import annotations

import hashlib
import io
import random
from pathlib import Path

import pytest

from redaction.sealed import FRAME, TAG, SealBroken, Sealed, Sealing, head_of, sealed_size

KEY = bytes(range(32))
HEAD = 32


def seal(place: Path, content: bytes, piece: int = 1000, name: str = "") -> Sealed:
    """A sealed file written in pieces, and the key to it."""
    name = name or hashlib.sha256(content).hexdigest()
    with place.open("wb") as stream:
        sealing = Sealing(stream, 3, KEY)
        for at in range(0, len(content), piece):
            sealing.write(content[at : at + piece])
        sealing.finish(name)
    return again(place, name)


def again(place: Path, name: str, key: bytes = KEY) -> Sealed:
    """The file as whoever has the data key finds it."""
    head = head_of(place)
    assert head is not None
    return Sealed(place, name, head.key(key))


@pytest.mark.parametrize("size", [0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME, 3 * FRAME + 7])
def test_what_was_sealed_is_read_whole_and_in_parts(tmp_path: Path, size: int) -> None:
    """Whole, line by line or sought in, a sealed file reads as the open one; its size tells its content's."""
    content = random.Random(size).randbytes(size)
    sealed = seal(tmp_path / "a", content, piece=50_000)
    assert sealed.read_bytes() == content
    assert sealed.path.stat().st_size == sealed_size(size)
    with sealed.open() as stream, io.BytesIO(content) as plain:
        for at in (0, size // 2, max(0, size - 5), FRAME - 2, size + 9):
            stream.seek(at)
            plain.seek(at)
            assert stream.read(FRAME + 3) == plain.read(FRAME + 3)
        assert stream.seek(0, io.SEEK_END) == size


def test_nothing_of_the_content_lies_open(tmp_path: Path) -> None:
    """Equal frames look different, and no word can be found."""
    word = b"Ture Planttorp "
    raw = seal(tmp_path / "a", word * 20_000).path.read_bytes()
    assert b"Planttorp" not in raw
    frames = [raw[HEAD + at * (FRAME + TAG) :][:64] for at in range(4)]
    assert len(set(frames)) == 4
    assert seal(tmp_path / "b", word * 20_000).path.read_bytes()[HEAD:] != raw[HEAD:]


def test_every_change_is_seen(tmp_path: Path) -> None:
    """A turned bit anywhere, a cut, a frame more, frames in another order: none is read as if it were whole."""
    sealed = seal(tmp_path / "a", random.Random(1).randbytes(3 * FRAME + 40))
    raw = sealed.path.read_bytes()
    frames = [raw[HEAD + at * (FRAME + TAG) :][: FRAME + TAG] for at in range(4)]
    wrong = [raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :] for at in (9, 20, HEAD, HEAD + FRAME, len(raw) - 1)]
    wrong += [raw[:-1], raw[: HEAD + FRAME + TAG], raw[: HEAD + 5], raw[:10], raw + frames[0], b""]
    wrong += [raw[:HEAD] + b"".join(frames[at] for at in order) for order in ((1, 0, 2, 3), (0, 2, 3), (0, 1, 1, 3))]
    for content in wrong:
        sealed.path.write_bytes(content)
        with pytest.raises(SealBroken):
            Sealed(sealed.path, sealed.name, sealed.key).read_bytes()


def test_a_file_under_another_name_is_not_read(tmp_path: Path) -> None:
    """Whoever swaps two files of a vault gains nothing: each is bound to its name, even if only its start is read."""
    sealed = seal(tmp_path / "a", b"x" * (2 * FRAME))
    with pytest.raises(SealBroken):
        again(sealed.path, "0" * 64).open()


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    """Neither another data key nor another file's own key reads a file."""
    sealed, other = seal(tmp_path / "a", b"one"), seal(tmp_path / "b", b"two")
    assert sealed.key != other.key
    for key in (again(sealed.path, sealed.name, bytes(32)).key, other.key):
        with pytest.raises(SealBroken):
            Sealed(sealed.path, sealed.name, key).read_bytes()


def test_a_key_is_never_shown(tmp_path: Path) -> None:
    """What stands in a fault's report does not hold the key."""
    sealed = seal(tmp_path / "a", b"one")
    assert repr(sealed.key) not in repr(sealed)
    assert "key=" not in repr(sealed)


def test_a_file_that_is_not_sealed_has_no_head(tmp_path: Path) -> None:
    """A file of an older vault is known as open."""
    file = tmp_path / "a"
    file.write_bytes(b"%PDF-1.7 " + b" " * 100)
    assert head_of(file) is None
