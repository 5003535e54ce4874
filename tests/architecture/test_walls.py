"""The walls of the house that import-linter cannot see: start, late imports, top level, locks, personal numbers."""

from __future__ import annotations

import ast
import datetime
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "redaction", "resources", "ui")
TOP_LEVEL = {*PACKAGES, "tests", "docs", "pyproject.toml", "README.md", "run.py", "CHANGELOG.md", "LICENSE"}
HEAVY = ("sqlalchemy", "alembic", "pymupdf", "docx", "pikepdf", "openpyxl", "pypdfium2", "cryptography", "keyring")

CHILD = "a machine that opens documents: loaded in the child process alone, while the parent names the task"
# Imports inside a function cost the reader's trust: each file that has one says here why.
LATE_IMPORTS = {
    "app/store/engine.py": {".copying": "it needs Alembic"},
    "app/store/upgrading.py": {".migrate": "Alembic takes 0.2 s and is needed only where a store is made or renewed"},
    "app/jobs/tasks.py": {
        "redaction": CHILD,
        "redaction.importers": CHILD,
        "redaction.unseen": CHILD,
        "redaction.verify": CHILD,
    },
    "app/jobs/drawing.py": {"redaction.render": CHILD},
    "app/keys/places.py": {"keyring": "looks for backends for 0.1 s, where a store is opened, never before the window"},
    "redaction/sealed.py": {
        "cryptography.exceptions": "a native library, where a store is opened and in children, never before the window",
        "cryptography.hazmat.primitives.ciphers.aead": "as above",
    },
    "redaction/code_reader.py": {"zxingcpp": "a native library, only where a page has pictures or bars"},
    "redaction/faces.py": {
        "cv2": "a native library of an extra, only where a page has pictures that may show a face",
        "numpy": "as above",
    },
    "redaction/importers/picture.py": {"pillow_heif": "a native library, only where a telephone's picture is taken in"},
    "redaction/importers/docx.py": {"dxpdf": "a native library, only where a DOCX is taken in"},
    "app/kept_faults.py": {"platformdirs": "only once there is a fault; the window reads this before it is painted"},
    "app/handing_over.py": {"app.exporters": "a native library, only where a package is locked"},
    "app/exporters/__init__.py": {".": "heavy: python-docx, when a letter is written"},
    "redaction/ocr.py": {"tesserocr": "a native library that reads its thread limit when it is loaded"},
    "redaction/detectors/phones.py": {"phonenumbers": "its tables take 0.1 s, and only a child needs them"},
}
ONE_SYSTEM_ONLY = {"ctypes", "fcntl", "msvcrt", "pwd", "resource", "winreg"}

# Skatteverket publishes these for tests; nobody bears them.
TEST_NUMBERS = {
    "4408139089", "9006022397", "9107172380", "9610202385", "0001052380", "9312172381", "1212121212", "3012299263",
    "7911109291", "8101079294", "9212252382", "0510162381", "9001632398",
}
NOT_YET_BORN = {"20311105-0708"}  # a date and a clock time whose check digit happens to hold
NUMBER = re.compile(r"(?<![\w.])(19|20)?(\d{6})[-+\u2010-\u2015 ]?(\d{4})(?![\w])")


def sources() -> list[Path]:
    """Every Python file of the program."""
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def name_of(path: Path) -> str:
    """A file's name inside the repository."""
    return path.relative_to(ROOT).as_posix()


def imported(node: ast.AST) -> list[str]:
    """The modules that an import statement names."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return ["." * node.level + (node.module or "")]
    return []


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """All imports of a file: the module's name, and whether the statement stands inside a function."""
    def walk(node: ast.AST, late: bool) -> Iterator[tuple[str, bool]]:
        yield from ((name, late) for name in imported(node))
        late = late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for child in ast.iter_child_nodes(node):
            yield from walk(child, late)

    return walk(ast.parse(path.read_text(encoding="utf-8")), late=False)


def test_the_window_starts_without_the_heavy_libraries():
    """Importing the window loads neither the database nor any document library: they come after the first paint."""
    probe = f"import sys, ui.__main__; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False, cwd=ROOT)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split() == []


def test_the_screens_load_no_document_library():
    """They would cost the window's process some thirty megabytes for good; papers load them when one is written."""
    names = ("pymupdf", "docx", "pikepdf", "openpyxl", "pypdfium2", "lxml", "PIL", "fontTools.subset")
    every = "from ui.screens import SCREENS; [importlib.import_module(v.split(':')[0]) for v in SCREENS.values()]"
    probe = f"import importlib, sys; {every}; print(*[name for name in {names!r} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False, cwd=ROOT)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split() == []


def test_the_top_level_holds_only_what_belongs_there():
    """Whoever opens the repository sees the house and nothing else (dotfiles are tools' and hidden)."""
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - TOP_LEVEL - {"__pycache__", "build", "dist"} == set()


def test_no_import_hides_from_the_contracts():
    """TYPE_CHECKING would let a circle stand that no contract sees."""
    hidden = re.compile(r"\bTYPE_CHECKING\b")
    assert [name_of(path) for path in sources() if hidden.search(path.read_text(encoding="utf-8"))] == []


