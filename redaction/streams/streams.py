"""Content streams and their resources, re-emitted with nothing in them but what paints.

Comments, unknown operators, marked content (and with it /ActualText), hidden layers and unused resources go; the
names of resources are replaced by neutral ones; every dictionary keeps only the keys of a white list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream

from ..errors import TooLarge
from ..fonts import drawn_fonts, font_names
from ..pictures import colour, pictures, profile
from . import operands, steady
from .operands import is_number

N, S, A, X = "number", "string", "array", "name"
"""Kinds of operands."""

OPERANDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("q", "Q", "h", "n", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "W", "W*", "BT", "ET", "T*"), ()
    ),
    **dict.fromkeys(("w", "J", "j", "M", "i", "Tc", "Tw", "Tz", "TL", "Tr", "Ts", "g", "G"), (N,)),
    **dict.fromkeys(("m", "l", "Td", "TD", "d0"), (N, N)),
    **dict.fromkeys(("rg", "RG"), (N, N, N)),
    **dict.fromkeys(("re", "v", "y", "k", "K"), (N, N, N, N)),
    **dict.fromkeys(("c", "cm", "Tm", "d1"), (N, N, N, N, N, N)),
    **dict.fromkeys(("cs", "CS", "gs", "sh", "Do", "ri"), (X,)),
    **{"Tf": (X, N), "Tj": (S,), "'": (S,), '"': (N, N, S), "TJ": (A,), "d": (A, N)},
}
"""Operators that are kept, and the operands each takes; scn and SCN take any number and are told apart below."""

FAMILY = {
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
    "gs": "/ExtGState",
    "sh": "/Shading",
    "Do": "/XObject",
    "Tf": "/Font",
}
SHORT = {"/ColorSpace": "C", "/ExtGState": "G", "/Shading": "H", "/XObject": "X", "/Font": "F", "/Pattern": "P"}
MOST_STEPS = 20_000_000
"""A page that takes more instructions to paint, forms inside forms counted as often as they are painted, is refused."""

PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
DEVICE = {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern", "/G", "/RGB", "/CMYK", "/I", "/Indexed"}

FORM_KEYS = ("/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Group", "/Filter", "/DecodeParms", "/Length")
TILE_KEYS = (
    "/Type",
    "/PatternType",
    "/PaintType",
    "/TilingType",
    "/BBox",
    "/XStep",
    "/YStep",
    "/Matrix",
    "/Filter",
    "/Length",
)
IMAGE_KEYS = (
    "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Decode", "/DecodeParms", "/Filter",
    "/ImageMask", "/Mask", "/SMask", "/Matte", "/Interpolate", "/Intent", "/SMaskInData", "/Length",
)  # fmt: skip
STATE_KEYS = (
    "/Type", "/LW", "/LC", "/LJ", "/ML", "/D", "/RI", "/OP", "/op", "/OPM", "/FL", "/SM", "/SA", "/BM", "/SMask", "/CA",
    "/ca", "/AIS", "/TK",
)  # fmt: skip
BLEND = (
    "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference "
    "Exclusion Hue Saturation Color Luminosity"
)
STATE_NAMES = {
    "/Type": frozenset(("/ExtGState",)), "/RI": operands.INTENTS, "/SMask": frozenset(("/None",)),
    "/BM": frozenset("/" + mode for mode in BLEND.split()),
}  # fmt: skip
"""The names that may stand as values in a graphics state."""

FONT_KEYS = (
    "/Type", "/Subtype", "/BaseFont", "/FirstChar", "/LastChar", "/Widths", "/FontDescriptor", "/Encoding",
    "/ToUnicode",
    "/DescendantFonts", "/CIDSystemInfo", "/DW", "/W", "/DW2", "/W2", "/CIDToGIDMap", "/FontBBox", "/FontMatrix",
    "/CharProcs", "/Resources",
)  # fmt: skip
DESCRIPTOR_KEYS = (
    "/Type", "/FontName", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/Leading", "/CapHeight",
    "/XHeight", "/StemV", "/StemH", "/AvgWidth", "/MaxWidth", "/MissingWidth", "/FontFile", "/FontFile2", "/FontFile3",
)  # fmt: skip
FILE_KEYS = ("/Length", "/Length1", "/Length2", "/Length3", "/Subtype", "/Filter", "/DecodeParms")
GROUP_KEYS = ("/Type", "/S", "/CS", "/I", "/K")
TABLE_KEYS = ("/Filter", "/DecodeParms", "/Length")
PROFILE_KEYS = ("/N", "/Alternate", "/Range", "/Filter", "/DecodeParms", "/Length")


@dataclass(slots=True)
class Traits:
    """What a page paints beside text, forms included; it decides how much work a mask on it is.

    ``restyled`` is whether size or width of text change within a line (see ``steady``).
    """

    images: bool = False
    paths: bool = False
    patterns: bool = False
    soft_masks: bool = False
    restyled: bool = False

    def join(self, other: Traits) -> None:
        """Adds what another stream paints."""
        self.images |= other.images
        self.paths |= other.paths
        self.patterns |= other.patterns
        self.soft_masks |= other.soft_masks
        self.restyled |= other.restyled


def keep(thing: Any, keys: Iterable[str]) -> None:
    """Deletes every key that is not in the white list."""
    allowed = set(keys)
    for key in list(thing.keys()):
        if key not in allowed:
            del thing[key]


@dataclass(slots=True)
class Cleaner:
    """Cleans the streams of one PDF; shared objects once.

    ``hidden`` holds the object numbers of layers that are off; ``dropped`` counts what went, by code.
    """

    pdf: pikepdf.Pdf
    hidden: frozenset[tuple[int, int]] = frozenset()
    dropped: Counter[str] = field(default_factory=Counter)
    _done: dict[tuple[int, int], Traits] = field(default_factory=dict)
    _seen: set[tuple[int, int]] = field(default_factory=set)
    _broken: set[tuple[int, int]] = field(default_factory=set)
    _steps: dict[tuple[int, int], int] = field(default_factory=dict)
    _still: list[Any] = field(default_factory=list)

    def still(self) -> Any:
        """The font whose one letter has no area (see ``steady``)."""
        if not self._still:
            self._still.append(steady.font(self.pdf))
        return self._still[0]

    def page(self, page: pikepdf.Page, resources: Any) -> Traits:
        """Rewrites the contents of a page and gives it resources of its own."""
        page.contents_coalesce()
        contents = page.obj.get("/Contents")
        if not isinstance(contents, Stream):
            page.obj.Resources = Dictionary()
            return Traits()
        body, new, traits = self._rewritten(contents, resources)
        # A new stream: what else stood in the old one's dictionary stays behind.
        page.obj.Contents = self.pdf.make_stream(body)
        page.obj.Resources = new
        return traits

    def _rewritten(self, stream: Any, resources: Any) -> tuple[bytes, Dictionary, Traits]:
        own = resources if isinstance(resources, Dictionary) else Dictionary()
        writer = _Writer(self, own, pen=steady.Pen())
        for step in pikepdf.parse_content_stream(stream):
            writer.take(step)
        self._steps[stream.objgen] = steps = len(writer.steps) + writer.inside
        if steps > MOST_STEPS:
            raise TooLarge(what="operators", limit=MOST_STEPS)
        return pikepdf.unparse_content_stream(writer.steps), writer.resources, writer.traits

    def steps(self, form: Any) -> int:
        """How many instructions painting a form takes, with those of the forms that it paints."""
        return self._steps.get(form.objgen, 1)

    def resource(self, family: str, value: Any, inherited: Any, traits: Traits) -> Any | None:
        """A resource made clean in place; None where it must not be painted at all."""
        return _CLEANERS[family](self, value, inherited, traits)

    def _first(self, value: Any) -> bool:
        """Whether an object has not been cleaned before (direct objects always are)."""
        if not value.is_indirect:
            return True
        new = value.objgen not in self._seen
        self._seen.add(value.objgen)
        return new

    def x_object(self, value: Any, inherited: Any, traits: Traits) -> Any | None:
        """An image or form; hidden layers' and PostScript ones are not painted."""
        if not isinstance(value, Stream) or self.is_hidden(value.get("/OC")):
            self.dropped["layer"] += isinstance(value, Stream)
            return None
        match str(value.get("/Subtype")):
            case "/Image":
                traits.images = True
                traits.soft_masks |= "/SMask" in value
                return value if self.image(value) else None
            case "/Form":
                return self.form(value, inherited, traits, FORM_KEYS)
        self.dropped["postscript"] += 1
        return None

    def form(self, value: Any, inherited: Any, traits: Traits, keys: Iterable[str]) -> Any | None:
        """A form or tile, rewritten in place; one that paints itself is not painted again."""
        number = value.objgen
        if steady.is_flat(value.get("/Matrix")):
            self.dropped["text-without-area"] += 1
            return None
        if number in self._done:
            traits.join(self._done[number])
            return value
        if number in self._seen:
            return None
        self._seen.add(number)
        own = value.get("/Resources")
        body, new, found = self._rewritten(value, own if own is not None else inherited)
        keep(value, keys)
        if isinstance(value.get("/Group"), Dictionary):
            keep(value.Group, GROUP_KEYS)
        value.write(body)
        value.Resources = new
        self._done[number] = found
        traits.join(found)
        return value

    def image(self, value: Any) -> bool:
        """Keeps an image's own keys; comments and EXIF inside a JPEG go. Tells whether it can be painted at all."""
        if not self._first(value):
            return value.objgen not in self._broken
        for key, code in (("/Metadata", "image-metadata"), ("/Alternates", "alternate-image")):
            self.dropped[code] += key in value
        keep(value, IMAGE_KEYS)
        if "/Intent" in value and str(value.Intent) not in operands.INTENTS:
            del value["/Intent"]
        for key in ("/SMask", "/Mask"):
            if isinstance(value.get(key), Stream) and not self.image(value[key]):
                return self._unreadable(value)
        if "/ColorSpace" in value:
            value.ColorSpace = self.colour(value.ColorSpace, None, Traits())
        try:
            self.dropped["image-metadata"] += pictures.bare(value)
        except (pikepdf.PdfError, pictures.Unreadable):
            return self._unreadable(value)
        return True

    def _unreadable(self, value: Any) -> bool:
        """A picture that no reader can draw goes, and all its bytes with it."""
        self._broken.add(value.objgen)
        self.dropped["broken-image"] += 1
        return False

    def colour(self, value: Any, _inherited: Any, traits: Traits) -> Any:
        """A colour space; of an ICC profile only the stream and its channels stay."""
        return colour.space(value, self._profile)

    def _profile(self, stream: Any) -> None:
        if not self._first(stream):
            return
        keep(stream, PROFILE_KEYS)
        bare = profile.bare(stream.read_bytes())
        # What is no profile is ignored by readers in favour of the device colours of as many channels.
        stream.write(b"" if bare is None else bare)

    def state(self, value: Any, inherited: Any, traits: Traits) -> Any | None:
        """A graphics state; its soft mask's group is cleaned as a form."""
        if not isinstance(value, Dictionary):
            return None
        mask = value.get("/SMask")
        if isinstance(mask, Dictionary):
            traits.soft_masks = True
            keep(mask, ("/Type", "/S", "/G", "/BC"))
            if isinstance(mask.get("/G"), Stream):
                self.form(mask.G, inherited, traits, FORM_KEYS)
        keep(value, STATE_KEYS)
        for key in list(operands.numbers_only(value, STATE_NAMES)):
            if not (key == "/SMask" and isinstance(mask, Dictionary)):
                self._state_name(value, key)
        return value

    @staticmethod
    def _state_name(value: Any, key: str) -> None:
        """A list of blend modes becomes the first that is known; any other value that is no number goes."""
        listed = value[key] if isinstance(value[key], Array) else ()
        known = [m for m in listed if str(m) in STATE_NAMES.get(key, ())]
        if known:
            value[key] = known[0]
        else:
            del value[key]

    def pattern(self, value: Any, inherited: Any, traits: Traits) -> Any | None:
        """A tile is cleaned as a form; a shading keeps its keys."""
        traits.patterns = True
        if isinstance(value, Stream):
            return self.form(value, inherited, traits, TILE_KEYS)
        if isinstance(value, Dictionary):
            keep(value, ("/Type", "/PatternType", "/Shading", "/Matrix"))
            if "/Shading" in value:
                colour.shading(value.Shading, self._profile)
        return value

    def font(self, value: Any, inherited: Any, traits: Traits) -> Any | None:
        """A font; a Type 3 font's glyphs are content streams of their own."""
        if not isinstance(value, Dictionary):
            return None
        if not self._first(value):
            return value
        keep(value, FONT_KEYS)
        if isinstance(value.get("/CharProcs"), Dictionary):
            own = value.get("/Resources", inherited)
            merged = Dictionary()
            for name in list(value.CharProcs.keys()):
                self._glyph(value.CharProcs, name, own, merged)
            value.Resources = merged
            drawn_fonts.give_box(value)
        for part in [value, *value.get("/DescendantFonts", ())]:
            if isinstance(part, Dictionary):
                keep(part, FONT_KEYS)
                self._descriptor(part.get("/FontDescriptor"))
        font_names.neutral(value, len(self._seen))
        return value

    def _glyph(self, procedures: Any, name: str, resources: Any, merged: Dictionary) -> None:
        if not isinstance(procedures[name], Stream):
            del procedures[name]
            return
        # The glyphs of a font share one resource dictionary, so their names are kept apart by the glyph's own.
        writer = _Writer(self, resources if isinstance(resources, Dictionary) else Dictionary(), merged)
        for step in pikepdf.parse_content_stream(procedures[name]):
            writer.take(step)
        procedures[name] = self.pdf.make_stream(pikepdf.unparse_content_stream(writer.steps))

    def _descriptor(self, value: Any) -> None:
        if not isinstance(value, Dictionary):
            return
        keep(value, DESCRIPTOR_KEYS)
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if isinstance(value.get(key), Stream):
                keep(value[key], FILE_KEYS)

    def shading(self, value: Any, _inherited: Any, traits: Traits) -> Any:
        """A shading with its colours and functions cleaned."""
        traits.patterns = True
        return colour.shading(value, self._profile)

    def is_hidden(self, group: Any) -> bool:
        """Whether a layer, or a membership in layers, is switched off."""
        if not isinstance(group, Dictionary):
            return False
        if group.get("/Type") != Name.OCMD:
            return group.is_indirect and group.objgen in self.hidden
        members = group.get("/OCGs")
        listed = list(members) if isinstance(members, Array) else [members] if isinstance(members, Dictionary) else []
        shown = [not (m.is_indirect and m.objgen in self.hidden) for m in listed if isinstance(m, Dictionary)]
        if not shown:
            return False
        rule = {"/AllOn": all(shown), "/AnyOff": not all(shown), "/AllOff": not any(shown)}
        return not rule.get(str(group.get("/P", "/AnyOn")), any(shown))


