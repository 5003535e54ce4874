"""The vault's promises: nothing changed, nothing overwritten, nothing left behind."""

from __future__ import annotations

import errno
import hashlib
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from app import vault as vault_module
from app.domain.errors import Refused
from app.keys.ring import Ring
from app.vault import CHUNK, PART, Vault
from redaction.sealed import Sealed, Sealing

RING = Ring({1: bytes(32)})
"""The keys of every vault here, those of other processes too."""


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """An empty vault."""
    return Vault(tmp_path / "vault", RING)


def a_file(folder: Path, content: bytes = b"Ett brev.") -> Path:
    """A source to take in."""
    file = folder / "brev.txt"
    file.write_bytes(content)
    return file


def files(vault: Vault) -> list[Path]:
    """Every file under the vault, half-written ones too."""
    return [file for file in vault.folder.rglob("*") if file.is_file()]


def kept_files(vault: Vault) -> list[Sealed]:
    """What the vault keeps."""
    return [vault.file(file.parent.name + file.name) for file in files(vault) if PART not in file.parts]


def parts(vault: Vault) -> list[Path]:
    """What is half-written."""
    part = vault.folder / PART
    return list(part.iterdir()) if part.exists() else []


def test_a_file_is_kept_by_its_hash(vault: Vault, tmp_path: Path) -> None:
    """A file taken in is found by its SHA-256, whole, and the source is untouched."""
    source = a_file(tmp_path)
    sha256, size = vault.take_in(source)
    assert (sha256, size) == (hashlib.sha256(b"Ett brev.").hexdigest(), 9)
    assert vault.file(sha256).read_bytes() == source.read_bytes()
    assert vault.file(sha256).path.parent.name == sha256[:2]
    assert parts(vault) == []


def test_a_kept_file_is_read_only(vault: Vault) -> None:
    """No one may write to a file of the vault."""
    kept = vault.file(vault.put_bytes(b"x")).path
    assert not stat.S_IMODE(kept.stat().st_mode) & 0o222


def test_the_same_file_twice_is_one_file_untouched(vault: Vault, tmp_path: Path) -> None:
    """A second take-in keeps the first file, not a new copy of it."""
    source = a_file(tmp_path)
    sha256, _ = vault.take_in(source)
    first = vault.file(sha256).path.stat()
    assert vault.take_in(source)[0] == sha256
    assert vault.put_bytes(source.read_bytes()) == sha256
    assert vault.file(sha256).path.stat().st_ino == first.st_ino
    assert vault.file(sha256).path.stat().st_mtime_ns == first.st_mtime_ns
    assert len(files(vault)) == 1


def test_progress_counts_bytes_up_to_the_whole(vault: Vault, tmp_path: Path) -> None:
    """Progress rises and ends at the file's size."""
    seen: list[tuple[int, int, str]] = []
    vault.take_in(a_file(tmp_path, b"x" * (2 * CHUNK + 1)), lambda *report: seen.append(report))
    assert seen == [(n, 2 * CHUNK + 1, "copy") for n in (CHUNK, 2 * CHUNK, 2 * CHUNK + 1)]


def test_an_empty_file_is_a_file(vault: Vault, tmp_path: Path) -> None:
    """A file of no bytes is kept; whether it is of use is for others to say."""
    assert vault.take_in(a_file(tmp_path, b""))[1] == 0


def test_a_source_that_is_not_there_is_refused(vault: Vault, tmp_path: Path) -> None:
    """A vanished source has its own code."""
    with pytest.raises(Refused, match="file-vanished"):
        vault.take_in(tmp_path / "borta.pdf")


def test_a_folder_is_no_source(vault: Vault, tmp_path: Path) -> None:
    """What cannot be read as a file is refused as unreadable, without a path in the error."""
    with pytest.raises(Refused, match=r"^file-unreadable$"):
        vault.take_in(tmp_path)
    assert files(vault) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_device_is_no_source(vault: Vault) -> None:
    """A device that never ends is not read."""
    with pytest.raises(Refused, match="file-unreadable"):
        vault.take_in(Path("/dev/zero"))


