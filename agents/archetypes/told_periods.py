"""Periods told in prose, and the figures told for each of them.

"60, 110 and 90 boats in March, April and May", "310 euros in March, 295 in April and 340 in May",
"in weeks 1 to 5". Names of periods become `~1`, `~2`, … in their order, a list or range of all of
them `~all`, and figures told for one after the other a run `@r0`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.marked import Sentence, number_at, read_marked
from optimoot.problem import Number

_MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()
_SEASONS: Final = "spring summer autumn winter".split()
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
).split()
NOUN: Final = r"(?:month|week|quarter|period|hour|day|year|season|shift|evening|night)"
_SINGLE: Final = re.compile(NOUN)
_PLURAL: Final = re.compile(rf"{NOUN}s")
_MARK: Final = re.compile(r"@[mnp]\d+")
_LABEL: Final = re.compile(r"~\d+")
_SEPARATORS: Final = frozenset([",", ";", "and", "then"])
_SIGNS: Final = frozenset(["/"])
_LEADING: Final = frozenset("in for during on at of the".split())
_LINKS: Final = frozenset(": is are it = of at needs need".split())
_RANGE: Final = frozenset("to through until till - – and".split())
_WORDS: Final = 5
"""Words between two figures of a run: "310 euros to build each in March"."""
_FEWEST: Final = 3
_LATEST: Final = 28
"""Day of a month from which a date stands for its end."""
MOST: Final = 60
"""Periods beyond which a text is not read here."""


@dataclass(frozen=True)
class Horizon:
    """The periods of a text.

    Attributes:
        size: How many there are.
        sentences: With names of periods and runs replaced.
        texts: The texts of the sentences, in order.
        runs: The figures of each run, in the order of the periods.
        naming: Marks that name periods or count them.
    """

    size: int
    sentences: tuple[Sentence, ...]
    texts: tuple[str, ...]
    runs: tuple[tuple[Number, ...], ...]
    letters: tuple[str, ...]
    naming: frozenset[str]


@dataclass
class _Labels:
    """Names of periods as they are met."""

    case: Case
    named: list[str] = field(default_factory=list)
    numbered: set[int] = field(default_factory=set)
    naming: set[str] = field(default_factory=set)

    def name(self, word: str) -> str:
        if word not in self.named:
            self.named.append(word)
        return f"~{self.named.index(word) + 1}"

    def number(self, place: int) -> str:
        self.numbered.add(place)
        return f"~{place}"

    def name_with(self, token: str) -> None:
        """Note that a mark names a period; digits that stand as words need no note."""
        if token.startswith("@"):
            self.naming.add(token)


def read_horizon(case: Case) -> Horizon | None:
    """The periods that a text tells figures of; None where it tells none, or is not understood."""
    labels = _Labels(case)
    sentences = read_marked(case)
    tokens = [_labelled(sentence.cased.split(), labels) for sentence in sentences]
    if labels.named and labels.numbered:
        return None
    if not _in_order(labels.named):
        return None
    size = len(labels.named) or max(labels.numbered, default=0)
    runs: list[tuple[tuple[Number, ...], str]] = []
    texts = []
    for own in tokens:
        texts.append(" ".join(_collapsed(own, case, size, runs)).lower())
    if not runs or len({len(numbers) for numbers, _ in runs}) != 1:
        return None
    told = len(runs[0][0])
    if (size and size != told and labels.named) or size > told or told > MOST:
        return None
    texts = [_with_all(_uncounted(text, told, labels), told) for text in texts]
    return Horizon(
        told,
        sentences,
        tuple(texts),
        tuple(numbers for numbers, _ in runs),
        tuple(letter for _, letter in runs),
        frozenset(labels.naming),
    )


def _in_order(names: Sequence[str]) -> bool:
    """Whether names of months, or of days, follow one another without a gap."""
    for cycle in (_MONTHS, _DAYS, _SEASONS):
        if set(names) <= set(cycle):
            places = [cycle.index(name) for name in names]
            return all((two - one) % len(cycle) == 1 for one, two in pairwise(places))
    return False


def _labelled(tokens: Sequence[str], labels: _Labels) -> list[str]:
    """The tokens with names of periods replaced by their places."""
    found: list[str] = []
    place = 0
    while place < len(tokens):
        ends = _numbers_named(tokens, place, labels) or _ordinals_named(tokens, place, labels)
        if ends:
            found += ends[0]
            place = ends[1]
            continue
        word = tokens[place]
        if word in _SEASONS and tokens[place - 1 : place] == ["in"]:
            found.append(labels.name(word))
        elif word in _MONTHS or word in _DAYS:
            if word == "May" and place == 0:
                found.append(word)
            else:
                found += _dated(word, found, labels)
        else:
            found.append(word)
        place += 1
    return found


def _dated(word: str, found: list[str], labels: _Labels) -> list[str]:
    """A month, with the day before it taken for its start or its end."""
    label = labels.name(word)
    before = found[-1] if found else ""
    if word in _DAYS or not before.startswith("@n"):
        return [label]
    led = found[-2] if len(found) > 1 else ""
    day = number_at(labels.case, before).value
    if led not in ("on", "On", "at", "of", "from", "by") or not (day == 1 or day >= _LATEST):
        return [label]
    labels.naming.add(found.pop())
    return ["the", "start" if day == 1 else "end", "of", label]


def _numbers_named(
    tokens: Sequence[str], place: int, labels: _Labels
) -> tuple[list[str], int] | None:
    """Read "week 3", "weeks 1 to 5" and "hours 1, 2 and 3"."""
    word = tokens[place].lower()
    if _SINGLE.fullmatch(word):
        value = _small(tokens, place + 1, labels)
        if value is None:
            return None
        labels.name_with(tokens[place + 1])
        return [labels.number(value)], place + 2
    if not _PLURAL.fullmatch(word):
        return None
    values: list[str] = []
    places: list[int] = []
    at = place + 1
    while (value := _small(tokens, at, labels)) is not None:
        values.append(tokens[at])
        places.append(value)
        at += 1
        joined = [token for token in tokens[at : at + 2] if token in _RANGE | _SEPARATORS]
        if not joined or _small(tokens, at + len(joined), labels) is None:
            break
        at += len(joined)
    spans = len(places) == 2 and places[0] == 1 < places[1]
    if spans:
        places = list(range(1, places[1] + 1))
    if len(places) < 2 or places != list(range(1, len(places) + 1)):
        return None
    for token in values:
        labels.name_with(token)
    return [" , ".join(labels.number(value) for value in places)], at


def _small(tokens: Sequence[str], place: int, labels: _Labels) -> int | None:
    """The place of a period that a mark, or an ordinal in digits, may name."""
    if place >= len(tokens):
        return None
    if tokens[place].isdecimal():
        return int(tokens[place]) if 1 <= int(tokens[place]) <= MOST else None
    if not tokens[place].startswith("@n"):
        return None
    number = number_at(labels.case, tokens[place])
    whole = number.value.is_integer() and 1 <= number.value <= MOST
    return int(number.value) if whole and number.text.isdigit() else None


def _ordinals_named(
    tokens: Sequence[str], place: int, labels: _Labels
) -> tuple[list[str], int] | None:
    """Read "first month", "the second" behind it, and "first, second and third month"."""
    word = tokens[place].lower()
    if word not in _ORDINALS:
        return None
    value = _ORDINALS.index(word) + 1
    following = tokens[place + 1].lower() if place + 1 < len(tokens) else ""
    if _SINGLE.fullmatch(following):
        return [labels.number(value)], place + 2
    before = [token.lower() for token in tokens[max(0, place - 2) : place]]
    listed = following in (",", "and") or (before[-1:] == ["the"] and labels.numbered)
    if not listed or (before[-1:] == ["the"] and following.isalpha() and following != "and"):
        return None
    return [labels.number(value)], place + 1


def _with_all(text: str, size: int) -> str:
    """A text with a list or range of all periods as one word."""
    names = [f"~{place}" for place in range(1, size + 1)]
    listed = r" (?:, and |, |and |& )".join(re.escape(name) for name in names)
    spread = rf"(?:from |between )?{names[0]} (?:to|through|until|till|-|–|and) {names[-1]}"
    text = re.sub(rf"(?<!\S)(?:{listed}|{spread})(?!\S)", "~all", text)
    return re.sub(r"(?:\b(?:in|for) )?~\d+ (?:[:=] |is |are )?(?=@r\d+)", "", text)


def _uncounted(text: str, size: int, labels: _Labels) -> str:
    """A text without the count of its periods: "the next 4 weeks" is "the next weeks"."""
    for match in re.finditer(rf"(@n\d+) ?- ?(?:hour|day|week|month) (?={NOUN}s?\b)", text):
        labels.naming.add(match.group(1))
    text = re.sub(rf"@n\d+ ?- ?(?:hour|day|week|month) (?={NOUN}s?\b)", "", text)

    def without(match: re.Match[str]) -> str:
        number = number_at(labels.case, match.group(1))
        if number.value != size:
            return match.group()
        labels.naming.add(match.group(1))
        return match.group(2)

    return re.sub(rf"(@n\d+) ?-? ?((?:[a-z]+ )?{NOUN}s?)(?!\S)", without, text)


def _collapsed(
    tokens: Sequence[str], case: Case, size: int, runs: list[tuple[tuple[Number, ...], str]]
) -> Iterator[str]:
    """The tokens with each run as one mark; `runs` takes its figures."""
    tokens = " ".join(tokens).split()
    own = sum(1 for token in tokens if _LABEL.fullmatch(token))
    place = 0
    while place < len(tokens):
        found = _run(tokens, place, case, size, own)
        if found is None:
            yield tokens[place]
            place += 1
            continue
        numbers, words, end = found
        yield f"@r{len(runs)}"
        yield from words
        money = any(token.startswith("@m") for token in tokens[place:end])
        runs.append((numbers, "m" if money else tokens[place][1]))
        place = end


def _run(
    tokens: Sequence[str], place: int, case: Case, size: int, own: int
) -> tuple[tuple[Number, ...], list[str], int] | None:
    """The figures of a run in the order of the periods, the words in it, and where it ends."""
    if not _MARK.fullmatch(tokens[place]):
        return None
    marks, labels = [tokens[place]], [_label_before(tokens, place)]
    words: list[str] | None = None
    at = place
    behind: list[str] = []
    while True:
        gap = _gap(tokens, at)
        if gap is None:
            break
        own_words, after, before, at_next = gap
        if words is None:
            words = own_words
        elif own_words and own_words != words:
            break
        behind.append(after)
        marks.append(tokens[at_next])
        labels.append(before)
        at = at_next
    if len(marks) < 2:
        return None
    last_words, last, end = _tail(tokens, at, words or [])
    if behind and last and not any(behind):
        last_words, last, end = [], "", at + 1
    behind.append(last)
    if words and not any(behind) and not any(labels) and last_words != words:
        return None
    told = _places(labels, behind, len(marks), size, own)
    if told is None:
        return None
    numbers = [number_at(case, mark) for mark in marks]
    ordered = [number for _, number in sorted(zip(told, numbers, strict=True), key=lambda p: p[0])]
    kept = words or []
    return tuple(ordered), kept, end if any(behind) or kept else at + 1


def _places(
    before: Sequence[str], behind: Sequence[str], length: int, size: int, own: int
) -> list[int] | None:
    """The period of each figure of a run; None where the names leave it open."""
    if all(behind) and not any(before[1:]):
        names = list(behind)
    elif all(before) and not any(behind):
        names = list(before)
    elif not any(behind) and not any(before[1:]):
        if length < _FEWEST and length not in (size, own):
            return None
        return list(range(length))
    else:
        return None
    places = [int(name[1:]) - 1 for name in names]
    return places if sorted(places) == list(range(length)) else None


def _gap(tokens: Sequence[str], place: int) -> tuple[list[str], str, str, int] | None:
    """Words, the name behind, the name before the next figure, and the place of that figure."""
    words, after, at = _tail(tokens, place, None)
    start = at
    while at < len(tokens) and tokens[at] in _SEPARATORS:
        at += 1
    if at == start:
        return None
    while at < len(tokens) and tokens[at] in _LEADING:
        at += 1
    before = ""
    if at < len(tokens) and _LABEL.fullmatch(tokens[at]):
        before = tokens[at]
        at += 1
        while at < len(tokens) and tokens[at] in _LINKS:
            at += 1
    if at >= len(tokens) or not _MARK.fullmatch(tokens[at]):
        return None
    return words, after, before, at


def _tail(
    tokens: Sequence[str], place: int, expected: Sequence[str] | None
) -> tuple[list[str], str, int]:
    """Words behind a figure, the name of its period behind them, and where that ends."""
    at = place + 1
    words: list[str] = []
    while at < len(tokens) and len(words) <= _WORDS:
        token = tokens[at]
        if _LABEL.fullmatch(token):
            while words and words[-1] in _LEADING:
                words.pop()
            return words, token, at + 1
        if not (token.isalpha() or token in _SIGNS) or token in _SEPARATORS:
            break
        words.append(token)
        at += 1
    if expected is not None:
        return words[: len(expected)], "", place + 1 + len(expected)
    return words, "", at


def _label_before(tokens: Sequence[str], place: int) -> str:
    """The name of the period that leads to the first figure: "March: 40", "in March it is 40"."""
    at = place - 1
    while at >= 0 and tokens[at] in _LINKS:
        at -= 1
    return tokens[at] if at >= 0 and _LABEL.fullmatch(tokens[at]) else ""
