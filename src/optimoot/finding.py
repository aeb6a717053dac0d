"""What a review has to say about a Formulation."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Severity(StrEnum):
    """How grave a Finding is."""

    ERROR = "error"
    """The Formulation cannot be compiled or evaluated."""
    WARNING = "warning"
    """It can, but something is probably not as it was meant."""


class FindingCode(StrEnum):
    """What a Finding is about."""

    SYNTAX = "syntax"
    """An expression or loop cannot be read."""
    UNDEFINED_NAME = "undefined_name"
    UNKNOWN_SET = "unknown_set"
    WRONG_INDEX = "wrong_index"
    """A subscript is missing, superfluous, or has the wrong number of places."""
    UNKNOWN_MEMBER = "unknown_member"
    """A subscript names what is no member of its set."""
    BAD_NAME = "bad_name"
    NAME_COLLISION = "name_collision"
    DUPLICATE = "duplicate"
    BAD_SET = "bad_set"
    """A set is empty, repeats members or mixes members of different shape."""
    BAD_VALUE = "bad_value"
    """A parameter's values are missing, contradictory or no usable numbers."""
    BAD_DOMAIN = "bad_domain"
    BAD_BOUND = "bad_bound"
    WRONG_KIND = "wrong_kind"
    """A condition, member, set or number stands where something else is needed."""
    NO_COMPARISON = "no_comparison"
    BAD_COMPARISON = "bad_comparison"
    """A strict inequality, `!=`, or a chain that is no range."""
    NO_VARIABLE = "no_variable"
    VARIABLE_NOT_ALLOWED = "variable_not_allowed"
    """A variable decides a loop, a condition, a rounding, or the winner of a min or max."""
    DIVISION_BY_VARIABLE = "division_by_variable"
    UNUSED = "unused"
    UNBOUNDED = "unbounded"
    UNIT_CLASH = "unit_clash"
    UNGROUNDED_LITERAL = "ungrounded_literal"
    """A number stands in an expression instead of a parameter that cites its source."""
    ARITHMETIC = "arithmetic"
    """Something has no value: a division by zero, the root of a negative number."""

    TOO_LARGE = "too_large"
    """Building or evaluating it would take very long."""


class Finding(BaseModel):
    """One thing to mend or to look at.

    Attributes:
        element: Name of the set, parameter, variable or constraint, or `"objective"`.
        message: What is wrong and what to do about it, naming the things concerned.
    """

    model_config = ConfigDict(frozen=True)

    code: FindingCode
    severity: Severity
    element: str
    message: str

    def __str__(self) -> str:
        return f"{self.element}: {self.message}"
