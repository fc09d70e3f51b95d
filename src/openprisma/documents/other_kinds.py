"""Files that people attach and that we do not keep as they are: told by their first bytes, with how
to get them in."""

from __future__ import annotations

_PRINT = "Open het, kies Afdrukken, en kies Opslaan als PDF."
_MAIL = (
    "Dit is een bericht uit een mailprogramma.",
    "Open het, kies Afdrukken en Opslaan als PDF. Bewaar een bijlage apart en kies die ook.",
)
_WORD = ("Dit is een document van een tekstverwerker.", "Open het, kies Opslaan als, en kies PDF.")
_SHEET = ("Dit is een rekenblad.", "Open het, kies Opslaan als, en kies PDF.")
_PACKED = ("Dit is een ingepakt bestand.", "Pak het uit en kies de bestanden één voor één.")
_PICTURE = ("Dit is een foto of plaatje van een andere soort.", "Open het en bewaar het als JPEG.")
_HEIC = (
    "Dit is een foto in de vorm van een iPhone (HEIC).",
    "Open de foto en bewaar haar als JPEG. Of stuur haar vanaf de telefoon naar uzelf als JPEG: "
    "Instellingen, Camera, Structuren, Meest compatibel.",
)
_FILM = ("Dit is een film of geluid.", "Maak een foto van het beeld dat ertoe doet.")
_STARTS: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"{\\rtf", _WORD),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"Rar!", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"\x1f\x8b", _PACKED),
    (b"ID3", _FILM),
    (b"%!PS", ("Dit is een PostScript-bestand.", _PRINT)),
)
# Names of parts in a zip, and of streams in an old file of Microsoft.
_IN_ZIP: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"word/document.xml", _WORD),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", _WORD),
    (b"xl/workbook", _SHEET),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", _SHEET),
    (b"ppt/presentation.xml", ("Dit is een presentatie.", "Kies Opslaan als, en kies PDF.")),
    (b"Index/Document.iwa", ("Dit is een bestand van Apple.", "Kies Exporteer naar PDF.")),
)
_IN_OLD: tuple[tuple[str, tuple[str, str]], ...] = (
    ("__substg1.0_", _MAIL),
    ("__properties_version1.0", _MAIL),
    ("EncryptedPackage", ("Dit bestand heeft een wachtwoord.", "Haal het wachtwoord eraf.")),
    ("WordDocument", _WORD),
    ("Workbook", _SHEET),
    ("Book", _SHEET),
)
_HEADERS = (b"from:", b"received:", b"return-path:", b"mime-version:", b"delivered-to:", b"date:")
_HEIF = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


def other_kind(content: bytes) -> tuple[str, str] | None:
    """What a file is and how to get it in, or nothing when we do not know."""
    if content[4:8] == b"ftyp":
        return _HEIC if content[8:12] in _HEIF else _FILM
    if content[:4] == b"RIFF":
        return _PICTURE if content[8:12] == b"WEBP" else _FILM
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return next((told for name, told in _IN_OLD if name.encode("utf-16-le") in content), _WORD)
    if content.startswith(b"PK"):
        return next((told for name, told in _IN_ZIP if name in content), _PACKED)
    begin = content[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith((b"<!doctype html", b"<html")):
        return ("Dit is een webpagina.", _PRINT)
    if begin.startswith(_HEADERS) and begin.count(b"\n") > 1:
        return _MAIL
    return next((told for start, told in _STARTS if content.startswith(start)), None)
