"""Less than masking on the command line: coarser words, pseudonyms and sums, from the mark to the package."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app import long_work, residual_check
from app.cli import main
from app.services.cases import intake, official
from app.services.delivering import compilations, delivery, sign_off
from app.services.marking import pseudonyms, review
from app.services.marking.replacing import Instead
from app.services.office import people
from redaction.marks import Level, Mark, MarkKind
from tests.builders import KARIN, MAJA, PASSWORD, RECEIVED, Office, an_office, sought
from tests.redaction import reading
from tests.redaction.sheet import SECRET, Sheet, text

LINES = (
    "Namn           Avdelning      Dagar",
    *(f"Person{i}        Elnät          1{i}" for i in range(6)),
    *(f"Person{i}        Värme          2{i}" for i in range(6)),
    "",
    "Lovisa Granberg, personnr 19810107-9294.",
)
FOUND = {"Lovisa Granberg": "PERSON", "19810107-9294": "PERSONNUMMER"}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office that the command line finds, with one paper that holds a table and a person."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    monkeypatch.setenv("UTLAMNA_LANGUAGE", "en")
    made = an_office(tmp_path / "office")
    made.paper(made.request(), LINES, FOUND)
    yield made
    made.workspace.close()


Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Say:
    """Says a word on the request; gives the exit code and what stood on stdout and stderr."""

    def run(step: str, *words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
        code = main(["case", step, "--user", MAJA, "0001", *map(str, words)])
        return (code, *capfd.readouterr())

    return run


def marks(office: Office, document_id: int = 1) -> dict[str, Mark]:
    """The document's marks by their words."""
    return {m.text: m for m in office.workspace.ask(lambda reader: reader.marks.of(document_id))}


def test_a_mask_with_something_to_say(office: Office, say: Say) -> None:
    """Level and words are given together; words that tell are refused and nothing is masked."""
    number = marks(office)["19810107-9294"].id
    words = ("1", "--accept", number, "--provision", "OSL 21:7", "--level", "generalised", "--replacement")
    code, _out, err = say("mark", *words, "nr 198101079294")
    assert (code, marks(office)["19810107-9294"].replacement) == (1, "")
    assert "coarsely" in err
    assert say("mark", *words[:5], "--replacement", "1980-talet")[0] == 1
    code, out, _err = say("mark", *words, "född på 1980-talet")
    assert code == 0
    assert "19810107-9294 → född på 1980-talet" in out
    options = say("mark", "1", "--options", number)[1]
    assert "född på 1980-talet" in options


def test_a_person_by_a_pseudonym(office: Office, say: Say) -> None:
    """All places of the person say it."""
    assert say("people")[0] == 0
    one = office.workspace.ask(lambda reader: reader.individuals.where())[0]
    assert say("people", "--mask", one.id, "--provision", "OSL 21:7", "--as", "Kund")[0] == 0
    name = office.workspace.ask(pseudonyms.of, one.request_id)[one.id]
    assert {m.replacement for m in marks(office).values()} == {name}
    code, out, _err = say("people", "--json")
    assert (code, json.loads(out)["people"][0]["pseudonym"]) == (0, name)


def test_sums_of_a_printed_table(office: Office, say: Say) -> None:
    """Looked at first, then made; the rows are masked, and their box names the compilation."""
    area = ("--area", 0, 70, 595, 345)
    words = ("--document", 1, *area, "--title", "Dagar per avdelning", "--group", "Avdelning", "--sum", "Dagar")
    code, out, err = say("sums", *words, "--try")
    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines()[3:5]] == [["Elnät", "6", "75"], ["Värme", "6", "135"]]
    assert office.workspace.ask(compilations.of, office.delivery(1)) == ()  # type: ignore[arg-type]
    assert say("sums", *words, "--mask", "OSL 21:7")[0] == 0
    box = next(m for m in marks(office).values() if m.kind is MarkKind.AREA)
    assert (box.level, box.replacement) == (Level.SUMMED, "See compilation 1")
    assert "Compilation 1" in say("sums")[1]
    assert say("sums", "--remove", 1)[1] == ""


