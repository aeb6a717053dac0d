"""What the figures of a text about stock over periods are for, with the periods they are told for.

A figure may hold for some periods only: "1.10 in May and June, 1.25 in July", "up to 500 a week,
but only 300 in week 2". Figures of one role are put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.families.told_stock_words import (
    OTHER,
    bound_of,
    is_priced,
    money_role,
    plain_role,
)
from optimoot.agents.archetypes.marked import Told, number_at, told_in
from optimoot.agents.archetypes.told_periods import NOUN, Horizon
from optimoot.problem import Number

_SPREAD: Final = frozenset(
    "unit capacity holding overtime_unit overtime_capacity outside_unit outside_capacity".split()
)
"""Roles that may have another figure in another period."""
LABELS: Final = r"~\d+(?:(?: ,)?(?: and| or| to| ,)? ~\d+)*(?: on(?:wards?)?)?"
_BEHIND: Final = re.compile(rf"(?:[a-z/]+ ){{0,6}}?(?:in|for|during|from) (?:the )?({LABELS})")
_BEFORE: Final = re.compile(
    rf"(?:^|[,;:] |but |and )(?:in|for|during|from) ({LABELS})(?: ,)?(?: [a-z]+| ,)*$"
)
_AFTERWARDS: Final = re.compile(
    r"(?:[a-z/]+ ){0,3}?(?:afterwards|after that|from then on|thereafter|later on)\b"
)


@dataclass(frozen=True)
class Role:
    """What figures are for.

    Attributes:
        marks: Of its figures.
        bound: "most", "least", "exact", or empty where no comparison is told.
        numbers: One Number, or one for each period.
        labelled: Whether some figure is told for single periods.
    """

    name: str
    marks: tuple[str, ...]
    bound: str
    numbers: tuple[Number, ...]
    labelled: bool = False

    @property
    def is_run(self) -> bool:
        """Whether there is a figure for each period."""
        return len(self.numbers) > 1


@dataclass(frozen=True)
class Roles:
    """The roles of a text.

    Attributes:
        found: By name.
        said: Marks that tell something known already, with the reason.
    """

    found: dict[str, Role]
    said: dict[str, str]


@dataclass(frozen=True)
class _Piece:
    """A figure of a role with the periods that it holds for; none: for all others."""

    told: Told
    bound: str
    numbers: tuple[Number, ...]
    periods: tuple[int, ...]


def read_roles(case: Case, horizon: Horizon) -> Roles | None:
    """The role of every figure; None where one has none, or two figures contradict each other."""
    pieces: dict[str, list[_Piece]] = {}
    said: dict[str, str] = {}
    recent: dict[str, tuple[str, _Piece]] = {}
    for told, text in _told(horizon):
        if told.letter in "pf" or _in_a_row(told):
            return None
        numbers = _numbers(case, horizon, told)
        if any(_repeats(told, numbers, own) for own in pieces.values()):
            said[told.mark] = "says a figure again"
            continue
        money = _is_money(horizon, told)
        bound = bound_of(told)
        if OTHER.search(told.own) or re.match(rf"(?:of )?(?:the |these )?{NOUN}s?\b", told.right):
            return None
        name = money_role(told, text) if money else plain_role(told, text, bound, horizon.size)
        last = recent.get(told.letter)
        before = last[1] if last is not None else None
        periods = () if told.letter == "r" else _periods(told, horizon.size, before)
        if not name and last is not None and periods and _follows(told, last[1]):
            name, bound = last[0], bound or last[1].bound
        if not name and not money and _merely_counts(told, text, numbers[0]):
            said[told.mark] = "counts what is there"
            continue
        if not name or (money and bound):
            return None
        piece = _Piece(told, bound, numbers, periods if name in _SPREAD else ())
        pieces.setdefault(name, []).append(piece)
        recent[told.letter] = (name, piece)
    found = {name: _role(name, own, horizon.size) for name, own in pieces.items()}
    roles = {name: role for name, role in found.items() if role is not None}
    return Roles(roles, said) if len(roles) == len(found) else None


def _follows(told: Told, before: _Piece) -> bool:
    """Whether a figure goes on with what the figure before it tells of other periods."""
    same = told.sentence == before.told.sentence and told.letter == before.told.letter
    return same and bool(before.periods or told.left.endswith("only"))


def _merely_counts(told: Told, text: str, number: Number) -> bool:
    """Whether a number in words only counts what is used: "with her two machines"."""
    owned = re.search(r"\b(?:her|his|its|their|our|my|the)$", told.left)
    noun = re.match(r"[a-z]+s\b", told.right)
    return bool(owned and noun and number.text.isalpha() and not re.search(r"\beach\b", text))


def _periods(told: Told, size: int, before: _Piece | None) -> tuple[int, ...]:
    """The periods that a figure is told for; none where no name of a period stands by it."""
    if before is not None and before.periods and _AFTERWARDS.match(told.right):
        return tuple(range(max(before.periods) + 1, size + 1))
    found = _BEHIND.match(told.right) or _BEFORE.search(told.left)
    if found is None:
        return ()
    words = found.group(1)
    places = [int(place) for place in re.findall(r"~(\d+)", words)]
    if words.endswith(("on", "onward", "onwards")):
        places = list(range(places[0], size + 1))
    elif " to " in words and len(places) == 2:
        places = list(range(places[0], places[1] + 1))
    return tuple(places)


def _is_exception(piece: _Piece, rule: _Piece) -> bool:
    """Whether a figure of single periods stands in place of the rule, not beside it."""
    said = re.search(r"\b(?:only|but|except|instead|however|while|whereas)\b", piece.told.left)
    return bool(piece.bound) or (said is not None and piece.told.sentence == rule.told.sentence)


def _role(name: str, pieces: Sequence[_Piece], size: int) -> Role | None:
    """One role from its figures; None where they leave periods open or tell one twice."""
    marks = tuple(piece.told.mark for piece in pieces)
    bounds = {piece.bound for piece in pieces} - {""}
    first = pieces[0]
    if len(bounds) > 1:
        return None
    bound = next(iter(bounds), "")
    whole = [piece for piece in pieces if not piece.periods]
    parts = [piece for piece in pieces if piece.periods]
    if not parts:
        return Role(name, marks, bound, first.numbers) if len(pieces) == 1 else None
    told = [place for piece in parts for place in piece.periods]
    if len(whole) > 1 or len(set(told)) != len(told) or (not whole and len(told) != size):
        return None
    if whole and len(whole[0].numbers) > 1:
        return None
    if whole and not all(_is_exception(piece, whole[0]) for piece in parts):
        return None
    by_period = {place: piece.numbers[0] for piece in parts for place in piece.periods}
    rest = whole[0].numbers[0] if whole else None
    numbers = [by_period.get(place, rest) for place in range(1, size + 1)]
    kept = tuple(number for number in numbers if number is not None)
    return Role(name, marks, bound, kept, labelled=True) if len(kept) == size else None


def _told(horizon: Horizon) -> Iterator[tuple[Told, str]]:
    for index, text in enumerate(horizon.texts):
        for told in told_in(text, index):
            if told.mark not in horizon.naming:
                yield told, text


def _numbers(case: Case, horizon: Horizon, told: Told) -> tuple[Number, ...]:
    if told.letter == "r":
        return horizon.runs[int(told.mark[2:])]
    return (number_at(case, told.mark),)


def _is_money(horizon: Horizon, told: Told) -> bool:
    """Whether a figure is written as money, or told as what something costs."""
    letter = horizon.letters[int(told.mark[2:])] if told.letter == "r" else told.letter
    return letter == "m" or is_priced(told)


def _in_a_row(told: Told) -> bool:
    """Whether a figure follows another at once, so that the words before both tell of both."""
    return told.left in ("and", ",", ", and", "or")


def _repeats(told: Told, numbers: tuple[Number, ...], pieces: Sequence[_Piece]) -> bool:
    again = re.search(r"\b(?:those|these|this|the|of the|all)$", told.left)
    known = [piece.numbers[0].value for piece in pieces]
    return bool(again) and len(numbers) == 1 and numbers[0].value in known
