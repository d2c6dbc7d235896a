"""What may be in a page of a PDF, by what it is for. Whatever is not named here is left out of the copy."""

from __future__ import annotations

from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from cilexportal.foundation.documents.inspection.finding import TANGLED, Unwelcome

# Numbers, names and lists of them; the same with texts; not walked; each value of a dictionary by itself.
PLAIN, TEXT, LEAVE, EACH = "plain", "text", "leave", "each "
DEEPEST_LIST = 4
DEEPEST_TREE = 60
Shape = dict[str, str]


def _plain(words: str) -> Shape:
    return {f"/{word}": PLAIN for word in words.split()}


FUNCTION = {**_plain("FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Bounds")}
SHAPES: dict[str, Shape] = {
    "page": {
        **_plain("Type MediaBox CropBox Rotate UserUnit"),
        "/Parent": LEAVE, "/Resources": "resources", "/Contents": "data", "/Group": "group",
    },
    "resources": {
        "/ExtGState": f"{EACH}graphics", "/ColorSpace": f"{EACH}colour", "/Pattern": f"{EACH}pattern",
        "/Shading": f"{EACH}shading", "/XObject": f"{EACH}xobject", "/Font": f"{EACH}font",
        "/Properties": f"{EACH}layer",
    },
    "group": {**_plain("Type S I K"), "/CS": "colour"},
    "graphics": {
        **_plain("Type LW LC LJ ML D RI OP op OPM FL SM SA CA ca AIS TK BM"),
        "/Font": "font", "/SMask": "mask", "/BG": "function", "/BG2": "function", "/UCR": "function",
        "/UCR2": "function", "/TR": "function", "/TR2": "function",
    },
    "mask": {**_plain("Type S BC"), "/G": "xobject", "/TR": "function"},
    "function": {**FUNCTION, "/Functions": "function"},
    "colour": {
        **FUNCTION, **_plain("WhitePoint BlackPoint Gamma Matrix Subtype Components Solidities DotGain"),
        "/Alternate": "colour", "/Colorants": f"{EACH}colour", "/Process": "colour", "/ColorSpace": "colour",
        "/Functions": "function",
    },
    "pattern": {
        **_plain("Type PatternType PaintType TilingType BBox XStep YStep Matrix"),
        "/Resources": "resources", "/Shading": "shading", "/ExtGState": "graphics",
    },
    "shading": {
        **_plain("ShadingType Background BBox AntiAlias Domain Matrix Coords Extend BitsPerCoordinate"),
        **_plain("BitsPerComponent BitsPerFlag Decode VerticesPerRow"),
        "/ColorSpace": "colour", "/Function": "function",
    },
    "xobject": {
        **_plain("Type Subtype FormType BBox Matrix Width Height BitsPerComponent Decode ImageMask Interpolate Intent"),
        **_plain("SMaskInData Matte"),
        "/Resources": "resources", "/Group": "group", "/OC": "layer", "/ColorSpace": "colour", "/SMask": "xobject",
        "/Mask": "xobject",
    },
    "font": {
        **_plain("Type Subtype BaseFont FirstChar LastChar Widths FontBBox FontMatrix DW W DW2 W2 Name"),
        "/FontDescriptor": "descriptor", "/Encoding": "encoding", "/ToUnicode": "data", "/CIDToGIDMap": "data",
        "/DescendantFonts": "font", "/CIDSystemInfo": "system", "/CharProcs": f"{EACH}data", "/Resources": "resources",
    },
    "descriptor": {
        **_plain("Type FontName FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading CapHeight"),
        **_plain("XHeight StemV StemH AvgWidth MaxWidth MissingWidth"),
        "/FontFile": "data", "/FontFile2": "data", "/FontFile3": "data", "/CIDSet": "data",
    },
    "encoding": {
        **_plain("Type BaseEncoding Differences CMapName WMode"), "/CIDSystemInfo": "system", "/UseCMap": "encoding",
    },
    "system": {"/Registry": TEXT, "/Ordering": TEXT, "/Supplement": PLAIN},
    "data": {**_plain("Type Subtype CMapName WMode Length1 Length2 Length3"), "/CIDSystemInfo": "system"},
    "layer": {**_plain("Type P"), "/OCGs": "layer", "/VE": "layer", "/Name": TEXT},
    "layers": {"/OCGs": "layer", "/D": "shown"},
    "shown": {**_plain("BaseState"), "/ON": "layer", "/OFF": "layer"},
    "unpacking": {
        **_plain("K Columns Rows BlackIs1 EncodedByteAlign EndOfLine EndOfBlock DamagedRowsBeforeError Predictor"),
        **_plain("Colors BitsPerComponent EarlyChange ColorTransform"),
        "/JBIG2Globals": "data",
    },
}  # fmt: skip
STREAM: Shape = {"/Filter": PLAIN, "/DecodeParms": "unpacking", "/Length": PLAIN}
DRAWN = (Name.Form, Name.Image)
LAYERS = (Name.OCG, Name.OCMD)
LAYER = "Layer"


