"""Whether decisions are whole numbers: the rule of the built-in teams, by words alone."""

from __future__ import annotations

from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.kinds import Kind
from optimoot.agents.builtin.clauses import whole
from optimoot.formulation import Domain


def domain_of(draft: Draft, kind: Kind, *, measured: bool = False) -> Domain:
    """The domain of decisions about a kind; what was taken is noted among the assumptions.

    Args:
        draft: Takes the assumption.
        kind: What is decided on.
        measured: Whether its figures are told in a unit of stuff.
    """
    sentences = [line.lower for line in draft.case.lines]
    things = kind.name or "the decisions"
    stated = whole.stated_in(sentences)
    if stated is True:
        draft.assumptions.append("Decisions are whole numbers, as the text says.")
        return Domain.INTEGER
    if stated is False:
        draft.assumptions.append(f"Divisible at will, as the text says: {things}.")
        return Domain.CONTINUOUS
    if measured or whole.told_as_stuff(sentences):
        draft.assumptions.append(f"Divisible at will, being measured: {things}.")
        return Domain.CONTINUOUS
    draft.assumptions.append(f"Whole numbers, being counted: {things}.")
    return Domain.INTEGER
