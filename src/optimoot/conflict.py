"""A conflict: the constraints of an infeasible model that cannot hold together."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class MemberKind(StrEnum):
    """What a member of a conflict is."""

    CONSTRAINT = "constraint"
    LOWER_BOUND = "lower bound"
    UPPER_BOUND = "upper bound"


class ConflictMember(BaseModel):
    """One constraint, or one bound of a variable.

    Attributes:
        name: Of the constraint or the variable.
        index: Its place in the family; empty for a scalar.
        meaning: What it says, in a few words; empty where the model does not tell.
        sentence: The words of the problem that it comes from; empty where unknown.
    """

    model_config = ConfigDict(frozen=True)

    kind: MemberKind
    name: str
    index: tuple[str | int | float, ...] = ()
    meaning: str = ""
    sentence: str = ""


class Conflict(BaseModel):
    """An irreducible infeasible subsystem: together its members leave no plan.

    Domains (whole numbers, no negative values, yes or no) hold besides and are no members.

    Attributes:
        irreducible: Whether any one member left out leaves a plan; False where time ran out
            before that was proven of each.
    """

    model_config = ConfigDict(frozen=True)

    members: tuple[ConflictMember, ...]
    irreducible: bool = True
