"""The office's texts for assessments, and each mask confirmed by itself or with others."""

from __future__ import annotations

import pytest

from app.domain.errors import Refused
from app.services import queries
from app.services.assessing import assessment, phrases
from app.services.marking import review
from tests.builders import Office

TEXT = "Leverantören lämnar anbud med samma kalkyl, och en konkurrent kan anpassa sina priser."


def test_a_text_is_kept_with_who_and_when_and_offered_to_its_group_first(office: Office) -> None:
    """By provision and group; taken away it is offered no more."""
    do, ask = office.workspace.do, office.workspace.ask
    other = do(phrases.keep, "OSL 31:16", "supplier_method", "harm", "Metoden är leverantörens egen och inte känd.")
    mine = do(phrases.keep, "OSL 31:16", "supplier_price", "harm", f"  {TEXT} ")
    rows = ask(phrases.of, "OSL 31:16", "supplier_price")
    assert [row.id for row in rows] == [mine, other]
    assert (rows[0].text, rows[0].added_by) == (TEXT, office.workspace.signed_in.id)
    do(phrases.remove, mine)
    assert [row.id for row in ask(phrases.of, "OSL 31:16", "supplier_price")] == [other]
    assert [line.row.event for line in ask(queries.log)][:3] == ["phrase-removed", "phrase-kept", "phrase-kept"]


def test_a_text_names_nobody_and_tells_nothing(office: Office) -> None:
    """What would follow into another case holds no personal data and nothing that is masked here."""
    _request, delivery_id, _document = office.masked()
    kept = ("OSL 21:7", "customer_identity", "harm")
    for text in ("Lovisa Granberg på Storgatan 4 blir uppringd.", "Med 19810107-9294 kan någon ta lån."):
        with pytest.raises(Refused, match="phrase-personal"):
            office.workspace.do(phrases.keep, *kept, text, delivery_id)
    with pytest.raises(Refused, match="phrase-empty"):
        office.workspace.do(phrases.keep, *kept, "  ")
    with pytest.raises(Refused, match="phrase-empty"):
        office.workspace.do(phrases.keep, "OSL 21:7", "customer_identity", "answers", TEXT)
    office.workspace.do(phrases.keep, *kept, TEXT)
    with pytest.raises(Refused, match="entry-there"):
        office.workspace.do(phrases.keep, *kept, TEXT)


def test_a_mask_that_comes_alone_is_kept_as_read_by_itself(office: Office) -> None:
    """Confirmed together they carry the assessment; which were read one by one can be seen, with who and when."""
    request_id, delivery_id, document_id = office.masked()
    (view,) = office.workspace.ask(queries.assessments, delivery_id, office.workspace.signed_in).assessments
    (mark,) = office.workspace.ask(lambda reader: reader.marks.of(document_id))
    assert view.singly == {mark.id}
    second = office.document(request_id, title="Bilaga")
    marks = office.findings(second, ("19810107-9294", "19121212-1212"))
    office.workspace.do(review.accept, marks, "OSL 21:7")
    office.workspace.do(assessment.confirm, view.assessment.id, marks)
    (view,) = office.workspace.ask(queries.assessments, delivery_id, office.workspace.signed_in).assessments
    assert len(view.confirmed) == 3
    assert view.singly == {mark.id}
    office.workspace.do(assessment.confirm, view.assessment.id, marks[:1])
    (view,) = office.workspace.ask(queries.assessments, delivery_id, office.workspace.signed_in).assessments
    assert view.singly == {mark.id, marks[0]}
