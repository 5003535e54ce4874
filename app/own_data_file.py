"""A person's own data as files: the letter that answers a right, and what is held in a form that a machine reads."""

from __future__ import annotations

from pathlib import Path

from app import letter_work, writing
from app.domain.errors import Refused
from app.domain.ids import RequestId
from app.domain.letters import Value
from app.domain.local_time import local_day
from app.services.delivering import own_data, own_data_export, own_data_letters
from app.store.unit import Reader
from app.workspace import Workspace


def write_letter(workspace: Workspace, request_id: RequestId, right: str, folder: Path) -> tuple[Path, ...]:
    """Writes the letter on a right, keeps it, and puts PDF and Word file in ``folder``: the answer, or before there is
    one that it takes longer. Raises Refused where neither can be told, and as ``letter_work.write`` does.
    """
    if right not in own_data.rights():
        raise Refused("right-unknown")

    def asked(reader: Reader) -> tuple[dict[str, Value], tuple[str, ...]]:
        row = reader.data_answers.first(request_id=request_id, right=right)
        waits = row is not None and row.open and own_data.of(reader, request_id).extended_at is not None
        return (own_data_letters.more_time if waits else own_data_letters.values)(reader, request_id, right)

    values, cases = workspace.ask(asked)
    code = own_data_letters.kind(right)
    return letter_work.write(workspace, request_id, code, values, cases, folder=folder)


def write(workspace: Workspace, request_id: RequestId, target: Path) -> None:
    """Writes what is held of the person to a new file, as its name ends: ".json" or ".csv".

    Raises Refused for another ending, where the file is there, and as ``own_data_export.written`` does.
    """
    form = target.suffix.removeprefix(".").lower()
    if form not in own_data_export.FORMS:
        raise Refused("export-ending")
    if target.exists():
        raise Refused("file-there", file=target.name)
    text = workspace.do(own_data_export.take_out, request_id, form, local_day(workspace.clock()))
    with workspace.vault.workspace() as folder:
        made = folder / target.name
        made.write_bytes(text.encode(own_data_export.ENCODINGS[form]))
        writing.put([(target, made)])
