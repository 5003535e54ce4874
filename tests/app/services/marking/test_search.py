"""Searching a request: every hit is told with how it stands, and the ticked ones are masked in one step."""

from __future__ import annotations

import json

import pytest

from app.domain.errors import Blocked, Refused
from app.domain.ids import DocumentId, MarkId
from app.services import queries
from app.services.cases import intake, registration
from app.services.marking import review, search, term_lists
from app.services.marking.search import Stands
from app.services.office import organisation
from redaction.detectors.terms import Term
from redaction.geometry import Rect
from redaction.marks import MarkState
from redaction.sought import LONGEST_TERM, Expression, Hit, Lines, Listed, ListRow, Near, Query, Sought
from tests.app.services.test_marks import states
from tests.builders import MAJA, SVEN, Office

WORDS = "hemligt ord"


def a_hit(document_id: int, at: int = 0, provision: str | None = None, page: int = 0) -> Hit:
    """A place where ``Office.findings`` puts its words, or further down."""
    rect = Rect(72, 80 + 20 * at, 172, 94 + 20 * at)
    return Hit(document_id, page, 0, 5, (rect,), WORDS, provision=provision)


def stands(office: Office, *hits: Hit) -> list[Stands]:
    """How the hits stand."""
    return [row.stands for row in office.workspace.ask(search.places, Sought(hits)).rows]


def test_hits_stand_as_the_marks_do(office: Office) -> None:
    """Masked, left visible, proposed, or nothing there; only what nobody has judged is ticked at first."""
    document_id = office.document(office.request())
    first, second, _third = office.findings(document_id, ["a1", "b2", "c3"])
    office.workspace.do(review.accept, [first], "OSL 21:7")
    office.workspace.do(review.reject, [second], "offentlig")
    hits = [a_hit(document_id, at) for at in range(4)]
    assert stands(office, *hits) == [Stands.MASKED, Stands.VISIBLE, Stands.PROPOSED, Stands.FREE]
    found = office.workspace.ask(search.places, Sought(tuple(hits)))
    assert [row.wanted for row in found.rows] == [False, False, True, True]
    assert found.masked == 1


def test_ticked_hits_are_masked_and_one_undo_takes_all_back(office: Office) -> None:
    """Over two documents: proposals become masks, free places get one, what is masked is left; undo and redo whole."""
    request_id = office.request()
    one, two = office.document(request_id, title="Ett"), office.document(request_id, title="Två")
    office.findings(one, ["a1"])
    hits = [a_hit(one), a_hit(one, 5), a_hit(two, 2)]
    assert office.workspace.do(search.mark, request_id, hits, "OSL 21:7") == 3
    assert stands(office, *hits) == [Stands.MASKED] * 3
    assert len(states(office, one)) == 2
    assert office.workspace.do(search.mark, request_id, hits, "OSL 21:7") == 0
    office.workspace.do(review.undo, two)
    assert (states(office, one), states(office, two)) == ([MarkState.PROPOSED], [])
    office.workspace.do(review.redo, one)
    assert stands(office, *hits) == [Stands.MASKED] * 3


def test_undo_of_a_search_stops_whole_where_one_document_has_moved_on(office: Office) -> None:
    """A colleague's or a later change of one of the marks: nothing is taken back anywhere."""
    request_id = office.request()
    one, two = office.document(request_id, title="Ett"), office.document(request_id, title="Två")
    office.workspace.do(search.mark, request_id, [a_hit(one), a_hit(two)], "OSL 21:7")
    (mark,) = office.workspace.ask(lambda reader: reader.marks.of(two))
    office.workspace.do(review.reject, [MarkId(mark.id)], "offentlig")
    with pytest.raises(Refused, match="undo-past-their-change"):
        office.workspace.do(review.undo, one)
    assert states(office, one) == [MarkState.ACCEPTED]


def test_each_hit_gets_the_ground_of_its_list(office: Office) -> None:
    """The list's provision before the chosen one; without either, or with one that carries no mask, nothing is done."""
    request_id = office.request()
    document_id = office.document(request_id)
    hits = [a_hit(document_id, 0, "OSL 31:16"), a_hit(document_id, 1)]
    for wrong in ("", "GDPR"):
        with pytest.raises(Refused, match="provision-unknown"):
            office.workspace.do(search.mark, request_id, hits, wrong)
    office.workspace.do(search.mark, request_id, hits, "OSL 21:7")
    marks = office.workspace.ask(lambda reader: reader.marks.of(document_id))
    assert [mark.provision for mark in marks] == ["OSL 31:16", "OSL 21:7"]
    numbers = office.workspace.ask(organisation.ground_numbers, request_id)
    assert {"OSL 31:16", "OSL 21:7"} <= set(numbers)


