-- What the worklist asked here once, it asks of all kinds of turns together (`gate/turns.py`).
drop function if exists fence.feedback(date);
