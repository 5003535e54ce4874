"""What is done by hand without a screen is done the same on a real window system, with its focus and its pointer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import screen
from tests.postgres import must_be_there

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="every window of Windows has a screen")
def test_the_whole_job_by_keyboard_and_by_mouse_on_a_screen() -> None:
    """Both ways through the job, each window an X window, every click found by the window system."""
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/scenarios/test_by_hand.py"]
    try:
        with screen.a_screen() as environment:
            ran = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    except screen.ScreenMissing as missing:
        if must_be_there():
            pytest.fail(str(missing))
        pytest.skip(str(missing))
    assert ran.returncode == 0, ran.stdout[-4000:]
    assert "2 passed" in ran.stdout
