"""A demonstration: a model, built step by step, and the question that is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from optimoot.formulation import Domain, Formulation, Member


class Kind(StrEnum):
    """What the model is, as its variables and its objective tell."""

    LINEAR = "linear"
    INTEGER = "integer"
    BINARY = "binary"
    MIXED = "mixed"
    """Some decisions are whole or yes or no, others are not; or both of the former."""
    QUADRATIC = "quadratic"
    """A convex quadratic objective."""


class Style(StrEnum):
    """How the data is told."""

    TABLE = "table"
    """In Markdown or CSV tables."""
    PROSE = "prose"
    """In sentences."""


@dataclass(frozen=True)
class Step:
    """One step of building the model.

    Attributes:
        part: What is added.
        meaning: What it says, in words.
        algebra: How it is written.
    """

    part: Literal["variables", "objective", "constraint"]
    name: str
    meaning: str
    algebra: str


@dataclass(frozen=True)
class Figure:
    """A figure of the data: the parameter's entry, and the factor on the face value.

    Attributes:
        parameter: Empty for a figure that the model's sets are made of.
    """

    parameter: str
    index: tuple[Member, ...]
    value: float
    factor: float


@dataclass(frozen=True)
class Demonstration:
    """A model and the question that was told with it.

    Attributes:
        archetype: What kind of problem it is.
        scene: The domain that it plays in.
        formulation: The model; its entries cite nothing yet, its sentences quote `told`.
        told: The question, its figures marked.
        figures: What the marks stand for.
    """

    archetype: str
    scene: str
    style: Style
    formulation: Formulation
    steps: tuple[Step, ...]
    told: str
    figures: tuple[Figure, ...]
    quadratic: bool = False

    @property
    def kind(self) -> Kind:
        """What the model is."""
        domains = {variable.domain for variable in self.formulation.variables}
        if self.quadratic:
            return Kind.QUADRATIC
        if len(domains) > 1:
            return Kind.MIXED
        return {
            Domain.CONTINUOUS: Kind.LINEAR,
            Domain.INTEGER: Kind.INTEGER,
            Domain.BINARY: Kind.BINARY,
        }[domains.pop()]

    @property
    def size(self) -> int:
        """Single decisions in the model."""
        members = {one.name: len(one.members) for one in self.formulation.sets}
        total = 0
        for variable in self.formulation.variables:
            count = 1
            for name in variable.index:
                count *= members[name]
            total += count
        return total
