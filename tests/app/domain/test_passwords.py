"""What a password may be, and what wrong ones cost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.passwords import fault, wait_after

COMMON = {"sommar", "lösenord", "1q2w3e4r5t6y"}


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("korrekt häst batteri", ""),
        ("två ord och ett kex", ""),
        ("Karin går hem klockan fyra", ""),
        ("elva tecken", "password-short"),
        ("x" * 257, "password-long"),
        ("aaaaaaaaaaaaaaaa", "password-common"),
        ("Sommar2026!!!!", "password-common"),
        ("1234 lösenord", "password-common"),
        ("1q2w3e4r5t6y", "password-common"),
        ("katthundkatthund", "password-common"),
        ("abcdefghijklmn", "password-common"),
        ("karin.wallström", "password-name"),
        ("Wallström1987!", "password-name"),
    ],
)
def test_length_counts_and_what_is_guessed_first_is_refused(password, code):
    """Length, the commonest ones and one's own name; nothing is asked of capitals, digits and signs."""
    assert fault(password, ("Karin Wallström",), COMMON) == code


def test_waiting_grows_to_an_hour():
    """A few slips cost nothing; then each costs twice the one before, and nobody is ever shut out for good."""
    minutes = [wait_after(misses) / timedelta(minutes=1) for misses in range(1, 13)]
    assert minutes == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]
