"""A PDF built anew: pages, what they draw, and nothing else. What goes along is named in `shapes`;
the rest stays behind."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from openprisma.documents.inside.content import Room, drawn, pictured, unfolded
from openprisma.documents.inside.shapes import KNOWN, PLAIN, QUIET, SHAPES, SPACES, TEXT, Shape
from openprisma.documents.limits import DEPTH, OBJECTS, PAGES
from openprisma.kernel.errors import BadInput

_PRINT = "Druk het document af naar een nieuwe PDF en kies die."
_LOCKED = "Deze PDF is op slot, dus wij kunnen niet zien wat erin staat."
_DEVICE = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


def pdf(content: bytes) -> tuple[list[str], bytes]:
    """What was taken out of a PDF, and the PDF. Raises `BadInput` for one that is locked, holds
    programs, forms or files, or is over a limit."""
    try:
        source = Pdf.open(io.BytesIO(content))
    except pikepdf.PasswordError as error:
        raise BadInput(_LOCKED, remedy="Haal het wachtwoord eraf.") from error
    except pikepdf.PdfError as error:
        raise BadInput(
            "Wij kunnen deze PDF niet lezen, dus zij is niet bewaard.", remedy=_PRINT
        ) from error
    _stop_programs(source.Root)
    pages = len(source.pages)
    if pages > PAGES:
        raise BadInput(
            f"Deze PDF heeft {pages} bladzijden, hoogstens {PAGES}.", remedy="Splits het document."
        )
    made = Copy(Pdf.new())
    made.root(source)
    for page in source.pages:
        made.page(page.obj)
    return made.removed, made.written()


def _stop_programs(root: Any) -> None:
    """Raises `BadInput` for what the sender meant to send and would miss, or meant to run."""
    names = _dictionary(root.get("/Names"))
    opens = root.get("/OpenAction")
    acts = isinstance(opens, Dictionary) and opens.get("/S") != "/GoTo"
    form = _dictionary(root.get("/AcroForm"))
    asks = bool(form.get("/XFA") is not None or _filled(form.get("/Fields")))
    if (
        acts
        or "/AA" in root
        or asks
        or "/Collection" in root
        or any(key in names for key in ("/JavaScript", "/EmbeddedFiles"))
    ):
        raise BadInput(
            "Deze PDF bevat een programma, een formulier of andere bestanden.", remedy=_PRINT
        )


def _dictionary(found: Any) -> Any:
    return found if isinstance(found, Dictionary) else Dictionary()


def _filled(found: Any) -> bool:
    return isinstance(found, Array) and len(found) > 0


class Copy:
    """Copies things into a new PDF by their shape. A thing that is reached in two ways, or by way
    of itself, is copied once for each kind it is taken for."""

    def __init__(self, target: Pdf) -> None:
        self.target, self.room = target, Room()
        self.made: dict[tuple[Any, str], Any] = {}
        self.told: dict[str, None] = {}
        self.seen = 0

    @property
    def removed(self) -> list[str]:
        """What stayed behind, in words."""
        return list(self.told)

    def tell(self, what: str) -> None:
        """Something stayed behind."""
        self.told[what] = None

    def root(self, source: Pdf) -> None:
        """What the document says about itself stays behind, all of it."""
        for name in _dictionary(source.trailer.get("/Info")):
            self.tell(f"PDF: {name[1:] if name in _INFO else 'eigen gegeven'}")
        for name in source.Root:
            if name == "/Metadata":
                self.tell("PDF: XMP")
            elif name in KNOWN - QUIET:
                self.tell(f"PDF: {name[1:]}")

    def page(self, page: Any) -> None:
        """A page, with its drawing orders."""
        made = self.filled(Dictionary(Type=Name.Page), page, SHAPES["page"], "bladzijde", 0)
        if "/Contents" in page:
            whole = page.Contents if isinstance(page.Contents, Array) else [page.Contents]
            for one in whole:
                self.room.take(unfolded(one, self.room.left))
            made.Contents = self.target.make_stream(drawn(pikepdf.Page(page)))
        if "/MediaBox" not in made:
            made.MediaBox = Array([0, 0, 595, 842])
        self.target.pages.append(pikepdf.Page(self.target.make_indirect(made)))

    def filled(
        self,
        made: Any,
        found: Any,
        shape: Shape,
        where: str,
        depth: int,
        without: tuple[str, ...] = (),
    ) -> Any:
        """The keys that may go along, each copied as its kind."""
        for name, inside in found.items():
            kind = shape.keys.get(name) or shape.every
            if (
                kind
                and _fits(inside, shape)
                and (value := self.value(inside, kind, depth + 1)) is not None
            ):
                made[name] = value
            elif not kind and name in KNOWN - QUIET and name not in without:
                self.tell(
                    "opmerkingen bij een bladzijde" if name == "/Annots" else f"{where}: {name[1:]}"
                )
        return made

    def value(self, found: Any, kind: str, depth: int) -> Any:
        """A copy of a value as what `kind` says it is; None when it is something else."""
        self.seen += 1
        if depth > DEPTH or self.seen > OBJECTS:
            raise BadInput("Deze PDF zit te ingewikkeld in elkaar om te lezen.", remedy=_PRINT)
        if isinstance(found, pikepdf.Stream | Dictionary):
            return self.thing(found, kind, depth)
        if isinstance(found, Array):
            return self.list(found, kind, depth)
        if isinstance(found, pikepdf.String):
            return pikepdf.String(bytes(found)) if kind in (TEXT, "lookup") else None
        if isinstance(found, Name):
            return Name(str(found))
        return found if found is None or isinstance(found, bool | int | _DECIMAL) else None

    def list(self, found: Any, kind: str, depth: int) -> Any:
        """A list, each part of the same kind; a colour profile becomes the plain colours it stands
        for."""
        if kind == "space" and len(found) > 1 and found[0] == "/ICCBased":
            return Name(_plain_colours(found[1]))
        if kind == "space" and len(found) == len(_INDEXED) and found[0] in ("/Indexed", "/I"):
            values = [
                self.value(one, each, depth + 1) for one, each in zip(found, _INDEXED, strict=True)
            ]
        else:
            values = [self.value(one, kind, depth + 1) for one in found]
        return Array([one for one in values if one is not None])

    def thing(self, found: Any, kind: str, depth: int) -> Any:
        """A dictionary or stream, once for each kind."""
        kind = _drawing(found) if kind == "drawing" else kind
        streams = isinstance(found, pikepdf.Stream)
        kind = "function" if kind == "space" and streams else kind
        shape = SHAPES.get(kind)
        if shape is None or not _is_one(found, shape, streams=streams):
            return None
        mark = (found.objgen, kind)
        if found.is_indirect and mark in self.made:
            return self.made[mark]
        made = self.target.make_stream(b"") if streams else self.target.make_indirect(Dictionary())
        if found.is_indirect:
            self.made[mark] = made
        self.filled(made, found, shape, "onderdeel", depth, without=_OF_STREAMS)
        if streams:
            self.bytes_of(made, found, shape.stream, depth)
        return made

    def bytes_of(self, made: Any, found: Any, what: str, depth: int) -> None:
        """The bytes of a stream: read and written anew, or, of a picture, bare."""
        if what == "picture":
            data, ways, parameters = pictured(found, self.tell)
            kept = [self.value(one, "parameters", depth + 1) or Dictionary() for one in parameters]
            packed = (
                {"filter": Array([Name(way) for way in ways]), "decode_parms": Array(kept)}
                if ways
                else {}
            )
            made.write(data, **packed)
            return
        data = unfolded(found, self.room.left)
        self.room.take(data)
        made.write(drawn(found) if what == "content" else data)

    def written(self) -> bytes:
        """The new PDF."""
        target = io.BytesIO()
        self.target.save(
            target,
            fix_metadata_version=False,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        return target.getvalue()


def _plain_colours(profile: Any) -> str:
    many = profile.get("/N") if isinstance(profile, pikepdf.Stream) else None
    return _DEVICE.get(many if isinstance(many, int) else 3, "/DeviceRGB")


_DECIMAL = type(pikepdf.Object.parse(b"1.5"))
_OF_STREAMS = ("/Length", "/Filter", "/DecodeParms", "/F")
_INFO = (
    "/Title",
    "/Author",
    "/Subject",
    "/Keywords",
    "/Creator",
    "/Producer",
    "/CreationDate",
    "/ModDate",
    "/Trapped",
)


def _is_one(found: Any, shape: Shape, *, streams: bool) -> bool:
    """Does it say that it is what it is taken for?"""
    if not (shape.either or streams == bool(shape.stream)) or (streams and not shape.stream):
        return False
    said = found.get("/Type")
    if said is not None and (shape.stream or shape.types) and str(said) not in shape.types.split():
        return False
    if shape.asks is None:
        return True
    name, values = shape.asks
    answer = found.get(name)
    return (
        isinstance(answer, int | Name)
        and (answer if isinstance(answer, int) else str(answer)) in values
    )


_INDEXED = (PLAIN, "space", PLAIN, "lookup")


def _fits(inside: Any, shape: Shape) -> bool:
    """Where keys are names that pages use, only things stand; a colour space is a list or a
    name."""
    if not shape.every:
        return True
    if shape.every == "space":
        return isinstance(inside, Name) or (
            isinstance(inside, Array) and len(inside) > 0 and inside[0] in SPACES
        )
    return isinstance(inside, pikepdf.Stream | Dictionary)


def _drawing(found: Any) -> str:
    return {"/Image": "picture", "/Form": "form"}.get(str(found.get("/Subtype", "")), PLAIN)
