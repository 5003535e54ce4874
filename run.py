"""Sets up Utlämna in a virtual environment of its own and starts it; needs nothing but Python and its standard library.

`python3 run.py` opens the window, `python3 run.py demo` plays the demo case, `python3 run.py test` passes the tests.
Set-up is done when the lock files changed and never else; docs/decisions/003 tells why it is built so.
"""

import sys

if sys.version_info < (3, 11):  # before anything that an older Python cannot read
    sys.exit("Utlämna needs Python 3.11 or newer, and this is " + sys.version.split()[0]
             + ": install a newer Python and start again with it.")

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

ROOT = Path(__file__).resolve().parent
STAMP = "utlamna-setup.json"
PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"
LOCKS = {"run": (ROOT / ".lock" / "run.txt",), "test": (ROOT / ".lock" / "run.txt", ROOT / ".lock" / "test.txt")}
COMPILED = ("app", "redaction", "resources", "ui")

USAGE = """\
python3 run.py                  set up and open the window (without a screen: the demo case)
python3 run.py demo             the demo case from request to package, without a window
python3 run.py test [WORDS]     all checks and tests; with words: pytest alone, with these words
python3 run.py bench [NAME]     the figures on speed
python3 run.py pictures         draw every screen into docs/pictures
python3 run.py package [--try]  build the program that needs no Python into dist/utlamna, and try it
python3 run.py utlamna [WORDS]  the command line; utlamna --help tells more
"""

# What the packed program is made with; Debian's own Python has its library in a package apart.
PACKING = ("binutils", *((f"libpython{PYTHON}|libpython{PYTHON}t64",) if sys.base_prefix == "/usr" else ()))

# Debian's packages by what needs them. "a|b": the name in Debian 12, and the name that followed it.
SYSTEM = {
    "qt": ("libgl1", "libegl1", "libglib2.0-0|libglib2.0-0t64", "libxkbcommon0", "libdbus-1-3", "libfontconfig1"),
    "screen": (
        "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-util1", "libxcb-image0", "libxcb-keysyms1",
        "libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-xfixes0",
        "libxcb-xkb1", "libx11-xcb1",
    ),
    "tests": ("xvfb", "postgresql", "libreoffice-writer-nogui", "libreoffice-calc-nogui", "libreoffice-impress-nogui",
              *PACKING),
    "packing": PACKING,
}
PACKAGE = str(ROOT / ".ci" / "package" / "build.py")
NO_NETWORK = ("connection broken by", "Max retries exceeded", "Temporary failure resolving", "Could not resolve")
OPTIONAL = "tests"  # who is not root may go on without these: the tests that need them say so


class Command(NamedTuple):
    """What one word after `run.py` needs and starts."""

    locks: str
    system: tuple[str, ...]
    words: tuple[str, ...]


COMMANDS = {
    "window": Command("run", ("qt", "screen"), ("-m", "ui")),
    "demo": Command("run", (), ("-m", "app.cli", "demo")),
    "utlamna": Command("run", (), ("-m", "app.cli")),
    "test": Command("test", ("qt", "screen", "tests"), ("-m", "pytest")),
    "bench": Command("test", ("qt", "screen", "tests"), ("-m", "tests.bench")),
    "pictures": Command("test", ("qt",), ("-m", "tests.pictures")),
    "package": Command("test", ("qt", "screen", "packing"), (PACKAGE,)),
}

# What `run.py test` runs when no words follow, in this order.
STAGES = (
    ("ruff", ("-m", "ruff", "check", ".")),
    ("import-linter", ("-c", "from importlinter.cli import lint_imports_command as lint; lint()")),
    ("mypy", ("-m", "mypy")),
    ("pytest", ("-m", "pytest", "-n", "auto")),
    ("packed program", (PACKAGE, "--try")),
)


class SetUpStopped(Exception):
    """Set-up cannot go on; the message is one sentence for the person at the keyboard."""


def say(text: str) -> None:
    """Tells the person at the keyboard, on stderr: stdout belongs to the program that is started."""
    print(text, file=sys.stderr, flush=True)


# -- what the machine has ------------------------------------------------------------------------------------------

def has_screen(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window can be shown. QT_QPA_PLATFORM set by hand counts as a screen: its setter knows."""
    if platform in ("win32", "darwin"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def is_root() -> bool:
    """Whether this process may install Debian packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def missing_packages(wanted: Sequence[str], installed: set[str]) -> list[str]:
    """The packages of `wanted` ("name" or "name|later name") that are not installed, by their first name."""
    return [names.split("|")[0] for names in wanted if installed.isdisjoint(names.split("|"))]


def installed_packages(wanted: Sequence[str]) -> set[str]:
    """Which Debian packages among `wanted` are installed."""
    names = [name for entry in wanted for name in entry.split("|")]
    answer = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names],
                            capture_output=True, text=True, check=False)  # ends with 1 where a name is unknown
    return {line.split()[0] for line in answer.stdout.splitlines() if line.endswith(" installed")}


