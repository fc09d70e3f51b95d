"""Whole days as data: a story is a file of steps with expected outcomes, played through the gate.

One runner serves the tests, the demo and acceptance. Three words: *verhaal*, *stap*, *verwachting*.
"""
