"""run.py: what it starts, when it sets up, and what it tells a person whose machine lacks something."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import run

ROOT = Path(run.__file__).parent


@pytest.mark.parametrize(
    ("words", "screen", "name", "program"),
    [
        ([], True, "window", ["-m", "ui"]),
        ([], False, "demo", ["-m", "app.cli", "demo"]),
        (["demo"], True, "demo", ["-m", "app.cli", "demo"]),
        (["demo", "--json"], False, "demo", ["-m", "app.cli", "demo", "--json"]),
        (["test", "-k", "walls"], True, "test", ["-m", "pytest", "-k", "walls"]),
        (["bench", "start", "--json", "f"], True, "bench", ["-m", "tests.bench", "start", "--json", "f"]),
        (["pictures"], False, "pictures", ["-m", "tests.pictures"]),
        (["utlamna", "log", "verify"], False, "utlamna", ["-m", "app.cli", "log", "verify"]),
    ],
)
def test_each_word_starts_its_program(words, screen, name, program):
    """Every word of run.py leads to one module, and further words go on to it."""
    assert run.choose(words, screen) == (name, program)


@pytest.mark.parametrize(
    ("environment", "platform", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_screen_is_seen(environment, platform, screen):
    """Linux without a display has no screen; Windows and macOS have one."""
    assert run.has_screen(environment, platform) is screen


def test_an_unknown_word_is_wrong_use(capsys):
    """A slip of the finger sets nothing up: it shows what there is."""
    assert run.main(["tset"]) == 2
    assert "'tset'" in (told := capsys.readouterr().err)
    assert all(f"run.py {name}" in told for name in ("demo", "test", "bench", "pictures", "utlamna"))


def test_help_is_told_without_set_up(capsys):
    """Who asks for help waits for no download."""
    assert run.main(["--help"]) == 0
    assert capsys.readouterr().out == run.USAGE


def test_missing_packages_are_named_once_and_by_the_name_that_apt_knows():
    """A package counts as there under its later name too; what lacks is named by its first."""
    wanted = ["libgl1", "libglib2.0-0|libglib2.0-0t64", "xvfb"]
    assert run.missing_packages(wanted, {"libgl1", "libglib2.0-0t64"}) == ["xvfb"]
    assert run.missing_packages(wanted, set()) == ["libgl1", "libglib2.0-0", "xvfb"]
    assert run.line_to_type(["xvfb"]).endswith(" apt-get install --no-install-recommends --yes xvfb")


@pytest.fixture
def debian(monkeypatch):
    """A Debian on which nothing is installed and nobody is root; returns what apt was asked to install."""
    asked: list[list[str]] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(run, "installed_packages", lambda wanted: set())
    monkeypatch.setattr(run, "is_root", lambda: False)
    monkeypatch.setattr(run, "apt", lambda packages: asked.append(list(packages)))
    return asked


def test_who_is_not_root_is_told_the_line_to_type(debian):
    """Without the right to install, set-up ends in one sentence with one line."""
    with pytest.raises(run.SetUpStopped, match=r"^System packages are missing; .*sudo apt-get .* libgl1 [^\n]*$"):
        run.provide_system(("qt", "screen"))
    assert debian == []


def test_who_is_not_root_may_go_on_without_postgresql(debian, capsys):
    """What only some tests need is told, and the others run."""
    run.provide_system(("tests",))
    assert "xvfb postgresql" in capsys.readouterr().err
    assert debian == []


def test_root_gets_what_is_missing_and_no_more(debian, monkeypatch):
    """As root, the missing packages are installed; a machine that has them all is left alone."""
    monkeypatch.setattr(run, "is_root", lambda: True)
    monkeypatch.setattr(run, "installed_packages", lambda wanted: set(wanted) - {"postgresql"})
    run.provide_system(("tests",))
    monkeypatch.setattr(run, "installed_packages", lambda wanted: set(wanted))
    run.provide_system(("tests",))
    assert debian == [["postgresql"]]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_are_asked_for_no_packages(debian, monkeypatch, platform):
    """Nothing of apt is met outside Linux."""
    monkeypatch.setattr(sys, "platform", platform)
    assert run.missing_system(("qt", "tests")) == []


def test_the_demo_and_the_command_line_need_no_system_library():
    """A server without Qt's libraries can work on requests from the command line."""
    assert run.COMMANDS["demo"].system == run.COMMANDS["utlamna"].system == ()


def test_a_set_up_for_the_tests_holds_for_the_program_but_not_the_other_way(tmp_path):
    """Nothing is installed twice, and the tests never start without their tools."""
    run.write_stamp(tmp_path, run.wanted_stamp("test"))
    assert run.holds(run.read_stamp(tmp_path), run.wanted_stamp("run"))
    run.write_stamp(tmp_path, run.wanted_stamp("run"))
    assert not run.holds(run.read_stamp(tmp_path), run.wanted_stamp("test"))


@pytest.mark.parametrize("changed", ["python", "root", "locks"])
def test_another_python_checkout_or_lock_asks_for_a_new_set_up(changed):
    """The stamp counts only for the Python, the folder and the lock it was written for."""
    wanted = run.wanted_stamp("run")
    assert run.holds(wanted, wanted)
    assert not run.holds({**wanted, changed: {} if changed == "locks" else "other"}, wanted)


