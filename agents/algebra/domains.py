"""Domains: what is told of whether variables are whole, binary, free or not negative."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.agents.algebra.lexing import Token
from optimoot.agents.algebra.terms import NotAlgebra
from optimoot.agents.algebra.told import Told
from optimoot.agents.algebra.wording import DIVISIBLE


def domain(
    told: Told,
    tokens: Sequence[Token],
    bare: list[Token],
    kinds: set[str],
    said: set[str],
    loops: list[str],
) -> None:
    """Note the kinds of the variables that a piece names; raises `NotAlgebra`."""
    flat = told.flat(bare, loops)
    before = told.flat(told.pending, [])
    first_kind = next(t.start for t in tokens if t.text.lower() in kinds)
    if bare and bare[0].start > first_kind:
        told.carried = set(kinds)
        before = []
    if flat or before:
        told.model.tell(kinds, before + flat)
        told.pending = []
        return
    if "both" in said and not bare and not told.pending:
        told.both |= kinds
        return
    if said & {"all", "variables", "unknowns", "everything", "quantities"} or kinds <= DIVISIBLE:
        told.model.everything |= kinds
        return
    if told.group and set(told.group) == set(told.terms.variables):
        told.model.tell(kinds, told.group)
        return
    raise NotAlgebra(told.quote(tokens))


def settle_both(told: Told) -> None:
    """Tell "both" variables their kinds; raises `NotAlgebra` where there are not two."""
    if told.both and len(told.terms.variables) != 2:
        raise NotAlgebra(f"both {', '.join(sorted(told.both))}")
    told.model.everything |= told.both
