"""Reads what people type and points at words the law does not want there.

Legal basis: bgs:1.9, wgs:2.21, bgs:2.16.1. Three words: *zeker*, *mogelijk*, *aanname*.
"""
