"""The typed events of a run, used alike by the command line, the app and the Python API.

`stream()` yields them; the run's trace keeps them as JSON lines.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class RoleState(StrEnum):
    """What a role is doing."""

    WORKING = "working"
    DONE = "done"
    ABSTAINED = "abstained"
    FAILED = "failed"


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True)

    at: float = Field(default=0.0, description="Wall seconds since the run began.")


class RunStarted(_Event):
    """A run began (or was resumed)."""

    kind: Literal["run_started"] = "run_started"
    run_id: str
    teams: tuple[str, ...]
    resumed: bool = False


class RoleEvent(_Event):
    """A role of a team began, ended or has something to show.

    Attributes:
        role: `"formulator"`, `"planner"`, `"coder"`, `"critic"`, `"solver"`, `"reader"`, ….
        excerpt: A line of what it does or found, for people.
        tokens: Tokens of this role so far; None if unknown or none.
    """

    kind: Literal["role"] = "role"
    team: str
    role: str
    state: RoleState
    excerpt: str = ""
    tokens: int | None = None


class Warned(_Event):
    """Something a user should know that does not stop the run (a retry, a missing protection)."""

    kind: Literal["warned"] = "warned"
    message: str
    team: str = ""


class Recalled(_Event):
    """Records of the memory bank were recalled for a team.

    Attributes:
        what: Their kind: `"solution"`, `"debug"` or `"debate"`.
        records: Their ids, most alike first.
    """

    kind: Literal["recalled"] = "recalled"
    team: str
    what: str
    records: tuple[str, ...]


class Remembered(_Event):
    """What the run left in the memory bank, at its end.

    Attributes:
        records: Ids of the records that were admitted.
        demoted: Ids of earlier records that it refuted.
        refused: Why nothing was admitted; empty where something was.
    """

    kind: Literal["remembered"] = "remembered"
    records: tuple[str, ...] = ()
    demoted: tuple[str, ...] = ()
    refused: str = ""


class RunFinished(_Event):
    """The run ended; the Answer follows from the stream's owner."""

    kind: Literal["run_finished"] = "run_finished"
    run_id: str
    verdict: str


Event = Annotated[
    RunStarted | RoleEvent | Warned | Recalled | Remembered | RunFinished,
    Field(discriminator="kind"),
]
event_adapter: TypeAdapter[Event] = TypeAdapter(Event)