@pytest.mark.parametrize("content", ["", "{", "[]", None])
def test_a_stamp_that_cannot_be_read_counts_as_none(tmp_path, content):
    """After a power cut the set-up is done again, not trusted."""
    if content is not None:
        (tmp_path / run.STAMP).write_text(content, encoding="utf-8")
    assert not run.holds(run.read_stamp(tmp_path), run.wanted_stamp("run"))


def test_a_failed_step_leaves_no_stamp(tmp_path, monkeypatch):
    """A set-up that broke off is taken up again at the next start."""
    def broken(venv, locks):
        raise run.SetUpStopped("no connection")

    run.write_stamp(tmp_path, {**run.wanted_stamp("run"), "locks": {"run": "old"}})
    monkeypatch.setattr(run, "is_usable", lambda *_: True)
    monkeypatch.setattr(run, "install", broken)
    with pytest.raises(run.SetUpStopped):
        run.set_up(run.COMMANDS["demo"], tmp_path)
    assert not (tmp_path / run.STAMP).exists()


def test_a_finished_set_up_starts_nothing(tmp_path, monkeypatch):
    """The second start runs no pip, no venv and no lock."""
    python = run.python_of(tmp_path)
    python.parent.mkdir()
    python.touch()
    run.write_stamp(tmp_path, run.wanted_stamp("run"))
    monkeypatch.setattr(run, "install", lambda *_: pytest.fail("installed again"))
    monkeypatch.setattr(run, "only_one", lambda *_: pytest.fail("took the lock"))
    run.set_up(run.COMMANDS["demo"], tmp_path)


def test_a_folder_with_other_things_is_not_cleared(tmp_path):
    """UTLAMNA_VENV that names somebody's folder by mistake costs nothing."""
    (tmp_path / "letter.txt").touch()
    with pytest.raises(run.SetUpStopped, match="holds other things"):
        run.make_venv(tmp_path)
    assert (tmp_path / "letter.txt").exists()


def test_a_half_made_environment_is_not_usable(tmp_path):
    """What was killed while it was made is made anew."""
    assert not run.is_usable(tmp_path, {}, run.wanted_stamp("run"))
    assert run.is_usable(Path(sys.prefix), {}, run.wanted_stamp("run"))


def test_only_one_start_sets_up_at_a_time(tmp_path):
    """A second process finds the lock taken, and free when the first is done."""
    probe = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import run; f = open(sys.argv[1], 'a+b'); " \
            "print(run.try_lock(f.fileno()))"

    def other_process_gets_it() -> bool:
        done = subprocess.run([sys.executable, "-c", probe, tmp_path / "a.lock"], capture_output=True, text=True,
                              check=True)
        return done.stdout.strip() == "True"

    with run.only_one(tmp_path / "a.lock"):
        assert not other_process_gets_it()
    assert other_process_gets_it()


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("Collecting a\nWARNING: Retrying after connection broken by 'X'\nERROR: No matching distribution found\n",
         "no connection to the package index"),
        ("Collecting a\nERROR: [Errno 28] No space left on device\n\n", "[Errno 28] No space left on device"),
        ("Reading lists...\nE: Unable to locate package x\n", "Unable to locate package x"),
        ("", "it gave no reason"),
    ],
)
def test_a_failed_tool_is_quoted_in_one_line(output, reason):
    """The person reads why, not a page of a tool's output."""
    assert run.last_error(output) == reason


def test_a_step_that_fails_says_so_in_one_sentence():
    """The tool's own reason and what to do stand in the sentence."""
    with pytest.raises(run.SetUpStopped, match=r"^It broke \(no disk\); what is already here is kept: start again\.$"):
        run.call([sys.executable, "-c", "import sys; sys.exit('ERROR: no disk')"], "It broke")


def test_all_checks_run_and_those_that_failed_are_named(monkeypatch, capsys):
    """A failing check hides no other, and the exit code is honest."""
    stages = (("good", ("-c", "")), ("bad", ("-c", "raise SystemExit(3)")), ("last", ("-c", "")))
    monkeypatch.setattr(run, "STAGES", stages)
    assert run.run_stages(Path(sys.executable)) == 1
    assert capsys.readouterr().err.splitlines() == ["-- good", "-- bad", "-- last", "Failed: bad"]
    monkeypatch.setattr(run, "STAGES", stages[::2])
    assert run.run_stages(Path(sys.executable)) == 0


def test_an_old_python_reads_the_file_far_enough_to_say_so():
    """The file parses on Python 3.8, and the check stands before every other import and definition."""
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))
    first = tree.body[1:3]  # after the docstring
    assert isinstance(first[0], ast.Import)
    assert [alias.name for alias in first[0].names] == ["sys"]
    assert isinstance(first[1], ast.If)
    assert "sys.version_info < (3, 11)" in ast.unparse(first[1].test)


def test_it_needs_nothing_but_the_standard_library():
    """run.py starts on a machine that has Python and nothing else."""
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {module.split(".")[0] for module in modules} <= set(sys.stdlib_module_names)
