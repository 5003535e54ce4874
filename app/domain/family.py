"""Documents in documents: what came in a mail, an archive or a portfolio, in the order in which it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .ids import DocumentId
from .requests import Document

DEEPEST = 8
"""So many documents deep one may lie in another (a mail in a mail in an archive ...)."""

MOST = 2_000
"""So many documents may come in one file, however deep."""


def ordered(documents: Iterable[Document]) -> tuple[tuple[Document, int], ...]:
    """The documents by number, each followed by what came in it, with its depth (0 at the top).

    One whose parent is not among them stands at the top.
    """
    rows = sorted(documents, key=lambda document: document.number)
    there = {document.id for document in rows}
    members: dict[DocumentId | None, list[Document]] = {}
    for document in rows:
        parent = document.parent_id if document.parent_id in there else None
        members.setdefault(parent, []).append(document)

    def walk(parent: DocumentId | None, depth: int) -> Iterator[tuple[Document, int]]:
        for document in members.get(parent, ()):
            yield document, depth
            yield from walk(document.id, depth + 1)

    return tuple(walk(None, 0))


def below(documents: Iterable[Document], document_id: DocumentId) -> tuple[Document, ...]:
    """Everything that came in a document, however deep, in the order in which it is shown."""
    found, under = list[Document](), {document_id}
    for document, _depth in ordered(documents):
        if document.parent_id in under:
            under.add(document.id)
            found.append(document)
    return tuple(found)


def depth(documents: Iterable[Document], document_id: DocumentId) -> int:
    """How deep a document lies, 0 at the top."""
    return next((depth for document, depth in ordered(documents) if document.id == document_id), 0)


def root(documents: Iterable[Document], document_id: DocumentId) -> DocumentId:
    """The document at the top in which a document came; itself where it came alone."""
    parents = {document.id: document.parent_id for document in documents}
    while (parent := parents.get(document_id)) is not None and parent in parents:
        document_id = parent
    return document_id
