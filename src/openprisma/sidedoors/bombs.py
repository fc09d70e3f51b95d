"""Files that are small and become large: each made here, none kept. Beside each, what the refusal
must say."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image
from xlsxwriter import Workbook  # type: ignore[import-untyped]

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
TEXTS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{}</t></si></sst>'
CONTENT = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
 <office:body><office:spreadsheet><table:table table:name="b">{}</table:table>
 </office:spreadsheet></office:body></office:document-content>"""
MANIFEST = """<manifest:manifest
 xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry
 manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"""
FULL = '<table:table-cell office:value-type="string"{}><text:p>a</text:p></table:table-cell>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return made.getvalue()


def xlsx(sheet: str, *, texts: str = "a", **more: str | bytes) -> bytes:
    """An XLSX of these rows; the first sheet only."""
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True})
    book.add_worksheet().write(0, 0, "a")
    book.close()
    with zipfile.ZipFile(made) as honest:
        parts: dict[str, str | bytes] = {name: honest.read(name) for name in honest.namelist()}
    return packed(
        parts
        | {
            "xl/worksheets/sheet1.xml": SHEET.format(sheet),
            "xl/sharedStrings.xml": TEXTS.format(texts),
        }
        | more
    )


def ods(rows: str, head: str = "") -> bytes:
    """An ODS of these rows."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": MANIFEST,
            "content.xml": head + CONTENT.format(rows),
        }
    )


def two_cells() -> bytes:
    """A sheet with a cell in the first place and one in the last."""
    return xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c '
        'r="XFD1048576"><v>1</v></c></row>'
    )


def far_below() -> bytes:
    """A sheet with a cell a million rows down."""
    return xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="B1048576"><v>1</v></c></row>'
    )


def without_places() -> bytes:
    """Cells that do not say where they are stand beside the one before."""
    return xlsx(f"<row>{'<c><v>1</v></c>' * 600}</row>")


def repeated_rows() -> bytes:
    """A million rows of four hundred cells, in two numbers."""
    many = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    return ods(many.format(1_000_000, FULL.format(' table:number-columns-repeated="400"')))


def repeated_inside_another() -> bytes:
    """A table in a cell must not let us forget how far the outer one reached."""
    far = (
        '<table:table-row table:number-rows-repeated="1000000">'
        "<table:table-cell/></table:table-row>"
    )
    inner = (
        '<table:table-row><table:table-cell><table:table table:name="c"></table:table>'
        "</table:table-cell></table:table-row>"
    )
    return ods(far + inner + "<table:table-row>" + FULL.format("") * 3 + "</table:table-row>")


def spaces() -> bytes:
    """A cell of nine hundred million spaces, in one number."""
    return ods(
        '<table:table-row><table:table-cell office:value-type="string">'
        '<text:p>a<text:s text:c="900000000"/></text:p></table:table-cell></table:table-row>'
    )


def one_text_many_times() -> bytes:
    """Two million characters, in ninety thousand cells."""
    cells = "".join(
        f'<row r="{nr}"><c r="A{nr}" t="s"><v>0</v></c></row>' for nr in range(1, 90_000)
    )
    return xlsx(cells, texts="a" * 2_000_000)


ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "lachen">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def laughs() -> bytes:
    """In ODS: a billion times the same word."""
    return ods(
        "<table:table-row>" + FULL.format("").replace(">a<", ">&i;<") + "</table:table-row>",
        head=ENTITIES,
    )


def laughs_in_a_sheet() -> bytes:
    """The same in XLSX."""
    return xlsx(
        "",
        **{
            "xl/worksheets/sheet1.xml": ENTITIES
            + SHEET.format('<row r="1"><c r="A1"><v>&i;</v></c></row>')
        },
    )


def large_inside() -> bytes:
    """A part of ninety million bytes."""
    return xlsx("", texts="a", **{"xl/styles.xml": b"<a>" + b" " * 90_000_000 + b"</a>"})


def larger_than_said() -> bytes:
    """The directory of the zip says one byte; what comes out is a hundred million."""
    honest = bytearray(large_inside())
    true, small = (90_000_007).to_bytes(4, "little"), (1).to_bytes(4, "little")
    assert true in honest
    return bytes(honest.replace(true, small))


def many_files() -> bytes:
    """Twelve hundred parts."""
    return xlsx("", **{f"xl/a{nr}.xml": "<a/>" for nr in range(1_200)})


def columns() -> bytes:
    """A line of a million columns."""
    return b"a;" * 1_000_000 + b"\n1\n"


def one_line() -> bytes:
    """A cell of nine million characters."""
    return b"over wie;gegeven\n" + b"a" * 9_000_000 + b"\n"


def many_lines() -> bytes:
    """Nearly five million lines."""
    return b"a\n" * 4_900_000


SHEETS: dict[str, tuple[Callable[[], bytes], str]] = {
    "two cells far apart": (two_cells, "kolom 16384"),
    "a cell far below": (far_below, "1048576 regels bij 2 kolommen"),
    "cells without a place": (without_places, "hoogstens 500 kolommen"),
    "rows and cells repeated": (repeated_rows, "1000000 regels bij 400 kolommen"),
    "repeated around another table": (repeated_inside_another, "regels bij"),
    "spaces as a number": (spaces, "spaties"),
    "one text many times": (one_text_many_times, "MB geheugen"),
    "entities in ODS": (laughs, "XML-entiteiten"),
    "entities in XLSX": (laughs_in_a_sheet, "XML-entiteiten"),
    "large when unzipped": (large_inside, "meer dan 60 MB"),
    "larger than the zip says": (larger_than_said, "rekenblad"),
    "many files inside": (many_files, "hoogstens 1000"),
    "a million columns": (columns, "hoogstens 500"),
    "one giant line": (one_line, "32767 tekens"),
    "millions of lines": (many_lines, "meer dan 200000 regels"),
}


def png(width: int, height: int, *, depth: int = 8, colour: int = 6, full: bool = True) -> bytes:
    """A PNG of nothing, in rows that compress to almost nothing."""
    row = b"\0" * (1 + (width * depth * {0: 1, 2: 3, 6: 4}[colour] + 7) // 8)
    zipper, held = zlib.compressobj(9), []
    for _ in range(height if full else 1):
        held.append(zipper.compress(row))
    held.append(zipper.flush())

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", b"".join(held))
        + chunk(b"IEND", b"")
    )


def wide_png() -> bytes:
    """Fifty-nine million pixels."""
    return png(7_700, 7_700, depth=8, colour=6)


def endless_png() -> bytes:
    """Two billion pixels in a row, as it says."""
    return png(2_000_000_000, 2, full=False, colour=0, depth=1)


def jpeg_that_lies() -> bytes:
    """A small JPEG whose head says it is 65,000 by 65,000."""
    made = io.BytesIO()
    Image.new("RGB", (16, 16)).save(made, "JPEG")
    content = bytearray(made.getvalue())
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", 65_000, 65_000)
    return bytes(content)


def many_scans() -> bytes:
    """A progressive JPEG that goes over forty million pixels a hundred and fifty times more."""
    made = io.BytesIO()
    Image.new("L", (6_300, 6_300), 128).save(made, "JPEG", progressive=True, quality=50)
    content = made.getvalue()
    last = content.rindex(b"\xff\xda")
    return content[:-2] + content[last:-2] * 150 + content[-2:]


PICTURES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a PNG of 59 million pixels": (wide_png, "hoogstens 40 miljoen"),
    "a PNG of two billion in a row": (endless_png, "hoogstens 40 miljoen"),
    "a JPEG that says it is large": (jpeg_that_lies, "hoogstens 40 miljoen"),
    "a JPEG of many scans": (many_scans, "te veel lagen"),
}
