"""The model behind the names: its size, its speed, its files, hostile text, and figures that must not sink."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from redaction.detectors.persons import PersonDetector, pack, train
from redaction.detectors.persons.bloom import WordSet
from redaction.detectors.persons.corpora import read_marked
from redaction.detectors.persons.evaluate import Score, evaluate, score
from redaction.detectors.persons.model import read_model
from redaction.detectors.persons.office import Names, Office, read_templates

DEV = Path(__file__).with_name("persons_dev.jsonl")
FINDER = PersonDetector()


def test_the_dev_set_keeps_its_figures() -> None:
    """Our own office lines: what docs/evaluation-persons.md reports does not sink."""
    total = evaluate(read_marked(DEV), (0.0,))[0.0]
    assert total.token_recall >= 0.98
    assert total.overlap_precision >= 0.85
    assert total.in_sight <= 0.03


def test_importing_the_detectors_does_not_load_the_model() -> None:
    """The resource is read when the first text is searched."""
    code = (
        "import redaction.detectors as d; from redaction.detectors.persons import _model as m;"
        "assert not m.cache_info().currsize; d.detect('Kund: Anna Rydvall'); assert m.cache_info().currsize"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_the_model_is_small() -> None:
    """Weights and lists stay far under the 15 MB that the program allows them."""
    assert sum(file.stat().st_size for file in resources.path("models").iterdir()) < 4_000_000


def test_the_model_loads_fast() -> None:
    """Processor time of the second of two loads; the first may have to read the disk."""
    read_model()
    before = time.process_time()
    read_model()
    assert time.process_time() - before < 0.3


@pytest.mark.parametrize(
    "text",
    [
        "A" * 1_000_000,
        "Anna " * 200_000,
        "A." * 300_000,
        "\0" * 200_000 + "Anna Rydvall",
        "\U0001f600" * 300_000,
        "@" * 30_000,
        "a@b." * 30_000,
        "-\n" * 200_000,
        "Ан" * 200_000,
        "\u202eAnna Rydvall " * 20_000,
        " " * 1_000_000,
    ],
    ids=["letters", "names", "initials", "nulls", "emoji", "at", "mails", "hyphens", "cyrillic", "turned", "blanks"],
)
def test_hostile_text_takes_bounded_time(text: str) -> None:
    """A million characters of anything take seconds at most."""
    before = time.process_time()
    list(FINDER.find(text))
    assert time.process_time() - before < 20


ODD = st.text(st.sampled_from("Annå AB.,-'\n\t\0/@:;\u200d\u202eАо0５\u0301ßİ\ud800"), max_size=60)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), ODD))
def test_any_text_gives_places_in_it(text: str) -> None:
    """Spans lie inside the text, in order, apart from each other, with scores that are probabilities."""
    end = 0
    for span in FINDER.find(text):
        assert end <= span.start < span.end <= len(text)
        assert 0 < span.score <= 1
        end = span.end


def test_a_long_text_is_read_in_pieces_without_losing_names() -> None:
    """Names stand at their places however far into the text."""
    line = "Samtal med Annika Rydvall om fakturan.\n"
    found = list(FINDER.find(line * 25_000))
    assert len(found) == 25_000
    assert {span.start % len(line) for span in found} == {line.index("Annika")}


def test_a_word_set_forgets_nothing() -> None:
    """Every member is known; few strangers are taken for one."""
    members = [f"ord{n}" for n in range(3000)]
    words = WordSet.of(members, 16)
    assert all(word in words for word in members)
    assert sum(f"annat{n}" in words for n in range(3000)) < 15


@pytest.mark.parametrize("raw", [b"", b"UTLP1\n", b"UTLP1\nxx", b"PK"])
def test_a_broken_file_is_named(tmp_path: Path, raw: bytes) -> None:
    """A model that cannot be read says which file it is."""
    path = tmp_path / "persons.bin"
    path.write_bytes(raw)
    with pytest.raises(pack.BadModel, match=r"persons\.bin"):
        pack.read(path)


def test_blocks_come_back_as_written(tmp_path: Path) -> None:
    """Names, order and bytes; the same content gives the same file."""
    blocks = {"b": b"\x00\x01" * 50, "a": b""}
    for name in ("one", "two"):
        pack.write(tmp_path / name, blocks)
    assert list(pack.read(tmp_path / "one").items()) == list(blocks.items())
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_every_template_can_be_filled() -> None:
    """Each placeholder stands for something, and each marked name lies in its text."""
    office = Office(Names(["Anna", "Bo"], [1, 2]), Names(["Berg", "Ek"], [1, 1]), ["plan", "mätning"], 1)
    papers = [office.paper() for _ in range(len(read_templates()) * 8)]
    assert not [text for text, _ in papers if "{" in text]
    assert all(text[a:b].strip() == text[a:b] != "" for text, spans in papers for a, b in spans)


def test_training_gives_the_same_bytes_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two trainings on a small folder write the same file, and it can be read."""
    folder = tmp_path / "corpora"
    (folder / "names").mkdir(parents=True)
    line = '{"text": "Hej Anna Berg, planen gäller bara mätning.", "spans": [[4, 13, "PERSON"]]}\n'
    (folder / "some_train.jsonl").write_text(line * 20, encoding="utf-8")
    for name in ("tilltalsnamn.tsv", "surnames.tsv"):
        (folder / "names" / name).write_text("# n\nAnna\t9\nBerg\t5\n", encoding="utf-8")
    monkeypatch.setattr(train, "_PAPERS", 30)
    written: list[bytes] = []
    monkeypatch.setattr(pack, "write", lambda path, blocks: written.append(b"".join(blocks.values())))
    train.main([str(folder)])
    train.main([str(folder)])
    assert written[0] == written[1]


def test_scores_count_words_and_names() -> None:
    """One name found whole, one found by half, one missed, and one finding beside them."""
    from redaction.detectors.persons.corpora import Marked

    total = score(Marked("Anna Ek, Bo Berg, Eva. Mark", ((0, 7), (9, 16), (18, 21))), [(0, 7), (9, 11), (23, 27)])
    assert total == Score(3, 3, 1, 2, 2, 5, 3, 2)
    assert (total.exact_f1, total.token_recall) == (2 / 6, 3 / 5)
    assert (Score() + total, Random(1).random() < 1) == (total, True)