def keep_only_what_shows(pdf: Pdf) -> None:
    """Leaves of a file its pages and what they are drawn with; of layers which of them are shown."""
    for holder, kept in ((pdf.trailer, ("/Root", "/Size")), (pdf.Root, ("/Type", "/Pages", "/OCProperties"))):
        for key in set(holder.keys()) - set(kept):
            del holder[key]
    _Pruning().walk([(page.obj, "page") for page in pdf.pages])
    if isinstance(pdf.Root.get("/OCProperties"), Dictionary):
        _Pruning().walk([(pdf.Root.OCProperties, "layers")])
    elif "/OCProperties" in pdf.Root:
        del pdf.Root.OCProperties
    for node in _tree(pdf):
        for key in set(node.keys()) - {"/Type", "/Kids", "/Count", "/Parent"}:
            del node[key]


class _Pruning:
    """A walk through things of known shape that takes out what their shape does not name."""

    def __init__(self) -> None:
        self.seen: set[tuple[tuple[int, int], str]] = set()
        self.todo: list[tuple[Object, str]] = []

    def walk(self, begin: list[tuple[Object, str]]) -> None:
        self.todo = begin
        while self.todo:
            thing, shape = self.todo.pop()
            if thing.is_indirect:
                if (thing.objgen, shape) in self.seen:
                    continue
                self.seen.add((thing.objgen, shape))
            if isinstance(thing, Array):
                self.todo += [(part, shape) for part in thing if _holds(part)]
            else:
                self._prune(thing, shape)

    def _prune(self, thing: Object, shape: str) -> None:
        rules = {**SHAPES[shape], **STREAM} if isinstance(thing, pikepdf.Stream) else SHAPES[shape]
        for key in list(thing.keys()):
            rule, value = rules.get(key), thing.get(key)
            if rule is None or not self._takes(rule, value):
                del thing[key]
        if shape == "layer" and "/Name" in thing:
            thing["/Name"] = pikepdf.String(LAYER)

    def _takes(self, rule: str, value: object) -> bool:
        """Whether the value may stay; what is in it is walked later."""
        if rule == LEAVE:
            return True
        if rule in (PLAIN, TEXT):
            return _is_plain(value, texts=rule == TEXT)
        if rule.startswith(EACH):
            return isinstance(value, Dictionary) and self._each(value, rule.removeprefix(EACH))
        if _holds(value):
            if rule == "xobject" and isinstance(value, pikepdf.Stream) and value.get("/Subtype") not in DRAWN:
                return False
            self.todo.append((value, rule))  # type: ignore[arg-type]
        return not isinstance(value, pikepdf.String)

    def _each(self, named: Object, shape: str) -> bool:
        for key in list(named.keys()):
            value = named.get(key)
            if shape == "layer" and not _is_layer(value):
                named[key] = Dictionary()  # The page speaks of it by name.
            elif not self._takes(shape, value):
                del named[key]
        return True


def _tree(pdf: Pdf) -> list[Object]:
    """The nodes between the root and the pages; what pages inherit is theirs already. Raises Unwelcome for a loop."""
    found: dict[tuple[int, int], Object] = {}
    for page in pdf.pages:
        node, climbed = page.obj.get("/Parent"), 0
        while isinstance(node, Dictionary) and node.objgen not in found:
            found[node.objgen] = node
            node, climbed = node.get("/Parent"), climbed + 1
            if climbed > DEEPEST_TREE:
                raise Unwelcome(TANGLED)
    return list(found.values())


def _is_layer(value: object) -> bool:
    return isinstance(value, Dictionary) and value.get("/Type") in LAYERS


def _holds(value: object) -> bool:
    return isinstance(value, Array | Dictionary | pikepdf.Stream)


def _is_plain(value: object, *, texts: bool, depth: int = 0) -> bool:
    if isinstance(value, Array):
        return depth < DEEPEST_LIST and all(_is_plain(part, texts=texts, depth=depth + 1) for part in value)
    if isinstance(value, pikepdf.String):
        return texts
    return value is None or isinstance(value, bool | int | float | Decimal | Name)