def test_sums_of_a_file(say: Say, tmp_path: Path) -> None:
    """A list that a clerk has as CSV; months are formed from times, and a wrong column is named."""
    file = tmp_path / "mätvärden.csv"
    lines = ["Tid;kWh;Anläggning", *(f"2026-01-{d:02d} 13:00;1,5;a{d}" for d in range(1, 8))]
    file.write_text("\r\n".join(lines), encoding="utf-8-sig")
    words = ("--file", file, "--title", "Månadssumma", "--group", "Tid", "--by", "month", "--who", "Anläggning")
    code, out, _err = say("sums", *words, "--sum", "kWh")
    assert code == 0
    assert "januari 2026" in out
    code, _out, err = say("sums", *words, "--sum", "MWh")
    assert code == 1
    assert "Tid, kWh, Anläggning" in err


def test_a_file_of_marks_may_say_something_and_gives_the_same_bytes_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`utlamna mask` prints it, `verify` passes it, `reissue` finds the copy identical; what tells is refused."""
    source, file, target = tmp_path / "in.pdf", tmp_path / "m.json", tmp_path / "out.pdf"
    source.write_bytes(Sheet().add(text(SECRET, 100, 600)).bytes())
    region = {"page": 0, "rect": [98, 230, 200, 246], "level": "pseudonym", "replacement": "Kund K"}

    def masked(**more: object) -> int:
        file.write_text(json.dumps({"regions": [region | more], "label": "1"}), encoding="utf-8")
        proof = ("--proof", str(tmp_path / "p.json"))
        return main(["mask", str(source), str(target), "--marks", str(file), *proof])

    assert masked(replacement="Testsson") == masked(replacement="") == masked(level="coarser") == 1
    assert not target.exists()
    assert masked() == 0
    assert main(["verify", str(target), "--proof", str(tmp_path / "p.json")]) == 0
    assert "Ersatt: Kund K" in " ".join(reading.pages(target))
    capsys.readouterr()
    assert main(["reissue", str(source), "--marks", str(file), "--against", str(target)]) == 0
    assert capsys.readouterr().out.startswith("identical\t")


def handed_out(office: Office, folder: Path) -> Path:
    """A package with a name that became a pseudonym and a compilation beside it."""
    request_id = office.request("Förbrukning på en gata")
    file = folder / "brev.pdf"
    file.write_bytes(Sheet().add(text(f"{SECRET} ringde i dag", 100, 600)).bytes())
    document = long_work.take_in(office.workspace, request_id, file, "Brev")
    office.workspace.do(official.answer, [document.id], RECEIVED)
    page, said = long_work.page_text(office.workspace, document, 0), Instead(Level.PSEUDONYM, "Kund K")
    box = page.rects(start := page.text.index(SECRET), start + len(SECRET))
    office.workspace.do(
        review.add, document.id, 0, box, MarkKind.TEXT, "OSL 21:7", SECRET, category="PERSON", instead=said
    )
    delivery_id = office.delivery(request_id)
    rows = (("Gata", "kWh"), *(("Exempelvägen", "1 000") for _ in range(7)))
    new = compilations.NewCompilation("Årsförbrukning, hela gatan", "Gata", "kWh")
    office.workspace.do(compilations.make, delivery_id, new, rows)
    office.assessed(delivery_id)
    office.workspace.do(sought, document.id)
    office.workspace.do(intake.mark_done, document.id)
    residual_check.submit(office.workspace, delivery_id)
    office.as_(KARIN)
    office.workspace.do(sign_off.sign, delivery_id, office.workspace.ask(delivery.plan_hash, delivery_id), PASSWORD)
    office.as_(MAJA)
    long_work.make_copies(office.workspace, delivery_id)
    return long_work.release(office.workspace, delivery_id, "e-post", folder / "ut").package


def test_the_original_is_in_no_file_of_the_package(office: Office, tmp_path: Path) -> None:
    """The copy says Kund K, the list of masks too, the compilation lies beside as PDF and CSV; the name is nowhere."""
    package = handed_out(office, tmp_path)
    files = [file for file in package.rglob("*") if file.is_file()]
    names = {file.name for file in files}
    assert {"Compilation 1.pdf", "Compilation 1.csv"} <= names
    texts = {file.name: " ".join(reading.pages(file)) for file in files if file.suffix == ".pdf"}
    texts |= {file.name: file.read_text(encoding="utf-8-sig") for file in files if file.suffix in (".csv", ".json")}
    assert not any("Testsson" in said or "Hemlige" in said for said in texts.values())
    assert not any(SECRET.encode() in file.read_bytes() for file in files)
    assert "Kund K" in texts["01 Brev.pdf"]
    assert "Kund K" in texts["List of masks.pdf"]
    assert "Exempelvägen;7;7 000" in texts["Compilation 1.csv"]
    assert "Exempelvägen" in texts["Compilation 1.pdf"]
