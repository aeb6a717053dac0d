"""Figures: a Number with what it measures, from a few words that are jotted down beside it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from optimoot.agents.archetypes.datum import Bound
from optimoot.agents.archetypes.wording import Token
from optimoot.agents.builtin.text import stem as base_form
from optimoot.agents.builtin.units import dimension, unit_of_stem
from optimoot.agents.sheets.words import AT_LEAST, AT_MOST, EXACTLY, FILLER
from optimoot.problem import Number, NumberKind

_CUTS: Final = frozenset({",", ";", "+", "&", "•", "|", "→", "@", "(", ")"})
_JOINTS: Final = frozenset("and plus for at with but while then costs using sells from".split())
"""Words that part two figures, where a figure stands on either side."""
_STRONG: Final = frozenset("and plus but while then".split())
PARTS: Final = frozenset({NumberKind.MULTIPLE, NumberKind.FRACTION, NumberKind.ORDINAL})
"""Kinds of Numbers that are parts and multiples of something; told in words they stand for it."""
_EACH: Final = frozenset({"a", "an"})
_EVERY: Final = _EACH | {"per", "every"}
_POWERS: Final = {
    "2": {"m": "sqm", "ft": "sqft", "km": "sqkm", "cm": "sqcm"},
    "3": {"m": "cbm", "ft": "cbft", "cm": "cbcm"},
}
"""Units of area and of volume: "4 m2", "0.5 m³"."""
_RAISED: Final = {"²": "2", "³": "3"}


@dataclass(frozen=True)
class Figure:
    """A Number with what it measures.

    Attributes:
        words: Stems of the words that say what it measures.
        label: The same words as they are written.
        unit: Canonical name of its unit; empty where it has none.
        base: Stems of what it is told for: "per bottle".
        bound: The comparison beside it.
        money: Whether it is an amount of money.
        tokens: The phrase it was read from.
    """

    number: Number
    words: tuple[str, ...]
    unit: str = ""
    base: tuple[str, ...] = ()
    bound: Bound | None = None
    money: bool = False
    label: str = ""
    tokens: tuple[Token, ...] = field(default=(), repr=False)

    @property
    def in_cents(self) -> bool:
        """Whether it is money in hundredths: "80 cents"."""
        told = [self.number.text.lower().split()[-1], *(t.lower for t in self.tokens)]
        return self.money and any(word in ("cent", "cents", "pence") for word in told)

    @property
    def kind(self) -> str:
        """What it can be added to: money, per cent, a dimension, or empty for a plain count."""
        if self.money:
            return "money"
        if self.number.kind is NumberKind.PERCENT:
            return "percent"
        return dimension(self.unit)


def phrases(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Phrases with one figure each, and words between them; cut where lists and figures are."""
    for part in _parts(tokens):
        yield from _single(part)


