"""Letters as files: written in a child process, then read back by an engine that did not write them.

What is read is held against the masked words once more, so that nothing which layout or edges add can tell them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from app import messages, writing
from app.domain import reasons
from app.domain.errors import Refused
from app.domain.ids import RequestId
from app.domain.letters import Kind, Value
from app.exporters import write_word
from app.exporters.package import safe_name
from app.jobs import process, tasks
from app.services.writing import letter_fields, letter_samples, letter_templates, letters
from app.store.unit import Reader
from app.workspace import Workspace
from redaction import content, matching
from redaction.errors import DocumentError
from redaction.marks import Mark
from redaction.sealed import File

SHORTEST = 6
"""Folded letters of a masked text that is looked for on a page as a whole; a shorter one stands across two columns."""

SUFFIXES = (".pdf", ".docx")
MOST_TOLD = 3
"""So many faults of a template are told at once."""


def write_pdf(
    workspace: Workspace, paper: content.Document, target: Path, request_id: int, delivery_id: int | None = None
) -> None:
    """Writes a letter as PDF/A to ``target``, a new file.

    Raises Refused, and leaves no file, where its pages hold words that are masked in the delivery (else in the whole
    request) and are not the receiver's own.
    """

    def asked(reader: Reader) -> tuple[list[Mark], str]:
        return letters.masked(reader, request_id, delivery_id), letters.own_words(reader, request_id)

    masks, own = workspace.ask(asked)
    stamp = workspace.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    process.run(tasks.write_pdf, paper, target, stamp)
    told = tells(process.run(tasks.printed, target), masks) - tells("\n".join((own, *paper.addressee)), masks)
    if told:
        target.unlink()
        raise Refused("paper-tells")


def tells(printed: str, masks: list[Mark]) -> frozenset[int]:
    """The ids of the masks whose words stand on printed pages."""
    return reasons.told(printed, [mark for mark in masks if len(matching.term(mark.text).text) >= SHORTEST])


def read_template(workspace: Workspace, code: str, file: Path) -> content.Document:
    """The text of a Word file as a letter's template, read in a child. Raises Refused with what is wrong first."""
    kind = letter_templates.known(code)
    if not file.is_file():
        raise Refused("file-vanished")
    template: content.Document
    try:
        template, strange = process.run(tasks.read_template, file)
    except DocumentError as error:
        raise Refused("template-refused", what=messages.of(error)) from error
    found = letter_templates.wrong(kind.code, template, strange)
    if found:
        told = [messages.sentence(f.code, {"place": f.place, "words": f.words, "what": f.what}) for f in found]
        raise Refused("template-refused", what=" ".join(dict.fromkeys(told[:MOST_TOLD])))
    return template


def use(workspace: Workspace, code: str, file: Path) -> int:
    """Takes a Word file in as a letter's template and uses it from now on; gives its number. Raises as above."""
    template = read_template(workspace, code, file)
    sha256, _size = workspace.vault.take_in(file)
    return workspace.do(letter_templates.use, code, template, file.name, sha256)


def export(workspace: Workspace, code: str, target: Path) -> None:
    """Writes the template in use as a Word file to a new file: the office's own as it came, else the one that ships.

    Raises Refused where a file of the name is there.
    """
    letter_templates.known(code)
    if target.exists():
        raise Refused("file-there", file=target.name)
    own = workspace.ask(letters.own_template, code)
    with workspace.vault.workspace() as folder:
        if own is None:
            write_word(replace(letters.shipped(code), page_word=""), folder / "template.docx")
        elif not workspace.vault.check(own.sha256):
            raise Refused("vault-paper-changed")
        writing.put([(target, folder / "template.docx" if own is None else workspace.vault.file(own.sha256))])


def preview(
    workspace: Workspace, code: str, target: Path, file: Path | None = None, cases: Collection[str] = ()
) -> None:
    """Writes a letter with invented values as PDF, from the template in use or from a Word file. Raises Refused."""
    _known(letter_templates.known(code), {}, cases)
    chosen = None if file is None else read_template(workspace, code, file)
    now = workspace.clock()
    paper = workspace.ask(letter_samples.preview, code, now, chosen, cases)
    process.run(tasks.write_pdf, paper, target, now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def write(
    workspace: Workspace,
    request_id: RequestId,
    code: str,
    values: Mapping[str, Value],
    cases: Collection[str] = (),
    keep: bool = True,
    folder: Path | None = None,
) -> tuple[Path, ...]:
    """Writes a letter on a request as PDF and Word file; what is known of its fields need not be given.

    Kept letters are in the vault and the register; a copy lies in ``folder`` where one is named.

    Raises Refused where it has no such field or case, one that it needs is empty, one of the receiver's own words or
    name (not held against what is masked) is typed though the request has it, it would tell what it must not, or a
    file of the name is there.
    """
    form = workspace.ask(letter_fields.form, request_id, code, workspace.signed_in.name)
    kind, now = form.kind, workspace.clock()
    _known(kind, values, cases)
    for name in values:
        if kind.fields[name].own and name not in form.typed:
            raise Refused("letter-field-own", field=name)
    given = form.known | dict(values)
    targets = _targets(kind, folder) if folder is not None else ()
    paper = workspace.ask(letters.compose, code, request_id, now, given, cases)
    _write(workspace, request_id, code, paper, targets, keep=keep)
    return targets


def finish(
    workspace: Workspace, request_id: RequestId, code: str, paper: content.Document, target: Path, delivery_id: int
) -> None:
    """Writes a paper made from a letter's template as PDF and Word file of the target's name, and keeps them."""
    _write(workspace, request_id, code, paper, tuple(target.with_suffix(s) for s in SUFFIXES), delivery_id)


def _write(
    workspace: Workspace,
    request_id: RequestId,
    code: str,
    paper: content.Document,
    targets: tuple[Path, ...],
    delivery_id: int | None = None,
    keep: bool = True,
) -> None:
    """Writes both files, reads the PDF back, and puts them where they shall be: in the vault, and at the targets."""
    made_from = workspace.ask(letters.made_from, code)
    with workspace.vault.workspace() as place:
        pdf, word = (place / f"letter{suffix}" for suffix in SUFFIXES)
        write_pdf(workspace, paper, pdf, request_id, delivery_id)
        write_word(paper, word)
        made: tuple[File, File] = (pdf, word)
        if keep:
            sha256, _size = workspace.vault.keep(pdf)
            word_sha256, _size = workspace.vault.keep(word)
            workspace.do(letter_fields.keep, request_id, code, made_from, sha256, word_sha256)
            made = (workspace.vault.file(sha256), workspace.vault.file(word_sha256))
        writing.put(list(zip(targets, made, strict=False)))


def _known(kind: Kind, values: Mapping[str, Value], cases: Collection[str]) -> None:
    for name in values:
        if name not in kind.fields or kind.fields[name].block:
            raise Refused("letter-field-unknown", field=name)
    for case in cases:
        if case not in kind.cases:
            raise Refused("letter-case-unknown", case=case)


def _targets(kind: Kind, folder: Path) -> tuple[Path, ...]:
    """Where PDF and Word file go in a folder. Raises Refused where one is there, or the folder cannot be written."""
    targets = tuple(folder / f"{safe_name(kind.label)}{suffix}" for suffix in SUFFIXES)
    there = next((target for target in targets if target.exists()), None)
    if there is not None:
        raise Refused("file-there", file=there.name)
    writing.probe(folder)
    return targets
