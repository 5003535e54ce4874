"""The server stopped in the middle of work and started again: nothing is lost, nothing is done twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import later
from app.domain.errors import Refused
from app.outbox import FOLDER
from app.reach import LOST
from app.services.assessing import assessment
from app.services.cases import drafts, registration
from app.services.marking import review, reviewing
from app.workspace import Workspace
from redaction.geometry import Rect
from redaction.marks import MarkKind, MarkState
from tests.app.together.test_colliding import ANNA, colleague
from tests.app.together.two import followed, until
from tests.builders import MAJA, PASSWORD, Office, an_office, answers

WORDS = "något som var halvskrivet"


def lose(workspace: Workspace) -> None:
    """As when the server has just gone."""
    workspace.reach.looks = True
    workspace.reach.refused(Refused(LOST))


def find(workspace: Workspace) -> None:
    """As when it is back."""
    workspace.reach.looks = False
    workspace.reach.found()


def test_work_goes_on_while_the_server_is_stopped(lasting_server, tmp_path: Path) -> None:
    """Stopped at once with a clerk in the middle of it: marks, an assessment, a comment and a draft are sent once."""
    office = an_office(tmp_path, lasting_server.url(lasting_server.new_database()), tmp_path / "vault")
    mine = office.workspace
    request_id = office.request()
    document_id = office.document(request_id)
    first, second = office.findings(document_id, ("19810107-9294", "Bo Ek"))
    delivery_id = office.delivery(request_id)
    mine.catch_up()
    with followed(mine):
        later.send(mine, review.accept, [first], "OSL 21:7", {first: 1})
        lasting_server.stop()
        area = (document_id, 0, (Rect(1, 1, 50, 50),), MarkKind.AREA, "OSL 21:7", "")
        for deed, args in (
            (review.reject, ([second], "i tjänst", {second: 1})),
            (review.add, area),
            (reviewing.comment, (first, "Se sidan två")),
            (assessment.write, (delivery_id, answers(), None, None)),
        ):
            with pytest.raises(later.Kept):
                later.send(mine, deed, *args)
        later.keep_draft(mine, request_id, "note", WORDS)
        with pytest.raises(Refused, match=LOST):
            later.send(mine, registration.close, request_id)
        assert later.draft_of(mine, "note") == WORDS
        assert not any(WORDS in file.read_text("utf-8") for file in (tmp_path / FOLDER).iterdir())
        lasting_server.start()
        assert until(lambda: mine.reach.lost_at is None)
        assert later.send_waiting(mine) == 5
        assert later.send_waiting(mine) == 0
        assert not any((tmp_path / FOLDER).iterdir())
    marks = mine.ask(lambda reader: reader.marks.of(document_id))
    stand = {mark.id: mark.state for mark in marks if mark.kind is MarkKind.TEXT}
    assert stand == {first: MarkState.ACCEPTED, second: MarkState.REJECTED}
    assert [mark.state for mark in marks if mark.kind is MarkKind.AREA] == [MarkState.ACCEPTED]
    assert len(mine.ask(lambda reader: reader.mark_comments.where())) == 1
    assert len(mine.ask(lambda reader: reader.assessments.where())) == 1
    assert mine.ask(drafts.of, mine.signed_in.id, "note") == WORDS
    mine.close()


def test_what_was_committed_without_our_hearing_is_not_done_twice(office: Office) -> None:
    """The answer was lost on the way, not the deed."""
    document_id = office.document(office.request())
    mine = office.workspace
    area = (document_id, 0, (Rect(1, 1, 50, 50),), MarkKind.AREA, "OSL 21:7", "")
    lose(mine)
    with pytest.raises(later.Kept):
        later.send(mine, review.add, *area)
    find(mine)
    (row,) = mine.outbox.rows()
    assert later.send_again(mine, row)
    mine.outbox.put(row)
    assert later.send_waiting(mine) == 1
    assert len(mine.ask(lambda reader: reader.marks.of(document_id))) == 1


def test_a_killed_program_loses_nothing_that_waits(office: Office) -> None:
    """It lies sealed on the disk, for its writer alone, and is sent after the next sign-in."""
    document_id = office.document(office.request())
    (mark,) = office.findings(document_id)
    mine = office.workspace
    lose(mine)
    with pytest.raises(later.Kept):
        later.send(mine, review.reject, [mark], WORDS, {mark: 1})
    again = Workspace(mine.folder, mine.store, mine.vault, clock=office.clock)
    again.sign_in("Karin Wallström", PASSWORD)
    assert again.outbox.rows() == ()
    again.sign_in(MAJA, PASSWORD)
    assert later.send_waiting(again) == 1
    assert again.ask(lambda reader: reader.marks.get(mark))[1].reason == WORDS


def test_where_a_colleague_was_quicker_one_chooses(office: Office) -> None:
    """Nothing is written over unasked, and what one wanted is there until one has chosen."""
    document_id = office.document(office.request())
    (mark,) = office.findings(document_id)
    mine, theirs = office.workspace, colleague(office)
    lose(mine)
    with pytest.raises(later.Kept):
        later.send(mine, review.accept, [mark], "OSL 21:7", {mark: 1})
    theirs.do(review.reject, [mark], "i tjänst")
    find(mine)
    assert later.send_waiting(mine) == 0
    (row,) = mine.outbox.rows()
    assert row.held is not None
    assert row.held[1]["who"] == ANNA
    assert mine.ask(lambda reader: reader.marks.get(mark))[1].state is MarkState.REJECTED
    assert later.send_again(mine, row, anyhow=True)
    assert mine.ask(lambda reader: reader.marks.get(mark))[1].provision == "OSL 21:7"
    assert mine.outbox.rows() == ()


def test_an_assessment_that_is_written_on_waits_once(office: Office) -> None:
    """Each pause of the hand writes it again; the last words are sent, on the version that stood in the form."""
    mine, delivery_id = office.workspace, office.delivery(office.request())
    written = mine.do(assessment.write, delivery_id, answers())
    lose(mine)
    for harm in ("Först.", "Sedan."):
        with pytest.raises(later.Kept):
            later.send(mine, assessment.write, delivery_id, answers(harm=harm), written, 1)
    find(mine)
    assert later.send_waiting(mine) == 1
    assert mine.ask(lambda reader: reader.assessments.get(written)).harm == "Sedan."


def test_a_newer_draft_is_not_written_over_by_one_that_waited(office: Office) -> None:
    """What was typed last stands."""
    mine, request_id = office.workspace, office.request()
    lose(mine)
    later.keep_draft(mine, request_id, "note", "först")
    later.keep_draft(mine, request_id, "note", "sedan")
    assert [row.given[2] for row in mine.outbox.rows()] == ["sedan"]
    find(mine)
    later.keep_draft(mine, request_id, "note", "sist")
    assert later.send_waiting(mine) == 0
    assert mine.ask(drafts.of, mine.signed_in.id, "note") == "sist"
