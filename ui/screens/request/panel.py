"""A form in its place on the request's page: its title, its fields, one verb, and a way to leave it."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.store.unit import Unit
from app.texts import _

from ... import theme
from ...drafting import Keeper, Kept
from ...parts.buttons import Button, Kind, PrimaryButton
from ...parts.inplace import InPlace
from ...parts.inputs import Lines
from ...parts.words import Words, line
from .forms import Form


class FormPanel(InPlace):
    """Hidden until a form is asked for. What was written stays while it is refused, and is a draft until it is done;
    Escape leaves it as it is.

    ``did`` is given the form's deed and says whether it went through.
    """

    def __init__(self, did: Callable[[Callable[[Unit], None]], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._did = did
        self.form: Form | None = None
        self._begun: list[Keeper] = []
        self.words = Words("", "strong", wrap=True, parent=self)
        self.yes = PrimaryButton("", parent=self)
        self.no = Button(_("Cancel"), Kind.SECONDARY, key="Esc", parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        self._column.setSpacing(theme.px(10))
        foot = line(self.yes, self.no)
        foot.addStretch(1)
        self._column.addWidget(self.words)
        self._column.addLayout(foot)
        self.yes.clicked.connect(self._save)
        self.no.clicked.connect(self.leave)

    def ask(self, form: Form) -> None:
        """Shows a form."""
        self._drop()
        self.form = form
        self._begun = _keepers(form)
        self.words.setText(form.title)
        self.yes.become(form.verb)
        self._column.insertWidget(1, form)
        self.come(form.first())

    def leave(self) -> None:
        """Nothing is changed, and the form goes."""
        self._drop()
        super().leave()

    def _drop(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _save(self) -> None:
        if self.form is not None and self._did(self.form.deed):
            for keeper in self._begun:
                keeper.sent()
            self.leave()


def _keepers(form: Form) -> list[Keeper]:
    """What is written in the form's long fields is kept until it is done."""
    request_id, name = form.view.request.id, type(form).__name__
    places = (f"form/{name}/{request_id}/{at}" for at in itertools.count())
    return [Keeper(lines, Kept(form.workspace, request_id, next(places))) for lines in form.findChildren(Lines)]
