"""Handhavingsknelpunten: proposed on a signal, designated for a year, shut on the end date by
itself.

Legal basis: wgs:1.1, wgs:2.18.1.a; practice: brochure lines 40-45, 109-113. Three words:
*knelpunt*, *voordracht*, *aanwijzing*.
"""
