"""Lessons of debugging: what failed, why, and what it was mended to."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Artifact(StrEnum):
    """What was mended."""

    FORMULATION = "formulation"
    """As JSON."""
    PROGRAM = "program"
    """As Python."""


class Lesson(BaseModel):
    """A failure and its fix.

    Attributes:
        failure: The class of the failure: that it was not well-formed, could not be bound to its
            data, did not run, came out in a shape that cannot be, or does not match the text.
        findings: What was held against it, one line each.
        failing: The work that failed.
        fixed: The work that came next and did not fail in this way.
    """

    model_config = ConfigDict(frozen=True)

    artifact: Artifact
    failure: str
    findings: tuple[str, ...]
    failing: str
    fixed: str
