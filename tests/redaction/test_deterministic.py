"""The same original, plan and program give the same bytes: in another process, at another time, in another place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from redaction import write
from redaction.content import Document, paragraph

from .corpus import CASES
from .sheet import SECRET
from .test_sight import scan

NAMES = (
    "plain", "shuffled_letters", "wide_font_without_map", "image_tail", "hidden_field", "over_the_page_break",
    "inherited_page_keys", "stamp_rollover", "attachment",
)  # fmt: skip
"""Cases of the corpus that take different ways through the engine."""

SCRIPT = """
import sys
from dataclasses import replace
from pathlib import Path
from redaction import mask
from redaction.burning import burn
from redaction.plan import RedactionPlan
source, target, secret = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
proofs = []
for file in sorted(source.glob("*.pdf")):
    for hide in (False, True):
        plan = RedactionPlan("", (), (secret,), hide, "1", "2026-11-27T06:00:00Z")
        proofs.append(mask.mask(file, plan, target / f"{file.stem}-{hide}.pdf"))
apply = burn.apply
burn.apply = lambda *args: replace(apply(*args), stuck=frozenset({0}))
proofs.append(mask.mask(source / "plain.pdf", RedactionPlan("", (), (secret,)), target / "picture.pdf"))
assert proofs[-1].raster_pages
(target / "proofs.json").write_text("\\n".join(proof.to_json() for proof in proofs), encoding="utf-8")
assert any(proof.pdfa for proof in proofs)
"""


def made(source: Path, target: Path, **surroundings: str) -> dict[str, bytes]:
    """The masked copies and proofs that another process makes in these surroundings, by name."""
    target.mkdir()
    root = Path(__file__).resolve().parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)} | surroundings
    words = [sys.executable, "-c", SCRIPT, str(source), str(target), SECRET]
    subprocess.run(words, check=True, env=environment, cwd=root, capture_output=True)
    return {file.name: file.read_bytes() for file in sorted(target.iterdir())}


def test_two_processes_in_two_time_zones_give_the_same_bytes(tmp_path: Path) -> None:
    """Neither the clock, the place, nor the order in which a process keeps its sets enters a copy or its proof."""
    source = tmp_path / "in"
    source.mkdir()
    for name in NAMES:
        (source / f"{name}.pdf").write_bytes(CASES[name]())
    scan(source)
    letter = Document("Brev", (paragraph(f"Anmälan av {SECRET} om buller."),))
    write.pdf(letter, source / "own.pdf", "2026-11-23T09:12:00Z")
    east = made(source, tmp_path / "east", TZ="Pacific/Auckland", PYTHONHASHSEED="1")
    west = made(source, tmp_path / "west", TZ="America/St_Johns", PYTHONHASHSEED="77")
    assert len(east) == 2 * (len(NAMES) + 2) + 2
    assert [name for name in east if east[name] != west[name]] == []
