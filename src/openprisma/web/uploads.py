"""Files that people send stay in memory: a temporary file would lie outside the fence. What is over
the limit is not kept."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from openprisma.documents.limits import LIMIT


class InMemory(FileUploadHandler):
    """Keeps one file of at most `LIMIT` bytes; reads past a larger one without keeping it, and says
    so on the request."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin."""
        super().new_file(*args, **kwargs)
        self.chunks: list[bytes] = []
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, up to the limit."""
        self.size += len(raw_data)
        if self.size > LIMIT:
            self.chunks.clear()
            self.request.too_large = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        self.chunks.append(raw_data)

    def file_complete(self, file_size: int) -> SimpleUploadedFile | None:
        """The file, without the name it had on somebody's computer."""
        return SimpleUploadedFile("bijlage", b"".join(self.chunks)) if self.size <= LIMIT else None
