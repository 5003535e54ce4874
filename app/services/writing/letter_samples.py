"""Letters with invented values in every field, to look at a template before it is used."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from app.domain.assessments import Assessment
from app.domain.ids import AssessmentId, DeliveryId, DocumentId, PersonId, RequestId
from app.domain.letters import Kind, Value
from app.domain.official import Trial
from app.domain.requests import Document, DocumentState
from app.domain.sums import Cell, Compilation
from app.store.unit import Reader
from redaction import content
from redaction.content import Facts

from ..office import organisation
from . import letter_blocks, letters

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TITLES = ("Klagomål, brev 4 februari", "Lista över kunder utan ström", "Anbud, kabelarbeten Storgatan")
REASONS = (
    ("OSL 21:7", "Begäran gäller många kunders namn och nummer, och den som begär dem säljer per telefon.",
     "Uppgifterna kan antas bli behandlade i strid med dataskyddsförordningen."),
    ("OSL 31:16", "Leverantören har begärt sekretess för sina priser och visat varför.",
     "Konkurrenter som får del av priserna kan lägga anbud strax under dem."),
)  # fmt: skip
DAYS = (("decision", "FE 2026-0001, 2026-03-18"), ("got", "2026-03-20, läskvitto"),
        ("last_day", "2026-04-10 (FL 44 § genom OSL 6:11)"), ("reached", "2026-04-09"), ("found", "i tid"))  # fmt: skip


def values(kind: Kind) -> dict[str, Value]:
    """A value for every field of the catalogue but the parts, by name, as the letter would have it."""
    documents = [_document(number, title) for number, title in enumerate(TITLES, 1)]
    unofficial: dict[int, Trial] = {documents[-1].id: _trial(documents[-1], "not-official", "TF 2:12")}
    assessments = [_assessment(number, *said) for number, said in enumerate(REASONS, 1)]
    tables = letter_blocks.documents(documents, (3, 41, 0) if "grunder" in kind.must else ())
    if "bestämmelser" in kind.fields or kind.family.code == "court":
        tables = letter_blocks.tried(documents, {d.id: _trial(d, "official", "TF 2:9") for d in documents})
    known, numbers = organisation.shipped(), {a.provision: int(a.id) for a in assessments}
    blocks: dict[str, Value] = {
        "handlingar": tables,
        "sammanställningar": letter_blocks.compilations([_compilation()]),
        "grunder": letter_blocks.numbered_grounds([(n, p, known[p].letter_line, 1) for p, n in numbers.items()]),
        "skäl": letter_blocks.reasons(assessments, numbers),
        "inte allmänna": letter_blocks.unofficial(documents, unofficial),
        "bestämmelser": letter_blocks.provisions(assessments, known),
        "dagar": (Facts(tuple((letters.words()[name], told) for name, told in DAYS)),),
    }
    return {f.name: blocks.get(f.name, f.sample) for f in letters.fields().values() if not f.part}


def _document(number: int, title: str) -> Document:
    state, ids = DocumentState.DONE, (DocumentId(number), RequestId(1), DeliveryId(1))
    return Document(*ids, number, title, "fil.pdf", "application/pdf", 1, "", state, pages=number * 2)


def _compilation() -> Compilation:
    total = Cell("", None, None)
    return Compilation(0, 0, 1, "Förbrukning 2025, hela gatan", "", "", (), total, 5, "", 0, EPOCH)


def _trial(document: Document, verdict: str, source: str) -> Trial:
    return Trial(document.id, (), verdict, source, PersonId(0), EPOCH)


def _assessment(number: int, provision: str, applies: str, harm: str) -> Assessment:
    told = (provision, "", applies, harm)
    return Assessment(*told, id=AssessmentId(number), delivery_id=DeliveryId(1), requisite="")


def preview(
    reader: Reader, code: str, at: datetime, chosen: content.Document | None = None, cases: Collection[str] = ()
) -> content.Document:
    """A letter with invented values, from the template in use or another; all its cases where none is named."""
    kind = letters.kinds()[code]
    given = values(kind) | letters.company(reader, at)
    asked = [name for name in given if name in kind.fields]
    form = letters.template(reader, code) if chosen is None else chosen
    made = letters.filled(reader, kind, form, given, cases or kind.cases, asked)
    return letters.paper(reader, made, str(given["ärendenummer"]), str(given["mottagare"]) if kind.whole else "", at)
