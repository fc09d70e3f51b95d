"""Who has to go when there are too many connections, and who is served first: without a network."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack

import pytest

from openprisma.project.callers import Callers, Credit, Holder, Limits
from openprisma.project.room import Busy, Guest, Room


def in_a_loop(work):
    """Run it in a thread of its own: a browser that another test of this process opened keeps a
    loop running in ours."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, work).result()


ANNA, STRANGER, OTHER = Guest("anna", True), Guest("10.0.0.1", False), Guest("10.0.0.2", False)


class Stream:
    """A connection that can be closed."""

    closed = False

    def close(self):
        self.closed = True


def crowd(callers: Callers, many: int, address: str = "10.0.0.1") -> list[Stream]:
    """Connections come in, one after another."""
    made = [Stream() for _ in range(many)]
    for one in made:
        callers.enter(one, address)
    return made


def proven(callers: Callers, address: str = "10.0.0.1") -> Stream:
    """A connection over which somebody who is logged in asked something."""
    (one,) = crowd(callers, 1, address)
    callers.all[one].proven = True
    return one


def test_who_is_logged_in_keeps_the_oldest_connection_of_the_address_that_has_most():
    callers = Callers(Limits(connections=10, strangers=100))
    mine = proven(callers)
    others = crowd(callers, 30)
    assert not mine.closed and mine in callers.all
    assert sum(one.closed for one in others) == 21 and len(callers.all) == 10


def test_the_limit_of_an_address_counts_no_connection_of_who_is_logged_in():
    callers = Callers(Limits(connections=100, strangers=3))
    mine = [proven(callers) for _ in range(5)]
    others = crowd(callers, 4)
    assert not any(one.closed for one in mine)
    assert [one.closed for one in others] == [True, False, False, False]


def test_of_strangers_the_oldest_of_the_address_that_has_most_goes():
    callers = Callers(Limits(connections=4, strangers=100))
    alone = crowd(callers, 1, "10.0.0.9")
    many = crowd(callers, 3)
    (new,) = crowd(callers, 1, "10.0.0.8")
    assert [one.closed for one in (*alone, *many, new)] == [False, True, False, False, False]


def test_when_all_are_logged_in_one_that_is_not_being_answered_goes():
    callers = Callers(Limits(connections=3, strangers=100))
    mine = [proven(callers) for _ in range(3)]
    callers.all[mine[0]].under_way = True
    proven(callers)
    assert [one.closed for one in mine] == [False, True, False]


def run(scene):
    return in_a_loop(asyncio.wait_for(scene, 20))


async def served(room: Room, guest: Guest, seconds: float, log: list) -> None:
    try:
        async with room.place(guest):
            log.append(guest.key)
            await asyncio.sleep(seconds)
    except Busy:
        log.append(f"{guest.key} busy")


def test_strangers_have_one_place_while_anybody_who_is_logged_in_is_served_and_two_otherwise():
    async def scene(known: bool) -> int:
        room = Room()
        async with AsyncExitStack() as held:
            if known:
                await held.enter_async_context(room.place(ANNA))
            waiting = [
                asyncio.create_task(served(room, one, 0.05, [])) for one in (STRANGER, OTHER) * 4
            ]
            await asyncio.sleep(0.02)
            many = sum(count for guest, count in room.running.items() if not guest.known)
            await asyncio.gather(*waiting)
            return many

    assert run(scene(False)) == 2
    assert run(scene(True)) == 1


@pytest.mark.parametrize("strangers", [1, 200])
def test_whoever_is_logged_in_finds_a_thread_whatever_strangers_do(strangers):
    async def scene() -> list[str]:
        room, log = Room(patience=0.5), []
        waiting = [
            asyncio.create_task(served(room, Guest(f"10.0.{nr}", False), 1, []))
            for nr in range(strangers)
        ]
        await asyncio.sleep(0.05)
        await served(room, ANNA, 0, log)
        await asyncio.gather(*waiting)
        return log

    assert run(scene()) == ["anna"]


async def strangers_beside_anna(
    room: Room, seconds: float, pause: float, each: float
) -> tuple[int, int]:
    """How many requests of strangers were served, and how many at once at most, while Anna works
    with pauses."""
    log, most, end = [], 0, asyncio.get_running_loop().time() + seconds
    waiting = [
        asyncio.create_task(served(room, Guest(f"10.0.{nr}", False), each, log))
        for nr in range(100)
    ]
    while asyncio.get_running_loop().time() < end:
        await served(room, ANNA, 0.001, [])
        await asyncio.sleep(pause)
        most = max(most, sum(count for guest, count in room.running.items() if not guest.known))
    for one in waiting:
        one.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    return len(log), most


def test_while_somebody_logged_in_works_strangers_rest_longer_than_they_are_served():
    served_ones, most = run(strangers_beside_anna(Room(), 1.0, 0.001, 0.01))
    assert 3 <= served_ones <= 1.0 / 0.07 + 3, "a page of ten milliseconds, and sixty of rest"
    assert most == 1


def test_between_two_clicks_of_somebody_strangers_get_no_second_thread():
    _, most = run(strangers_beside_anna(Room(), 1.2, 0.2, 0.05))
    assert most == 1


def test_strangers_rest_a_tenth_of_a_second_at_most():
    async def scene() -> float:
        room = Room()
        await served(room, ANNA, 0, [])
        await served(room, STRANGER, 0.4, [])
        began = asyncio.get_running_loop().time()
        await served(room, OTHER, 0, [])
        return asyncio.get_running_loop().time() - began

    assert 0.05 < run(scene()) < 0.4


def test_when_nobody_is_logged_in_strangers_do_not_rest():
    async def scene() -> int:
        room, log, end = Room(), [], asyncio.get_running_loop().time() + 0.5
        while asyncio.get_running_loop().time() < end:
            await served(room, STRANGER, 0.01, log)
        return len(log)

    assert run(scene()) > 15


def test_a_session_counts_as_logged_in_as_long_as_the_application_says_so_now_and_then():
    credit, anna = Credit(few=3), Holder("anna", "s1")
    assert [credit.spend(anna) for _ in range(5)] == ["anna"] * 3 + ["", ""]
    credit.heard("s1", True)
    assert [credit.spend(anna) for _ in range(4)] == ["anna"] * 3 + [""]
    assert credit.spend(Holder("anna", "s2")) == "anna", "another session of hers"
    assert credit.spend(Holder()) == ""


def test_a_session_that_ended_counts_no_more_at_once():
    credit, anna = Credit(few=3), Holder("anna", "s1")
    credit.heard("s1", True)
    credit.heard("s1", False)
    assert credit.spend(anna) == ""


def test_what_is_remembered_of_sessions_has_an_end():
    credit = Credit(few=3, most=10)
    for nr in range(100):
        credit.spend(Holder("anna", f"s{nr}"))
    assert len(credit.left) == 10
