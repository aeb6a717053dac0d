"""How a language-model team is set up: its models by role, prompts, plans and budgets."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, field_validator

RoleName = Literal["formulator", "planner", "coder", "critic", "debater", "verifier"]


class Scheduling(StrEnum):
    """How a team picks the plan that it works on next (see docs/debate.md)."""

    UCB = "ucb"
    ROUND_ROBIN = "round_robin"
    RANDOM = "random"
    GREEDY = "greedy"


class ModelSpec(BaseModel):
    """A language model and where it is served.

    Attributes:
        model: `PROVIDER:NAME`.
        base_url: Endpoint of an OpenAI-compatible server; empty: the provider's own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    base_url: str = ""


class TeamSpec(BaseModel):
    """One team; what is left out is as in the settings.

    Attributes:
        model: The model of every role that has none of its own.
        roles: Models of single roles; a bare name stands for a model at its provider's address.
        prompts: Folder whose `<role>.md` files take the place of the packaged prompts.
        plans: Ways to encode a model that it may try.
        repairs: How often it may mend its formulation or its programs.
        scheduling: Which of the plans it works on next.
        budget: What it may spend of the run's budget, as `"20000 tokens"`; empty: all of it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    base_url: str = ""
    roles: dict[RoleName, ModelSpec] = {}
    prompts: Path | None = None
    plans: PositiveInt | None = None
    repairs: int | None = Field(default=None, ge=0)
    scheduling: Scheduling | None = None
    budget: str = ""

    @field_validator("roles", mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        """A bare name of a model as its spec."""
        if not isinstance(value, dict):
            return value
        return {
            role: {"model": spec} if isinstance(spec, str) else spec for role, spec in value.items()
        }
