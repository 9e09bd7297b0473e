"""The pace for one person: 45 at once, then one in six seconds, as Meta lends and wants back."""

from __future__ import annotations

from connectors.whatsapp.pair_pace import LOOK_EVERY, PairPace


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_forty_five_go_at_once_and_the_next_ones_six_seconds_apart() -> None:
    pace = PairPace(clock=Clock())
    assert [pace.book("31612345678") for _ in range(47)] == [*45 * [0.0], 6.0, 12.0]


def test_others_do_not_wait() -> None:
    pace = PairPace(clock=Clock())
    for _ in range(60):
        pace.book("31612345678")
    assert pace.book("31687654321") == 0


def test_what_was_lent_is_paid_back_with_time() -> None:
    clock = Clock()
    pace = PairPace(clock=clock)
    for _ in range(45):
        pace.book("31612345678")
    clock.now += 20 * 6
    assert [pace.book("31612345678") for _ in range(21)] == [*20 * [0.0], 6.0]


def test_who_got_nothing_for_a_while_is_forgotten() -> None:
    clock = Clock()
    pace = PairPace(clock=clock)
    for number in range(LOOK_EVERY - 1):
        pace.book(str(number))
    clock.now += 7
    pace.book("the last")
    assert pace.known == {"the last"}
