"""The fourth document: a file note in plain text, where one caller's number stays and two callers' data do not."""

from __future__ import annotations

from pathlib import Path

from .people import (
    CALLER,
    CALLER_NUMBER,
    COMPANY,
    COMPANY_NUMBER,
    COMPANY_PHONE,
    FITTER,
    OFFICE,
    REGISTRAR,
    REQUESTER,
    SECOND_CALLER,
    SECOND_CALLER_NUMBER,
    SIGNATORY,
    SIGNATORY_NUMBER,
)

NAME = "tjansteanteckning.txt"
TITLE = "Tjänsteanteckning 4 februari"


def make(folder: Path) -> None:
    """Writes the note in UTF-8 with line feeds."""
    (folder / NAME).write_text(_words(), encoding="utf-8", newline="\n")


def _words() -> str:
    return f"""\
TJÄNSTEANTECKNING

{COMPANY}, kundservice
Org.nr {COMPANY_NUMBER}
Upprättad 2026-02-04 av {REGISTRAR.name}, {REGISTRAR.title}
Ärende: klagomål efter strömavbrottet den 2 februari 2026

Klockan 09.20
{SIGNATORY}, personnummer {SIGNATORY_NUMBER}, ringde för {REQUESTER}.
Han är firmatecknare och kund hos oss: elavtalet för bolagets kontor,
{OFFICE.street}, står på honom. Kontoret var utan ström i knappt fyra timmar.
Han sade att bolaget kommer att begära ut klagomålen och listan över kunder,
och att bolaget ringer upp kunderna på listan för att sälja elavtal.

Klockan 10.05
{CALLER.name}, personnummer {CALLER_NUMBER}, {CALLER.street}, ringde.
Hon vill ha ersättning för maten i frysen. Hon nås på {CALLER.phone}.

Klockan 10.40
{SECOND_CALLER.name}, samordningsnummer {SECOND_CALLER_NUMBER}, {SECOND_CALLER.street}, ringde.
Hon undrar varför felanmälan, {COMPANY_PHONE}, inte svarade på natten.

Åtgärd
Montör {FITTER.name}, tjänstetelefon {FITTER.work_phone}, har lagat kabelskåpet
tillfälligt. Offert på nytt skåp är beställd. Anteckningen är klar
2026-02-04 och läggs till ärendet.
"""