def _parts(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    own: list[Token] = []
    for at, token in enumerate(tokens):
        if token.text in _CUTS or _is_dash(tokens, at):
            if own:
                yield own
            own = []
        else:
            own.append(token)
    if own:
        yield own


def _is_dash(tokens: Sequence[Token], at: int) -> bool:
    """Whether a dash parts two phrases: one with blanks around it, or a long one."""
    token = tokens[at]
    if token.text in ("–", "—"):
        return True
    if token.text != "-" or not 0 < at < len(tokens) - 1:
        return False
    return tokens[at - 1].end < token.start and token.end < tokens[at + 1].start


def _single(part: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Cut a part with several figures at the joints between them."""
    places = [at for at, token in enumerate(part) if token.number is not None]
    start = 0
    for one, other in itertools.pairwise(places):
        between = range(one + 1, other)
        cut = next((at for at in between if part[at].lower in _STRONG), None)
        cut = cut or next((at for at in between if _is_joint(part, at)), None)
        cut = cut or next((at + 1 for at in between if part[at].text == ":"), None)
        cut = cut or _arrow(part, one, other) or _labels_first(part, one, other)
        if cut is not None:
            yield tuple(part[start:cut])
            start = cut + 1 if part[cut].lower in ("and", "plus", "but") else cut
    yield tuple(part[start:])


def _is_joint(part: Sequence[Token], at: int) -> bool:
    return part[at].lower in _JOINTS and part[at].is_word


def _labels_first(part: Sequence[Token], one: int, other: int) -> int | None:
    """Where to cut "cost 200k NPV 260k", in which each figure has its label in front."""
    named = one > 0 and other - one > 1 and part[one - 1].is_word
    return one + 1 if named and other == len(part) - 1 else None


def _arrow(part: Sequence[Token], one: int, other: int) -> int | None:
    for at in range(one + 1, other - 1):
        if part[at].text == "-" and part[at + 1].text == ">":
            return at + 2
    return None


_IS: Final = ("should be", "must be", "has to be", "have to be", "must total", "should total")
_NOT: Final = ("not", "can't", "cannot", "don't", "doesn't", "won't", "never", "mustn't")
_NEGATED: Final = {
    "more than": Bound.AT_MOST,
    "over": Bound.AT_MOST,
    "above": Bound.AT_MOST,
    "less than": Bound.AT_LEAST,
    "fewer than": Bound.AT_LEAST,
    "below": Bound.AT_LEAST,
}
"""Comparisons whose "not" stands further in front: "does not want to knead more than"."""


def bound_in(tokens: Sequence[Token]) -> Bound | None:
    """The comparison that stands in a phrase; None where there is none, or two that differ."""
    text = f" {' '.join('#' if t.number is not None else t.lower for t in tokens)} "
    text = text.replace(" # min ", " # ")
    text = text.replace(" maximum of ", " max ").replace(" minimum of ", " min ")
    found = {
        bound
        for bound, cues in (
            (Bound.AT_LEAST, AT_LEAST),
            (Bound.AT_MOST, AT_MOST),
            (Bound.EQUAL, EXACTLY),
        )
        if any(f" {cue} " in text for cue in cues)
    }
    negated = next((word for word in _NOT if f" {word} " in text), "")
    if not found and negated:
        told = text.partition(f" {negated} ")[2]
        for cue, bound in _NEGATED.items():
            if f" {cue} # " in f" {told}":
                return bound
    if not found and any(f" {cue} # " in text for cue in _IS):
        return Bound.EQUAL
    return found.pop() if len(found) == 1 else None


def read_figure(
    phrase: Sequence[Token], head: Sequence[Token] = (), written: str = ""
) -> Figure | None:
    """The figure of a phrase, or None where it holds none or several.

    Args:
        phrase: Its tokens.
        head: Tokens of the label that stands before it: "machining: 4 min".
        written: The text of the head, for a currency sign in it.
    """
    places = [at for at, token in enumerate(phrase) if token.number is not None]
    if len(places) != 1:
        return None
    at = places[0]
    number = phrase[at].number
    if number is None or (at and phrase[at - 1].lower in ("per", "every", "/")):
        return None
    if number.kind in PARTS and not any(sign.isnumeric() for sign in number.text):
        return None
    unit, end = _unit(phrase, at + 1)
    late = None if unit else _late_unit(phrase, end)
    if late is not None:
        unit = unit_named(phrase[late])
        phrase = [*phrase[:late], *phrase[late + 1 :]]
    first, last = _base(phrase, end)
    base = tuple(t.stem for t in phrase[first:last] if t.is_word and t.lower not in _EVERY)
    around = [*head, *phrase[:at], *phrase[end:first], *phrase[last:]]
    own_unit = unit or _head_unit(head)
    words = [t for at, t in enumerate(around) if _speaks(around, at)]
    if own_unit:
        words = [t for t in words if t not in head or unit_named(t) != own_unit]
    money = number.kind is NumberKind.MONEY or any(sign in written for sign in "$€£")
    money = money or any(t.stem in _CURRENCY for t in words)
    return Figure(
        number,
        tuple(dict.fromkeys(t.stem for t in words if t.stem not in _CURRENCY)),
        "" if money else own_unit,
        base,
        bound_in([*_without_unit(head), *phrase]),
        money,
        " ".join(dict.fromkeys(t.lower for t in words if t.stem not in _CURRENCY)),
        (*head, *phrase),
    )


_COUNTED: Final = frozenset(
    "demand order qti quantiti sale unit stock product number level".split()
)
"""What has a minimum, where others have minutes: "demand_min"."""
_CURRENCY: Final = frozenset("dollar euro pound usd eur gbp buck quid cent penc".split())


def _speaks(around: Sequence[Token], at: int) -> bool:
    """Whether a word says what a figure measures; letters do where they label: "machine_b"."""
    token = around[at]
    if token.number is not None or not (token.is_word or token.label):
        return False
    if len(token.text) == 1 and at and (token.text.isupper() or around[at - 1].text == "_"):
        return True
    return token.lower not in FILLER


def unit_named(token: Token) -> str:
    """The unit that a word names; empty where it names none."""
    if not token.is_word:
        return ""
    return unit_of_stem(base_form(token.lower)) or unit_of_stem(token.stem)


def _unit(phrase: Sequence[Token], at: int) -> tuple[str, int]:
    if at < len(phrase) and phrase[at].text == "-":
        at += 1
    if at >= len(phrase):
        return "", at
    raised = _POWERS.get(_RAISED.get(phrase[at].text[-1:], ""), {})
    if phrase[at].lower[:-1] in raised:
        return raised[phrase[at].lower[:-1]], at + 1
    raised = _POWERS.get(phrase[at].label, {})
    if phrase[at].prefix.lower() in raised:
        return raised[phrase[at].prefix.lower()], at + 1
    unit = unit_named(phrase[at])
    return (unit, at + 1) if unit else ("", at)


def _late_unit(phrase: Sequence[Token], at: int) -> int | None:
    """Where the unit stands in "24 doctor hours": behind a word, spelled out."""
    for place in range(at, min(at + 3, len(phrase))):
        token = phrase[place]
        if not token.is_word or token.lower in FILLER:
            return None
        if place > at and len(token.text) > 3 and unit_named(token):
            return place
    return None


def _without_unit(head: Sequence[Token]) -> Sequence[Token]:
    """A label without the "min" that stands for minutes at its end: "assembly_min"."""
    words = [t for t in head if t.is_word]
    if len(words) > 1 and words[-1].lower == "min" and words[-2].stem not in _COUNTED:
        return [t for t in head if t is not words[-1]]
    return head


def _head_unit(head: Sequence[Token]) -> str:
    """A unit named in a label, in parentheses or as its last word: "labor (h)", "cpu_hours"."""
    inside = [t for t in head if t.is_word]
    return unit_named(inside[-1]) if inside else ""


def _base(phrase: Sequence[Token], at: int) -> tuple[int, int]:
    """Where "per bottle", "/h", "an acre" or "each" stands behind a figure; empty if nowhere."""
    for place in range(at, len(phrase)):
        token = phrase[place]
        if token.lower in ("each", "apiece", "ea"):
            return place, place + 1
        if token.lower in ("per", "every") or token.text == "/" or _is_article(phrase, place, at):
            return place, min(place + 2, len(phrase))
    return len(phrase), len(phrase)


def _is_article(phrase: Sequence[Token], place: int, at: int) -> bool:
    return place == at and phrase[place].lower in _EACH and place + 1 < len(phrase)


def told_by_time(figure: Figure) -> bool:
    """Whether a figure is told for a length of time: "3 kg per hour"."""
    return any(dimension(unit_of_stem(word)) == "time" for word in figure.base)
