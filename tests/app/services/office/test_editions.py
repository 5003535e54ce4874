"""The catalogue has numbered editions, and what was answered keeps the words of the edition it was answered by."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from app.domain import catalogue
from app.domain.assessments import Answers
from app.domain.errors import Blocked, Changed, Refused
from app.services import queries, todos
from app.services.assessing import assessment, restated
from app.services.deciding import decision_papers, decisions
from app.services.delivering import delivery, delivery_facts, sign_off
from app.services.marking import review
from app.services.office import editions, organisation
from app.services.writing import delivery_letters, papers
from app.store import schema
from redaction import content
from tests.app.services.deciding.test_decisions import delegate as given
from tests.app.services.deciding.test_decisions import ready, retested
from tests.builders import KARIN, MAJA, PASSWORD, SVEN, Office

OLD, NEW = organisation.shipped()["OSL 21:7"].letter_line, "uppgift i nya ord"


def reworded(office: Office, **changed: object) -> None:
    """A new edition in which OSL 21:7 reads otherwise; whoever was signed in still is."""
    who = office.workspace.signed_in.name
    row = office.as_(SVEN).workspace.ask(editions.draft)["OSL 21:7"]
    office.workspace.do(editions.edit, replace(row, **changed), row)  # type: ignore[arg-type]
    office.workspace.do(editions.save, "prov")
    office.as_(who)


def words(paper: content.Document) -> str:
    """Everything that a paper says."""
    return "\n".join(text for block in paper.blocks for text in content.texts(block))


def test_a_new_workspace_has_the_shipped_catalogue_as_its_first_edition(office: Office) -> None:
    """The first edition is what the program brought, by nobody, and holds until there is another."""
    (first,) = office.workspace.ask(lambda reader: reader.editions.all())
    assert (first.number, first.made_by, first.signed) == (1, None, 0)
    assert office.workspace.ask(organisation.provisions) == organisation.shipped()
    reworded(office, letter_line=NEW)
    assert office.workspace.ask(organisation.provisions)["OSL 21:7"].letter_line == NEW
    assert office.workspace.ask(organisation.provisions, 1) == organisation.shipped()


def test_an_answer_under_review_keeps_the_words_it_was_sent_with(office: Office) -> None:
    """Letter, list of masks and record made again after the catalogue has changed say what they said before."""
    _request, delivery_id, _document = office.signed()
    before = _said(office, delivery_id)
    assert OLD in before
    reworded(office, letter_line=NEW, heading="Ny rubrik", questions=("En ny fråga?",), source="SFS ny")
    assert _said(office, delivery_id) == before
    assert office.workspace.ask(lambda r: r.deliveries.get(delivery_id)).edition == 1
    assert office.workspace.ask(delivery.signature, delivery_id) is not None


def test_an_answer_that_is_opened_again_takes_the_new_words(office: Office) -> None:
    """A change voids the signature, and what is sent anew follows the catalogue as it is then."""
    _request, delivery_id, _document = office.signed()
    reworded(office, letter_line=NEW)
    office.workspace.do(delivery.choose, delivery_id, hide_lengths=True)
    assert NEW in _said(office, delivery_id)


def test_an_assessment_keeps_the_questions_it_has_answered(office: Office) -> None:
    """Its answers stand beside the questions of its own edition, in the form and in the record."""
    _request, delivery_id, _document = office.masked()
    reworded(office, questions=("En ny fråga?",))
    (row,) = office.workspace.ask(lambda r: r.assessments.where(delivery_id=delivery_id))
    told = {name: getattr(row, name) for name in Answers.__dataclass_fields__}
    office.workspace.do(assessment.write, delivery_id, Answers(**told | {"answers": ("Ja.",)}), row.id)
    maja = office.workspace.signed_in
    view = office.workspace.ask(queries.assessments, delivery_id, maja).assessments[0]
    assert view.provision.questions == organisation.shipped()["OSL 21:7"].questions
    fresh = office.workspace.do(assessment.write, delivery_id, Answers(**told))
    assert office.workspace.ask(lambda r: r.assessments.get(fresh)).edition == 2


def test_a_rule_that_reads_otherwise_has_its_assessments_read_anew(office: Office) -> None:
    """Before the answer leaves, on what it changed in the rule alone; one press says that the assessment stands."""
    _request, delivery_id, _document = office.masked()
    reworded(office, source="SFS ny")
    assert not office.workspace.ask(delivery_facts.of, delivery_id).restated
    reworded(office, requisite="OMVANT")
    with pytest.raises(Blocked) as held:
        office.workspace.do(sign_off.submit, delivery_id)
    assert [(b.code, b.count) for b in held.value.blockers] == [("assessments-restated", 1)]
    (row,) = office.workspace.ask(queries.assessments, delivery_id, office.workspace.signed_in).assessments
    assert [d.field for d in row.restated] == ["requisite"]
    with pytest.raises(Changed):
        office.workspace.do(restated.keep, row.assessment.id, row.assessment.version - 1)
    office.workspace.do(restated.keep, row.assessment.id, row.assessment.version)
    (kept,) = office.workspace.ask(lambda r: r.assessments.where(delivery_id=delivery_id))
    assert (kept.edition, kept.requisite, kept.said) == (3, "OMVANT", row.assessment.said)
    office.workspace.do(sign_off.submit, delivery_id)


def test_what_is_signed_stays_signed_when_the_catalogue_changes(office: Office) -> None:
    """It was judged by the edition that held; a later one holds nothing back that a second person has signed."""
    _request, delivery_id, _document = office.signed()
    reworded(office, requisite="OMVANT")
    facts = office.workspace.ask(delivery_facts.of, delivery_id)
    assert (facts.restated, facts.signed_by is not None) == (0, True)


def test_a_decision_keeps_its_edition(office: Office) -> None:
    """The decision made again says the law as it stood in the catalogue when the company decided."""
    delivery_id = ready(office)
    decision_id = office.workspace.do(decisions.ask, delivery_id, by_company=True)
    given(office, KARIN, "2026-01-01")
    retested(office, decision_id)
    reworded(office.as_(KARIN), protects="Något annat", heading="Ny rubrik")
    office.workspace.do(decisions.decide, decision_id, PASSWORD)
    assert office.workspace.ask(lambda r: r.decisions.get(decision_id)).edition == 1
    said = words(office.as_(MAJA).workspace.ask(decision_papers.decision, decision_id, office.clock()))
    assert organisation.shipped()["OSL 21:7"].heading in said
    assert "Ny rubrik" not in said


def _said(office: Office, delivery_id: int) -> str:
    at, head = office.clock(), office.workspace.ask(lambda r: r.log_head())
    letter = office.workspace.ask(delivery_letters.letter, delivery_id, MAJA, at)
    schedule = office.workspace.ask(papers.schedule, delivery_id, at, head)
    record = office.workspace.ask(papers.record, delivery_id, at)
    return words(letter) + words(replace(schedule, blocks=schedule.blocks[:-2])) + words(record)


def test_changes_wait_are_undone_and_become_an_edition(office: Office) -> None:
    """Nothing holds before it is saved; each change can be undone and redone; saving needs a note and a change."""
    space = office.as_(SVEN).workspace
    row = space.ask(editions.draft)["OSL 19:4"]
    space.do(editions.edit, replace(row, heading="Lån"), row)
    space.do(editions.retire, "OSL 19:5", "Behövs inte hos oss.")
    assert space.ask(organisation.provisions) == organisation.shipped()
    assert space.ask(editions.draft)["OSL 19:5"].retired
    assert space.do(editions.undo) == 1
    assert not space.ask(editions.draft)["OSL 19:5"].retired
    assert space.do(editions.redo) == 1
    with pytest.raises(Refused, match="note-missing"):
        space.do(editions.save, " ")
    assert space.do(editions.save, "Lån och undersökningar") == 2
    now = space.ask(organisation.provisions)
    assert (now["OSL 19:4"].heading, now["OSL 19:5"].retired) == ("Lån", True)
    assert list(now) == list(organisation.shipped())
    for deed, code in ((editions.undo, "nothing-to-undo"), (editions.redo, "nothing-to-redo")):
        with pytest.raises(Refused, match=code):
            space.do(deed)
    with pytest.raises(Refused, match="catalogue-unchanged"):
        space.do(editions.save, "Igen")
    told = {(d.after.id, d.field) for d in space.ask(editions.differences, 1, 2)}
    assert told == {("OSL 19:4", "heading"), ("OSL 19:5", "retired"), ("OSL 19:5", "retired_why")}


def test_only_administrators_and_reviewers_change_the_catalogue(office: Office) -> None:
    """A clerk reads it; a reviewer and an administrator may change it; only a reviewer signs."""
    row = office.workspace.ask(editions.draft)["OSL 19:4"]
    for deed in (
        lambda: office.workspace.do(editions.edit, replace(row, heading="Lån"), row),
        lambda: office.workspace.do(editions.take_in, office.workspace.ask(editions.exported)),
        lambda: office.workspace.do(editions.undo),
        lambda: office.workspace.do(editions.save, "Lån"),
    ):
        with pytest.raises(Refused, match="right-missing"):
            deed()
    office.as_(KARIN).workspace.do(editions.edit, replace(row, heading="Lån"), row)
    with pytest.raises(Refused, match="right-missing"):
        signed(office.as_(SVEN))


def test_two_who_change_the_same_row_do_not_lose_each_other(office: Office) -> None:
    """The second is told that the row reads otherwise by now."""
    row = office.as_(SVEN).workspace.ask(editions.draft)["OSL 19:4"]
    office.workspace.do(editions.edit, replace(row, heading="Lån"), row)
    with pytest.raises(Changed):
        office.as_(KARIN).workspace.do(editions.edit, replace(row, heading="Upplåning och skuld"), row)


def test_a_row_that_cannot_be_used_is_refused_with_its_field(office: Office) -> None:
    """As at the start of the program: the provision, the field, what to do; and nothing is changed."""
    space = office.as_(SVEN).workspace
    row = space.ask(editions.draft)["OSL 19:4"]
    with pytest.raises(Refused) as told:
        space.do(editions.edit, replace(row, letter_line=""), row)
    assert (told.value.code, told.value.parameters) == (
        "law-empty",
        {"provision": "OSL 19:4", "field": "letter_line"},
    )
    with pytest.raises(Refused, match="law-twice"):
        space.do(editions.edit, row)
    assert space.ask(editions.draft) == organisation.shipped()


def test_a_jurist_signs_rows_and_a_change_takes_the_signature_away(office: Office) -> None:
    """Some rows, then all: the banner counts what is left and goes; a changed row, and that row alone, is unsigned."""
    space = office.workspace
    rows = len(organisation.shipped())
    assert space.ask(organisation.catalogue_banner).startswith(f"{rows} av {rows}")
    signed(office.as_(KARIN), "OSL 21:7", "OSL 21:1")
    row = space.ask(organisation.provisions)["OSL 21:7"]
    assert (row.reviewed_by, str(row.reviewed_on)) == (KARIN, "2026-03-11")
    assert space.ask(organisation.catalogue_banner).startswith(f"{rows - 2} av {rows}")
    assert signed(office) == 3
    assert space.ask(organisation.catalogue_banner) == ""
    with pytest.raises(Refused, match="nothing-to-sign"):
        signed(office)
    reworded(office, heading="Ny rubrik")
    assert space.ask(organisation.catalogue_banner).startswith(f"1 av {rows}")
    assert not space.ask(organisation.provisions)["OSL 21:7"].reviewed_by
    assert space.ask(organisation.provisions)["OSL 21:1"].reviewed_by == KARIN


def test_a_row_that_reads_as_it_was_signed_keeps_its_signature(office: Office) -> None:
    """Changed and changed back before the edition is saved: nothing was changed in it."""
    signed(office.as_(KARIN), "OSL 21:7", "OSL 19:4")
    space = office.workspace
    row, other = (space.ask(editions.draft)[i] for i in ("OSL 21:7", "OSL 19:4"))
    space.do(editions.edit, replace(row, heading="Annat"), row)
    space.do(editions.edit, row, space.ask(editions.draft)["OSL 21:7"])
    space.do(editions.edit, replace(other, heading="Lån"), other)
    space.do(editions.save, "Lån")
    kept = space.ask(organisation.provisions)
    assert (kept["OSL 21:7"].reviewed_by, kept["OSL 19:4"].reviewed_by) == (KARIN, "")


def test_a_signature_is_of_the_text_that_was_seen(office: Office) -> None:
    """Another edition in between, or a wrong password: nothing is signed."""
    space = office.as_(KARIN).workspace
    seen = space.ask(lambda r: r.editions.newest()).sha256
    with pytest.raises(Refused, match="wrong-sign-in"):
        space.do(editions.sign, ["OSL 21:7"], seen, "fel lösenord")
    reworded(office, heading="Ny rubrik")
    with pytest.raises(Refused, match="edition-changed"):
        space.do(editions.sign, ["OSL 21:7"], seen, PASSWORD)


def test_an_edition_that_somebody_altered_is_told(office: Office) -> None:
    """What was signed is a hash; a text that no longer has it is not used."""
    signed(office.as_(KARIN))
    table = schema.catalogue_edition
    text = office.workspace.ask(lambda reader: reader.editions.text(2)).replace("Hotade arter", "Arter")
    altered = update(table).where(table.c.number == 2).values(text=text)
    office.workspace.do(lambda unit: unit.connection.execute(altered))
    organisation._READ.clear()  # as in a program that starts
    with pytest.raises(Refused, match="catalogue-altered"):
        office.workspace.ask(organisation.provisions)


def test_what_is_exported_comes_in_again(office: Office) -> None:
    """The file changes nothing; one row changed in it changes one row; its reviews count for nothing."""
    signed(office.as_(KARIN), "OSL 21:7")
    space = office.workspace
    text = space.ask(editions.exported)
    assert space.do(editions.take_in, text) == 0
    forged = text.replace('reviewed_by = ""', f'reviewed_by = "{KARIN}"').replace("Hotade arter", "Arter i fara")
    assert space.do(editions.take_in, forged) == 1
    assert space.do(editions.save, "Från fil") == 3
    rows = space.ask(organisation.provisions)
    assert rows["OSL 20:1"].heading == "Arter i fara"
    assert [row.id for row in rows.values() if row.reviewed_by] == ["OSL 21:7"]
    assert space.ask(editions.exported, 1) == catalogue.written(organisation.shipped().values())


def test_a_file_that_holds_a_few_rows_takes_none_away(office: Office) -> None:
    """Rows are retired, never deleted; one undo takes the whole file back."""
    space = office.as_(SVEN).workspace
    rows = organisation.shipped()
    few = [replace(rows[i], heading="Ny") for i in ("OSL 19:4", "OSL 19:5")]
    assert space.do(editions.take_in, catalogue.written(few)) == 2
    assert set(space.ask(editions.draft)) == set(rows)
    assert space.do(editions.undo) == 2
    assert space.ask(editions.draft) == rows
    with pytest.raises(Refused, match="catalogue-not-toml"):
        space.do(editions.take_in, "inte toml")
    with pytest.raises(Refused, match="law-missing"):
        space.do(editions.take_in, 'provision = [{ id = "OSL 19:4" }]')


def test_a_retired_row_carries_old_masks_and_no_new_one(office: Office) -> None:
    """What is masked stays masked, assessed and told; another mask is refused with a sentence."""
    request_id, delivery_id, _document = office.masked()
    office.as_(SVEN).workspace.do(editions.retire, "OSL 21:7", "Prövas på annat sätt.")
    office.workspace.do(editions.save, "21:7")
    other = office.as_(MAJA).document(request_id)
    with pytest.raises(Refused, match="provision-retired"):
        office.area(other)
    mark = office.area(other, "OSL 21:1")
    with pytest.raises(Refused, match="provision-retired"):
        office.workspace.do(review.accept, [mark], "OSL 21:7")
    assert "OSL 21:7" in _said(office, delivery_id)
    office.assessed(delivery_id)
    waiting = office.workspace.ask(todos.todos, office.workspace.signed_in, office.clock())
    assert [(t.code, t.count) for t in waiting if t.code == "retired"] == [("retired", 1)]


def test_what_a_newer_program_brings_is_offered_row_by_row(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is overwritten: a row is taken, or declined until the program brings yet another; own changes stay."""
    space = office.as_(SVEN).workspace
    reworded(office, heading="Vår egen rubrik")
    assert space.ask(editions.offers) == ()
    rows = dict(organisation.shipped())
    brought = {i: replace(rows[i], heading=f"{rows[i].heading}, ny") for i in ("OSL 21:1", "OSL 21:7")}
    fresh = replace(rows["OSL 20:1"], id="OSL 20:2")
    monkeypatch.setattr(organisation, "shipped", lambda: rows | brought | {fresh.id: fresh})
    offered = {offer.theirs.id: offer.ours for offer in space.ask(editions.offers)}
    assert set(offered) == {"OSL 21:1", "OSL 21:7", "OSL 20:2"}
    assert offered["OSL 20:2"] is None
    space.do(editions.take, "OSL 21:1")
    space.do(editions.take, "OSL 20:2")
    space.do(editions.decline, "OSL 21:7")
    assert space.ask(editions.offers) == ()
    space.do(editions.save, "Nytt från programmet")
    now = space.ask(organisation.provisions)
    assert (now["OSL 21:1"], now["OSL 21:7"].heading) == (brought["OSL 21:1"], "Vår egen rubrik")
    assert now["OSL 20:2"] == fresh
    brought["OSL 21:7"] = replace(rows["OSL 21:7"], heading="Ännu nyare")
    monkeypatch.setattr(organisation, "shipped", lambda: rows | brought)
    assert [offer.theirs.heading for offer in space.ask(editions.offers)] == ["Ännu nyare"]
    with pytest.raises(Refused, match="offer-gone"):
        space.do(editions.take, "OSL 21:1")


def signed(office: Office, *provision_ids: str) -> int:
    """Signs these rows of the newest edition, all of them where none is named."""
    seen = office.workspace.ask(lambda r: r.editions.newest()).sha256
    wanted = provision_ids or tuple(office.workspace.ask(organisation.provisions))
    return office.workspace.do(editions.sign, wanted, seen, PASSWORD)