def test_imports_inside_functions_are_listed_with_their_reason():
    """No import stands in a function to break a circle; the late ones are in LATE_IMPORTS, and all of those exist."""
    late = {(name_of(path), module) for path in sources() for module, inside in imports(path)
            if inside and module.split(".")[0] not in ONE_SYSTEM_ONLY}
    assert late == {(path, module) for path, modules in LATE_IMPORTS.items() for module in modules}


def dependencies(*extras: str) -> set[str]:
    """The distributions that pyproject.toml asks for, in the spelling of the lock files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    return {canonical(re.split(r"[\s<>=!~;\[]", line)[0]) for line in lines} - {"utlamna"}


def canonical(name: str) -> str:
    """A distribution's name as indexes spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: str) -> dict[str, str]:
    """The packages of a lock file and their versions."""
    text = (ROOT / ".lock" / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def test_every_library_that_is_imported_is_asked_for():
    """What the program imports stands in pyproject.toml, so that it never leans on a test tool or a chance guest."""
    known = packages_distributions()
    roots = {module.split(".")[0] for path in sources() for module, _ in imports(path) if not module.startswith(".")}
    foreign = roots - set(sys.stdlib_module_names) - set(PACKAGES)
    asked = dependencies("faces", "postgresql") | {"shiboken6"}
    assert {root for root in foreign if not asked & {canonical(name) for name in known.get(root, [])}} == set()


@pytest.mark.parametrize(("lock", "extras"), [("run.txt", ("build", "postgresql")), ("test.txt", ("dev",))])
def test_the_lock_holds_what_the_project_asks_for(lock, extras):
    """A dependency that was added without `.ci/lock` is seen here and not on a bare machine."""
    assert dependencies(*extras) - set(pins(lock)) == set()


def test_the_tests_run_on_what_the_users_run_on():
    """The lock of the tests holds the lock of the program, version by version."""
    assert pins("run.txt").items() <= pins("test.txt").items()


@pytest.mark.parametrize("lock", ["run.txt", "test.txt"])
def test_the_lock_names_hashes_and_no_host(lock):
    """Each package carries hashes, and the office's own mirror serves as well as any index."""
    text = (ROOT / ".lock" / lock).read_text(encoding="utf-8")
    assert re.search(r"://|^\s*-", text.replace("    --hash=sha256:", ""), re.MULTILINE) is None
    assert all("--hash=sha256:" in entry for entry in text.replace("\\\n", " ").splitlines() if "==" in entry)


def texts() -> Iterator[tuple[str, str]]:
    """What stands in the repository's own files and in the documents of the demo case: (file, text)."""
    suffixes = {".py", ".md", ".toml", ".txt", ".json", ".po", ".jsonl", ".csv", ".qss", ".svg", ".eml", ".sql"}
    files = [ROOT / "pyproject.toml", ROOT / "run.py"]
    files += [path for folder in (*PACKAGES, "tests", "docs", ".ci") for path in (ROOT / folder).rglob("*")]
    files += list(ROOT.glob("*.md"))
    for path in sorted(files):
        if path.suffix in suffixes or (path.parent.name == ".ci" and path.is_file()):
            yield name_of(path), path.read_text(encoding="utf-8")
        elif path.suffix == ".docx":
            with zipfile.ZipFile(path) as parts:
                for part in parts.namelist():
                    if part.endswith(".xml"):
                        yield name_of(path), re.sub(r"<[^>]+>", "", parts.read(part).decode("utf-8"))
        elif path.suffix == ".pdf":
            with pypdfium2.PdfDocument(path) as pdf:
                yield name_of(path), " ".join(page.get_textpage().get_text_bounded() for page in pdf)


def is_personal_number(digits: str) -> bool:
    """Whether ten digits could be somebody's number: a date (also with 60 added to the day) and its check digit."""
    doubled = [int(digit) * (2 - index % 2) for index, digit in enumerate(digits)]
    if sum(value // 10 + value % 10 for value in doubled) % 10:
        return False
    return any(is_date(century, digits) for century in (19, 20))


def is_date(century: int, digits: str) -> bool:
    """Whether the first six digits are a day of this century, or a day with 60 added."""
    try:
        datetime.date(century * 100 + int(digits[:2]), int(digits[2:4]), int(digits[4:6]) % 60)
    except ValueError:
        return False
    return True


def test_nobodys_personal_number_is_in_the_repository():
    """Only numbers that Skatteverket publishes for tests stand in code, tests, samples and papers."""
    found = {(name, match[2] + match[3]) for name, text in texts() for match in NUMBER.finditer(text)
             if match[0] not in NOT_YET_BORN}
    assert {name for name, number in found if is_personal_number(number) and number not in TEST_NUMBERS} == set()


def test_nothing_names_a_place_outside_the_repository():
    """Neither a folder of the machine it was written on nor a package index is named anywhere."""
    outside = re.compile(r"(?<![\w.])/wor[k]/|\.\./share[d]\b|pyp[i]\.org|pythonhoste[d]|deb\.debia[n]\.org")
    assert {name for name, text in texts() if outside.search(text)} == set()
