"""Requests of citizens: who asks what is kept about them, to put it right or to erase it, gets one
answer for all participants. One search over everything; a person says of each find whether it is
the one who asks; each participant says what may be told.

Legal basis: bgs:1.1, bgs:1.2, uavg:34, uavg:41, avg:12, avg:15. Three words: *verzoek*, *treffer*,
*antwoord*.
"""
