"""Small PDFs for the tests, written by hand: no library that opens documents is needed to make them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def a_pdf(
    path: Path, texts: Sequence[str] = ("Anna Exempelsson 194408139089",), size: tuple[int, int] = (200, 100)
) -> Path:
    """A PDF with one page for each text, in Helvetica."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(texts)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} /MediaBox [0 0 {size[0]} {size[1]}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, text in enumerate(texts):
        content = f"BT /F1 10 Tf 10 50 Td ({text}) Tj ET"
        page = f"<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * number} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        bodies += [page, f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"]
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    head = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{rows}"
    trailer = f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    path.write_bytes(out + (head + trailer).encode("latin-1"))
    return path
