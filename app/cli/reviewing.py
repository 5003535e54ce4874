"""The command line's words for the reviewer's desk: masks off and back, comments, what has changed since last time."""

from __future__ import annotations

import sys
from typing import Any

from app.domain.ids import DeliveryId, MarkId
from app.services.marking import reviewing
from app.texts import _, ngettext
from app.workspace import Workspace

from .console import Passwords, table
from .on_request import current_delivery, document_of, on_request, request_id_of


def add_words(steps: Any) -> None:
    """Adds ``case review``."""
    word = on_request(steps, "review", _review, _("the reviewer's desk: what changed, comments, masks off and back"))
    what = word.add_mutually_exclusive_group()
    what.add_argument("--unmask", type=int, nargs="+", metavar=_("MARK"), help=_("take these masks off"))
    what.add_argument("--again", type=int, metavar=_("DOCUMENT"), help=_("put back the mask last taken off in it"))
    what.add_argument("--comment", type=int, metavar=_("MARK"), help=_("write a comment on this mark"))
    what.add_argument("--settle", type=int, metavar=_("COMMENT"), help=_("this comment has been seen to"))
    what.add_argument("--settle-mark", type=int, metavar=_("MARK"), help=_("all comments on this mark are seen to"))
    what.add_argument("--looked", action="store_true", help=_("you have now seen the delivery as it stands"))
    word.add_argument("--text", default="", help=_("with --unmask the reason, with --comment the comment"))


def _review(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    delivery_id, do = current_delivery(workspace, arguments.number), workspace.do
    if arguments.unmask:
        do(reviewing.unmask, [MarkId(number) for number in arguments.unmask], arguments.text)
    elif arguments.again:
        request_id = request_id_of(workspace, arguments.number)
        do(reviewing.mask_again, document_of(workspace, request_id, arguments.again).id)
    elif arguments.comment:
        do(reviewing.comment, MarkId(arguments.comment), arguments.text)
    elif arguments.settle:
        do(reviewing.settle, arguments.settle)
    elif arguments.settle_mark:
        do(reviewing.settle_mark, MarkId(arguments.settle_mark))
    found = workspace.ask(reviewing.difference, delivery_id, workspace.signed_in.id)
    names = {p.id: p.name for p in workspace.ask(lambda reader: reader.people.where())}
    changed = [(_("new"), m) for _d, m in found.new] + [(_("changed"), m) for _d, m in found.changed]
    rows = [(m.id, what, m.page + 1, m.provision or "", m.text) for what, m in changed]
    if rows:
        print(table((_("Mark"), _("Since last time"), _("Page"), _("Provision"), _("Text")), rows, frozenset({0, 2})))
    print(_("Masks gone: {gone}. Assessments changed: {said}.").format(gone=found.gone, said=len(found.assessments)))
    for row in workspace.ask(reviewing.comments, delivery_id):
        state = _("open") if row.settled_by is None else _("seen to")
        print(f"{row.id}\t{row.mark_id}\t{state}\t{names[row.written_by]}\t{row.text}")  # type: ignore[index]
    if arguments.looked:
        do(reviewing.looked, delivery_id)


def tell_open(workspace: Workspace, delivery_id: DeliveryId) -> None:
    """Says on stderr how many comments on the delivery's masks nobody has seen to. It holds nothing up."""
    count = sum(row.settled_by is None for row in workspace.ask(reviewing.comments, delivery_id))
    if count:
        told = ngettext("{count} comment on masks is open.", "{count} comments on masks are open.", count)
        print(told.format(count=count), file=sys.stderr)
