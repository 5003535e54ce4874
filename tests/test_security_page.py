"""The security page names a test for each promise, and all that it names are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMED = re.compile(r"([\w/]*test_\w+\.py)(?:::(\w+))?|(?<=, `)::(\w+)")


def test_every_test_that_the_security_page_names_is_there() -> None:
    """A promise whose test was renamed or taken away is found here."""
    files = {path.name: path for path in (ROOT / "tests").rglob("test_*.py")}
    named, last = 0, ""
    for file, function, same_file in NAMED.findall((ROOT / "docs" / "security.md").read_text(encoding="utf-8")):
        last = Path(file).name if file else last
        assert last in files, last
        if function or same_file:
            assert f"def {function or same_file}(" in files[last].read_text(encoding="utf-8"), function or same_file
        named += 1
    assert named >= 15
