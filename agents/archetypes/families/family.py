"""What a family of problems is: its evidence words, and how its roles are filled."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.wording import stems

SERIOUS: Final = frozenset(["condition", "negated", "not meant", "subtraction", "not linear"])
"""Hazards of prose (`optimoot.agents.builtin.hazards`) that no family takes care of."""


@dataclass(frozen=True)
class Family:
    """A family of problems.

    Attributes:
        name: For people: "maximum flow".
        roles: What has to be filled, for people: role to its shape and meaning.
        fill: Fills the roles from a Case and writes the model; None where it is another family.
        understood: Groups of stems; a line that holds all stems of a group says what the family's
            template says anyway.
        reads: Kinds of hazards that the template takes care of; None: all but the `SERIOUS` ones,
            because the structure of the data leaves no room for them.
        means: Words that a hazard may stand in because they say what the template means; None for
            no such words.
    """

    name: str
    roles: dict[str, str]
    fill: Callable[[Case], Draft | None]
    understood: tuple[frozenset[str], ...] = ()
    reads: frozenset[str] | None = None
    means: re.Pattern[str] | None = None


def rules(*groups: str) -> tuple[frozenset[str], ...]:
    """Groups of words as groups of stems."""
    return tuple(stems(group) for group in groups)
