"""Every adversarial file comes out masked: the secret is nowhere, everything else is where it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from .adversary import CASES, attacker, verdict


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_attacker_gets_the_secret_out_of_the_source(name: str, tmp_path: Path) -> None:
    """What is looked for is there to be found: the attack works before anything is masked."""
    case = CASES[name](tmp_path)
    assert attacker.leaks(case, case.path)


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_secret_is_gone_and_the_rest_stays(name: str, tmp_path: Path) -> None:
    """No reading of the copy gives the secret; words, places, pictures and pages are as before."""
    case = CASES[name](tmp_path)
    found = verdict.of(case, tmp_path / "copy.pdf")
    assert (found.word, found.detail) == ("clean", "")
