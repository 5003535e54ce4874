"""The time for pictures: what the other pages did not need, never more than the file has, told while it goes on."""

from __future__ import annotations

from threading import Event

from redaction.patience import BEGIN, BY_PAGE, MOST, Patience, telling


def test_a_busy_machine_takes_of_what_the_others_left() -> None:
    """One page has little; after pages that were quick a picture may take long, and after slow ones its page's time."""
    now = 100.0
    patience = Patience(lambda: now)
    patience.page()
    assert patience.left() == BEGIN + BY_PAGE
    for _ in range(20):
        patience.page()
    assert patience.left() == MOST
    now += BEGIN + 21 * BY_PAGE - 30
    assert patience.left() == 30
    now += 100
    assert patience.left() == BY_PAGE


def test_a_long_reading_is_told_while_it_goes_on() -> None:
    """Who waits for it is not left without a word; after the end nothing is told."""
    heard = Event()
    with telling(heard.set, 0.001):
        assert heard.wait(10)
    heard.clear()
    assert not heard.is_set()
