"""Two sets compared on the review page: a kept one against now, switched on the page, jumped to and taken over from.

Documents that say the same are told among the sets; choosing one holds its marks against these as a set of its own.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import long_work, messages
from app.domain.ids import DocumentId
from app.domain.mark_sets import KeptMark
from app.services.cases.likenesses import Alike
from app.services.marking import carrying, mark_sets
from app.services.marking.carrying import Met
from app.services.marking.mark_sets import Comparison
from app.services.office import organisation
from app.store.records import KeptSet, SetHead
from app.texts import _, ngettext
from redaction.marks import MarkKind, MarkState

from ... import wording
from ...parts.notices import Tone
from ...viewer.shown import ShownMark
from ...viewer.tools import Tool
from ...work import Work
from .compare import NOW, THEN, ComparePanel, DifferenceRow
from .windows import WindowsPage
from .words import LETTERS, state_words


class ComparingPage(WindowsPage):
    """The review page with its sets of marks; ``open(compare=True)`` begins there. While the earlier one stands on the
    page nothing is changed there.
    """

    def _build(self) -> None:
        super()._build()
        self.compare = ComparePanel(self)
        self._comparing = False
        self._compared: Comparison | None = None
        self._set_id: int | None = None
        self._met: Met | None = None
        self._alike: dict[DocumentId, Alike] = {}
        self.carrying = Work(self)
        self.carrying.finished.connect(self._carried)
        self.carrying.refused.connect(self._refuse)
        self.carrying.ended.connect(self.look)
        self._side.addWidget(self.compare)
        self.compare.chose_set.connect(self._choose_set)
        self.compare.went.connect(self._go_to_difference)
        self.compare.flipped.connect(lambda _which: self.look())
        self.compare.taken.connect(self._take_over)
        self.compare.kept.connect(self._keep_set)
        self.compare.closed.connect(self.close_compare)
        self.top.compared.connect(self.open_compare)

    def open_compare(self) -> None:
        """Opens the panel beside the pages; pressed again it closes."""
        if self._comparing:
            self.close_compare()
        elif self.view is not None and not self._delivered:
            if self._searching:
                self.close_search()
            self._comparing = True
            self.set_tool(Tool.SELECT)
            self.look()
            self._focus_compare()

    def _focus_compare(self) -> None:
        (self.compare.rows if self._compared is not None else self.compare.keep).setFocus()

    def start_focus(self) -> None:
        if self._comparing and self._stack.currentWidget() is not self.trouble:
            self._focus_compare()
        else:
            super().start_focus()

    def close_compare(self) -> None:
        """Back to the findings, and to the marks of now."""
        self._comparing = False
        self.compare.segments.choose(NOW)
        self.look()
        self.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_search(self) -> None:
        if self._comparing:
            self.close_compare()
        super().open_search()

    def open(self, document_id: int = 0, mark_id: int = 0, page: int = -1, zoom: int = 0, **arguments: object) -> None:
        if document_id and document_id != self.deeds.document_id:
            self._comparing, self._set_id = False, None
            self.compare.segments.choose(NOW)
        super().open(document_id, mark_id, page, zoom, **arguments)
        if arguments.get("compare") and not self._comparing:
            self.when_there(self.open_compare)

    # -- showing -----------------------------------------------------------------------------------------------

    def _show_marks(self) -> None:
        if self._comparing and not self._delivered:
            self._read_sets()
        super()._show_marks()
        if self._then and self._compared is not None:
            self.page_view.editable = False
            self.page_view.set_marks([self._shown_then(mark) for mark in self._compared.kept.marks])

    def _show_notice(self) -> None:
        super()._show_notice()
        self._met = None
        if self.view is not None and self.view.editable and not self._comparing:
            self._tell_met()
        if self._then and self._compared is not None:
            self.notice.tell(Tone.INFO, _("The marks as they stood then"), self._set_words(self._compared.kept))
            self.notice.setVisible(True)

    def _tell_met(self) -> None:
        """That pages of this document were handed out before, and how many places are judged otherwise now."""
        met = self.workspace.ask(carrying.met, self.deeds.document_id)
        self._met = next((one for one in met if one.differ), None)
        if self._met is not None:
            self.notice.tell(Tone.INFO, *self._met_words(self._met), _("Compare"))
            self.notice.setVisible(True)

    def _met_words(self, met: Met) -> tuple[str, str]:
        pages = ngettext("{pages} page was handed out before", "{pages} pages were handed out before", met.pages)
        differ = ngettext(
            "In {registry_number} {count} place there was judged otherwise than it stands now.",
            "In {registry_number} {count} places there were judged otherwise than they stand now.",
            met.differ,
        )
        number = met.alike.registry_number
        return pages.format(pages=met.pages), differ.format(registry_number=number, count=met.differ)

    @property
    def _then(self) -> bool:
        """Whether the earlier set stands on the page."""
        return self._comparing and not self._delivered and self.compare.segments.current() == THEN

    def _read_sets(self) -> None:
        assert self.view is not None
        document_id = self.deeds.document_id
        sets = self.workspace.ask(mark_sets.of, document_id)
        numbers = [one.id for one in sets]
        if self._set_id not in numbers:
            self._set_id = numbers[0] if numbers else None
        alike = self.workspace.ask(carrying.sources, document_id)
        self._alike = {one.other_id: one for one in alike}
        held = {one.source_id for one in sets}
        other = [(-one.other_id, messages.alike(one)) for one in alike if one.other_id not in held]
        self.compare.show_sets([*((one.id, self._set_words(one)) for one in sets), *other], self._set_id or 0)
        chosen = self._set_id
        self._compared = self.workspace.ask(mark_sets.compare, document_id, chosen) if chosen is not None else None
        why = () if self.view.editable else (_("The document is done. Open it again to change marks."),)
        self.compare.show_found(self._compared, why)

    def _set_words(self, one: SetHead | KeptSet) -> str:
        people = self.workspace.ask(lambda reader: reader.people.where())
        name = next((person.name for person in people if person.id == one.person_id), "–")
        when = wording.moment(one.at, self.workspace.clock())
        alike = self._alike.get(DocumentId(one.source_id or 0))
        point = messages.point(one.point) if alike is None else messages.alike(alike)
        return f"{point}, {name}, {when}"

    def _shown_then(self, mark: KeptMark) -> ShownMark:
        """A kept mark as the page draws it."""
        assert self.view is not None
        category, kind = organisation.categories().get(mark.category), MarkKind(mark.kind)
        state, numbers = MarkState(mark.state), self.view.numbers
        return ShownMark(
            id=mark.mark_id,
            page=mark.page,
            rects=mark.rects,
            kind=kind,
            state=state,
            number=numbers.get(mark.provision or "", 0),
            letter=str(category["letter"]) if category else LETTERS[kind],
            words=state_words(state, mark.provision or "", numbers),
            says=mark.replacement,
        )

    def _beside(self) -> QWidget:
        return self.compare if self._comparing and not self._delivered else super()._beside()

    def _may_edit(self) -> bool:
        if self._then:
            self._refuse(_("The earlier marks stand on the page. Space goes back to those of now."))
            return False
        return super()._may_edit()

    # -- doing -------------------------------------------------------------------------------------------------

    def act_on_notice(self) -> None:
        met = self._met
        if met is None:
            super().act_on_notice()
            return
        self.open_compare()
        held = self.workspace.ask(mark_sets.of, self.deeds.document_id)
        set_id = next((one.id for one in held if one.source_id == met.alike.other_id), None)
        self._choose_set(-met.alike.other_id if set_id is None else set_id)

    def _choose_set(self, set_id: int) -> None:
        """Shows a set; a number below 0 is a document whose marks are held against these first."""
        if set_id < 0:
            self._carry(DocumentId(-set_id))
        else:
            self._set_id = set_id
            self.look()

    def _carry(self, other_id: DocumentId) -> None:
        document_id = self.deeds.document_id
        self.carrying.start(lambda p: long_work.carry(self.workspace, document_id, other_id, p), self.job())

    def _carried(self, set_id: int) -> None:
        self._set_id = set_id

    def _go_to_difference(self, row: DifferenceRow) -> None:
        """Shows the place of a difference; what stands there is chosen."""
        one = row.difference.one
        there = row.difference.then if self._then else row.difference.now
        self.page_view.choose(there.mark_id if there is not None else 0)
        self.page_view.bring(one.page, one.rects)

    def _take_over(self, ids: list[int]) -> None:
        if self._set_id is None or self.view is None:
            return
        if not self.view.editable:
            self._may_edit()
        elif self.deeds.take_over(self._set_id, ids):
            self.look()
            self.compare.rows.setFocus()

    def _keep_set(self) -> None:
        if self.deeds.keep_set():
            self._set_id = None
            self.look()
