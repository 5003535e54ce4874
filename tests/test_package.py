"""How the program is packed and published: what a build does not tell until somebody has it on another machine."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PyInstaller.utils.win32 import winmanifest

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / ".ci" / "package"
RECIPE = (HERE / "utlamna.spec").read_text(encoding="utf-8")
INSTALLER = (HERE / "utlamna.iss").read_text(encoding="utf-8-sig")


def module(name: str) -> ModuleType:
    """A script of the packing, which lies in no package."""
    spec = importlib.util.spec_from_file_location(f"packing_{name}", HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize("name", ["start_window", "start_console"])
def test_a_child_is_told_apart_before_anything_of_ours_is_read(name: str) -> None:
    """The start scripts do nothing before freeze_support but import multiprocessing."""
    code = [line for line in (HERE / f"{name}.py").read_text(encoding="utf-8").splitlines() if line]
    assert code[1:3] == ["import multiprocessing", "multiprocessing.freeze_support()"]


def test_windows_is_asked_for_long_paths_utf8_and_sharp_drawing() -> None:
    """What PyInstaller makes of the manifest asks for what decision 044 says, and for no rights of an administrator."""
    made = winmanifest.create_application_manifest((HERE / "windows.manifest").read_bytes()).decode("utf-8")
    root = ElementTree.fromstring(made)
    told = {entry.tag.rpartition("}")[2]: (entry.text or "").strip() for entry in root.iter()}
    assert told["longPathAware"] == "true"
    assert told["activeCodePage"] == "UTF-8"
    assert told["dpiAwareness"].startswith("PerMonitorV2")
    assert 'level="asInvoker"' in made
    assert "X utf8" in RECIPE


def test_the_two_programs_have_names_that_windows_tells_apart() -> None:
    """Two names that differ only in a capital would be one file."""
    names = re.findall(r'^PROGRAMS = \(\("([\w-]+)".*\("([\w-]+)"', RECIPE, re.MULTILINE)[0]
    assert len({name.casefold() for name in names}) == 2
    assert all(f"{name}.exe" in INSTALLER for name in names[:1])


def test_the_installer_speaks_both_languages_and_keeps_what_the_office_has() -> None:
    """Each sentence is in Swedish and in English; nothing outside the program's own folder is removed."""
    said = re.findall(r"^(sv|en)\.(\w+)=", INSTALLER, re.MULTILINE)
    assert {name for speech, name in said if speech == "sv"} == {name for speech, name in said if speech == "en"}
    assert "[UninstallDelete]" not in INSTALLER
    removed = INSTALLER.partition("[InstallDelete]")[2].partition("[Files]")[0]
    assert re.findall(r'Name: "([^"]+)"', removed) == [r"{app}\_internal"]
    assert "PrivilegesRequired=lowest" in INSTALLER
    assert "PrivilegesRequiredOverridesAllowed=dialog" in INSTALLER


def test_the_release_checks_signs_and_drafts() -> None:
    """Both systems are built and tried; what is published is a draft with sums, and keys are named, not held."""
    told = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    for step in ("windows-latest", "debian:12", ".ci/run", "run.py test", "try_installer.ps1", "SHA256SUMS", "--draft"):
        assert step in told, step
    for script in re.findall(r"\.ci/package/(\w+(?:\.\w+)?)", told):
        assert (HERE / script).exists(), script
    assert set(re.findall(r"secrets\.(\w+)", told)) == {"SIGN_CERTIFICATE", "SIGN_PASSWORD"}


def test_the_list_of_parts_holds_every_locked_package() -> None:
    """Each package with a version, a licence, its purl and the hashes of the lock."""
    release = module("release")
    made = release.listed()
    lock = release.hashes((ROOT / ".lock/run.txt").read_text(encoding="utf-8"))
    packages = [part for part in made["components"] if "purl" in part]
    assert len(packages) > 50
    assert all(part["hashes"] and part["version"] and part["licenses"][0]["license"]["name"] for part in packages)
    assert {part["purl"].removeprefix("pkg:pypi/").partition("@")[0] for part in packages} <= set(lock)
    assert made["metadata"]["component"]["version"] == release.version()
    assert {"Qt", "Tesseract", "Inter"} <= {part["name"] for part in made["components"]}


def test_what_is_started_outside_gets_the_systems_libraries() -> None:
    """The packed program's own library path is taken out of what children of other programs inherit."""
    code = (HERE / "own_libraries.py").read_text(encoding="utf-8") + "\nprint(os.environ.get('LD_LIBRARY_PATH'))"
    for before, told in (({"LD_LIBRARY_PATH_ORIG": "/opt/own"}, "/opt/own"), ({}, "None")):
        environment = {**os.environ, "LD_LIBRARY_PATH": "/packed", **before}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == told


def test_the_tries_take_nothing_of_python_along() -> None:
    """What is tried sees no PYTHONPATH and no folder of the user's, so it can lean on nothing but itself."""
    build = module("build")
    told = build.alone({"PYTHONPATH": "x", "VIRTUAL_ENV": "y", "UTLAMNA_VENV": "z", "PATH": "p"}, Path("place"))
    assert not {"PYTHONPATH", "VIRTUAL_ENV", "UTLAMNA_VENV"} & told.keys()
    assert told["PATH"] == "p"
    assert {told[name] for name in build.USERS} == {"place"}


def test_the_recipe_leaves_out_what_it_says_and_nothing_that_is_asked_for() -> None:
    """Nothing that pyproject.toml asks for an office is among what is left out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[\s<>=!~;\[]", line)[0].lower() for line in project["dependencies"]}
    left = RECIPE.partition("LEFT_OUT = [")[2].partition("]")[0]
    assert not asked & {name.lower() for name in re.findall(r'"([\w.]+)"', left)}
