"""A working method as somebody would add one: a package (`src/openprisma/speelgoed`), its room
of the web, its law and its procedure. Nothing else of the house knows it."""
