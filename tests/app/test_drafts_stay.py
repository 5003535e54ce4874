"""A draft never leaves: whatever is unjudged, unsigned or changed since, no service, no long work and no command
line hands it out, by whatever door; and there is no door beside these.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

import app
from app import archive, long_work
from app.cli import main
from app.domain.errors import Refused
from app.domain.ids import DeliveryId, DocumentId, MarkId
from app.domain.requests import Delivery, DeliveryState
from app.services.assessing import assessment
from app.services.cases import intake, registration
from app.services.delivering import delivery, disclosure, sign_off
from app.services.marking import review
from app.services.office import people
from app.store import audit_log
from redaction.errors import DocumentError
from redaction.geometry import Rect
from redaction.marks import MarkKind
from tests.builders import KARIN, MAJA, PASSWORD, Office, an_office

Draft = Callable[[Office], DeliveryId]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office that the command line finds by the environment, whose passwords are hashed with the least cost."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    made = an_office(tmp_path / "office")
    yield made
    made.workspace.close()


# -- drafts ------------------------------------------------------------------------------------------------------------


def proposed(office: Office) -> DeliveryId:
    """A document with a proposal that nobody has judged."""
    request_id = office.request()
    office.findings(office.document(request_id))
    return office.delivery(request_id)


def half_judged(office: Office) -> DeliveryId:
    """One proposal masked and assessed, one left open."""
    request_id = office.request()
    marks = office.findings(office.document(request_id), ("19810107-9294", "19851225-9242"))
    office.workspace.do(review.accept, marks[:1], "OSL 21:7")
    delivery_id = office.delivery(request_id)
    office.assessed(delivery_id)
    return delivery_id


def not_done(office: Office) -> DeliveryId:
    """Every mark judged and assessed; nobody has said that the document is done."""
    _request, delivery_id, document_id = office.masked()
    office.workspace.do(intake.reopen, document_id)
    return delivery_id


def unassessed(office: Office) -> DeliveryId:
    """A mask whose assessment was taken away."""
    _request, delivery_id, _document = office.masked()
    rows = office.workspace.ask(delivery.assessments, delivery_id).values()
    office.workspace.do(assessment.remove, next(iter(rows)).id)
    return delivery_id


def unsigned(office: Office) -> DeliveryId:
    """Ready for review, sent to nobody."""
    return office.masked()[1]


def in_review(office: Office) -> DeliveryId:
    """Sent to review and not signed."""
    delivery_id = office.masked()[1]
    office.workspace.do(sign_off.submit, delivery_id)
    return delivery_id


def returned(office: Office) -> DeliveryId:
    """Signed once, then returned by the reviewer."""
    delivery_id = office.signed()[1]
    office.as_(KARIN).workspace.do(sign_off.send_back, delivery_id, "Titta igen.")
    office.as_(MAJA)
    return delivery_id


def _reopened(office: Office) -> tuple[DeliveryId, DocumentId]:
    _request, delivery_id, document_id = office.signed()
    office.workspace.do(intake.reopen, document_id)
    return delivery_id, document_id


def mask_after_signing(office: Office) -> DeliveryId:
    """A mask more than the reviewer signed, the document done again."""
    delivery_id, document_id = _reopened(office)
    office.workspace.do(review.add, document_id, 0, (Rect(100, 300, 200, 340),), MarkKind.AREA, "OSL 21:7")
    with suppress(Refused):
        office.workspace.do(intake.mark_done, document_id)
    return delivery_id


def mask_less_after_signing(office: Office) -> DeliveryId:
    """A mask less than the reviewer signed, the document done again."""
    delivery_id, document_id = _reopened(office)
    marks = [MarkId(mark.id) for mark in office.workspace.ask(lambda reader: reader.marks.of(document_id))]
    office.workspace.do(review.reject, marks, "Tjänsteman i tjänsten.")
    with suppress(Refused):
        office.workspace.do(intake.mark_done, document_id)
    return delivery_id


def document_after_signing(office: Office) -> DeliveryId:
    """A document, nobody has looked at it, beside what was signed."""
    request_id, delivery_id, _document = office.signed()
    office.findings(office.document(request_id, title="Bilaga"))
    return delivery_id


DRAFTS: tuple[Draft, ...] = (
    proposed,
    half_judged,
    not_done,
    unassessed,
    unsigned,
    in_review,
    returned,
    mask_after_signing,
    mask_less_after_signing,
    document_after_signing,
)


# -- doors -------------------------------------------------------------------------------------------------------------


def doors(office: Office, delivery_id: DeliveryId, out: Path) -> dict[str, Callable[[], Any]]:
    """Every way by which something could leave; each is tried on the same draft, in this order."""
    do, ask = office.workspace.do, office.workspace.ask
    request_id = ask(lambda reader: reader.deliveries.get(delivery_id)).request_id
    number = ask(lambda reader: reader.requests.get(request_id)).registry_number
    seen = ask(delivery.plan_hash, delivery_id)
    return {
        "a paper": lambda: do(disclosure.paper_made, delivery_id, seen, "letter", "Brev.pdf", "0" * 64),
        "copies are said to be made": lambda: do(disclosure.ready, delivery_id),
        "the last step": lambda: do(disclosure.release, delivery_id, "0" * 64, "e-post"),
        "copies": lambda: long_work.make_copies(office.workspace, delivery_id),
        "handing out": lambda: long_work.release(office.workspace, delivery_id, "e-post", out),
        "the package again": lambda: long_work.export(office.workspace, delivery_id, out),
        "the archive package": lambda: archive.write(office.workspace, request_id, out / "arkiv.zip"),
        "a next delivery first": lambda: do(registration.next_delivery, request_id),
        "case release": lambda: _said("release", number, "--to", str(out)),
    }


def _row(office: Office, delivery_id: DeliveryId) -> Delivery:
    return office.workspace.ask(lambda reader: reader.deliveries.get(delivery_id))


def _refused(deed: Callable[[], Any]) -> bool:
    try:
        deed()
    except (Refused, DocumentError):
        return True
    return False


def _said(step: str, *words: str) -> None:
    """A command as the clerk says it; one that is refused raises here, too."""
    sys.stdin = io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n{PASSWORD}\n".encode()), encoding="utf-8")
    code = main(["case", step, "--user", MAJA, *words])
    if code:
        assert code == 1, f"refused with a reason, not by a fault of ours: {step}"
        raise Refused("said-no")


def test_no_draft_leaves(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each door is closed with a reason: nothing is written, nothing counts as handed out, the log tells of nothing."""
    monkeypatch.setattr(sys, "stdin", sys.stdin)
    out = tmp_path / "ut"
    out.mkdir()
    for draft in DRAFTS:
        delivery_id = draft(office)
        for door, deed in doors(office, delivery_id, out).items():
            tried = f"{draft.__name__}: {door}"
            assert _refused(deed), tried
            row = _row(office, delivery_id)
            assert row.state not in (DeliveryState.READY, DeliveryState.RELEASED), tried
            assert (row.package_sha256, row.released_at) == (None, None), tried
            assert list(out.rglob("*")) == [], tried
    number = office.workspace.ask(lambda reader: reader.requests.where())[-1].registry_number
    assert _refused(lambda: _said("release", number, "--copies-only"))
    assert office.workspace.ask(lambda reader: reader.copies.where()) == ()
    events = {row.event for row in office.workspace.ask(lambda reader: tuple(audit_log.rows(reader.connection)))}
    assert "delivery-signed" in events
    assert not events & {"delivery-released", "copies-ready", "copy-made", "paper-made"}


def test_there_is_no_door_beside_these() -> None:
    """One place says that a delivery has left; two pack files. The to-do list only tells that the step is open."""
    wanted = {
        "write_zip": {"exporters/package.py", "long_work/packages.py", "archive.py"},
        "package_sha256": {"services/delivering/disclosure.py"},
        "DeliveryStep.RELEASE": {"services/delivering/disclosure.py", "domain/workflow.py", "services/todos.py"},
    }
    root = Path(app.__path__[0])
    found: dict[str, set[str]] = {name: set() for name in wanted}
    for file in root.rglob("*.py"):
        where = file.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Name | ast.FunctionDef) and _named(node) == "write_zip":
                found["write_zip"].add(where)
            elif isinstance(node, ast.keyword) and node.arg == "package_sha256" and ast.unparse(node.value) != "None":
                found["package_sha256"].add(where)
            elif isinstance(node, ast.Attribute) and ast.unparse(node) == "DeliveryStep.RELEASE":
                found["DeliveryStep.RELEASE"].add(where)
    assert found == wanted


def _named(node: ast.Name | ast.FunctionDef) -> str:
    return node.id if isinstance(node, ast.Name) else node.name
