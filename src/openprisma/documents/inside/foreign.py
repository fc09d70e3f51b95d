"""Files that people take for a spreadsheet, or that are one of a kind we do not read: told by name,
with what to do."""

from __future__ import annotations

import io
import zipfile
import zlib

from openprisma.kernel.errors import BadInput

_OLD = b"\xd0\xcf\x11\xe0"  # Excel 97, Word 97, a message of Outlook, and what has a password
_SAVE = "kies dan Opslaan als en neem XLSX, ODS of CSV"


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


# What stands in an old container of Microsoft, and what that makes it.
_INSIDE: tuple[tuple[bytes, str, str], ...] = (
    (
        _wide("EncryptedPackage"),
        "Dit rekenblad is met een wachtwoord beveiligd.",
        "Open het in Excel, kies Bestand, Info, Werkmap beveiligen, Versleutelen met wachtwoord, "
        "maak het wachtwoord leeg en bewaar het. In LibreOffice: Opslaan als, zonder wachtwoord.",
    ),
    (
        _wide("__substg1.0_"),
        "Dit is een bericht uit Outlook.",
        "Bewaar de bijlage uit het bericht apart en kies die.",
    ),
    (
        _wide("WordDocument"),
        "Dit is geen rekenblad, maar een document van Word.",
        "Zet de regels in het sjabloon en kies dat.",
    ),
)
# A part of a zip that says what it is.
_PARTS: tuple[tuple[str, str, str], ...] = (
    (
        "Index/Document.iwa",
        "Dit is een bestand van Numbers.",
        "Kies in Numbers Archief, Exporteer naar, Excel, en neem dat bestand.",
    ),
    (
        "Index.zip",
        "Dit is een bestand van Numbers.",
        "Kies in Numbers Archief, Exporteer naar, Excel, en neem dat bestand.",
    ),
    (
        "word/document.xml",
        "Dit is geen rekenblad, maar een document van Word.",
        "Zet de regels in het sjabloon en kies dat.",
    ),
    (
        "ppt/presentation.xml",
        "Dit is geen rekenblad, maar een presentatie.",
        "Zet de regels in het sjabloon en kies dat.",
    ),
    (
        "xl/workbook.bin",
        "Dit is een rekenblad in de vorm XLSB.",
        f"Open het in Excel, {_SAVE}.",
    ),
)
_STARTS: tuple[tuple[bytes, str, str], ...] = (
    (
        b"%PDF-",
        "Dit is geen rekenblad, maar een PDF.",
        "Kies het rekenblad waar de PDF van is gemaakt.",
    ),
    (
        b"{\\rtf",
        "Dit is geen rekenblad, maar een document.",
        "Zet de regels in het sjabloon en kies dat.",
    ),
    (b"<!doctype html", "Dit is een webpagina.", f"Open het in Excel, {_SAVE}."),
    (b"<html", "Dit is een webpagina.", f"Open het in Excel, {_SAVE}."),
    (b"<table", "Dit is een webpagina.", f"Open het in Excel, {_SAVE}."),
    (b"<?xml", "Dit is XML, en geen rekenblad dat wij lezen.", f"Open het in Excel, {_SAVE}."),
    (
        b"\xff\xd8\xff",
        "Dit is geen rekenblad, maar een foto.",
        "Zet de regels in het sjabloon en kies dat.",
    ),
    (
        b"\x89png",
        "Dit is geen rekenblad, maar een plaatje.",
        "Zet de regels in het sjabloon en kies dat.",
    ),
    (b"Rar!", "Dit is een ingepakt bestand.", "Pak het uit en kies het rekenblad zelf."),
    (b"7z\xbc\xaf", "Dit is een ingepakt bestand.", "Pak het uit en kies het rekenblad zelf."),
    (b"\x1f\x8b", "Dit is een ingepakt bestand.", "Pak het uit en kies het rekenblad zelf."),
)
_SHEETS = ("xl/workbook.xml", "content.xml")
_ENCRYPTED = (b"encryption-data", b"ENCRYPTION-DATA")


def stop_foreign(content: bytes) -> None:
    """Raises `BadInput` for a file of which its first bytes or its parts say that it is something
    else than XLSX, ODS or CSV."""
    if content.startswith(_OLD):
        _told(next(((what, then) for mark, what, then in _INSIDE if mark in content), _EXCEL_97))
    begin = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for start, what, then in _STARTS:
        if begin.startswith(start.lower()):
            _told((what, then))
    if content.startswith(b"PK"):
        _parts(content)


_EXCEL_97 = ("Dit is een oud rekenblad (XLS).", f"Open het in Excel of LibreOffice, {_SAVE}.")


def _told(words: tuple[str, str]) -> None:
    raise BadInput(words[0], remedy=words[1])


def _parts(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            names = source.namelist()
            manifest = b""
            if "META-INF/manifest.xml" in names:
                with source.open("META-INF/manifest.xml") as part:
                    manifest = part.read(1_000_000)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        return  # what comes after says that it is broken
    for name, what, then in _PARTS:
        if name in names:
            _told((what, then))
    if any(mark in manifest for mark in _ENCRYPTED):
        _told(
            (
                "Dit rekenblad is met een wachtwoord beveiligd.",
                "Open het, kies Opslaan als, haal het vinkje bij het wachtwoord weg en bewaar het.",
            )
        )
    if not any(name.lower() in _SHEETS for name in names) and any(
        name.lower().endswith((".xlsx", ".ods", ".csv", ".xls")) for name in names
    ):
        _told(("Dit is een ingepakt bestand (ZIP).", "Pak het uit en kies het rekenblad zelf."))
