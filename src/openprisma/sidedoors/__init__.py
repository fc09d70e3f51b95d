"""The side-door prover: a world with a canary in every text of every fenced row, and everybody at
every door.

It fails on a canary that somebody may not read, on any difference between "hidden" and "does not
exist", on a page that changes when something hidden is added, and on a name of a hidden row that an
act answers otherwise than a name of nothing.
"""
