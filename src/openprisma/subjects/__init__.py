"""Persons and companies *in one file*; there is no page about a person across files.

Legal basis: wgs:2.22, wgs:2.21. Three words: *hoofdsubject*, *directe kring*, *rechtspersoon*.
"""
