"""Looking for what still points to masked persons, and sending a delivery on only when that was done.

Files of words are read page by page, names of documents as they are; nothing else is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app import gathering
from app.domain.errors import Blocked, Blocker, Refused
from app.domain.ids import DeliveryId, DocumentId, RequestId
from app.domain.requests import Document
from app.domain.residuals import Residual, ResidualField
from app.domain.workflow import DeliveryStep
from app.progress import Progress, quiet
from app.services import queries
from app.services.delivering import sign_off
from app.services.marking import residuals
from app.services.marking.residuals import Searched
from app.workspace import Workspace
from redaction import words_file
from redaction.errors import DocumentError
from redaction.geometry import Rect
from redaction.marks import Mark, covers
from redaction.persons.residual import Pointer, Pointers
from redaction.words import PageText

_AROUND = 40
"""Characters told before and after a place."""
_JOINTS = str.maketrans("_-.+", "    ")
"""What stands between the words of a file's name."""


def check(workspace: Workspace, delivery_id: DeliveryId, progress: Progress = quiet) -> int:
    """Looks for residuals of a delivery where something has changed since; gives how many are open.

    Phase: ``residual``. Raises Refused where something is changed meanwhile.
    """
    if workspace.ask(residuals.is_stale, delivery_id):
        _gather(workspace, workspace.ask(lambda r: r.deliveries.get(delivery_id)).request_id, progress)
        found = workspace.ask(residuals.searched, delivery_id)
        rows = list(_found(workspace, delivery_id, found, progress))
        workspace.do(residuals.store, delivery_id, found.key, rows)
    return workspace.ask(residuals.count_open, delivery_id)


def _gather(workspace: Workspace, request_id: RequestId, progress: Progress) -> None:
    """Persons anew, so that each residual names whom it points to; without the right to do so, those there are."""
    try:
        gathering.gather(workspace, request_id, progress)
    except Refused as refusal:
        if refusal.code != "right-missing":
            raise


def submit(workspace: Workspace, delivery_id: DeliveryId, progress: Progress = quiet) -> None:
    """Sends a delivery to legal review, residuals looked for and judged. Raises Blocked, Refused."""
    require(workspace, delivery_id, DeliveryStep.SUBMIT, progress)
    workspace.do(sign_off.submit, delivery_id)


def require(workspace: Workspace, delivery_id: DeliveryId, step: DeliveryStep, progress: Progress = quiet) -> None:
    """Raises Blocked where residuals of the delivery, looked for now, are all that holds the step back.

    Where something else does, the step itself tells. A refusal hands nothing out and has none.
    """
    view = workspace.ask(queries.delivery, delivery_id, workspace.signed_in)
    if view.delivery.refused or any(held.code != "residuals-open" for held in view.steps.get(step, ())):
        return
    left = check(workspace, delivery_id, progress)
    if left:
        raise Blocked(step, (Blocker("residuals-open", left),))


def _found(workspace: Workspace, delivery_id: DeliveryId, searched: Searched, progress: Progress) -> Iterator[Residual]:
    pointers = Pointers(searched.secrets, searched.others)
    for pointer in pointers.find(searched.subject):
        yield _in_name(delivery_id, None, ResidualField.SUBJECT, searched.subject, pointer)
    total, done = sum(document.pages for document in searched.documents), 0
    for document in searched.documents:
        for field, name in ((ResidualField.TITLE, document.title), (ResidualField.FILE_NAME, document.file_name)):
            for pointer in pointers.find(name.translate(_JOINTS), any_case=field is ResidualField.FILE_NAME):
                yield _in_name(delivery_id, document.id, field, name, pointer)
        marks = _by_page(searched.marks[document.id])
        for page in _pages(workspace, document):
            yield from _on_page(delivery_id, document.id, page, pointers, marks.get(page.page, ()))
            done += 1
            progress(done, total, "residual")


def _pages(workspace: Workspace, document: Document) -> Iterator[PageText]:
    if document.words_sha256 is not None:
        path = workspace.vault.file(document.words_sha256)
        try:
            yield from (words_file.load(path, number) for number in range(document.pages))
        except DocumentError as error:
            raise Refused("document-unread", number=document.number) from error


def _by_page(marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.page, []).append(mark)
    return found


def _in_name(
    delivery_id: DeliveryId, document_id: DocumentId | None, field: ResidualField, name: str, pointer: Pointer
) -> Residual:
    return _residual(delivery_id, document_id, field, pointer, name[pointer.start : pointer.end], name)


def _on_page(
    delivery_id: DeliveryId, document_id: DocumentId, page: PageText, pointers: Pointers, marks: Sequence[Mark]
) -> Iterator[Residual]:
    """What points to somebody on a page and lies under no mark, whether masked, left visible or still proposed."""
    judged = [rect for mark in marks for rect in mark.rects]
    for pointer in pointers.find(page.text):
        start, end = pointer.start, pointer.end
        rects = page.rects(start, end)
        if rects and not covers(judged, rects):
            around = " ".join(page.text[max(0, start - _AROUND) : end + _AROUND].split())
            words = " ".join(page.text[start:end].split())
            yield _residual(delivery_id, document_id, ResidualField.TEXT, pointer, words, around, page.page, rects)


def _residual(
    delivery_id: DeliveryId,
    document_id: DocumentId | None,
    field: ResidualField,
    pointer: Pointer,
    text: str,
    around: str,
    page: int = 0,
    rects: tuple[Rect, ...] = (),
) -> Residual:
    return Residual(
        id=0,
        delivery_id=delivery_id,
        document_id=document_id,
        field=field.value,
        page=page,
        start=pointer.start,
        end=pointer.end,
        rects=rects,
        kind=pointer.kind.value,
        category=pointer.category,
        text=text,
        around=around,
        individual_id=pointer.owner or None,
    )
