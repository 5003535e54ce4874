"""The hard stops of a delivery over its page: what was met where, and the verb for whoever may take a stand."""

from __future__ import annotations

from app.services.marking.stops import Stop
from app.services.queries import DeliveryView
from app.texts import _, ngettext

from ...parts.notices import Banner, Tone

MOST_TOLD = 3
"""So many stops are told by place and words; the rest are counted."""


class StopsBanner(Banner):
    """Hidden while no stop is open; ``acted`` tells that the person wants to take a stand."""

    def __init__(self) -> None:
        super().__init__(Tone.STOP, "", full_width=True)
        self.hide()

    def show_stops(self, part: DeliveryView, may: bool) -> None:
        """Shows the open stops; ``may`` is whether this person can take a stand on them."""
        held = open_stops(part)
        strong = ngettext("{count} hard stop", "{count} hard stops", len(held)).format(count=len(held))
        told = [where(stop, part) for stop in held[:MOST_TOLD]]
        if len(held) > MOST_TOLD:
            told.append(_("and {count} more").format(count=len(held) - MOST_TOLD))
        verb = _("Take a stand …") if may else ""
        words = "; ".join(told) if may else _("{places}. A reviewer takes the stand.").format(places="; ".join(told))
        self.tell(Tone.STOP, strong, words, verb)
        self.setVisible(bool(held))


def open_stops(part: DeliveryView) -> tuple[Stop, ...]:
    """The stops on which nobody has taken a stand; none where nothing is handed out."""
    return () if part.delivery.refused else tuple(stop for stop in part.stops if stop.stand is None)


def where(stop: Stop, part: DeliveryView) -> str:
    """The document's title, the page and the words of a stop."""
    title = next(row.document.title for row in part.documents if row.document.id == stop.document_id)
    return _("{title}, p. {page}: ”{words}”").format(title=title, page=stop.finding.page + 1, words=stop.finding.text)
