"""Pictures: read whole, turned upright, and written again without anything beside the picture."""

from __future__ import annotations

import io
import warnings

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from openprisma.documents.inside.jpeg import count_scans
from openprisma.documents.limits import PIXELS
from openprisma.kernel.errors import BadInput

Image.MAX_IMAGE_PIXELS = PIXELS
# What Pillow or a common program calls what it finds. Other names are somebody's own words, and are
# not repeated.
_NAMES = frozenset(
    {
        "Title",
        "Author",
        "Description",
        "Copyright",
        "Creation Time",
        "Software",
        "Disclaimer",
        "Warning",
        "Source",
        "Comment",
        "comment",
        "photoshop",
        "adobe",
        "mp",
        "mpoffset",
        "xmp",
        "XML:com.adobe.xmp",
        "gamma",
        "chromaticity",
        "srgb",
        "aspect",
        "interlace",
        "progressive",
        "progression",
        "adobe_transform",
        "loop",
        "duration",
        "timestamp",
    }
)
_SILENT = ("dpi", "jfif", "exif", "icc", "transparency")


def too_many_pixels(width: int, height: int) -> BadInput:
    """The refusal of a picture over the limit."""
    return BadInput(
        f"Deze foto is te groot: {width} bij {height} beeldpunten, hoogstens "
        f"{PIXELS // 1_000_000} miljoen samen.",
        remedy="Maak de foto kleiner.",
    )


def picture(content: bytes) -> tuple[list[str], bytes]:
    """What was taken out of a JPEG or PNG, and the picture. Raises `BadInput` for too many pixels
    or what cannot be read."""
    kind = "PNG" if content.startswith(b"\x89PNG") else "JPEG"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the next line counts
        try:
            found = Image.open(io.BytesIO(content), formats=[kind])
        except (Image.DecompressionBombError, UnidentifiedImageError) as error:
            raise _unread(error) from error
    if found.width * found.height > PIXELS:
        raise too_many_pixels(*found.size)
    if kind == "JPEG":
        count_scans(content)
    found.load()
    removed = _told(found, kind)
    ImageOps.exif_transpose(found, in_place=True)
    clear = found.info.get("transparency")  # of the picture itself: which colour is seen through
    found.info = {} if clear is None or kind != "PNG" else {"transparency": clear}
    target = io.BytesIO()
    _seen(found).save(target, format=kind, **({"quality": 95} if kind == "JPEG" else {}))
    return removed, target.getvalue()


def _seen(found: Image.Image) -> Image.Image:
    """The picture without colours that nobody sees: of pixels that are seen through wholly, and of
    a palette what no pixel has."""
    if found.mode == "P":
        used = [at for at, many in enumerate(found.histogram()) if many]
        clear = found.info.get("transparency")
        made = found.remap_palette(used)
        made.info = {}
        if isinstance(clear, int) and clear in used:
            made.info = {"transparency": used.index(clear)}
        elif isinstance(clear, bytes):
            full = clear.ljust(256, b"\xff")
            made.info = {"transparency": bytes(full[number] for number in used)}
        return made
    if found.mode in ("RGBA", "LA"):
        empty = Image.new(found.mode, found.size)
        shown = found.getchannel("A").point(lambda clear: 255 if clear else 0)
        empty.paste(found, mask=shown)
        return empty
    return found


def _unread(error: Exception) -> BadInput:
    if isinstance(error, Image.DecompressionBombError):
        what = f"Deze foto is te groot: hoogstens {PIXELS // 1_000_000} miljoen beeldpunten."
        return BadInput(what, remedy="Maak de foto kleiner.")
    return BadInput(
        "Wij kunnen deze foto niet lezen, dus zij is niet bewaard.",
        remedy="Open de foto en bewaar haar opnieuw.",
    )


def _told(found: Image.Image, kind: str) -> list[str]:
    """The names of what is taken out, never what stood in it."""
    held = found.getexif()
    removed = [f"EXIF: {ExifTags.TAGS.get(tag, tag)}" for tag in held]
    removed += [
        f"plaats (GPS): {ExifTags.GPSTAGS.get(tag, tag)}"
        for tag in held.get_ifd(ExifTags.IFD.GPSInfo)
    ]
    names = [str(name) for name in found.info if not str(name).startswith(_SILENT)]
    return removed + [f"{kind}: {name if name in _NAMES else 'eigen veld'}" for name in names]
