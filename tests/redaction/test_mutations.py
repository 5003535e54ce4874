"""Each step of the engine is needed: switched off, its case leaks, and the checks of the saved file stop it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from redaction import mask, matching, verify
from redaction.burning import burn, orders, phrases, search
from redaction.errors import StillReadable
from redaction.pictures import pictures, profile
from redaction.plan import RedactionPlan
from redaction.report import CheckResult
from redaction.streams import streams

from . import reading
from .corpus import CASES, SECRET

Patch = Callable[[pytest.MonkeyPatch], None]


def replaced(owner: Any, name: str, other: Any) -> Patch:
    """A patch that puts something else in place of a step."""
    return lambda patch: patch.setattr(owner, name, other)


def _as_it_is(*args: Any, **_: Any) -> Any:
    return args[0]


def _nothing(*_: Any, **__: Any) -> None:
    return None


def _only_the_stream(page: orders.Reading) -> list[list[int]]:
    return [list(range(len(page.letters)))]


def _without_the_page_before(letters: Any, terms: Any, _carried: Any) -> Any:
    return phrases.of_terms(letters, terms, orders.Reading([]))


STEPS: dict[str, tuple[Patch, str]] = {
    "letters are removed": (replaced(burn, "_remove", _nothing), "plain"),
    "letters are matched by place": (
        replaced(orders.Reading, "orders", property(_only_the_stream)),
        "shuffled_letters",
    ),
    "soft hyphens do not count": (replaced(matching, "folded", str.casefold), "soft_hyphen"),
    "pages are read over their break": (replaced(search, "of_terms", _without_the_page_before), "over_the_page_break"),
    "hidden layers go": (replaced(streams.Cleaner, "is_hidden", lambda *_: False), "hidden_layer"),
    "off the page goes": (replaced(search, "_stands_off", lambda _: False), "off_the_crop_box"),
    "JPEG comments go": (lambda patch: patch.setitem(pictures._CODED, "/DCTDecode", _as_it_is), "jpeg_comment"),
    "profiles lose their texts": (replaced(profile, "bare", _as_it_is), "colour_profile"),
    "bytes after the pixels go": (replaced(pictures, "_plain", lambda *_: False), "image_tail"),
    "private keys go": (replaced(streams, "keep", _nothing), "image_private_keys"),
}
"""What the engine does, how it is switched off, and the case that notices."""


NOT_ASKED = {"hidden layers go", "off the page goes"}
"""Steps for what the clerk cannot see: it goes without being asked for."""


def masked(step: str, folder: Path) -> Path:
    """The masked copy of the case that notices the step."""
    name = STEPS[step][1]
    source, target = folder / "in.pdf", folder / "out.pdf"
    source.write_bytes(CASES[name]())
    mask.mask(source, RedactionPlan("", (), () if step in NOT_ASKED else (SECRET,)), target)
    return target


@pytest.mark.parametrize("step", STEPS)
def test_without_the_step_and_without_checks_the_secret_is_read(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The step is what removes it: nothing else does."""
    switch_off, _ = STEPS[step]
    assert reading.bare("Testsson") not in reading.everything(masked(step, tmp_path))
    switch_off(monkeypatch)
    monkeypatch.setattr(verify, "run", lambda *_: (CheckResult("none", True),))
    assert reading.bare("Testsson") in reading.everything(masked(step, tmp_path))


@pytest.mark.parametrize("step", sorted(set(STEPS) - NOT_ASKED - {"soft hyphens do not count"}))
def test_without_the_step_the_checks_let_no_leak_out(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page becomes a picture or there is no file; never a copy with the secret."""
    switch_off, _ = STEPS[step]
    switch_off(monkeypatch)
    try:
        target = masked(step, tmp_path)
    except StillReadable:
        assert not (tmp_path / "out.pdf").exists()
    else:
        assert reading.bare(SECRET) not in reading.everything(target)