def test_a_source_that_changes_while_it_is_read_is_refused(vault: Vault, tmp_path: Path) -> None:
    """A file still being written by somebody else is not taken in half."""
    source = a_file(tmp_path, b"x" * (CHUNK + 1))

    def grow(done: int, _total: int, _phase: str) -> None:
        if done == CHUNK:
            with source.open("ab") as stream:
                stream.write(b"more")

    with pytest.raises(Refused, match="file-changed"):
        vault.take_in(source, grow)
    assert files(vault) == []
    assert parts(vault) == []


class Broken:
    """A stream whose reading fails as on a pulled memory stick."""

    def read(self, _size: int) -> bytes:
        raise OSError(errno.EIO, "Input/output error", "/media/anna/brev.pdf")


def test_a_source_that_breaks_off_is_refused_without_its_name(vault: Vault, tmp_path: Path) -> None:
    """A read error becomes a code; the name of the file is in no part of the error."""
    with pytest.raises(Refused) as caught:
        vault._seal(Broken(), tmp_path / "part", 1, None)  # type: ignore[arg-type]
    assert caught.value.code == "file-unreadable"
    assert "anna" not in repr(caught.value) + str(caught.value.parameters)


def failing(code: int) -> Callable[[Sealing, bytes], None]:
    """A write that gets half of the bytes down and then fails as the system would."""

    def write(sealing: Sealing, chunk: bytes) -> None:
        sealing.write(chunk[: len(chunk) // 2])
        raise OSError(code, os.strerror(code), "/some/where")

    return write


CODES = [
    (errno.ENOSPC, "disk-full"),
    (errno.EDQUOT, "disk-full"),
    (errno.EROFS, "folder-read-only"),
    (errno.EACCES, "folder-read-only"),
    (errno.EIO, "vault-unreachable"),
]


@pytest.mark.parametrize(("number", "code"), CODES)
def test_a_failed_write_is_told_and_leaves_nothing(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    """Disk full, read-only and a lost share each have their code; no file stays, none is lost."""
    kept = vault.put_bytes(b"before")
    monkeypatch.setattr(vault_module, "_write", failing(number))
    with pytest.raises(Refused) as caught:
        vault.take_in(a_file(tmp_path))
    assert caught.value.code == code
    assert [file.read_bytes() for file in kept_files(vault)] == [b"before"]
    assert vault.check(kept)
    assert parts(vault) == []


def test_a_disk_that_fills_up_at_the_sync_is_told(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """A share that tells of a full disk only at the sync is believed."""

    def sync(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", sync)
    with pytest.raises(Refused, match="disk-full"):
        vault.put_bytes(b"x")
    assert files(vault) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A vault whose place is a file is unreachable, not a fault of ours."""
    with pytest.raises(Refused, match="vault-unreachable"):
        Vault(a_file(tmp_path), RING).put_bytes(b"x")


def test_a_file_that_is_missing_is_said_so(vault: Vault) -> None:
    """A hash without a file is refused by a code."""
    with pytest.raises(Refused, match="vault-file-missing"):
        vault.file("0" * 64)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "0" * 63])
def test_only_a_hash_names_a_file(vault: Vault, name: str) -> None:
    """Nothing but 64 hexadecimal digits is looked up."""
    with pytest.raises(ValueError, match="SHA-256"):
        vault.file(name)


def test_check_sees_a_changed_file(vault: Vault) -> None:
    """A file whose bytes were changed, or that is gone, fails its check."""
    sha256 = vault.put_bytes(b"whole")
    assert vault.check(sha256)
    place = vault.file(sha256).path
    place.chmod(0o600)
    place.write_bytes(b"wrong")
    assert not vault.check(sha256)
    assert not vault.check("0" * 64)


def test_nothing_in_the_vault_lies_open(vault: Vault, tmp_path: Path) -> None:
    """Whatever way a file came in, none of its words is in any file of the folder; it is laid open where asked."""
    words = b"Ture Planttorp, 070-1740605. " * 5000
    taken, put = vault.take_in(a_file(tmp_path, words))[0], vault.put_bytes(words + b"!")
    with vault.workspace() as folder:
        (folder / "made").write_bytes(words + b"?")
        made, _size = vault.keep(folder / "made")
        assert not any(b"Planttorp" in file.read_bytes() for file in files(vault))
        assert vault.lay_open(made, folder).read_bytes() == words + b"?"
    assert not any(b"Planttorp" in file.read_bytes() for file in files(vault))
    assert [vault.file(sha256).read_bytes()[-1:] for sha256 in (taken, put, made)] == [b" ", b"!", b"?"]


def test_a_file_that_is_none_of_ours_is_not_read(vault: Vault) -> None:
    """An open file that somebody put in the vault, and one sealed by a key we have not, are refused by a code."""
    sha256 = vault.put_bytes(b"whole")
    place = vault.file(sha256).path
    place.chmod(0o600)
    place.write_bytes(b"whole")
    with pytest.raises(Refused, match="vault-file-broken"):
        vault.file(sha256)
    strange = Vault(vault.folder, Ring({2: bytes(32)}))
    with pytest.raises(Refused, match="vault-file-broken"):
        vault.file(strange.put_bytes(b"strange"))
    with pytest.raises(Refused, match="key-missing"):
        Vault(vault.folder).put_bytes(b"x")


def test_files_of_an_older_program_are_sealed_in_place(vault: Vault) -> None:
    """What lay open is sealed under its name, what an older key sealed goes over to the new one, and nothing twice."""
    contents = [b"", b"Ture Planttorp" * 9000, b"brev"]
    names = [hashlib.sha256(content).hexdigest() for content in contents]
    for name, content in zip(names[:2], contents, strict=False):
        place = vault.folder / name[:2] / name[2:]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        place.chmod(0o400)
    vault.put_bytes(contents[2])
    damaged = vault.folder / "ab" / ("c" * 62)
    damaged.parent.mkdir(exist_ok=True)
    damaged.write_bytes(b"not what its name says")
    assert vault.renew() == 2
    assert vault.renew() == 0
    newer = Vault(vault.folder, Ring({1: bytes(32), 2: bytes(range(32))}))
    assert newer.renew() == 3
    for name, content in zip(names, contents, strict=True):
        assert Vault(vault.folder, Ring({2: bytes(range(32))})).file(name).read_bytes() == content
    assert damaged.read_bytes() == b"not what its name says"
    assert not any(b"Planttorp" in file.read_bytes() for file in files(vault))
    assert parts(vault) == []


def test_a_file_cut_short_is_mended_by_the_whole_one(vault: Vault) -> None:
    """Where the file under a hash has another size it is not that file, and taking it in again mends it."""
    sha256 = vault.put_bytes(b"whole")
    place = vault.file(sha256).path
    place.chmod(0o600)
    place.write_bytes(b"wh")
    vault.put_bytes(b"whole")
    assert vault.check(sha256)


def test_remove_forgets_the_file_and_only_it(vault: Vault) -> None:
    """Retention takes one file away; a second time is no error."""
    gone, stays = vault.put_bytes(b"gone"), vault.put_bytes(b"stays")
    vault.remove(gone)
    vault.remove(gone)
    assert [file.read_bytes() for file in kept_files(vault)] == [b"stays"]
    assert vault.check(stays)


def test_a_result_made_in_a_workspace_is_moved_in(vault: Vault) -> None:
    """What was made in the workspace is kept by its hash and gone from the workspace."""
    with vault.workspace() as folder:
        made = folder / "out.pdf"
        made.write_bytes(b"masked")
        sha256, size = vault.keep(made)
        assert not made.exists()
    assert (vault.file(sha256).read_bytes(), size) == (b"masked", 6)
    assert parts(vault) == []


def test_a_result_that_was_never_made_is_said_so(vault: Vault) -> None:
    """Keeping a file that is not there is refused."""
    with vault.workspace() as folder, pytest.raises(Refused, match="vault-file-missing"):
        vault.keep(folder / "out.pdf")


def test_a_workspace_is_gone_after_a_fault(vault: Vault) -> None:
    """A fault inside leaves no folder, and passes on."""

    def fail() -> None:
        with vault.workspace() as folder:
            (folder / "half.pdf").write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert parts(vault) == []


def test_temporary_names_tell_nothing(vault: Vault) -> None:
    """Neither the computer's name nor a file's is in a temporary name."""
    with vault.workspace() as folder:
        assert set(folder.name) <= set("0123456789abcdef-")
        assert socket.gethostname() not in folder.name


def test_many_take_ins_of_the_same_file_make_one(vault: Vault, tmp_path: Path) -> None:
    """Take-ins at the same time all succeed and agree."""
    source = a_file(tmp_path, os.urandom(3 * CHUNK))
    start, results = threading.Barrier(6), []

    def take_in() -> None:
        start.wait(10)
        results.append(vault.take_in(source))

    threads = [threading.Thread(target=take_in) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(results) == 6
    assert len(set(results)) == 1
    assert len(files(vault)) == 1
    assert vault.check(results[0][0])


HALF = """
import os, sys, pathlib
from app.keys.ring import Ring
from app.vault import Vault
def stop(*_):
    sys.stdout.write("half\\n"); sys.stdout.flush(); sys.stdin.read()
Vault(pathlib.Path(sys.argv[1]), Ring({1: bytes(32)})).take_in(pathlib.Path(sys.argv[2]), stop)
"""


def test_a_take_in_killed_half_way_is_swept(vault: Vault, tmp_path: Path) -> None:
    """While the other process lives its part stays; once it is killed, sweep removes it, and nothing else."""
    kept = vault.put_bytes(b"kept")
    source = a_file(tmp_path, b"x" * (3 * CHUNK))
    command = [sys.executable, "-c", HALF, str(vault.folder), str(source)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"half"
        assert len(parts(vault)) == 1
        assert vault.sweep() == 0
        other.kill()
    assert len(parts(vault)) == 1
    assert vault.sweep() == 1
    assert parts(vault) == []
    assert [file.read_bytes() for file in kept_files(vault)] == [b"kept"]
    assert vault.check(kept)


def test_sweep_leaves_our_own_work_alone(vault: Vault) -> None:
    """A sweep in the middle of our own work does not pull the floor away."""
    with vault.workspace() as folder:
        assert vault.sweep() == 0
        assert folder.is_dir()


def test_sweep_knows_an_earlier_life_with_our_number(vault: Vault) -> None:
    """A folder with our process number and another life is left over from before a restart."""
    part = vault.folder / PART / f"{vault_module._HOST}-{os.getpid()}-00000000-1"
    part.mkdir(parents=True)
    assert vault.sweep() == 1


def test_sweep_waits_a_day_for_other_machines(vault: Vault) -> None:
    """Another machine's folder is left alone until it is a day old."""
    part = vault.folder / PART / "ffffffff-1-00000000-1"
    part.mkdir(parents=True)
    assert vault.sweep() == 0
    old = part.stat().st_mtime - vault_module.LEFT_ALONE_SECONDS - 60
    os.utime(part, (old, old))
    assert vault.sweep() == 1


def test_sweep_of_a_vault_that_is_not_there_is_quiet(vault: Vault) -> None:
    """A new office has nothing to sweep."""
    assert vault.sweep() == 0
