"""A residual is masked: its document is opened where it was done, marked, and done again, in one command."""

from __future__ import annotations

from app.domain.errors import Refused
from app.domain.ids import MarkId
from app.domain.requests import DocumentState
from app.domain.residuals import ResidualField
from app.store.unit import Unit
from redaction.marks import MarkKind

from ..cases import intake
from . import residuals, review


def mask(unit: Unit, residual_id: int, provision: str) -> MarkId:
    """Masks a residual on a provision. Gives the mark's id.

    Raises Refused where it stands on no page or the provision is not in the catalogue, Blocked where the document
    takes no marks.
    """
    residual = unit.residuals.get(residual_id)
    document_id = residual.document_id
    if residual.field != ResidualField.TEXT or document_id is None:
        raise Refused("residual-not-on-page")
    if not provision:
        raise Refused("provision-unknown", provision="–")
    done = unit.documents.get(document_id).state is DocumentState.DONE
    if done:
        intake.reopen(unit, document_id)
    text, category = residual.text, residual.category
    mark_id = review.add(
        unit, document_id, residual.page, residual.rects, MarkKind.TEXT, provision, text, category=category
    )
    residuals.was_masked(unit, residual_id, mark_id)
    if done:
        intake.mark_done(unit, document_id)
    return mark_id
