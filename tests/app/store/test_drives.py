"""Network drives are known by what the system says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store import drives

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
//fs1/registry /srv/registry cifs rw,vers=3.1.1 0 0
nas:/vol/a /srv/my\\040files nfs4 rw 0 0
anna@host:/ /home/anna/remote fuse.sshfs rw 0 0
share /media/vm 9p rw 0 0
/dev/sdb1 /srv/registry/local xfs rw 0 0
tmpfs /media/vm tmpfs rw 0 0
/dev/sdc1 /srv btrfs rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/", "ext4"),
        ("/home/anna", "ext4"),
        ("/srv/registry", "cifs"),
        ("/srv/registry/2026", "cifs"),
        ("/srv/registry-2", "btrfs"),
        ("/srv/registry/local/a", "xfs"),
        ("/srv/my files/a", "nfs4"),
        ("/home/anna/remote/a/b", "fuse.sshfs"),
        ("/media/vm/a", "tmpfs"),
    ],
)
def test_type(folder: str, kind: str) -> None:
    """The longest mount point that covers the folder tells, the last one where two lie on one point."""
    assert drives.type_of(folder, MOUNTS) == kind


def test_nothing_mounted() -> None:
    """Without mounts nothing is known."""
    assert drives.type_of("/srv", "") == ""


@pytest.mark.parametrize("kind", ["cifs", "nfs", "nfs4", "smb3", "fuse.sshfs", "9p"])
def test_network(kind: str) -> None:
    """These types reach another computer."""
    assert kind in drives.NETWORK


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "tmpfs", "overlay", "ntfs3", "fuseblk", "zfs"])
def test_local(kind: str) -> None:
    """These types are disks of this computer."""
    assert kind not in drives.NETWORK


@pytest.mark.parametrize(
    ("path", "unc"),
    [
        (r"\\server\share\diary", True),
        ("//server/share", True),
        (r"\\?\UNC\server\share", True),
        (r"\\?\C:\diary", False),
        (r"C:\diary", False),
        (r"\\.\C:\diary", False),
    ],
)
def test_unc(path: str, unc: bool) -> None:
    """A Windows path that names another computer is known as such."""
    assert drives.is_unc(path) is unc


def test_here(tmp_path: Path) -> None:
    """A temporary folder of this machine is no network drive, even before it is made."""
    assert not drives.on_network(tmp_path / "not" / "yet")
