"""Bibob support: a municipality looks into who asks a permit, a subsidy, a contract or a sale, and
decides; an adviser of the RIEC advises on what it shares. No activity of the Wgs, and it knows no
case, bottleneck, scan or signal.

Legal basis: bibob:7a, bibob:28.2.d; no part of wgs:2.18.1. Four words: *eigen onderzoek*,
*gevaarsconclusie*, *Bureau* (Landelijk Bureau Bibob), *melding*.
"""
