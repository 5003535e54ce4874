"""Less than masking: a street's total, departments without the small ones, a coarser place instead of a nest."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from PIL import Image, ImageDraw

from app.domain.errors import Refused
from app.domain.ids import MarkId
from app.domain.official import Path as Answered
from app.domain.questions import QuestionKind, Reply
from app.jobs import process, tasks
from app.services.assessing import recipient, recipient_left
from app.services.cases import official, questions
from app.services.cases.questions import NewQuestion
from app.services.delivering import compilations, delivery
from app.services.delivering.compilations import NewCompilation
from app.services.marking import replacing, review
from app.services.marking.replacing import Instead
from redaction.geometry import Rect
from redaction.marks import Level

from .desk import Desk, texts

OWNERS = ("Lovisa Granberg", "Erik Norling", "Sonja Bergqvist", "Nils Hallström", "Karl Öberg", "Ester Lindahl")
COMPILED = (("document", "yes"), ("held", "compiled"), ("routine", "yes"), ("authority", "no"))


def compiled() -> Answered:
    """The answers for an extract that routine measures give, drawn up when it is made."""
    walked, path = official.tree().walk(COMPILED), list(COMPILED)
    while walked.question is not None and walked.question.usual:
        path.append((walked.question.id, walked.question.usual))
        walked = official.tree().walk(path)
    return (*path, ("private", "no"), ("received", "yes"))


def test_scenario_03_a_street_is_handed_out_as_a_total(desk: Desk) -> None:
    """A telephone seller gets no list (21:7, not "GDPR"), may be asked why, and gets the street's total."""
    request = desk.request(
        "Lista över alla kunder på Exempelvägen med årsförbrukning.",
        "Begäran om utlämnande av handling – förbrukning på en gata",
        "Fjällsälj AB",
    )
    purpose = NewQuestion(QuestionKind.PURPOSE, "Vad ska listan användas till?")
    with pytest.raises(Refused, match="question-needs-provision"):
        desk.workspace.do(questions.ask, request, purpose)
    known = "Bolaget har spärrat företagets nummer efter säljsamtal till kunder 2025."
    asked = NewQuestion(QuestionKind.PURPOSE, "Vad ska listan användas till?", "OSL 21:7", known)
    with pytest.raises(Refused, match="question-needs-circumstance"):
        desk.workspace.do(questions.ask, request, NewQuestion(QuestionKind.PURPOSE, "Varför?", "OSL 21:7"))
    question = desk.workspace.do(questions.ask, request, asked)
    desk.workspace.do(questions.answer, question, Reply.GIVEN, "Vi vill ringa upp dem.")
    (kept,) = desk.workspace.ask(questions.of, request)
    assert (kept.provision, kept.circumstance, kept.answer) == ("OSL 21:7", known, "Vi vill ringa upp dem.")

    rows = [["Kund", "Adress", "kWh"]]
    rows += [[name, f"Exempelvägen {2 * n}", str(9000 + 100 * n)] for n, name in enumerate(OWNERS, 1)]
    extract = desk.document(request, desk.word("Kunder på gatan", "Kunder på gatan", rows=rows), compiled())
    for row in rows[1:]:
        for cell in row:
            desk.mask(extract, cell, "OSL 21:7")
    desk.leave(extract, "Rubrikerna säger inget om någon.")
    part = desk.delivery(request)
    desk.assess(
        part, "OSL 21:7", "customer_identity",
        "Sökanden har sagt att hushållen ska ringas upp, och har gjort det förut mot deras vilja.",
        "Hushållen utsätts för säljsamtal i strid med marknadsföringslagen.",
    )  # fmt: skip
    totals = NewCompilation("Förbrukning på Exempelvägen", "Gata", "kWh")
    street = [("Gata", "kWh"), *(("Exempelvägen", row[2]) for row in rows[1:])]
    desk.workspace.do(compilations.make, part, totals, street)
    desk.done(extract)
    desk.judge_traces(part, "Pekar inte ut någon.")
    desk.workspace.do(recipient.name, part, known, "Marknadsföringslagen 21 §", asks=True)
    desk.sign(part)
    package = desk.release(part)
    tested = desk.workspace.ask(recipient_left.of, part)
    assert tested is not None
    assert (tested.circumstance, tested.rule, tested.asks) == (known, "Marknadsföringslagen 21 §", True)
    assert package.lacks(*OWNERS, "Exempelvägen 4", "9 100", "9100")
    assert package.has("56 100") or package.has("56100"), "the street's total is handed out"
    assert "osl 21:7" in package.letter
    assert "gdpr" not in package.letter
    assert desk.events(request).count("question-asked") == 1


