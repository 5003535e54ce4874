"""How rows of the register stand in a table, in the diary and in a request's file."""

from __future__ import annotations

from app.domain.register import Held
from app.services.keeping import register
from app.services.keeping.register import DiaryRow
from app.texts import _

from ...parts import paint
from ...parts.columns import Column

LEFT_OUT = "–"


def _party(row: DiaryRow) -> str:
    return row.party or (_("Left out (OSL 5:2)") if Held.PARTY in row.held else LEFT_OUT)


def _subject(row: DiaryRow) -> str:
    return row.subject or (_("Left out (OSL 5:2)") if Held.SUBJECT in row.held else LEFT_OUT)


def _told(row: DiaryRow) -> str:
    """What the house sees beside an entry: that it was struck, or what of it the public view leaves out."""
    if row.struck:
        return _("Struck: {why}").format(why=row.struck)
    words = {Held.PARTY: _("sender"), Held.SUBJECT: _("subject")}
    held = ", ".join(words[part] for part in Held if part in row.held)
    return _("Held back: {parts}").format(parts=held) if held else ""


def _subject_told(row: DiaryRow) -> str:
    """The subject, and in the whole diary that the public view leaves out something of what is seen here."""
    seen = {Held.PARTY: row.party, Held.SUBJECT: row.subject}
    told = _told(row) if row.struck or any(seen[part] for part in row.held) else ""
    return f"{_subject(row)} ({told})" if told else _subject(row)


def of_diary() -> list[Column]:
    """The columns of the diary."""
    return [
        Column(_("Date"), lambda r: r.on.isoformat(), width=104, tone=lambda r: "ink2"),
        Column(_("Reg. no."), lambda r: r.reference, width=140),
        Column(_("Direction"), lambda r: register.direction_words(r.direction), width=104, tone=lambda r: "ink2"),
        Column(_("Kind of document"), lambda r: r.kind, width=196),
        Column(_("Sender or receiver"), _party, width=220),
        Column(_("Subject"), _subject_told),
    ]


def of_file() -> list[Column]:
    """The columns of a request's file."""
    return [
        Column(_("No."), lambda r: str(r.number), paint.RIGHT, 52, tone=lambda r: "ink2"),
        Column(_("Date"), lambda r: r.on.isoformat(), width=104, tone=lambda r: "ink2"),
        Column(_("Direction"), lambda r: register.direction_words(r.direction), width=96, tone=lambda r: "ink2"),
        Column(_("Kind of document"), lambda r: r.kind, second=lambda r: r.form, width=184),
        Column(_("Sender or receiver"), _party, width=196),
        Column(_("Subject"), _subject, second=_told, tone=lambda r: "ink2" if r.struck else "ink"),
    ]
