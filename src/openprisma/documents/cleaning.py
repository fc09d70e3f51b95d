"""Attachments: which kinds may come in, what their metadata says, and the same file without it.

A kind is proved by reading the whole file with a library, never by its name: a renamed program is no picture. Pictures
inside a PDF lose what a camera wrote in them too.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PIL import ExifTags, Image, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.generic import IndirectObject, StreamObject

from openprisma.documents.pictures import bare_jpeg, bare_jpeg2000
from openprisma.kernel.errors import BadInput

LIMIT = 10_000_000  # bytes
PIXELS = 60_000_000
KINDS = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}
Image.MAX_IMAGE_PIXELS = PIXELS


@dataclass(frozen=True)
class Cleaned:
    """A file without metadata. `kind` is a key of `KINDS`, `removed` says in words what was taken out, at most forty."""

    kind: str
    content: bytes
    removed: list[str]

    @property
    def columns(self) -> dict[str, Any]:
        """What a table keeps of it."""
        return {"kind": self.kind, "content": self.content, "size": len(self.content), "removed": self.removed}


def clean(content: bytes) -> Cleaned:
    """Read a file whole, and give it without metadata. Raises `BadInput` for anything but a PDF, JPEG or PNG that can be
    read, for one over the limit, and for a PDF that is locked or holds programs or other files."""
    if len(content) > LIMIT:
        raise too_large()
    for start, cleaner in _CLEANERS.items():
        if content.startswith(start):
            try:
                found = cleaner(content)
            except BadInput:
                raise
            except Exception as error:  # whatever a library makes of a broken or hostile file: it is not kept
                raise _refused("Wij kunnen dit bestand niet lezen, dus het is niet bewaard.") from error
            return Cleaned(found.kind, found.content, found.removed[:40])
    raise _refused("Dit is geen PDF, JPEG of PNG, ook al heet het misschien zo.")


def too_large() -> BadInput:
    """The refusal of a file over the limit."""
    return _refused(f"Deze bijlage is te groot: hoogstens {LIMIT // 1_000_000} MB.")


def _refused(what: str) -> BadInput:
    return BadInput(what, fields={"inhoud": f"{what} Kies een PDF, JPEG of PNG van hoogstens {LIMIT // 1_000_000} MB."})


def _picture(kind: str) -> Callable[[bytes], Cleaned]:
    def cleaned(content: bytes) -> Cleaned:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=[kind])
            picture.load()
        removed = [f"EXIF: {ExifTags.TAGS.get(tag, tag)}" for tag in picture.getexif()]
        removed += [f"plaats (GPS): {ExifTags.GPSTAGS.get(tag, tag)}" for tag in picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)]
        removed += [f"{kind}: {name}" for name in picture.info if not str(name).startswith(("dpi", "jfif", "exif", "icc"))]
        upright = ImageOps.exif_transpose(picture)
        bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
        if upright.mode == "P" and (palette := upright.getpalette()):
            bare.putpalette(palette)
        target = io.BytesIO()
        bare.save(target, format=kind, **({"quality": 95} if kind == "JPEG" else {}))
        return Cleaned(kind.lower(), target.getvalue(), removed)

    return cleaned


_ACTIVE = ("/OpenAction", "/AA", "/AcroForm", "/Collection")


def _pdf(content: bytes) -> Cleaned:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise _refused("Deze PDF is op slot, dus wij kunnen niet zien wat erin staat.")
    root = reader.root_object
    names = root.get("/Names", {})
    names = names.get_object() if hasattr(names, "get_object") else names
    if any(key in root for key in _ACTIVE) or any(key in names for key in ("/JavaScript", "/EmbeddedFiles")):
        raise _refused("Deze PDF bevat een programma, een formulier of andere bestanden.")
    removed = [f"PDF: {str(name).lstrip('/')}" for name in (reader.metadata or {})]
    removed += ["PDF: XMP"] if "/Metadata" in root else []
    writer = PdfWriter()
    for page in reader.pages:
        kept = writer.add_page(page)
        for name in ("/Metadata", "/PieceInfo", "/AA"):
            if name in kept:
                removed.append(f"bladzijde: {name.lstrip('/')}")
                del kept[name]
        if "/Annots" in kept:
            removed.append("opmerkingen bij een bladzijde")
            del kept["/Annots"]
        removed += _bare_streams(kept)
    return Cleaned("pdf", _written(_written(writer)), removed)


def _written(pages: PdfWriter | bytes) -> bytes:
    """The pages as a file without a title page for machines. Written twice, because what was taken off a page still stands in
    the first file, where nothing points at it."""
    writer = pages if isinstance(pages, PdfWriter) else PdfWriter()
    if isinstance(pages, bytes):
        for page in PdfReader(io.BytesIO(pages)).pages:
            writer.add_page(page)
    writer.metadata = None
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


_PICTURES = {"/DCTDecode": bare_jpeg, "/JPXDecode": bare_jpeg2000}


def _bare_streams(page: Any) -> list[str]:
    """Take what tells about a maker out of every stream that a page reaches; gives what was taken out."""
    removed = []
    for stream in _streams(page):
        for name in ("/Metadata", "/PieceInfo"):
            if name in stream:
                removed.append(f"onderdeel: {name.lstrip('/')}")
                del stream[name]
        ways = stream.get("/Filter", "")
        ways = [ways] if isinstance(ways, str) else list(ways)
        if pictured := [way for way in ways if way in _PICTURES]:
            if len(ways) > 1:
                raise _refused("Deze PDF bevat een foto die twee keer is ingepakt; wij kunnen niet zien wat erin staat.")
            stream._data, told = _PICTURES[pictured[0]](stream._data)  # as it is kept, not as it is shown
            removed += [f"foto in de PDF: {one}" for one in told]
    return removed


def _streams(page: Any) -> Iterator[StreamObject]:
    """Every stream that a page reaches, each once; not by way of its parent, which reaches all other pages."""
    waiting, seen = [page], set[int]()
    while waiting:
        one = waiting.pop()
        one = one.get_object() if isinstance(one, IndirectObject) else one
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, StreamObject):
            yield one
        if isinstance(one, dict):
            waiting += [value for key, value in one.items() if key != "/Parent"]
        elif isinstance(one, list):
            waiting += one


_CLEANERS: dict[bytes, Callable[[bytes], Cleaned]] = {
    b"%PDF-": _pdf,
    b"\xff\xd8\xff": _picture("JPEG"),
    b"\x89PNG\r\n\x1a\n": _picture("PNG"),
}
