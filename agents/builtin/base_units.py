"""The unit that figures are told for: "$118 per tonne", "26 GJ a tonne", "$0.105/kg of coal".

One unit of a decision has to be the same in every figure. Where some are told by the kilogram and
others by the tonne, the largest of these units is taken, and the others are converted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from optimoot.agents.builtin.items import Cast
from optimoot.agents.builtin.text import Kind, Sentence, Token
from optimoot.agents.builtin.units import conversion, dimension, unit_of

_STUFF: Final = frozenset({"mass", "volume", "length", "area"})
"""Dimensions of what decisions are amounts of."""
_SPREADING: Final = frozenset("per every each /".split())
_ARTICLES: Final = frozenset("a an".split())
_ENDS: Final = frozenset(", ; : ( )".split())
_REACH: Final = 8
"""Tokens within which "per tonne" follows its figure."""


@dataclass(frozen=True)
class BaseUnits:
    """Units that figures of a text are told for.

    Attributes:
        common: By dimension the largest of them, which stands for one unit of a decision.
        mixed: Whether several units of one dimension occur.
    """

    common: Mapping[str, str] = field(default_factory=dict)
    mixed: bool = False

    def rate_factor(self, unit: str) -> float:
        """What a figure for one `unit` has to be multiplied by to be one for the common unit."""
        return conversion(self.common.get(dimension(unit), ""), unit) or 1.0

    def amount_factor(self, unit: str) -> float:
        """How many common units one `unit` is; 1 where no figure is told for such units."""
        return conversion(unit, self.common.get(dimension(unit), "")) or 1.0


def base_units(units: Iterable[str]) -> BaseUnits:
    """The base units among those that single figures are told for."""
    common: dict[str, str] = {}
    mixed = False
    for unit in units:
        kind = dimension(unit)
        if not kind:
            continue
        other = common.setdefault(kind, unit)
        factor = conversion(unit, other) or 1.0
        mixed |= factor != 1.0
        if factor > 1.0:
            common[kind] = unit
    return BaseUnits(common, mixed)


def base_unit(tokens: Sequence[Token], place: int, cast: Cast) -> str:
    """The unit of stuff that the figure at `place` is told for; empty where there is none.

    Args:
        tokens: Its sentence.
        place: Of the figure.
        cast: What is decided; "per litre of water" is none where water is no decision.
    """
    end = place + 1 + unit_of(tokens[place + 1 :])[1]
    for at in range(place + 1, min(place + 1 + _REACH, len(tokens) - 1)):
        token = tokens[at]
        if token.kind is Kind.NUMBER or (token.text in _ENDS and at > place + 1):
            return ""
        if token.text in _SPREADING or (token.text in _ARTICLES and at == end):
            unit, used = unit_of(tokens[at + 1 :])
            if dimension(unit) not in _STUFF:
                continue
            return unit if _of_decision(tokens[at + 1 + used :], cast) else ""
    return ""


def _of_decision(behind: Sequence[Token], cast: Cast) -> bool:
    """Whether the words behind a unit name nothing else than a decision."""
    if not behind or behind[0].text != "of":
        return True
    return any(token.stem in _keys(cast) for token in behind[1:4])


def _keys(cast: Cast) -> frozenset[str]:
    return frozenset(word for item in cast.items for word in item.keys) | cast.family


def is_mixed(sentences: Sequence[Sentence], cast: Cast) -> bool:
    """Whether figures are told for different units, or amounts of a decision in another one."""
    found = [
        base_unit(sentence.tokens, place, cast)
        for sentence in sentences
        for place, token in enumerate(sentence.tokens)
        if token.number is not None
    ]
    units = base_units(found)
    if units.mixed or not units.common:
        return units.mixed
    return any(
        units.amount_factor(_amount_unit(sentence.tokens, place, cast)) != 1.0
        for sentence in sentences
        for place, token in enumerate(sentence.tokens)
        if token.number is not None
    )


def _amount_unit(tokens: Sequence[Token], place: int, cast: Cast) -> str:
    """The unit of an amount of a decision: "35,000 kg of chips"; empty where it is none."""
    unit, used = unit_of(tokens[place + 1 :])
    behind = tokens[place + 1 + used : place + 5 + used]
    if not unit or not behind or behind[0].text != "of":
        return ""
    return unit if any(token.stem in _keys(cast) for token in behind[1:]) else ""
