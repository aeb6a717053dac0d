"""The records of the memory bank: what was solved, what was mended, what was argued.

All are data of a versioned schema. A record keeps the text of its problem and its models, never
the rows of the user's tables.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

from optimoot.certificate import Certificate
from optimoot.formulation import Formulation, Sense
from optimoot.lesson import Lesson
from optimoot.outcome import Termination

SCHEMA: Final = 1
"""The version of the schema that this code writes; it reads this one and all before it."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(StrEnum):
    """What a record is about."""

    SOLUTION = "solution"
    DEBUG = "debug"
    DEBATE = "debate"


class Standing(StrEnum):
    """Whether a record is recalled."""

    ADMITTED = "admitted"
    DEMOTED = "demoted"
    """A later run refuted it: it is kept, and no longer recalled."""


class Provenance(_Part):
    """Where a record comes from.

    Attributes:
        run_id: The run whose end admitted it.
        teams: The teams that stand behind it.
        models: The language models behind these teams; none for built-in teams.
        at: When it was admitted.
    """

    run_id: str
    teams: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    at: AwareDatetime = Field(default_factory=lambda: datetime.now(UTC))


class TableShape(_Part):
    """A table of the problem without its rows."""

    name: str
    columns: tuple[str, ...] = ()
    rows: int = Field(default=0, ge=0)


class Tags(_Part):
    """What a problem is like, apart from its words.

    Attributes:
        family: The kind of problem in a word or two ("blending"); empty where nobody said.
        fingerprint: The canonical fingerprint of the model; empty where there is none.
        classes: Classes of its constraints and goal, sorted, for example `"capacity"`.
        sizes: How many sets, parameters, variables and constraints the formulation has, by name.
        model_class: "LP", "MILP", …; empty where there is no model.
    """

    family: str = ""
    fingerprint: str = ""
    classes: tuple[str, ...] = ()
    sizes: dict[str, int] = {}
    model_class: str = ""


class Reached(_Part):
    """What executing the program gave.

    Attributes:
        objective: In the unit of the formulation's objective; None where there is no plan.
    """

    termination: Termination
    objective: float | None = None
    sense: Sense | None = None


class _Kept(_Part):
    """What every record has.

    Attributes:
        id: The same for the same thing learned in the same run, so that nothing is kept twice.
        text: The problem's text.
        standing: Whether it is recalled.
        refuted_by: The id of the record that it was demoted for.
        because: Why it was demoted.
        note: What a person wrote on it.
    """

    schema_version: Literal[1] = SCHEMA
    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")
    text: str
    tables: tuple[TableShape, ...] = ()
    tags: Tags = Tags()
    provenance: Provenance
    standing: Standing = Standing.ADMITTED
    refuted_by: str = ""
    because: str = ""
    note: str = ""


class Solution(_Kept):
    """A problem with a model of it that held.

    Attributes:
        program: Source of the program; its data stays with the run.
        verdict: The verdict of the run, for example `"consensus"`.
    """

    kind: Literal[Kind.SOLUTION] = Kind.SOLUTION
    formulation: Formulation | None = None
    program: str = ""
    reached: Reached
    certificate: Certificate
    verdict: str


class Debugged(_Kept):
    """A failure with the fix that mended it."""

    kind: Literal[Kind.DEBUG] = Kind.DEBUG
    lesson: Lesson


class Position(_Part):
    """What a team held at the start of a debate.

    Attributes:
        result: Its result in one line.
    """

    team: str
    result: str


class Debated(_Kept):
    """A disagreement and how it was resolved.

    Attributes:
        differences: Where the models differed, one line each.
        supported: The result that the checks supported, in one line.
        against: The results that they spoke against.
        lesson: What to look at where a problem like this is modeled, in a sentence or two.
    """

    kind: Literal[Kind.DEBATE] = Kind.DEBATE
    positions: tuple[Position, ...]
    differences: tuple[str, ...] = ()
    supported: str = ""
    against: tuple[str, ...] = ()
    lesson: str


Record = Annotated[Solution | Debugged | Debated, Field(discriminator="kind")]

record_adapter: TypeAdapter[Record] = TypeAdapter(Record)
"""Reads and writes records as JSON."""
