"""Files that people bring, and files that we print. Knows no person and no table.

Three words: *bijlage*, *metagegevens*, *afdruk*.
"""
