"""Figures told by the kilogram and by the tonne, brought to one unit of the decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.base_units import base_unit, base_units
from optimoot.agents.builtin.items import Cast
from optimoot.agents.matching.spot import Spot


def in_common_base(
    spots: Sequence[Spot], clauses: Sequence[Clause], cast: Cast
) -> tuple[tuple[Spot, ...], bool]:
    """The figures with what they are told for converted, and whether that was needed.

    Args:
        spots: All figures.
        clauses: The sentences.
        cast: What is decided.
    """
    tokens = {clause.sentence.index: clause.sentence.tokens for clause in clauses}
    told = [base_unit(tokens[spot.sentence], spot.place, cast) for spot in spots]
    units = base_units(told)
    found = tuple(
        replace(
            spot,
            per=per,
            scale=spot.scale * (units.rate_factor(per) if per else 1.0),
            worth=units.amount_factor(spot.unit),
        )
        for spot, per in zip(spots, told, strict=True)
    )
    return found, units.mixed
