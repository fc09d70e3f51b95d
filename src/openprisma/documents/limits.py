"""How much of somebody's file we read: everything has an end, and the end is said in words.

What is counted from a file's own head (cells, pixels, pages) is counted before the library that
reads it begins; the process that reads it has the limits of the kernel besides, for whatever we did
not think of.
"""

from __future__ import annotations

LIMIT = 10_000_000  # bytes of a file as it is sent
KEPT = 20_000_000  # bytes of it as we keep it
PIXELS = 40_000_000  # of one picture: A4 at 600 dots an inch is 35 million
PAGES = 1_000  # of a PDF
OBJECTS = 100_000  # of a PDF: things copied into the clean one
DEPTH = 100  # of a PDF: lists, drawings and dictionaries inside each other
STREAMS = 100_000_000  # bytes of a PDF, unzipped, pictures not counted
TOKENS = 1_000_000  # of a PDF: numbers, names and orders on all its pages
DRAWN = 20_000_000  # orders that one page of a PDF comes to, with what it draws again and again
TILES = 4_000_000  # of a pattern, on one page
SCANS = 100  # of a JPEG: times that decoding goes over it
SCANNED = 500_000_000  # of a JPEG: scans times pixels
ENTRIES = 1_000  # files inside a spreadsheet
UNZIPPED = 60_000_000  # bytes of a spreadsheet, unzipped
RATIO = 250  # bytes out of one byte; only counts above a million bytes
CELLS = 1_000_000  # of a sheet: rows times columns, up to the last cell that holds something
COLUMNS = 500  # of a sheet
CELL = 32_767  # characters in one cell, as in Excel
TEXT = 10_000_000  # characters in all cells
VALUES = 40  # of one flag of a scan

MEMORY = 640_000_000  # bytes of address space of a process that reads
SECONDS = 6  # of a processor, for one file
WALL = 15.0  # seconds on the clock, for one file
# of those, in which it is read with some haste; after that only when nobody else wants the
# processor
HASTE = 0.5
ANSWER = 40_000_000  # bytes that a process that reads may answer
AT_ONCE = 2  # files read at the same time by one web process
PICTURES = 1  # of those, pictures
WAITING = 2  # requests that wait for their turn; each holds a thread of the server
PATIENCE = WALL + 1  # seconds that one waits for its turn: longer than one file can be read
# seconds in which nothing is read of who sent a file that took too long; and in which we remember
# how long the files of each took
PAUSE = 60.0