_CLEANERS: dict[str, Callable[[Cleaner, Any, Any, Traits], Any]] = {
    "/ColorSpace": Cleaner.colour,
    "/ExtGState": Cleaner.state,
    "/Shading": Cleaner.shading,
    "/XObject": Cleaner.x_object,
    "/Font": Cleaner.font,
    "/Pattern": Cleaner.pattern,
}


class _Writer:
    """Takes the instructions of one stream in turn and keeps the good ones."""

    def __init__(
        self, cleaner: Cleaner, old: Dictionary, new: Dictionary | None = None, pen: steady.Pen | None = None
    ) -> None:
        self.steps: list[Any] = []
        self.inside = 0
        self.resources = Dictionary() if new is None else new
        self.traits = Traits()
        self._cleaner = cleaner
        self._old = old
        self._names: dict[tuple[str, str], Name | None] = {}
        self._marked: list[bool] = []
        self._pen = pen
        for key in ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK"):
            spaces = old.get("/ColorSpace")
            if isinstance(spaces, Dictionary) and key in spaces:
                self._family("/ColorSpace")[key] = cleaner.colour(spaces[key], None, self.traits)

    def take(self, step: Any) -> None:
        """Keeps, changes or drops one instruction."""
        if isinstance(step, pikepdf.ContentStreamInlineImage):
            self.traits.images = True
            if not any(self._marked):
                self._inline(step)
            return
        operator = str(step.operator)
        given = list(step.operands)
        if operator in ("BDC", "BMC"):
            self._marked.append(operator == "BDC" and self._hides(given))
        elif operator == "EMC":
            if self._marked:
                self._marked.pop()
        elif any(self._marked):
            self._unseen(operator, given)
        elif operator in ("scn", "SCN"):
            self._coloured(operator, given)
        elif operator in ("sc", "SC"):
            self._emit(operator, [o for o in given if is_number(o)])
        else:
            self._plain(operator, given)

    def _inline(self, step: pikepdf.ContentStreamInlineImage) -> None:
        """An inline image becomes an image of its own: it is cleaned, and blanked, like any other."""
        keys = operands.inline_keys(step)
        space = keys.get("/ColorSpace")
        spaces = self._old.get("/ColorSpace")
        if isinstance(space, Name) and str(space) not in DEVICE:
            if not isinstance(spaces, Dictionary) or str(space) not in spaces:
                return
            keys["/ColorSpace"] = spaces[str(space)]
        raw = step.iimage.read_raw_bytes()
        image = self._cleaner.pdf.make_stream(raw, Type=Name.XObject, Subtype=Name.Image)
        for key, value in keys.items():
            image[key] = value
        if not self._cleaner.image(image):
            return
        home = self._family("/XObject")
        name = Name(f"/X{len(home)}")
        home[name] = image
        self._emit("Do", [name])

    def _emit(self, operator: str, operands: list[Any]) -> None:
        self.steps.append((operands, Operator(operator)))

    def _plain(self, operator: str, given: list[Any]) -> None:
        kinds = OPERANDS.get(operator)
        if kinds is None or len(given) < len(kinds):
            return
        given = given[len(given) - len(kinds) :]
        if not all(_FITS[kind](operand) for kind, operand in zip(kinds, given, strict=True)):
            return
        fit = operands.fitting(operator, given)
        if fit is None:
            return
        given = fit
        if operator in PAINTING:
            self.traits.paths = True
        family = FAMILY.get(operator)
        if family is not None:
            name = self._name(family, str(given[0]))
            if name is None:
                return
            given[0] = name
            if operator == "Do":
                self.inside += self._cleaner.steps(self.resources[family][name])
        if self._pen is not None and operator in steady.FOLLOWED:
            self._steadied(self._pen, operator, given)
        else:
            self._emit(operator, given)

    def _steadied(self, pen: steady.Pen, operator: str, given: list[Any]) -> None:
        """Emits what MuPDF needs before the operator, and the operator itself where anything comes of it."""
        before = pen.take(operator, given, operator == "Tf" and self._upright(given[0]))
        if before:
            self._family("/Font")[steady.FONT] = self._cleaner.still()
            self.traits.restyled = True
            self.steps += before
        unseen = pen.silent if operator in steady.SHOWING else operator == "Do" and pen.unseen
        if not unseen:
            self._emit(operator, given)
            return
        self._cleaner.dropped["text-without-area"] += 1
        if operator == '"':
            self._emit("Tw", given[:1])
            self._emit("Tc", given[1:2])
        if operator in ("'", '"'):
            self._emit("T*", [])

    def _upright(self, name: Name) -> bool:
        """Whether a font of ours is written from top to bottom."""
        encoding = self.resources.Font[name].get("/Encoding")
        return isinstance(encoding, Name) and str(encoding).endswith("-V")

    def _coloured(self, operator: str, operands: list[Any]) -> None:
        numbers = [o for o in operands if is_number(o)]
        if operands and isinstance(operands[-1], Name):
            name = self._name("/Pattern", str(operands[-1]))
            if name is not None:
                self._emit(operator, [*numbers, name])
            return
        self._emit(operator, numbers)

    def _unseen(self, operator: str, operands: list[Any]) -> None:
        """Inside a hidden layer: the graphics state goes on, nothing is painted."""
        self._cleaner.dropped["hidden-content"] += operator in ("Tj", "TJ", "'", '"', "Do")
        if operator in PAINTING:
            self._emit("n", [])
        elif operator in ("'", '"'):
            self._emit("T*", [])
        elif operator not in ("Tj", "TJ", "Do", "sh", "BI", "EI", "scn", "SCN", "sc", "SC"):
            self._plain(operator, operands)
        elif operator in ("scn", "SCN"):
            self._coloured(operator, operands)

    def _hides(self, operands: list[Any]) -> bool:
        if len(operands) < 2 or operands[0] != Name.OC:
            return False
        listed = self._old.get("/Properties")
        group = (
            listed.get(str(operands[1])) if isinstance(listed, Dictionary) and isinstance(operands[1], Name) else None
        )
        return self._cleaner.is_hidden(group)

    def _family(self, family: str) -> Any:
        if family not in self.resources:
            self.resources[family] = Dictionary()
        return self.resources[family]

    def _name(self, family: str, old: str) -> Name | None:
        """The neutral name under which a resource goes on, or None where it must not be used."""
        if (family, old) in self._names:
            return self._names[family, old]
        self._names[family, old] = name = self._taken(family, old)
        return name

    def _taken(self, family: str, old: str) -> Name | None:
        if family == "/ColorSpace" and old in DEVICE:
            return Name(old)
        listed = self._old.get(family)
        value = listed.get(old) if isinstance(listed, Dictionary) else None
        if value is None:
            return None
        clean = self._cleaner.resource(family, value, self._old, self.traits)
        if clean is None:
            return None
        home = self._family(family)
        name = Name(f"/{SHORT[family]}{len(home)}")
        home[name] = clean
        return name


_FITS: dict[str, Callable[[Any], bool]] = {
    N: is_number,
    S: lambda o: isinstance(o, pikepdf.String | str | bytes),
    A: lambda o: isinstance(o, Array),
    X: lambda o: isinstance(o, Name),
}
