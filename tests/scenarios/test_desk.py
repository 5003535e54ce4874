"""What is answered at the desk: a visitor who does not say who they are (law.md 9)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from app import diary
from app.domain.local_time import local_day
from app.domain.register import Direction, Held, Party
from app.domain.requests import Channel, RequestState
from app.jobs import process, tasks
from app.services.cases import answering, delays, registration
from app.services.cases.answering import NewEnding
from app.services.keeping import register
from app.services.keeping.register import NewEntry

from .desk import Desk


def test_scenario_08_a_visitor_reads_the_diary_of_march_at_once(desk: Desk, tmp_path: Path) -> None:
    """Shown on the spot, free, within minutes; sender and subject of what is marked secret are hidden (OSL 5:2).

    Nobody is asked who or why: the request is registered without a name, no question is put, and it ends as shown.
    """
    desk.at("2026-03-05")
    secret = desk.request("Ritningarna över stationen, tack.", "Begäran om larm vid station Norr", "Anna Fjällgren")
    sent = NewEntry("correspondence", Direction.IN, desk.clock.now.date(), Party.NAMED, "Vakt AB", "Rondschema")
    entry = desk.workspace.do(register.add, secret, sent)
    desk.workspace.do(register.hold, secret, Held.SUBJECT, "OSL 18:8")
    desk.workspace.do(register.hold, secret, Held.PARTY, "OSL 18:8", entry)
    desk.at("2026-02-20").request("Taxan, tack.", "Begäran om taxa i februari")
    desk.at("2026-03-31T10:00")
    asked = desk.request("Jag vill läsa er diarielista för mars.", "Begäran om diarielista", channel=Channel.VISIT)

    start, end = local_day(desk.clock.now).replace(day=1), local_day(desk.clock.now)
    rows = desk.workspace.ask(partial(register.diary, public=True), start, end)
    list_file = tmp_path / "diarium.pdf"
    assert diary.write(desk.workspace, list_file, start, end, public=True) == len(rows) == 3
    said = process.run(tasks.readable, (list_file,))[0] + repr(rows)
    for hidden in ("station Norr", "Rondschema", "Vakt AB", "Fjällgren", "februari"):
        assert hidden not in said
    assert "OSL 5:2" in said
    assert all(row.reference in " ".join(said.split()) for row in rows)

    desk.workspace.do(answering.end, asked, NewEnding("shown", note="Diarielistan för mars, offentlig vy"))
    request = desk.workspace.ask(lambda r: r.requests.get(asked))
    assert desk.workspace.ask(registration.state, asked) is RequestState.ENDED
    assert request.ended_at is not None
    assert (request.ended_at - request.arrived_at).total_seconds() < 600
    assert not desk.workspace.ask(delays.untold, asked)
    requester = desk.workspace.ask(lambda r: r.requesters.first(request_id=asked))
    assert requester is not None
    assert (requester.name, requester.contact) == ("", "")
    assert desk.workspace.ask(lambda r: r.questions.where(request_id=asked)) == ()
    entered = desk.workspace.ask(register.of_request, asked)
    assert [(row.kind, row.direction) for row in entered] == [
        ("Begäran", Direction.IN),
        ("Handläggarens besked", Direction.OUT),
    ]
    desk.workspace.do(registration.close, asked)
    assert desk.workspace.ask(registration.state, asked) is RequestState.CLOSED
