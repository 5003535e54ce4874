"""The decision holds its sections and its notice, and never what is masked; the letter to the court tells the days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from app.domain.decisions import Scope
from app.domain.errors import Refused
from app.services.deciding import decision_papers, decisions
from app.store import schema
from redaction import content
from tests.app.services.deciding.test_decisions import at, decided, delegate, ready, retested
from tests.builders import KARIN, MAJA, PASSWORD, Office, an_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office."""
    made = an_office(tmp_path)
    yield made
    made.workspace.close()


def words(paper: content.Document) -> str:
    """Everything that a paper says, every blank a plain one."""
    return "\n".join(text for block in paper.blocks for text in content.texts(block)).replace("\u00a0", " ")


def test_a_decision_says_what_law_md_5_1_and_5_3_ask_for(office: Office) -> None:
    """The outcome first, then request, documents, law, assessment, signature; the notice on a page of its own."""
    decision_id = decided(office)
    paper = office.workspace.ask(decision_papers.decision, decision_id, office.clock())
    said = words(paper)
    assert isinstance(paper.blocks[0], content.Paragraph)
    assert "Begäran avslås i den delen" in content.texts(paper.blocks[0])[0]
    for part in (
        "”Jag vill läsa klagomålen.”", "OSL 21:7", "Oönskade säljsamtal.", "Sökanden är okänd.", KARIN,
        "VD-instruktion § 4", "Kammarrätten i Sundsvall", "inom tre veckor", "allmän handling",
    ):  # fmt: skip
        assert part.casefold() in said.casefold(), part
    breaks = [at for at, block in enumerate(paper.blocks) if isinstance(block, content.PageBreak)]
    assert len(breaks) == 1
    assert "överklagar" in content.texts(paper.blocks[breaks[0] + 1])[0]
    assert "19810107" not in said


def test_a_paper_that_would_tell_what_is_masked_is_not_made(office: Office) -> None:
    """A title that names the customer stands in every paper: it is said before anything is sent."""
    fresh = ready(office)
    decision_id = office.workspace.do(decisions.ask, fresh, by_company=True)
    (other,) = office.workspace.ask(lambda reader: reader.documents.where(delivery_id=fresh))
    named = update(schema.document).where(schema.document.c.id == other.id).values(title="Klagomål från 19810107-9294")
    office.workspace.do(lambda unit: unit.connection.execute(named))
    delegate(office, KARIN, "2026-01-01")
    retested(office, decision_id)
    office.workspace.do(decisions.decide, decision_id, PASSWORD)
    with pytest.raises(Refused) as held:
        office.workspace.ask(decision_papers.decision, decision_id, office.clock())
    assert held.value.code == "paper-tells"


def test_no_paper_before_the_decision_and_no_missive_before_an_appeal(office: Office) -> None:
    """Each paper follows the deed that it tells of."""
    delivery_id = ready(office)
    decision_id = office.workspace.do(decisions.ask, delivery_id, by_company=True)
    with pytest.raises(Refused):
        office.workspace.ask(decision_papers.decision, decision_id, office.clock())
    delegate(office, KARIN, "2026-01-01", Scope.REFUSE)
    retested(office, decision_id)
    office.workspace.do(decisions.decide, decision_id, PASSWORD)
    with pytest.raises(Refused):
        office.workspace.ask(decision_papers.missive, decision_id, office.clock())


def test_the_letter_to_the_court_tells_the_days_and_their_rule(office: Office) -> None:
    """When it was received, the last day, when the appeal came, and what was found of it."""
    decision_id = decided(office)
    office.as_(MAJA).workspace.do(decisions.send, decision_id, "e-post")
    at(office, "2026-04-10")
    office.workspace.do(decisions.received, decision_id, date(2026, 3, 18), "läskvitto")
    office.workspace.do(decisions.appeal, decision_id, date(2026, 4, 10), date(2026, 4, 7))
    said = words(office.workspace.ask(decision_papers.missive, decision_id, office.clock()))
    for part in ("2026-03-18, läskvitto", "2026-04-08 (FL 44 § genom OSL 6:11)", "2026-04-10", "45 § 2 FL"):
        assert part in said


def test_a_rejected_appeal_has_its_own_decision(office: Office) -> None:
    """Who rejected it and by which power, the three days, and how to appeal it; no letter to the court."""
    decision_id = decided(office)
    office.as_(MAJA).workspace.do(decisions.send, decision_id, "e-post")
    at(office, "2026-04-20")
    office.workspace.do(decisions.received, decision_id, date(2026, 3, 18), "läskvitto")
    with pytest.raises(Refused):
        office.workspace.ask(decision_papers.rejection, decision_id, office.clock())
    office.workspace.do(decisions.appeal, decision_id, date(2026, 4, 15))
    assert office.workspace.ask(decision_papers.kinds, decision_id) == ("decision", "missive")
    delegate(office, KARIN, "2026-01-01", Scope.REJECT)
    office.as_(KARIN).workspace.do(decisions.reject, decision_id, PASSWORD)
    assert office.workspace.ask(decision_papers.kinds, decision_id) == ("decision", "too-late")
    said = words(office.workspace.ask(decision_papers.rejection, decision_id, office.clock()))
    for part in ("18 mars 2026", "8 april 2026", "15 april 2026", KARIN, "Kammarrätten i Sundsvall", "avvisar"):
        assert part in said
