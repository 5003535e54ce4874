"""Pages made by chance from every way to set text, for tests of what stays: same seed, same page.

Fonts of each kind and coding, all text operators and states, pieces and shifts, forms inside forms, turned, mirrored
and sheared spaces. Made with pikepdf and raw bytes only.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from pikepdf import Array, Dictionary, Name

from .adversary.fonts import simple, wide
from .adversary.sheet import SECRET, Sheet, quoted

LETTERS = "abcdefghijklmnopqrstuvwxyzåäöÖV0123456789 "
FONTS = ("F1", "F2", "F3", "F4", "F5", "F6")
WORDS = 4
LINES = 7
STEP = 95
MOVES = 2
"""Lines of a page, words of each, the room (units) that a line has for itself, and how often it goes on below."""

Code = Callable[[str], bytes]


class Maker:
    """One page being made; ``words`` are those that must stay."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.sheet = Sheet()
        self.words: list[str] = []
        self._codes = wide(self.sheet, LETTERS, None, "F2")
        simple(self.sheet, "F3", BaseFont=Name.Courier)
        simple(self.sheet, "F4", BaseFont=Name("/Times-Italic"), Encoding=Name.MacRomanEncoding)
        widths = Array([500 + 7 * (i % 40) for i in range(256)])
        simple(self.sheet, "F5", FirstChar=0, LastChar=255, Widths=widths)
        self._drawn()
        for line in range(LINES):
            self._line(60 + STEP * line)

    def _drawn(self) -> None:
        """A font whose glyphs are procedures: boxes, named by letters."""
        letters = sorted(set("".join(f"ord{i}" for i in range(100)) + SECRET) - {" "})
        sheet = self.sheet
        made = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, -200, 700, 800]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(g=sheet.stream(b"600 0 0 -200 700 800 d1 80 0 400 600 re f")),
            Resources=Dictionary(),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([32, *([Name.g] * 224)])),
            FirstChar=32,
            LastChar=255,
            Widths=Array([600] * 224),
        )
        pairs = [(c.encode("cp1252")[0], c) for c in [*letters, " "]]
        lines = "\n".join(f"<{code:02x}> <{ord(c):04x}>" for code, c in pairs)
        made.ToUnicode = sheet.stream(
            f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(pairs)} beginbfchar\n{lines}\nendbfchar "
            "endcmap".encode("ascii")
        )
        sheet.resource("/Font", "/F6", sheet.pdf.make_indirect(made))

    def _operand(self, font: str, words: str) -> bytes:
        if font == "F2":
            return b"<" + "".join(f"{self._codes[c]:04x}" for c in words).encode() + b">"
        return quoted(words.encode("mac-roman" if font == "F4" else "cp1252"))

    def _line(self, y: float) -> None:
        chance = self.random
        content = self._text(chance.choice((self._plain, self._plain, self._turned, self._sheared, self._mirrored))())
        place = b"q 1 0 0 1 50 %d cm " % y
        if chance.random() < 0.35:
            content = self._in_form(content)
        self.sheet.add(place + content + b" Q")

    def _in_form(self, content: bytes) -> bytes:
        """The content inside one form, or two, with matrices that cancel out what stands before them."""
        sheet, chance = self.sheet, self.random
        for _ in range(chance.choice((1, 2))):
            scale = chance.choice((0.5, 1.0, 2.0))
            body = f"q {1 / scale} 0 0 {1 / scale} 0 0 cm ".encode() + content + b" Q"
            form = sheet.form(body, (-2000, -2000, 3000, 3000), Matrix=Array([scale, 0, 0, scale, 0, 0]))
            earlier = dict(sheet.page.Resources.get("/XObject", Dictionary()).items())
            form.Resources = Dictionary(Font=sheet.page.Resources.Font, XObject=Dictionary(earlier))
            name = f"/X{len(earlier)}"
            sheet.resource("/XObject", name, form)
            content = name.encode() + b" Do"
        return content

    def _plain(self) -> bytes:
        return b"1 0 0 1 0 60 Tm"

    def _turned(self) -> bytes:
        return b"0.995 0.0998 -0.0998 0.995 0 35 Tm"

    def _sheared(self) -> bytes:
        return b"1 0 0.3 1 0 60 Tm"

    def _mirrored(self) -> bytes:
        return b"-1 0 0 -1 480 10 Tm"

    def _text(self, start: bytes) -> bytes:
        chance = self.random
        font, size = chance.choice(FONTS), chance.choice((7, 9, 11, 13.5))
        self._moves = MOVES
        parts = [b"BT", f"/{font} {size} Tf 23 TL".encode(), start]
        order = list(range(WORDS))
        for at in sorted(chance.sample(range(WORDS + 1), 2), reverse=True):
            order.insert(at, -1)
        for which in order:
            for _ in range(chance.choice((0, 0, 1, 2))):
                font, size, change = self._change(font, size)
                parts.append(change)
            word = SECRET if which < 0 else f"ord{len(self.words)}"
            if which >= 0:
                self.words.append(word)
            parts.append(self._shown(font, word + " "))
        return b" ".join([*parts, b"ET"])

    def _change(self, font: str, size: float) -> tuple[str, float, bytes]:
        chance = self.random
        kind = chance.choice(("Tf", "size", "Tz", "Tc", "Tw", "Ts", "T*", "Td", "TD", "rg", "Tr", "empty"))
        if kind in ("T*", "Td", "TD") and not self._may_move():
            kind = "Ts"
        if kind == "Tf":
            font = chance.choice(FONTS)
        if kind in ("Tf", "size"):
            size = chance.choice((6, 8, 10, 12, 14))
            return font, size, f"/{font} {size} Tf".encode()
        made = {
            "Tz": f"{chance.choice((60, 80, 100, 120))} Tz", "Tc": f"{chance.choice((0, 0.4, 1.5, -0.2))} Tc",
            "Tw": f"{chance.choice((0, 3, -1))} Tw", "Ts": f"{chance.choice((0, 4, -3))} Ts", "T*": "T*",
            "Td": f"{chance.choice((8, 20))} -23 Td", "TD": "3 -23 TD", "rg": "0.2 0.2 0.6 rg",
            "Tr": f"{chance.choice((0, 1, 2, 3))} Tr", "empty": "[-350] TJ () Tj",
        }  # fmt: skip
        return font, size, made[kind].encode()

    def _may_move(self) -> bool:
        """Whether there is room for one line more."""
        self._moves -= 1
        return self._moves >= 0

    def _shown(self, font: str, words: str) -> bytes:
        chance = self.random
        kind = chance.choice(("Tj", "Tj", "TJ", "TJ", "letters", "'", '"'))
        if kind in ("'", '"') and not self._may_move():
            kind = "TJ"
        if kind == "Tj":
            return self._operand(font, words) + b" Tj"
        if kind == "'":
            return self._operand(font, words) + b" '"
        if kind == '"':
            return f"{chance.choice((0, 2))} {chance.choice((0, 0.5))} ".encode() + self._operand(font, words) + b' "'
        cut = list(words) if kind == "letters" else [words[:3], words[3:]]
        shifts = (f" {chance.choice((-90, 0, 25, 60))} ".encode() for _ in cut)
        pieces = (self._operand(font, p) + s for p, s in zip(cut, shifts, strict=True) if p)
        return b"[" + b"".join(pieces) + b"] TJ"
