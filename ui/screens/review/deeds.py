"""What is done to marks from the review page: one command each, saved at once, and what the status bar says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app import later, long_work, messages
from app.domain.errors import MarkChanged, Refused
from app.domain.ids import DocumentId, MarkId, RequestId
from app.domain.office import EntryKind
from app.services.cases import intake, registration
from app.services.marking import (
    areas,
    individual_marks,
    individuals,
    mark_sets,
    office_lists,
    regions,
    review,
    reviewing,
    search,
)
from app.services.marking.office_lists import NewEntry
from app.services.marking.replacing import Instead
from app.texts import _, ngettext
from app.workspace import Workspace
from redaction.geometry import PageBox, Rect
from redaction.marks import MarkKind
from redaction.sought import Hit

from ...viewer.words_under import Stretch


class Deeds(QObject):
    """Commands on one document. ``done`` tells the echo for the status bar, ``refused`` the sentence why not,
    ``kept`` what waits on this machine since the server is lost, ``collided`` the MarkChanged, what was wanted, and a
    call that does it all the same.

    ``numbers``, ``seen`` and ``seen_at`` are what the page shows: each ground's number, each mark's version, and the
    log's newest row of then, so that nobody judges over what a colleague has changed meanwhile.
    """

    done = Signal(str)
    refused = Signal(str)
    kept = Signal(str)
    collided = Signal(object, str, object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.document_id = DocumentId(0)
        self.numbers: dict[str, int] = {}
        self.seen: dict[MarkId, int] = {}
        self.seen_at: int | None = None

    def mask(self, ids: Sequence[int], provision: str, words: str) -> bool:
        """Masks marks on a provision."""
        echo = ngettext("Masked ”{words}” with {ground}.", "Masked {count} with {ground}.", len(ids))
        told = echo.format(words=words, count=len(ids), ground=self._ground(provision))
        return self._do(told, review.accept, _ids(ids), provision, self.seen)

    def replace(self, mark_id: int, provision: str, instead: Instead, words: str) -> bool:
        """Masks a mark on a provision, with something in its box instead of its words."""
        told, only = _("Masked ”{words}” with {ground}, says ”{instead}”."), _("”{words}” is only masked.")
        said = told if instead.text else only
        echo = said.format(words=words, ground=self._ground(provision), instead=instead.text)
        return self._do(echo, review.accept, _ids([mark_id]), provision, self.seen, instead)

    def name_person(self, individual_id: int, word: str, provision: str, name: str) -> bool:
        """Masks everything of a person by a pseudonym, in all documents of the request."""
        echo = _("{name} is called by a pseudonym.").format(name=name)
        return self._do(echo, individual_marks.mask, individual_id, provision, None, word)

    def leave(self, ids: Sequence[int], reason: str, words: str) -> bool:
        """Leaves marks visible, for a reason."""
        return self._do(_("Left ”{words}” visible.").format(words=words), review.reject, _ids(ids), reason, self.seen)

    def mask_hits(self, request_id: int, hits: Sequence[Hit], provision: str) -> bool:
        """Masks what a search found and the clerk has ticked, in all documents of the request."""
        echo = ngettext("Masked {count} hit.", "Masked {count} hits.", len(hits)).format(count=len(hits))
        return self._do(echo, search.mark, request_id, hits, provision)

    def mask_person(self, individual_id: int, places: Sequence[int], provision: str, name: str) -> bool:
        """Masks what is ticked of a person, in all documents of the request."""
        told = ngettext(
            "Masked {count} place of {name} with {ground}.",
            "Masked {count} places of {name} with {ground}.",
            len(places),
        )
        echo = told.format(count=len(places), name=name, ground=self._ground(provision))
        return self._do(echo, individual_marks.mask, individual_id, provision, places)

    def leave_person(self, individual_id: int, places: Sequence[int] | None, reason: str, name: str) -> bool:
        """Leaves a person visible: what is named, or what one decision is about."""
        return self._do(
            _("Left {name} visible.").format(name=name), individual_marks.leave, individual_id, reason, places
        )

    def merge(self, individual_id: int, other_id: int, name: str) -> bool:
        """Makes another person the same as this one."""
        return self._do(_("Merged into {name}.").format(name=name), individuals.merge, individual_id, other_id)

    def split(self, individual_id: int, places: Sequence[int], name: str) -> bool:
        """Makes places of a person somebody else's."""
        return self._do(_("Split from {name}.").format(name=name), individuals.split, individual_id, places)

    def assign(self, individual_id: int, places: Sequence[int], name: str) -> bool:
        """Gives unclear places to a person."""
        return self._do(_("Given to {name}.").format(name=name), individuals.assign, individual_id, places)

    def add_text(self, found: Stretch, provision: str) -> int:
        """Marks words by hand; gives the mark's id, 0 where it was refused."""
        return self._add(found.page, found.rects, MarkKind.TEXT, provision, found.text)

    def add_area(self, page: int, rect: Rect, provision: str) -> int:
        """Marks an area by hand; gives the mark's id, 0 where it was refused."""
        return self._add(page, (rect,), MarkKind.AREA, provision, "")

    def add_page(self, page: int, box: PageBox, provision: str) -> int:
        """Masks a whole page; gives the mark's id, 0 where it was refused."""
        return self._add(page, (box.rect,), MarkKind.PAGE, provision, "")

    def keep_only(self, page: int, box: PageBox, kept: Rect, provision: str) -> int:
        """Masks a page but for a part; gives the mark's id, 0 where it was refused."""
        told = _("Masked all but what you drew around with {ground}.").format(ground=self._ground(provision))
        return int(self._run(told, areas.keep_only, self.document_id, page, box, kept, provision) or 0)

    def on_every_page(self, mark_id: int, boxes: Mapping[int, PageBox]) -> bool:
        """Masks the place of an area on the other pages too."""
        return self._do(_("Masked the same place on every page."), areas.on_every_page, MarkId(mark_id), boxes)

    def reshape(self, mark_id: int, rect: Rect) -> int:
        """Gives an area another place; gives the new mark's id, 0 where it was refused."""
        return int(self._run(_("Moved the area."), review.reshape, MarkId(mark_id), rect) or 0)

    def never(self, mark_id: int, reason: str, in_request: bool, words: str) -> bool:
        """Leaves a finding visible and learns that it is never proposed between its neighbours."""
        mark = MarkId(mark_id)

        def learn() -> object:
            before, after = long_work.neighbours(self._workspace, mark)
            return self._workspace.do(review.never_here, mark, reason, before, after, in_request=in_request)

        return self._tried(_("”{words}” is never proposed here. Left visible.").format(words=words), learn) is not False

    def always(self, text: str, category: str, reason: str, provision: str, request_id: int | None) -> bool:
        """Learns that words are always proposed, in a request or in the whole office."""
        kept = RequestId(request_id) if request_id is not None else None
        new = NewEntry(EntryKind.ALWAYS, text, category, reason, provision=provision or None, request_id=kept)
        told = _("”{words}” is always proposed from now on.").format(words=text)
        return self._do(told, office_lists.add, new, undoable=False)

    def mask_region(self, region_id: int, provision: str, words: str) -> bool:
        """Masks a part that no program can read, and what looks like it."""
        told = _("Masked {what} with {ground}.").format(what=words.lower(), ground=self._ground(provision))
        return self._do(told, regions.mask, region_id, provision)

    def leave_region(self, region_id: int, reason: str, words: str) -> bool:
        """Leaves such a part, and what looks like it, visible for a reason."""
        told = _("Left {what} visible. Del in its card judges it again.").format(what=words.lower())
        return self._do(told, regions.leave, [region_id], reason, undoable=False)

    def reopen_region(self, region_id: int) -> bool:
        """Takes back that such a part was left visible."""
        return self._do(_("It is to be judged again."), regions.reopen, region_id, undoable=False)

    def remove(self, mark_id: int) -> bool:
        """Takes back a mark made by hand."""
        return self._do(_("Removed the mark."), review.remove, MarkId(mark_id))

    def undo(self) -> bool:
        """Takes back the last change."""
        return self._do(_("Undone. Ctrl+Y does it again."), individuals.undo, self.document_id, undoable=False)

    def redo(self) -> bool:
        """Does again what was undone."""
        return self._do(_("Done again."), individuals.redo, self.document_id)

    def finish(self) -> bool:
        """The clerk is done with the document."""
        return self._do(_("The document is done."), intake.mark_done, self.document_id, undoable=False)

    def reopen(self) -> bool:
        """Opens the document for marks again."""
        return self._do(_("The document is open again."), intake.reopen, self.document_id, undoable=False)

    def comment(self, mark_id: int, text: str) -> bool:
        """Writes a comment on a mark."""
        return self._do(_("The comment is written."), reviewing.comment, MarkId(mark_id), text, undoable=False)

    def settle(self, mark_id: int) -> bool:
        """Says that the comments on a mark have been seen to."""
        return self._do(_("The comments are seen to."), reviewing.settle_mark, MarkId(mark_id), undoable=False)

    def take_over(self, set_id: int, ids: Sequence[int]) -> bool:
        """Puts marks back as they stand in a kept set."""
        echo = ngettext("Took over {count} mark.", "Took over {count} marks.", len(ids)).format(count=len(ids))
        return self._do(echo, mark_sets.take_over, self.document_id, set_id, ids)

    def keep_set(self) -> bool:
        """Keeps the marks as they stand now."""
        return self._do(_("The marks of now are kept as a set."), mark_sets.keep, self.document_id, undoable=False)

    def watch(self, request_id: int, text: str, provision: str) -> bool:
        """Adds words to the request's list."""
        told = _("”{words}” is on the list of the request. Looking through the document.").format(words=text)
        args = (request_id, text, "PERSON", provision or None)
        return self._do(told, registration.watch, *args, undoable=False)

    def _add(self, page: int, rects: tuple[Rect, ...], kind: MarkKind, provision: str, text: str) -> int:
        what = f"”{text}”" if text else {MarkKind.AREA: _("the area"), MarkKind.PAGE: _("the page")}.get(kind, "")
        if provision:
            told = _("Masked {what} with {ground}.").format(what=what, ground=self._ground(provision))
        else:
            told = _("Marked {what}. Choose a ground with 1–9.").format(what=what)
        return int(self._run(told, review.add, self.document_id, page, rects, kind, provision or None, text) or 0)

    def _ground(self, provision: str) -> str:
        number = self.numbers.get(provision, 0)
        return f"{number} · {provision}" if number else provision

    def _do(self, told: str, command: Callable[..., Any], *args: Any, undoable: bool = True) -> bool:
        return self._run(told, command, *args, undoable=undoable) is not False

    def _run(self, told: str, command: Callable[..., Any], *args: Any, undoable: bool = True) -> Any:
        """Runs a command; False where it was refused."""
        said = " ".join((told, _("Ctrl+Z undoes it."))) if undoable else told
        anyhow = [None if arg is self.seen else arg for arg in args]
        again = partial(self._tried, said, lambda: self._workspace.do(command, *anyhow))
        try:
            with self._workspace.seeing(self.seen_at):
                return self._tried(said, lambda: later.send(self._workspace, command, *args))
        except later.Kept:
            self.kept.emit(told)
            return False
        except MarkChanged as error:
            self.collided.emit(error, told, again)
            return False

    def _tried(self, told: str, call: Callable[[], Any]) -> Any:
        """What the call gives, told; False where it was refused."""
        try:
            answer = call()
        except MarkChanged:
            raise
        except Refused as error:
            self.refused.emit(messages.of(error))
            return False
        self.done.emit(told)
        return answer


def _ids(ids: Sequence[int]) -> list[MarkId]:
    return [MarkId(mark_id) for mark_id in ids]
