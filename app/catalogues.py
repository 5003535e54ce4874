"""All catalogues read at the start, so that a broken row is named then and not in the middle of somebody's work."""

from __future__ import annotations

from collections.abc import Callable

from app import overmasking
from app.services.assessing import common_mistakes, reason_faults, record_fields
from app.services.cases import classified, endings, official, questions, tracks
from app.services.delivering import fees, own_data
from app.services.keeping import closing, register, retention
from app.services.office import controls, law_page, organisation, people, time_limits
from app.services.writing import letters
from redaction import class_stamps, replacements
from redaction.coarser import kinds
from redaction.unseen import items as unseen

READERS: tuple[Callable[[], object], ...] = (
    organisation.profiles,
    controls.rules,
    organisation.shipped,
    organisation.requisites,
    common_mistakes.known,
    law_page.rules,
    law_page.doubts,
    organisation.grounds,
    organisation.groups,
    organisation.categories,
    lambda: organisation.factors("for"),
    record_fields.fields,
    record_fields.statuses,
    overmasking.thresholds,
    lambda: reason_faults.forbidden(""),
    official.tree,
    classified.question,
    class_stamps.rules,
    own_data.rights,
    own_data.grounds,
    own_data.ways,
    official.labels,
    endings.rules,
    questions.kinds,
    questions.asking,
    questions.personal,
    people.common_passwords,
    tracks.rules,
    tracks.aspects,
    lambda: tracks.proposed(""),
    closing.points,
    retention.proposed,
    register.kinds,
    register.forms,
    time_limits.limits,
    time_limits.office_hours,
    fees.forms,
    letters.all_shipped,
    kinds.kinds,
    replacements.pseudonym_words,
    unseen.kinds,
    unseen.properties,
    unseen.residues,
    unseen.words,
)
"""What reads each catalogue of ``app``; those of the detectors are read when their modules are."""


def read_all() -> None:
    """Reads all catalogues. Raises BadCatalogue with file and line of the first row that cannot be used."""
    for reader in READERS:
        reader()
