"""A PDF built anew: pages, what they draw, and nothing else. What goes along is named in `shapes`;
the rest stays behind."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from openprisma.documents.inside.content import ALWAYS, Drawn, Names, Room, drawn, unfolded
from openprisma.documents.inside.jbig2 import bare_jbig2
from openprisma.documents.inside.layers import stop_conditional, stop_hidden
from openprisma.documents.inside.pixels import lookup, pictured
from openprisma.documents.inside.postscript import bare_function, bare_map
from openprisma.documents.inside.shapes import KNOWN, PLAIN, QUIET, SHAPES, SPACES, TEXT, Shape
from openprisma.documents.inside.work import Work
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
    stop_hidden(source.Root)
    pages = len(source.pages)
    if pages > PAGES:
        raise BadInput(
            f"Deze PDF heeft {pages} bladzijden, hoogstens {PAGES}.", remedy="Splits het document."
        )
    made = Copy(Pdf.new())
    made.root(source)
    for page in source.pages:
        made.measure(page.obj)
    for page in source.pages:
        made.page(page.obj)
    return made.removed, made.written()


def _stop_programs(root: Any) -> None:
    """Raises `BadInput` for what the sender meant to send and would miss, or meant to run. Where a
    document opens, and a form without questions, only stay behind."""
    names = _dictionary(root.get("/Names"))
    opens = root.get("/OpenAction")
    form = _dictionary(root.get("/AcroForm"))
    if (
        (isinstance(opens, Dictionary) and opens.get("/S") not in ("/GoTo", "/Named"))
        or "/AA" in root
        or "/JavaScript" in names
    ):
        raise BadInput("Deze PDF bevat een programma.", remedy=_PRINT)
    if "/Collection" in root or "/EmbeddedFiles" in names:
        raise BadInput(
            "Deze PDF bevat andere bestanden.",
            remedy="Bewaar die bestanden apart en kies ze één voor één.",
        )
    fields = form.get("/Fields")
    if _filled(fields) and any(_signs(one) for one in fields):
        raise BadInput(
            "Deze PDF is ondertekend. Wat wij bewaren, heeft die handtekening niet meer.",
            remedy=f"{_PRINT} Bewaar het origineel in uw eigen systeem.",
        )
    if form.get("/XFA") is not None or _filled(fields):
        raise BadInput("Deze PDF bevat een formulier.", remedy=_PRINT)


def _signs(found: Any) -> bool:
    """Is this field of a form a signature?"""
    return isinstance(found, Dictionary) and found.get("/FT") == "/Sig" and "/V" in found


def _dictionary(found: Any) -> Any:
    return found if isinstance(found, Dictionary) else Dictionary()


def _filled(found: Any) -> bool:
    return isinstance(found, Array) and len(found) > 0


class Copy:
    """Copies things into a new PDF by their shape. A thing that is reached in two ways, or by way
    of itself, is copied once for each kind it is taken for."""

    def __init__(self, target: Pdf) -> None:
        self.target, self.room, self.names = target, Room(), Names()
        self.work = Work(self.names)
        self.made: dict[tuple[Any, str], Any] = {}
        self.told: dict[str, None] = {}
        self.around: list[Any] = [Dictionary()]  # the resources of what is being copied
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

    def measure(self, page: Any) -> None:
        """What the orders of a page come to: of all pages, before any of them is read."""
        found = page.get("/Contents")
        for one in found if isinstance(found, Array) else [] if found is None else [found]:
            data = unfolded(one, self.room.left)
            self.room.take(data)
            self.room.read(data)

    def page(self, page: Any) -> None:
        """A page, with its drawing orders."""
        made = self.filled(
            Dictionary(Type=Name.Page), page, SHAPES["page"], "bladzijde", 0, without=_RESOURCES
        )
        if "/MediaBox" not in made:
            made.MediaBox = Array([0, 0, 595, 842])
        if "/Contents" in page:
            orders, made.Resources = self.orders(pikepdf.Page(page), page, 0)
            self.work.page(orders, made)
            made.Contents = self.target.make_stream(orders.content)
        self.target.pages.append(pikepdf.Page(self.target.make_indirect(made)))

    def orders(self, where: Any, found: Any, depth: int) -> tuple[Drawn, Any]:
        """The orders of a page or drawing, and those of its resources that they use. What has none
        of its own uses those of what it stands in."""
        own = found.get("/Resources")
        resources = own if isinstance(own, Dictionary) else self.around[-1]
        orders = drawn(where, self.names, _dictionary(resources.get("/ColorSpace")))
        return orders, self.resources(resources, set(orders.uses), depth)

    def resources(self, found: Any, uses: set[tuple[str, str]], depth: int) -> Any:
        """Of resources what is used, by its new name."""
        for name in found:
            if name in KNOWN - QUIET:
                self.tell(f"onderdeel: {name[1:]}")
        for layer in _dictionary(found.get("/Properties")).values():
            stop_conditional(layer)
        made = Dictionary()
        self.around.append(found)
        for where, name in sorted(uses | {("/ColorSpace", name) for name in ALWAYS}):
            shape = SHAPES[SHAPES["resources"].keys[where]]
            inside = _dictionary(found.get(where)).get(name)
            if (
                inside is not None
                and _fits(inside, shape)
                and (value := self.value(inside, shape.every, depth + 2)) is not None
            ):
                if where not in made:
                    made[where] = Dictionary()
                made[where][self.names.of(name)] = value
        self.around.pop()
        return made

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
            if name == "/OC":
                stop_conditional(inside)
            if name in without:
                continue
            if (
                kind
                and _fits(inside, shape)
                and (value := self.value(inside, kind, depth + 1)) is not None
            ):
                made[name] = value
            elif not kind and name in KNOWN - QUIET:
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
            values[3] = lookup(values[1], values[2], values[3])
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
        draws = shape.stream == "content" and streams
        without = _OF_STREAMS + (_RESOURCES if draws or kind == "font" else ())
        self.filled(made, found, shape, "onderdeel", depth, without=without)
        if draws:
            self.drawing(made, found, depth, alone=kind != "glyph")
        elif streams:
            self.bytes_of(made, found, shape.stream, depth)
        if kind == "font" and "/CharProcs" in made:
            own = found.get("/Resources")
            uses = self.work.glyphs(made)
            resources = own if isinstance(own, Dictionary) else self.around[-1]
            made.Resources = self.resources(resources, uses, depth)
        self.work.done(made)
        return made

    def drawing(self, made: Any, found: Any, depth: int, *, alone: bool) -> None:
        """The orders of a drawing. `alone` has resources; a letter has those of its font."""
        data = unfolded(found, self.room.left)
        self.room.take(data)
        self.room.read(data)
        if alone:
            orders, made.Resources = self.orders(found, found, depth)
        else:
            orders = drawn(found, self.names, Dictionary())
        made.write(orders.content)
        self.work.of(made, orders)

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
        if what == "map":
            data = bare_map(data)
        elif what == "shared":
            data, _ = bare_jbig2(data, shared=True)
        elif what == "function" and found.get("/FunctionType") == _COUNTS:
            data = bare_function(data)
        made.write(data)

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
_RESOURCES = ("/Resources",)
_COUNTS = 4  # a function that is a small program
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
