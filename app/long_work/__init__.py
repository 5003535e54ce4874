"""Long work from end to end: documents in, findings, masked copies with proofs, papers, package.

Each piece runs in a child process and is committed when it is whole, so a stop at any moment loses at most
the piece in hand and a rerun goes on from there. Callers run these in a thread of their own.
"""

from .copies import PROOF, document_name, make_copies, proof_of
from .decisions import decision_papers
from .desk_papers import write_page_list, write_paper
from .logs import export_log_year, write_log
from .packages import PACKAGES, Released, export, release
from .reading import (
    InTurn,
    carry,
    family,
    find,
    find_regions,
    neighbours,
    page_text,
    put_in_pages,
    read,
    read_list,
    read_mail,
    read_terms,
    seek,
    shut_out,
    take_in,
    unreadable,
)

__all__ = [
    "PACKAGES",
    "PROOF",
    "InTurn",
    "Released",
    "carry",
    "decision_papers",
    "document_name",
    "export",
    "export_log_year",
    "family",
    "find",
    "find_regions",
    "make_copies",
    "neighbours",
    "page_text",
    "proof_of",
    "put_in_pages",
    "read",
    "read_list",
    "read_mail",
    "read_terms",
    "release",
    "seek",
    "shut_out",
    "take_in",
    "unreadable",
    "write_log",
    "write_page_list",
    "write_paper",
]
