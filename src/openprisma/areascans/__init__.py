"""Thema- en gebiedsscans under the Wgs: from an accepted signal about abuse to what participants do
with it. Objects first; a flag counts only after a person looked at it.

Legal basis: wgs:2.18.1.c, wgs:2.22, wgs:2.23.4-6; practice: B3. Three words: *scan*, *vlag*,
*opvolging*.
"""
