"""A workspace is made only where all its files can be reached, also on a Windows without long paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import deep_folders
from app.domain.errors import Refused
from app.exporters.package import LONGEST_NAME, safe_name
from app.long_work.packages import PACKAGES
from tests.builders import an_office


def test_the_deepest_file_of_a_workspace_fits() -> None:
    """The room kept below the folder holds a file of the longest name in a package, and a file of the vault."""
    name = safe_name("å" * 200)
    package = f"/{PACKAGES}/{'N' * 40}/999 {name}.pdf.part"
    assert len(name) == LONGEST_NAME
    assert len(package) <= deep_folders.BELOW
    assert len("/vault/00/" + "0" * 62) <= deep_folders.BELOW


def test_too_deep_a_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """Without long paths one character too many is refused; with them nothing is."""
    fits = Path(tmp_path.anchor) / ("x" * (deep_folders.DEEPEST - len(tmp_path.anchor)))
    deep_folders.check(fits, takes_long=False)
    with pytest.raises(Refused, match="folder-too-deep"):
        deep_folders.check(Path(f"{fits}x"), takes_long=False)
    deep_folders.check(Path(f"{fits}x"), takes_long=True)
    with pytest.raises(Refused, match="folder-too-deep"):
        deep_folders.check(fits / ("ö" * 200) / ("ö" * 100), takes_long=True)


def test_work_goes_on_in_a_folder_as_deep_as_the_system_takes(tmp_path: Path) -> None:
    """Where long paths are taken an office far beyond 260 characters takes documents in."""
    deep = Path(f"{tmp_path / 'å'}{'x' * 100}") / ("y" * 200)
    assert 300 < len(str(deep)) < deep_folders.DATABASE
    office = an_office(deep)
    office.document(office.request())
    files = [file for file in office.workspace.vault.folder.rglob("*") if file.is_file()]
    assert files
    office.workspace.close()


@pytest.mark.parametrize("name", ["con", "NUL.pdf", "com1", "LPT9.txt", "COM¹", "conin$", "aux .docx"])
def test_no_file_is_called_as_a_device_of_windows(name: str) -> None:
    """A title that is the name of a device gets a name that Windows can open."""
    assert safe_name(name).endswith(" _")
