"""Loading the house problems.

A problem is one file `FAMILY/NAME.toml` beside this module; docs/house-problems.md says what
stands in it and how one is added.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from optimoot.benchmarks.items import Item
from optimoot.cells import typed_table
from optimoot.delimited import read_delimited
from optimoot.errors import InputError
from optimoot.problem import Table
from optimoot.program import Origin, Program

FOLDER: Final = Path(__file__).parent
WORDS: Final = frozenset(["infeasible", "unbounded", "missing"])
"""Answers that are no objective."""


class Kind(StrEnum):
    """What the problem's model is, or why it has no optimum."""

    LP = "lp"
    IP = "ip"
    MIP = "mip"
    QP = "qp"
    """A convex quadratic program, its variables continuous or whole."""
    NONLINEAR = "nonlinear"
    """Convex, but not a quadratic program."""
    NONCONVEX = "nonconvex"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    MISSING = "missing"
    """A value is missing that only the user can tell."""


class Style(StrEnum):
    """How the problem is told."""

    PROSE = "prose"
    CHATTY = "chatty"
    BULLETS = "bullets"
    ALGEBRA = "algebra"
    LATEX = "latex"
    TABLE = "table"
    """A Markdown table in the text."""
    CSV = "csv"
    """A CSV block in the text."""
    ATTACHED = "attached"
    """Tables that come beside the text."""
    MATRIX = "matrix"
    LIST = "list"
    WORDS = "words"
    """Its numbers are spelt out."""


class Third(StrEnum):
    """Who may look at a problem: readers are developed on two thirds and validated on one."""

    DEVELOPMENT = "development"
    VALIDATION = "validation"


@dataclass(frozen=True)
class HouseProblem:
    """One house problem.

    Attributes:
        id: `"FAMILY/NAME"`, from its place.
        answer: The optimal objective, or one of `WORDS`.
        programs: The reference Program; two of a problem with a missing value, which is put in
            once as each of two values, to show that the answer depends on it.
        supplied: Those two values.
    """

    id: str
    family: str
    style: Style
    kind: Kind
    text: str
    tables: tuple[Table, ...]
    answer: float | str
    programs: tuple[Program, ...]
    supplied: tuple[float, ...] = ()

    @property
    def third(self) -> Third:
        """From a hash of the id alone, so that it never changes when problems are added."""
        digest = hashlib.sha256(self.id.encode()).digest()
        return Third.VALIDATION if digest[0] % 3 == 0 else Third.DEVELOPMENT

    @property
    def item(self) -> Item:
        """What the runner takes."""
        return Item(id=self.id, description=self.text, answer=self.answer, tables=self.tables)


class _Missing(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    values: tuple[float, float]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    style: Style
    kind: Kind
    answer: float | str
    text: str
    program: str
    missing: _Missing | None = None
    data: dict[str, Any] = Field(default_factory=dict)
    tables: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _agrees(self) -> _File:
        if isinstance(self.answer, str) and self.answer not in WORDS:
            raise ValueError(f"answer {self.answer!r} is no number and not of {sorted(WORDS)}")
        told = self.answer if isinstance(self.answer, str) else ""
        if (self.kind if self.kind in WORDS else "") != told:
            raise ValueError(f"kind {self.kind.value!r} and answer {self.answer!r} do not agree")
        if (self.missing is not None) != (self.kind is Kind.MISSING):
            raise ValueError("[missing] belongs to the kind 'missing', and to no other")
        if bool(self.tables) != (self.style is Style.ATTACHED):
            raise ValueError("[tables] belong to the style 'attached', and to no other")
        return self


def house_problems(
    third: Third | None = None, *, folder: Path = FOLDER
) -> tuple[HouseProblem, ...]:
    """The house problems in the order of their ids.

    Args:
        third: Only these; None for all.
        folder: Where they are.

    Raises:
        InputError: A file is no problem; the message names it.
    """
    return tuple(problem for problem in _all(folder) if third in (None, problem.third))


def _all(folder: Path) -> Iterator[HouseProblem]:
    for path in sorted(folder.glob("*/*.toml")):
        yield _problem(path)


def _problem(path: Path) -> HouseProblem:
    try:
        given = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise InputError(
            f"{str(path)!r} is no house problem: {error}",
            remedy="docs/house-problems.md says what stands in such a file.",
        ) from error
    family = path.parent.name
    return HouseProblem(
        id=f"{family}/{path.stem}",
        family=family,
        style=given.style,
        kind=given.kind,
        text=given.text,
        tables=_tables(given.tables, path),
        answer=given.answer,
        programs=tuple(_programs(given)),
        supplied=() if given.missing is None else given.missing.values,
    )


def _programs(given: _File) -> Iterator[Program]:
    if given.missing is None:
        yield Program(source=given.program, data=given.data, origin=Origin.USER)
        return
    for value in given.missing.values:
        data = {**given.data, given.missing.name: value}
        yield Program(source=given.program, data=data, origin=Origin.USER)


def _tables(texts: Mapping[str, str], path: Path) -> tuple[Table, ...]:
    return tuple(
        typed_table(read_delimited(text, name=name, source=f"table {name!r} of {str(path)!r}"))
        for name, text in texts.items()
    )