def line_to_type(packages: Sequence[str]) -> str:
    """The one line that installs Debian packages."""
    return ("sudo apt-get update && sudo apt-get install --no-install-recommends --yes " + " ".join(packages))


def wanted_packages(groups: Sequence[str]) -> list[str]:
    """All Debian packages of these groups of SYSTEM."""
    return [name for group in groups for name in SYSTEM[group]]


def missing_system(groups: Sequence[str]) -> list[str]:
    """The Debian packages of these groups that this machine lacks; none on machines without dpkg."""
    wanted = wanted_packages(groups)
    if not wanted or not sys.platform.startswith("linux") or not shutil.which("dpkg-query"):
        return []
    return missing_packages(wanted, installed_packages(wanted))


def apt(packages: Sequence[str]) -> None:
    """Installs Debian packages as root, without asking."""
    say(f"Installing {len(packages)} system packages: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-q", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-o", "DPkg::Lock::Timeout=300", *words], env=environment, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            raise SetUpStopped(f"apt-get {words[0]} did not succeed ({last_error(done.stdout)}): "
                               f"mend that and start again, or type: {line_to_type(packages)}")


def provide_system(groups: Sequence[str]) -> None:
    """Sees to the Debian packages of these groups: installs them as root, else names the line to type."""
    missing = missing_system(groups)
    if not missing:
        return
    if is_root():
        apt(missing)
        return
    if missing_system([group for group in groups if group != OPTIONAL]):
        raise SetUpStopped(f"System packages are missing; type this line and start again: {line_to_type(missing)}")
    say(f"Some tests cannot run here; to have them all, type: {line_to_type(missing)}")


# -- the virtual environment ---------------------------------------------------------------------------------------

def venv_folder(environment: Mapping[str, str]) -> Path:
    """Where the virtual environment lies: UTLAMNA_VENV, else .venv beside this file."""
    moved = environment.get("UTLAMNA_VENV")
    return Path(moved).resolve() if moved else ROOT / ".venv"


def python_of(venv: Path) -> Path:
    """The interpreter of a virtual environment."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def digest(*paths: Path) -> str:
    """One SHA-256 over the contents of files."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def wanted_stamp(locks: str) -> dict[str, Any]:
    """What the stamp must say for these locks to count as installed: the Python, the checkout, a hash for each lock."""
    project = ROOT / "pyproject.toml"
    return {"python": PYTHON, "root": str(ROOT),
            "locks": {path.stem: digest(path, project) for path in LOCKS[locks]}}


def read_stamp(venv: Path) -> dict[str, Any]:
    """The stamp of the last finished set-up; empty where there is none that can be read."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def holds(stamp: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether a finished set-up covers what is wanted (a set-up for the tests covers a plain run)."""
    same = all(stamp.get(key) == wanted[key] for key in ("python", "root"))
    return same and wanted["locks"].items() <= stamp.get("locks", {}).items()


def write_stamp(venv: Path, stamp: Mapping[str, Any]) -> None:
    """Writes the stamp in one move, so that it is whole or not there."""
    draft = venv / (STAMP + ".new")
    draft.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    draft.replace(venv / STAMP)


