"""Figures for accounting: events in codes without free text, and the tables that are counted from
them.

Legal basis: wgs:1.12, and not the log (wgs:1.8.4). Three words: *gebeurtenis*, *peildatum*,
*telling*.
"""
