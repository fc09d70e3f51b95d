"""The dossier everything hangs on: kind, stage, phase, term, involved participants, assignments,
permissions.

Legal basis: wgs:2.18, wgs:2.23.5, wgs:1.8.5. Three words: *dossier*, *betrokken deelnemer*,
*toewijzing*.
"""
