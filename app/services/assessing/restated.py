"""An assessment whose provision reads otherwise since it was written: what changed, and that somebody read it anew."""

from __future__ import annotations

from app.domain import catalogue
from app.domain.assessments import Assessment
from app.domain.catalogue import Difference
from app.domain.ids import AssessmentId
from app.store.unit import Reader, Unit

from ..office import organisation
from . import assessment


def of(reader: Reader, row: Assessment, edition: int | None = None) -> tuple[Difference, ...]:
    """What the rule of its provision says otherwise in an edition, the newest where none is named."""
    old = organisation.provisions(reader, row.edition)[row.provision]
    return catalogue.restated(old, organisation.provisions(reader, edition)[row.provision])


def keep(unit: Unit, assessment_id: AssessmentId, seen: int | None = None) -> None:
    """The assessment was read against the newest edition and stands on it from now on.

    What is asked for is what the newer row asks. Raises as ``assessment.write`` does, and Refused where an answer is
    none to the newer row.
    """
    row = unit.assessments.get(assessment_id)
    assessment.write(unit, row.delivery_id, row.said, assessment_id, seen, unit.editions.newest().number)