def test_scenario_09_sick_leave_is_summed_by_department_without_the_small_ones(desk: Desk) -> None:
    """Names and health go (39:2), home addresses go unless it is clear that they may be known (39:3), a personnummer by
    21:7 alone (the company is not among those of 39:3 fourth paragraph); a small department cannot be told from sums.
    """
    request = desk.request(
        "Sjukskrivningar 2025 per avdelning med namn.", "Begäran om utlämnande av handling – sjukfrånvaro"
    )
    staff = {"Elnät": 9, "Värme": 7, "Handel": 6, "Växel": 2}
    rows = [["Namn", "Avdelning", "Dagar", "Bostad"]]
    names = [f"{first} {last}" for last in ("Granberg", "Norling", "Hallström") for first in
             ("Lovisa", "Erik", "Sonja", "Nils", "Karl", "Ester", "Maja", "Ove")]  # fmt: skip
    people = iter(names)
    for department, count in staff.items():
        rows += [[next(people), department, "10", f"Tallstigen {len(rows) + n}"] for n in range(count)]
    leave = desk.document(
        request, desk.word("Sjukfrånvaro 2025", "Sjukfrånvaro 2025", "Först i listan: 19810107-9294.", rows=rows)
    )
    for name, _department, _days, home in rows[1:]:
        desk.mask(leave, name, "OSL 39:2")
        desk.mask(leave, home, "OSL 39:3 3 st")
    number = [MarkId(m.id) for m in desk.marks(leave) if m.category == "PERSONNUMMER"]
    assert number, "the personnummer is proposed"
    with pytest.raises(Refused, match="provision-unknown"):
        desk.workspace.do(review.accept, number, "OSL 39:3 4 st")
    desk.workspace.do(review.accept, number, "OSL 21:7")
    desk.leave(leave, "Avdelningar och dagar säger inget om någon när namnen är borta.")
    part = desk.delivery(request)
    desk.assess(
        part, "OSL 39:2", "health",
        "Listan finns i bolagets personaladministration och visar vem som har varit sjuk.",
        "Kollegor och andra får veta den anställdes hälsa, vilket kan leda till men för den anställde.",
    )  # fmt: skip
    desk.assess(
        part, "OSL 39:3 3 st", "employee_private",
        "Bostadsadresser i personaladministrationen; huvudregeln är sekretess.",
        "Det står inte klart att den anställde lämnas i fred i hemmet.",
    )  # fmt: skip
    desk.assess(
        part, "OSL 21:7", "customer_identity", "Numret kan antas användas till att kartlägga anställdas hälsa.",
        "Hälsouppgifter om namngivna personer behandlas utan stöd.",
    )  # fmt: skip
    tests = {a.provision: a.requisite for a in desk.workspace.ask(delivery.assessments, part).values()}
    assert (tests["OSL 39:2"], tests["OSL 39:3 3 st"]) == ("RAKT", "OMVANT")
    table = [("Namn", "Avdelning", "Dagar"), *((name, where, days) for name, where, days, _home in rows[1:])]
    sums = NewCompilation("Sjukdagar per avdelning 2025", "Avdelning", "Dagar", "Namn")
    desk.workspace.do(compilations.make, part, sums, table)
    desk.done(leave)
    desk.judge_traces(part, "Pekar inte ut någon.")
    desk.sign(part)
    package = desk.release(part)
    assert package.lacks(*names, "Tallstigen 5", "19810107-9294", "198101079294")
    summed = next(words for name, words in package.files.items() if "sammanst" in name.casefold() and "pdf" in name)
    assert "elnät" in summed
    assert "90" in summed
    (row,) = desk.workspace.ask(compilations.of, part)
    held = {cell.group for cell in row.cells if cell.held}
    assert "Växel" in held, "two persons are too few to be shown"
    assert len(held) > 1 or row.total.held, "and no subtraction tells them"