def is_usable(venv: Path, stamp: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether packages can be installed into this environment: same Python, same checkout, pip answers."""
    if stamp and any(stamp.get(key) != wanted[key] for key in ("python", "root")):
        return False
    probe = "import pip._internal, sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([python_of(venv), "-I", "-c", probe], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return bool(answer.stdout.strip() == wanted["python"])


def make_venv(venv: Path) -> None:
    """Makes the virtual environment anew; a folder that is something else is left alone."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{PYTHON}-venv"
        if not is_root() or not shutil.which("apt-get"):
            raise SetUpStopped("This Python cannot make virtual environments; type this line and start again: "
                               + line_to_type([package]))
        apt([package])
    if venv.exists():
        if venv != ROOT / ".venv" and any(venv.iterdir()) and not (venv / "pyvenv.cfg").exists():
            raise SetUpStopped(f"UTLAMNA_VENV names {venv}, which holds other things: name a new or empty folder.")
        shutil.rmtree(venv)
    say(f"Making the virtual environment {venv}")
    python = getattr(sys, "_base_executable", sys.executable)  # never the environment that was just removed
    call([python, "-m", "venv", str(venv)], "The virtual environment could not be made")


def last_error(output: str) -> str:
    """The line of a tool's output that says most about why it stopped."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    if any(word in line for line in lines for word in NO_NETWORK):
        return "no connection to the package index"
    errors = [line for line in lines if line.startswith(("ERROR:", "E:", "error:"))]
    return (errors or lines or ["it gave no reason"])[-1].removeprefix("ERROR: ").removeprefix("E: ").rstrip(".")


def call(command: Sequence[str | Path], trouble: str, steps: int = 0) -> None:
    """Runs one step of the set-up quietly, with a count of the packages so far where a person looks on.

    Raises SetUpStopped with `trouble` and the tool's own reason.
    """
    environment = {**os.environ, "PIP_USER": "0", "PYTHONUTF8": "1"}
    seen: list[str] = []
    with subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, encoding="utf-8", errors="replace") as child:
        assert child.stdout is not None
        for line in child.stdout:
            seen.append(line)
            if steps and sys.stderr.isatty() and line.startswith(("Collecting ", "Requirement already")):
                count = sum(text.startswith(("Collecting ", "Requirement already")) for text in seen)
                print(f"\r  {count} of {steps} ", end="", file=sys.stderr, flush=True)
    if steps and sys.stderr.isatty():
        print("\r" + " " * 20 + "\r", end="", file=sys.stderr, flush=True)
    if child.returncode:
        raise SetUpStopped(f"{trouble} ({last_error(''.join(seen))}); what is already here is kept: start again.")


def install(venv: Path, locks: str) -> None:
    """Installs the locked packages and the project itself, and compiles them to byte code."""
    lock = LOCKS[locks][-1]  # the last one holds the ones before it
    python = str(python_of(venv))
    pip = [python, "-I", "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--no-deps",
           "--no-compile", "--progress-bar", "off"]
    count = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
    say(f"Installing {count} packages")
    call([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)],
         "The packages could not be installed", count)
    call([*pip, "--no-build-isolation", "--editable", str(ROOT)], "The project could not be installed")
    say("Compiling to byte code")
    where = subprocess.run([python, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
                           capture_output=True, text=True, check=True).stdout.strip()
    folders = [where, *(str(ROOT / name) for name in COMPILED)]
    subprocess.run([python, "-I", "-m", "compileall", "-q", "-j", "0", *folders], check=False,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # only for speed: templates do not compile


@contextlib.contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Lets one start at a time set up; the lock goes with the process that holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        told = False
        while not try_lock(file.fileno()):
            if not told:
                say("Another start is setting up: waiting for it")
                told = True
            time.sleep(0.2)
        yield


def try_lock(descriptor: int) -> bool:
    """Takes an exclusive lock on an open file, or says that another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def set_up(command: Command, venv: Path) -> None:
    """Brings machine and environment to what the command needs; does nothing where they are there already."""
    wanted = wanted_stamp(command.locks)
    if holds(read_stamp(venv), wanted) and python_of(venv).exists() and not missing_system(command.system):
        return
    with only_one(venv.with_name(venv.name + ".lock")):
        provide_system(command.system)
        stamp = read_stamp(venv)
        if holds(stamp, wanted) and python_of(venv).exists():
            return
        started = time.monotonic()
        if not is_usable(venv, stamp, wanted):
            make_venv(venv)
        (venv / STAMP).unlink(missing_ok=True)
        install(venv, command.locks)
        write_stamp(venv, wanted)
        say(f"Set up in {time.monotonic() - started:.0f} s")


# -- the start -----------------------------------------------------------------------------------------------------

def choose(words: Sequence[str], screen: bool) -> tuple[str, list[str]]:
    """Which command of COMMANDS the words mean, and the words that go on to it; KeyError for an unknown one."""
    name, *rest = words or ["window"]
    if name == "window" and not screen:
        name, rest = "demo", []
    return name, [*COMMANDS[name].words, *rest]


def hand_over(python: Path, words: Sequence[str]) -> NoReturn:
    """Lets the program take this process's place (on Windows: waits for it)."""
    command = [str(python), "-P", *words]
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    sys.exit(subprocess.run(command, check=False).returncode)


def run_stages(python: Path) -> int:
    """Runs all checks, also after one that failed, and names at the end those that did."""
    failed = []
    for name, words in STAGES:
        say(f"-- {name}")
        if subprocess.run([str(python), "-P", *words], cwd=ROOT, check=False).returncode:
            failed.append(name)
    if failed:
        say(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def main(words: Sequence[str]) -> int:
    """Sets up and starts what the words ask for; returns the exit code."""
    if words and words[0] in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0
    screen = has_screen(os.environ)
    if words and words[0] not in COMMANDS:
        say(f"run.py does not know the word {words[0]!r}; it knows:\n{USAGE}")
        return 2
    name, program = choose(words, screen)
    if name == "demo" and not words:
        say("There is no screen here, so the demo case runs without a window.")
    venv = venv_folder(os.environ)
    try:
        set_up(COMMANDS[name], venv)
    except SetUpStopped as stopped:
        say(str(stopped))
        return 1
    except OSError as trouble:
        say(f"Set-up stopped at {trouble.filename or venv}: {trouble.strerror}. Mend that, or name another folder in "
            "UTLAMNA_VENV, and start again.")
        return 1
    if name == "test":
        os.chdir(ROOT)
        if program == list(COMMANDS["test"].words):
            return run_stages(python_of(venv))
    hand_over(python_of(venv), program)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("\nStopped. What is done is kept: the next start goes on from there.")
        sys.exit(130)
