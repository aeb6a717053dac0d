"""Number words: their tables, and cardinals spelled out in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

ONES: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS: Final = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
MAGNITUDES: Final = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
COUNTS: Final = {"hundred": 100.0, "dozen": 12.0}
ORDINALS: Final = {
    word: float(value)
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        start=1,
    )
}
DENOMINATORS: Final = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
}
PLURAL_DENOMINATORS: Final = {"halves": 2} | {
    f"{word}s": value for word, value in DENOMINATORS.items() if word != "half"
}
MULTIPLES: Final = {"twice": 2.0, "thrice": 3.0}
VERBAL_MULTIPLES: Final = {"double": 2.0, "triple": 3.0, "quadruple": 4.0}
"""Multiples only where "the", "as" or the like follows: a double room is no multiple."""
PARTICIPLES: Final = {"doubled": 2.0, "tripled": 3.0, "quadrupled": 4.0, "halved": 0.5}
DASHES: Final = frozenset("-‐‑‒–—−")


def magnitude(word: str) -> float | None:
    """What a word such as "million", "hundred" or "dozen" multiplies by."""
    return MAGNITUDES.get(word) or COUNTS.get(word)


def cardinal(word_at: Callable[[int], str], index: int) -> tuple[float, int] | None:
    """The cardinal spelled out from word `index` on: its value and the index after it.

    Args:
        word_at: The lower-case word at an index, empty beyond the ends of the text; a hyphen
            inside "twenty-five" is a word of its own.
        index: Where the cardinal begins.
    """
    total, current, place = 0.0, 0.0, index
    while True:
        word = word_at(place)
        if word in ONES or word in TENS:
            if not _fits(current, word):
                break
            current += ONES.get(word, TENS.get(word, 0))
            place += 1
        elif word in COUNTS and current:
            current *= COUNTS[word]
            place += 1
        elif word in MAGNITUDES and current:
            total, current = total + current * MAGNITUDES[word], 0.0
            place += 1
        elif _joins(word_at, place, total, current):
            place += 1
        else:
            break
    return (total + current, place) if place > index else None


def _fits(current: float, word: str) -> bool:
    """Whether a word below one hundred may be added: "forty" + "two", "hundred" + "five"."""
    if word in ONES and 0 < ONES[word] < 10 and current % 100 >= 20:
        return current % 10 == 0
    return current % 100 == 0 and (word != "zero" or not current)


def _joins(word_at: Callable[[int], str], place: int, total: float, current: float) -> bool:
    """Whether the word at `place` joins two parts: the hyphen of "twenty-five", an "and"."""
    word = word_at(place)
    if word in DASHES:
        return current % 100 in TENS.values() and 0 < ONES.get(word_at(place + 1), 0) < 10
    return word == "and" and _continues_after_and(word_at, place, total, current)


def _continues_after_and(
    word_at: Callable[[int], str], place: int, total: float, current: float
) -> bool:
    """Yes in "two hundred and five", no in "(between) one hundred and two hundred"."""
    if not (total or current >= 100) or current % 100:
        return False
    following = word_at(place + 1)
    if following not in ONES and following not in TENS:
        return False
    beyond = place + 2
    if following in TENS and word_at(beyond) in DASHES:
        beyond += 1
    if following in TENS and 0 < ONES.get(word_at(beyond), 0) < 10:
        beyond += 1
    return word_at(beyond) not in COUNTS and word_at(beyond) not in MAGNITUDES
