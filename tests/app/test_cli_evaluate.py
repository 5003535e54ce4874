"""The word ``evaluate``: figures worked out by hand, and files that are no gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.evaluate import ALL, GoldLine, evaluate
from app.cli.main import main
from redaction.findings import Span

TEXT = "Storgatan 12 A, 070-1740605"


def of(*found: tuple[int, int, str]) -> dict[str, float | None]:
    """The figures where these are found in a line that marks an address and a telephone number, beside a trap."""
    gold = [
        GoldLine("1", TEXT, ((0, 14, "ADDRESS"), (16, 27, "PHONE"))),
        GoldLine("2", "trap", ()),
    ]
    spans = {TEXT: found, "trap": ((0, 4, "PHONE"),)}
    result = evaluate(gold, lambda text: [Span(s, e, c, 0.9) for s, e, c in spans[text]])
    return result.tallies[ALL].shares()


def test_the_figures_are_those_worked_out_by_hand() -> None:
    """One exact, one that touches, one in a trap: of three found one is exact; of five words four are covered."""
    figures = of((0, 12, "ADDRESS"), (16, 27, "PHONE"))
    assert (figures["precision_exact"], figures["recall_exact"]) == (0.3333, 0.5)
    assert (figures["precision_overlap"], figures["recall_overlap"]) == (0.6667, 1.0)
    assert (figures["token_recall"], figures["left_in_sight"]) == (0.8, 0.5)
    assert figures["traps_hit"] == 1.0


def test_a_word_covered_by_another_kind_is_covered_but_not_found() -> None:
    """A mask of any kind hides it; the kind is wrong all the same."""
    figures = of((0, 14, "PHONE"), (16, 27, "PHONE"))
    assert (figures["token_recall"], figures["recall_overlap"]) == (1.0, 0.5)


def test_the_word_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Figures by category, and the lines that differ where they are asked for."""
    gold = tmp_path / "gold.jsonl"
    line = {"id": "a", "text": "pnr 900602-2397", "spans": [[4, 15, "PERSONNUMMER"]]}
    missed = {"id": "b", "text": "pnr saknas", "spans": [[4, 10, "PERSONNUMMER"]]}
    gold.write_text(json.dumps(line) + "\n\n" + json.dumps(missed) + "\n", encoding="utf-8")
    assert main(["evaluate", str(gold), "--json", "--differing"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert body["lines"] == 2
    assert body["categories"]["PERSONNUMMER"]["shares"]["recall_exact"] == 0.5
    assert [row["id"] for row in body["differing"]] == ["b"]
    assert main(["evaluate", str(gold)]) == 0
    assert "PERSONNUMMER" in capsys.readouterr().out


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"text": "x"}', '{"text": 1, "spans": []}', '{"text": "x", "spans": [[0, 9, "PHONE"]]}']
)
def test_a_file_that_is_no_gold_is_refused(tmp_path: Path, line: str) -> None:
    """Broken JSON, lines without text or spans, and spans outside their text."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text(line, encoding="utf-8")
    assert main(["evaluate", str(gold)]) == 1
    assert main(["evaluate", str(tmp_path / "none")]) == 1
