"""The demo case's harm tests: neutral words that can be shown to the requester without telling what is masked."""

from __future__ import annotations

from datetime import date

from . import letter, minutes, note, offer, outage_list
from .people import PRIVATE
from .toml import Table

_RECIPIENT = (
    "Sökanden är en telefonförsäljare och skriver själv i begäran att uppgifterna ska läggas i en "
    "uppringningslista och att "
    "numren inte jämförs med något spärregister."
)
_RULE = (
    "Artikel 5.1 b och 6.1 f i dataskyddsförordningen: uppgifter som lämnats för att klaga på ett avbrott eller "
    "följa upp det "
    "skulle användas för försäljning till personer som inte väntar sig det och som kan ha spärrat sina nummer."
)
_NO_QUESTION = "Ja, sökandens egna ord i begäran. Ingen fråga har behövt ställas."
_NO_EXCEPTION = "Nej. Ändamålet är försäljning, varken privat bruk, journalistik eller forskning."

RECIPIENT: Table = {"circumstance": _RECIPIENT, "rule": _RULE, "asks": False}
"""What is known of the recipient, for what is left in sight: the requester has told it unasked."""

_RECORD: Table = {
    "special": "none",
    "own_data": "no",
    "reservation": "considered",
    "reservation_reason": "Uppgifterna ska användas för just det som skadar; ett förbehåll mot det lämnar inget kvar.",
}
"""What every mask of the case answers alike."""

TABLES: tuple[Table, ...] = (
    {
        **_RECORD,
        "provision": "OSL 21:7",
        "group": "customer_identity",
        "documents": [letter.NAME, minutes.NAME, note.NAME],
        "applies": "Bestämmelsen gäller överallt och alla personuppgifter. Här gäller den privatkunder som har "
        "klagat och "
        "deras anhöriga och grannar.",
        "harm": "Kunderna och deras anhöriga skulle få säljsamtal med stöd av uppgifter som de lämnade för att "
        "klaga. "
        "Behandlingen kan antas strida mot dataskyddsförordningen eftersom ändamålet är ett annat och kundernas "
        "intresse av "
        "att slippa samtalen väger över.",
        "factors_for": ["openness_rule", "public_affairs", "partial_harmless"],
        "factors_against": ["bulk", "given_in_trust", "jigsaw"],
        "outcome": "mask",
        "answers": [
            "Namn, personnummer, samordningsnummer, gatuadress, telefonnummer, e-postadress och namnteckning för "
            "de kunder som "
            "har klagat och för dem som de nämner.",
            _RECIPIENT,
            _NO_QUESTION,
            _RULE,
            _NO_EXCEPTION,
        ],
    },
    {
        **_RECORD,
        "provision": "OSL 21:7",
        "group": "contact",
        "documents": [outage_list.NAME],
        "applies": "Bestämmelsen gäller överallt och alla personuppgifter. Listans rader för två juridiska "
        "personer omfattas inte.",
        "harm": "Listan är ett färdigt urval av hushåll med telefonnummer. Den kan antas bli använd för "
        "uppringning i strid med "
        "dataskyddsförordningen, och personerna kan inte värja sig mot samtal som de inte känner till grunden för.",
        "factors_for": ["openness_rule", "public_affairs"],
        "factors_against": ["bulk", "private_life", "jigsaw"],
        "outcome": "mask",
        "answers": [
            f"Namn, gatuadress och telefonnummer för {len(PRIVATE)} privatkunder efter ett avbrott. Tiderna lämnas ut.",
            _RECIPIENT,
            _NO_QUESTION,
            _RULE,
            _NO_EXCEPTION,
        ],
    },
    {
        **_RECORD,
        "provision": "OSL 21:1",
        "document_date": date(2026, 2, 4),
        "special": "art_9",
        "group": "health",
        "documents": [letter.NAME],
        "applies": "Bestämmelsen gäller överallt. Uppgifterna beskriver hälsan hos en anhörig till den som klagar.",
        "harm": "Det måste antas att hushållet lider betydande men om det blir känt på orten att en av dem är "
        "allvarligt sjuk och "
        "utsatt vid avbrott: orten är liten, avbrottets tider och gata framgår, och den som känner trakten kan "
        "förstå vem det är.",
        "factors_for": ["openness_rule", "partial_harmless"],
        "factors_against": ["special_category", "vulnerable", "jigsaw"],
        "outcome": "mask",
        "answers": [
            "Ja, hälsa.",
            "Att sjukdom och beroende av ström blir känt bland grannar och säljare, för den anhörige och för den "
            "som skrev brevet.",
            "Nej. Händelseförloppet, tiderna och gatans namn står kvar och räcker för att peka ut hushållet på en "
            "liten ort.",
        ],
    },
    {
        **_RECORD,
        "provision": "OSL 39:3 3 st",
        "document_date": date(2026, 2, 4),
        "group": "employee_private",
        "documents": [minutes.NAME],
        "applies": "Uppgifterna kommer ur personalenhetens beredskapsschema och står i protokollet i en "
        "personalfråga, alltså i "
        "personaladministrativ verksamhet.",
        "harm": "Det står inte klart att uppgifterna kan röjas utan men. Montörer får arga samtal efter avbrott, "
        "och sökanden har "
        "sagt att uppgifter i handlingarna ska användas för uppringning.",
        "factors_for": ["openness_rule", "in_duty"],
        "factors_against": ["private_life"],
        "outcome": "mask",
        "answers": [
            "Ja, ur personalenhetens beredskapsschema.",
            "Bostadsadress och privat telefonnummer. Namn, befattning och tjänstetelefon lämnas ut.",
            "Nej, det står inte klart.",
        ],
    },
    {
        **_RECORD,
        "provision": "OSL 31:16",
        "document_date": date(2026, 2, 13),
        "contract": "no",
        "emissions": "none",
        "group": "supplier_price",
        "documents": [offer.NAME],
        "applies": "Leverantören har lämnat en offert till bolaget och har därmed trätt i affärsförbindelse med det.",
        "harm": "Leverantören lämnar anbud med samma kalkyl i april 2026. En konkurrent som känner priset per "
        "enhet kan anpassa "
        "sina egna priser, och leverantören riskerar att förlora uppdragen.",
        "factors_for": ["openness_rule", "public_affairs", "partial_harmless"],
        "factors_against": ["given_in_trust"],
        "outcome": "mask",
        "answers": [
            "Leverantören av kabelskåpet. Offerten är inkommen 2026-02-13.",
            "Ja, skriftligt i offerten: samma kalkyl används i två anbud i april 2026.",
            "De kommande anbuden är en konkret omständighet, nära i tiden, och priserna per enhet visar kalkylen.",
            "Pris per enhet och radernas belopp, av vilka priset kan räknas ut. Slutsumman lämnas ut.",
        ],
    },
)
"""One table per group of marks: those with the provision, in the documents."""