def test_a_search_reaches_no_closed_document_and_no_other_request(office: Office) -> None:
    """Marks of a document that is done are fixed; a hit of somebody else's request is not masked in this one."""
    request_id = office.request()
    done, elsewhere = office.document(request_id), office.document(office.request())
    office.workspace.do(intake.mark_done, done)
    with pytest.raises(Blocked):
        office.workspace.do(search.mark, request_id, [a_hit(done)], "OSL 21:7")
    for hit in (a_hit(elsewhere), a_hit(office.document(request_id), page=99)):
        with pytest.raises(Refused, match="changed-in-between"):
            office.workspace.do(search.mark, request_id, [hit], "OSL 21:7")
    assert states(office, elsewhere) == []
    with pytest.raises(Refused, match="nothing-ticked"):
        office.workspace.do(search.mark, request_id, [], "OSL 21:7")


def test_only_who_prepares_masks_what_was_found(office: Office) -> None:
    """An administrator does not."""
    request_id = office.request()
    document_id = office.document(request_id)
    office.as_(SVEN)
    with pytest.raises(Refused):
        office.workspace.do(search.mark, request_id, [a_hit(document_id)], "OSL 21:7")


def test_the_log_holds_counts_and_never_the_words(office: Office) -> None:
    """One row per document, whatever was looked for."""
    request_id = office.request()
    document_id = office.document(request_id)
    before = office.workspace.ask(lambda reader: reader.log_head()).seq
    hits = [a_hit(document_id, at) for at in range(3)]
    office.workspace.do(search.mark, request_id, hits, "OSL 21:7")
    terms = [Term(WORDS, "PERSON", "OSL 21:7"), Term("mer hemligt", inside_words=True)]
    assert office.workspace.do(registration.watch_all, request_id, terms) == 2
    assert office.workspace.do(registration.watch_all, request_id, terms) == 0
    lines = office.workspace.ask(queries.log, None, 10)
    new = [line.row for line in lines if line.row.seq > before]
    assert [row.event for row in new] == ["terms-watched", "hits-marked"]
    assert new[1].payload["masks"] == 3
    assert "hemligt" not in json.dumps([row.payload for row in new])


@pytest.mark.parametrize(
    "query",
    [Listed(()), Listed((Term("a"),)), Listed((Term("--"),)), Expression(" "), Near("a", "bb"), Near("aa", "bb", 999),
     Lines("aa", "")],
)  # fmt: skip
def test_nothing_to_look_for_is_refused(query: Query) -> None:
    """Before anything is read."""
    with pytest.raises(Refused):
        search.check(query)


def test_only_documents_that_were_read_are_searched(office: Office) -> None:
    """All of the request, or the one that is named."""
    request_id = office.request()
    one, two = office.document(request_id, title="Ett"), office.document(request_id, title="Två")
    office.document(office.request())
    office.as_(MAJA)

    def found(only: DocumentId | None = None) -> list[int]:
        return [d.id for d in office.workspace.ask(search.documents, request_id, only)]

    assert found() == [one, two]
    assert found(two) == [two]


def test_rows_of_a_list_become_terms_or_faults_named_by_row() -> None:
    """Provisions with and without OSL, categories by code or name, parts; each fault has its row and its code."""
    good = [("Term", "Grund"), ("Åsa Sjöberg", "OSL 21:7", "PERSON"), ("larmkod", "18:8", "", "ja"), ("Bo Ek",)]
    bad = [("a",), ("Åsa", "GDPR"), ("Åsa", "", "Nonsens"), ("=A1",), ("Åsa", "", "", "kanske"), ("å" * 501,)]
    rows = [ListRow(at, cells) for at, cells in enumerate((*good, *bad), 1)]
    made = term_lists.understood(rows, organisation.shipped().values())
    assert made.terms == (
        Term("Åsa Sjöberg", "PERSON", "OSL 21:7"),
        Term("larmkod", "", "OSL 18:8", inside_words=True),
        Term("Bo Ek", "", None),
    )
    codes = ["term-short", "list-provision", "category-unknown", "list-formula", "list-parts", "list-long"]
    assert [(fault.row, fault.code) for fault in made.faults] == list(enumerate(codes, 5))
    assert len("å" * 501) > LONGEST_TERM
