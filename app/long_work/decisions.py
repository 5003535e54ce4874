"""The company's decision as files, and the letter to the court."""

from __future__ import annotations

from pathlib import Path

from app import letter_work
from app.domain.errors import Refused
from app.domain.ids import DecisionId
from app.services.deciding import decision_papers as decision_paper
from app.texts import _
from app.workspace import Workspace


def decision_papers(workspace: Workspace, decision_id: DecisionId, folder: Path) -> tuple[Path, ...]:
    """Writes and keeps the company's decision, as PDF/A and as Word; where it was appealed the letter to the court, or
    the decision that the appeal came too late.

    Raises Refused before it is made, where a paper would tell what is masked, or where a file of the name is there.
    """
    now = workspace.clock()
    row = workspace.ask(lambda reader: reader.decisions.get(decision_id))
    names = {"missive": _("Appeal handed over"), "too-late": _("Appeal rejected")}
    found = workspace.ask(decision_paper.kinds, decision_id)
    made = [(code, workspace.ask(decision_paper.MAKERS[code], decision_id, now)) for code in found]
    targets = [folder / names.get(code, _("Decision")) for code, _paper in made]
    written = [target.with_suffix(suffix) for target in targets for suffix in (".pdf", ".docx")]
    there = next((path for path in written if path.exists()), None)
    if there is not None:
        raise Refused("file-there", file=there.name)
    folder.mkdir(parents=True, exist_ok=True)
    for target, (code, paper) in zip(targets, made, strict=True):
        letter_work.finish(workspace, row.request_id, code, paper, target, row.delivery_id)
    return tuple(written)
