"""What may stand in a clean PDF, after ISO 32000-2: for each kind of thing its keys, and of what
kind their values are.

What does not stand here does not go along: files, programs, forms, links, comments, layers, marks
for machines, whatever points outside the file, and what a program keeps for itself. A key that
comes into the standard tomorrow stays out as well.
"""

from __future__ import annotations

from dataclasses import dataclass

PLAIN = "plain"  # numbers, names, yes or no, and lists of them; never text and never a dictionary
TEXT = "text"  # likewise, and text


@dataclass(frozen=True)
class Shape:
    """A dictionary: the kind of each key. `every` is the kind of all keys, where the keys are names
    that pages use. `stream` says what its bytes are, when it may have them: `content` (drawing
    orders), `data`, `picture`, `map`, `function`, `shared` (of JBIG2); a dictionary that must have
    bytes and has none is left out, and the other way round, unless it is `either`. `types` are the
    names it may give itself under `/Type`, `asks` is a key with the values one of which it must
    have. What says that it is something else stays behind."""

    keys: dict[str, str]
    every: str = ""
    stream: str = ""
    either: bool = False
    types: str = ""
    asks: tuple[str, frozenset[object]] | None = None


def _plain(names: str) -> dict[str, str]:
    return dict.fromkeys((f"/{name}" for name in names.split()), PLAIN)


def _says(name: str, *values: object) -> tuple[str, frozenset[object]]:
    return name, frozenset(values)


SPACES = (
    "/ICCBased",
    "/CalRGB",
    "/CalGray",
    "/Lab",
    "/Indexed",
    "/Separation",
    "/DeviceN",
    "/Pattern",
    "/DeviceRGB",
    "/DeviceGray",
    "/DeviceCMYK",
)
_FONTS = ("/Type0", "/Type1", "/MMType1", "/TrueType", "/Type3", "/CIDFontType0", "/CIDFontType2")
_FUNCTION = _plain(
    "FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Bounds"
) | {"/Functions": "function"}
_FONT = _plain(
    "Type Subtype Name BaseFont FirstChar LastChar Widths DW W DW2 W2 FontBBox FontMatrix"
) | {
    "/FontDescriptor": "descriptor",
    "/Encoding": "encoding",
    "/ToUnicode": "cmap",
    "/DescendantFonts": "font",
    "/CIDSystemInfo": "system",
    "/CIDToGIDMap": "data",
    "/CharProcs": "glyphs",
    "/Resources": "resources",
}
_DESCRIPTOR = _plain(
    "Type FontName FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading "
    "CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth"
) | {
    "/FontFile": "program",
    "/FontFile2": "program",
    "/FontFile3": "program",
}
_PICTURE = _plain(
    "Type Subtype Width Height BitsPerComponent Intent ImageMask Decode "
    "Interpolate SMaskInData Matte"
) | {"/ColorSpace": "space", "/Mask": "picture", "/SMask": "picture"}
_SHADING = _plain(
    "ShadingType Background BBox AntiAlias Domain Matrix Coords Extend BitsPerCoordinate "
    "BitsPerComponent BitsPerFlag Decode VerticesPerRow"
) | {"/ColorSpace": "space", "/Function": "function"}
_SPACE = _plain("WhitePoint BlackPoint Gamma Matrix Range Subtype Components") | {
    "/Colorants": "spaces",
    "/Process": "space",
    "/ColorSpace": "space",
}
_STATE = _plain("Type LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK") | {
    "/Font": "font",
    "/SMask": "mask",
}

_PAGE = _plain("MediaBox CropBox BleedBox TrimBox ArtBox Rotate UserUnit") | {
    "/Resources": "resources",
    "/Group": "group",
}

