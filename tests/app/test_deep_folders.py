"""A workspace is made only where all its files can be reached, also on a Windows without long paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import deep_folders
from app.domain.errors import Refused
from app.exporters.package import LONGEST_NAME, safe_name
from app.long_work.packages import PACKAGES
from app.vault import Vault


def test_the_deepest_file_of_a_workspace_fits() -> None:
    """The room kept below the folder holds a file of the longest name in a package, and a file of the vault."""
    name = safe_name("å" * 200)
    package = f"/{PACKAGES}/{'N' * 40}/999 {name}.pdf.part"
    assert len(name) == LONGEST_NAME
    assert len(package) <= deep_folders.BELOW
    assert len("/vault/00/" + "0" * 62) <= deep_folders.BELOW


def test_too_deep_a_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """Without long paths one character too many is refused; with them nothing is."""
    fits = tmp_path / ("x" * (deep_folders.DEEPEST - len(str(tmp_path)) - 1))
    deep_folders.check(fits, takes_long=False)
    with pytest.raises(Refused, match="folder-too-deep"):
        deep_folders.check(Path(f"{fits}x"), takes_long=False)
    deep_folders.check(Path(f"{fits}x"), takes_long=True)


def test_work_goes_on_in_a_folder_as_deep_as_the_system_takes(tmp_path: Path) -> None:
    """Where long paths are taken a vault far beyond 260 characters keeps its files."""
    deep = tmp_path.joinpath(*["mapp" + "ö" * 40] * 6)
    assert len(str(deep)) > 260
    if not deep_folders.long_paths():
        return
    vault = Vault(deep)
    sha256 = vault.put_bytes(b"words")
    assert vault.path(sha256).read_bytes() == b"words"


@pytest.mark.parametrize("name", ["con", "NUL.pdf", "com1", "LPT9.txt", "COM¹", "conin$", "aux .docx"])
def test_no_file_is_called_as_a_device_of_windows(name: str) -> None:
    """A title that is the name of a device gets a name that Windows can open."""
    assert safe_name(name).endswith(" _")