def survey(folder: Path) -> Path:
    """A report of two pages with a map as a picture, coordinates of a nest, and a species that is not protected."""
    picture = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(picture).ellipse((180, 130, 220, 170), outline="red", width=4)
    picture.save(folder / "karta.png")
    with pymupdf.open() as made:
        page = made.new_page()
        lines = (
            "Fågelinventering Storberget 2024",
            "Metod: spelflyktsräkning i mars, boplatskontroll i juni.",
            "Kungsörn, boplats: N 6987654, E 482310.",
            "Talltita (NT), observation: N 6990120, E 480050.",
            "Ljudnivå vid närmaste bostad: 38 dB(A).",
        )
        for number, line in enumerate(lines):
            page.insert_text((72, 90 + 24 * number), line, fontsize=11)
        page.insert_image(pymupdf.Rect(72, 220, 372, 445), filename=str(folder / "karta.png"))
        made.save(folder / "Fågelinventering.pdf")
    return folder / "Fågelinventering.pdf"


def test_scenario_10_a_nest_is_told_within_ten_kilometres(desk: Desk) -> None:
    """The eagle's nest and its map go under 20:1, a coarser square stands instead; method, common species and what the
    environment is exposed to stay.
    """
    request = desk.request(
        "Fågelinventering Storberget 2024, inkl. kartor.", "Begäran om utlämnande av handling – inventering"
    )
    report = desk.document(request, survey(desk.folder))
    nest = [MarkId(m.id) for m in desk.marks(report) if "6987654" in m.text]
    assert nest, "the coordinates are proposed"
    desk.leave(report, "Talltitan är inte skyddad, och arten tål att platsen är känd.",
               *(t for t in texts(desk.marks(report)) if "6990120" in t))  # fmt: skip
    coarser = desk.workspace.ask(replacing.options, nest[0], desk.clock.now)
    chosen = next(option for option in coarser if "10" in option.text or "km" in option.text)
    desk.workspace.do(review.accept, nest, "OSL 20:1", None, Instead(Level.GENERALISED, chosen.text))
    the_map = Rect(72, 220, 372, 445)
    desk.area(report, 0, the_map, "OSL 20:1")
    desk.leave(report, "Arter och metod är offentliga.")
    part = desk.delivery(request)
    desk.assess(
        part, "OSL 20:1", "species",
        "Kungsörn är fridlyst och störs lätt; boplatsen används i flera år och är inte allmänt känd.",
        "Sprids platsen kan häckningen störas eller ägg plundras, och artens bevarande motverkas.",
    )  # fmt: skip
    desk.done(report)
    desk.judge_traces(part, "Pekar inte ut någon.")
    desk.sign(part)
    package = desk.release(part)
    assert package.lacks("6987654", "482310")
    assert package.has(chosen.text)
    assert package.has("6990120")
    assert package.has("spelflyktsräkning")
    assert package.has("38 dB(A)"), "what the environment is exposed to is not masked"
    copy = next(path for path in package.folder.rglob("*.pdf") if "gelinventering" in path.name)
    assert process.run(tasks.is_filled, copy, 0, the_map), "the map is a filled box"