SHAPES = {
    "page": Shape(_PAGE),
    "resources": Shape(
        {
            "/ExtGState": "states",
            "/ColorSpace": "spaces",
            "/Pattern": "patterns",
            "/Shading": "shadings",
            "/XObject": "drawings",
            "/Font": "fonts",
        }
    ),
    "states": Shape({}, every="state"),
    "spaces": Shape({}, every="space"),
    "patterns": Shape({}, every="pattern"),
    "shadings": Shape({}, every="shading"),
    "drawings": Shape({}, every="drawing"),
    "fonts": Shape({}, every="font"),
    "glyphs": Shape({}, every="glyph"),
    "group": Shape(_plain("Type S I K") | {"/CS": "space"}, types="/Group"),
    "state": Shape(_STATE, types="/ExtGState"),
    "mask": Shape(_plain("Type S BC") | {"/G": "form", "/TR": "function"}, types="/Mask"),
    # Inside a list that says what a colour is, a dictionary is a white point or a function; bytes
    # are always a function.
    "space": Shape(_SPACE | _FUNCTION),
    "function": Shape(
        _FUNCTION, stream="function", either=True, asks=_says("/FunctionType", 0, 2, 3, 4)
    ),
    "pattern": Shape(
        _plain("Type PatternType PaintType TilingType BBox XStep YStep Matrix")
        | {"/Resources": "resources", "/Shading": "shading"},
        stream="content",
        either=True,
        types="/Pattern",
        asks=_says("/PatternType", 1, 2),
    ),
    "shading": Shape(
        _SHADING, stream="data", either=True, asks=_says("/ShadingType", *range(1, 8))
    ),
    "form": Shape(
        _plain("Type Subtype FormType BBox Matrix")
        | {"/Resources": "resources", "/Group": "group"},
        stream="content",
        types="/XObject",
        asks=_says("/Subtype", "/Form"),
    ),
    "picture": Shape(
        _PICTURE, stream="picture", types="/XObject", asks=_says("/Subtype", "/Image")
    ),
    "font": Shape(_FONT, types="/Font", asks=_says("/Subtype", *_FONTS)),
    "descriptor": Shape(_DESCRIPTOR, types="/FontDescriptor"),
    "encoding": Shape(
        _plain("Type BaseEncoding Differences CMapName WMode")
        | {"/CIDSystemInfo": "system", "/UseCMap": "cmap"},
        stream="map",
        either=True,
        types="/Encoding /CMap",
    ),
    "cmap": Shape(
        _plain("Type WMode") | {"/CIDSystemInfo": "system", "/UseCMap": "cmap"},
        stream="map",
        types="/CMap",
    ),
    "system": Shape({"/Registry": TEXT, "/Ordering": TEXT, "/Supplement": PLAIN}),
    "program": Shape(_plain("Length1 Length2 Length3 Subtype"), stream="data"),
    "glyph": Shape({}, stream="content"),
    "data": Shape({}, stream="data"),
    "lookup": Shape({}, stream="data"),  # the colours of an indexed space; may be a text as well
    "parameters": Shape(
        _plain(
            "Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine "
            "EncodedByteAlign Rows EndOfBlock BlackIs1"
        )
        | _plain("DamagedRowsBeforeError ColorTransform")
        | {"/JBIG2Globals": "shared"}
    ),
    "shared": Shape({}, stream="shared"),
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Orders that draw (ISO 32000-2, table 50). Marks for machines (BDC, DP …) are none.
ORDERS = _words(
    "b B b* B* BI BT BX c cm CS cs d d0 d1 Do EI ET EX f F f* G g gs h i ID j J K k l m M n q Q re "
    "RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
)
INLINE = _words(
    "/Width /Height /ColorSpace /BitsPerComponent /Decode /DecodeParms /Filter /ImageMask "
    "/Interpolate /Intent /Length"
)
INTENTS = _words("/AbsoluteColorimetric /RelativeColorimetric /Saturation /Perceptual")
# What we name when it stays out; any other key may be somebody's own word.
KNOWN = _words(
    "/Metadata /PieceInfo /AA /A /AF /PresSteps /Annots /OPI /Ref /Private /StructParents "
    "/StructParent /OC /Properties /Thumb /Alternates /Outlines /StructTreeRoot /OCProperties "
    "/Threads /B /URI /Dests /Names /AcroForm /OpenAction /Collection /Perms /DSS /SpiderInfo "
    "/OutputIntents /LastModified /PtData /Measure /VP /Extensions /RichMedia /F /FFilter /JS"
)
# Of no interest to whoever sends it.
QUIET = _words("/StructParents /StructParent /Tabs /Names /Dests /B /Extensions")
