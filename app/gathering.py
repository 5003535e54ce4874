"""Gathering the persons of a request from its findings and the words around them, where these have changed.

Nothing is opened but the files of words, page by page, so this runs where it is called: in a thread of the window's,
or in the command.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.ids import RequestId
from app.domain.requests import Document
from app.progress import Progress, quiet
from app.services.marking import individuals
from app.store.unit import Reader
from app.workspace import Workspace
from redaction import people, words_file
from redaction.detectors.allow import IN_DUTY
from redaction.findings import Finding
from redaction.persons import mentions
from redaction.persons.mentions import Mention
from redaction.persons.roles import HEADINGS


@dataclass(frozen=True, slots=True)
class _Found:
    """What a gathering starts from: the documents that were read, each with the hash of its words file and its findings
    by page (from 0), these with their ids.
    """

    key: str
    requester: str
    documents: Sequence[tuple[Document, str, Mapping[int, Sequence[tuple[int, Finding]]]]]

    @property
    def pages(self) -> int:
        return sum(len(pages) for _document, _words, pages in self.documents)


def gather(workspace: Workspace, request_id: RequestId, progress: Progress = quiet) -> bool:
    """Gathers the persons of a request anew where its findings have changed; gives whether they had. Phase: ``gather``.

    A closed request keeps no persons, and is left so. Raises Refused where the findings change meanwhile, or the person
    signed in may not prepare.
    """
    found = workspace.ask(_found, request_id)
    if found is None:
        return False
    seen: list[Mention] = []
    done = 0
    for document, words_sha256, pages in found.documents:
        words = workspace.vault.file(words_sha256)
        for page, findings in pages.items():
            seen += mentions.on_page(words_file.load(words, page), document.id, findings, HEADINGS, IN_DUTY)
            done += 1
            progress(done, found.pages, "gather")
    gathered = people.gather(seen, found.requester)
    workspace.do(individuals.store, request_id, found.key, seen, gathered, found.requester)
    return True


def _found(reader: Reader, request_id: RequestId) -> _Found | None:
    if not individuals.may_gather(reader, request_id) or not individuals.is_stale(reader, request_id):
        return None
    requester = reader.requesters.first(request_id=request_id)
    documents = []
    for document in reader.documents.where(request_id=request_id):
        pages: dict[int, list[tuple[int, Finding]]] = {}
        for finding_id, finding in reader.findings.of(document.id):
            pages.setdefault(finding.page, []).append((finding_id, finding))
        if document.words_sha256 is not None:  # a document that could not be read has nothing to gather
            documents.append((document, document.words_sha256, pages))
    return _Found(individuals.key(reader, request_id), requester.name if requester else "", documents)
