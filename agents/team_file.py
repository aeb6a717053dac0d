"""Files of teams: TOML with a table `[teams.NAME]` for each.

[teams.careful]
model = "openai:gpt-4o"
plans = 3
[teams.careful.roles]
critic = "anthropic:claude-sonnet-4-5"
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from optimoot.agents.budget import Budget
from optimoot.agents.models import check_provider, parse_model_name
from optimoot.errors import InputError
from optimoot.team_spec import TeamSpec

_KEYS = ", ".join(TeamSpec.model_fields)


def load_team_file(path: Path) -> dict[str, TeamSpec]:
    """The teams of a file, by name, in its order.

    Raises:
        InputError: The file cannot be read, holds no team, or has a key or a model that cannot
            be used; the message names the line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise InputError(
            f"The team file {str(path)!r} cannot be read: {reason}.",
            remedy="Name a TOML file with a table [teams.NAME] for each team.",
        ) from error
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"The team file {str(path)!r} is no TOML: {error}.", remedy="Correct that line."
        ) from error
    stray = next((key for key in content if key != "teams"), None)
    tables = content.get("teams")
    if stray is not None:
        raise InputError(
            f"The team file {str(path)!r} has the unknown key {stray!r} "
            f"(line {line_of(text, [stray])}).",
            remedy="Put a team's keys under [teams.NAME].",
        )
    if not isinstance(tables, dict) or not tables:
        raise InputError(
            f"The team file {str(path)!r} holds no team.",
            remedy="Add a table [teams.NAME] for each team.",
        )
    return {name: _spec(name, table, path, text) for name, table in tables.items()}


def line_of(text: str, keys: list[str]) -> int:
    """The line (from 1) of a TOML text on which a key stands, or its nearest table.

    Args:
        text: The TOML text.
        keys: The path to the key, outermost first.
    """
    lines = [line.strip() for line in text.splitlines()]
    table: list[str] = []
    best, depth = 1, 0
    for number, line in enumerate(lines, start=1):
        if line.startswith("["):
            table = [part.strip().strip("\"'") for part in line.strip("[] \t").split(".")]
            place = table
        else:
            key = line.partition("=")[0].strip().strip("\"'")
            place = [*table, *key.split(".")] if "=" in line else []
        shared = 0
        for have, want in zip(place, keys, strict=False):
            if have != want:
                break
            shared += 1
        # a table inside of another may be the only place where the outer one is named
        if shared > depth and (shared == len(place) or line.startswith("[")):
            best, depth = number, shared
    return best


def _spec(name: str, table: Any, path: Path, text: str) -> TeamSpec:
    try:
        spec = TeamSpec.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        keys = [str(part) for part in first["loc"]]
        told = ".".join(keys) or "the table"
        missing = first["type"] == "missing"
        why = "is missing" if missing else f"cannot be used: {first['msg']}"
        if first["type"] == "extra_forbidden":
            why = "is no key of a team"
        raise InputError(
            f"The team {name!r} in {str(path)!r}, line {line_of(text, ['teams', name, *keys])}: "
            f"{told!r} {why}.",
            remedy=f"The keys of a team are: {_KEYS}.",
        ) from error
    _check_models(name, spec, path, text)
    try:
        Budget.parse(spec.budget)
    except InputError as error:
        raise _at_line(["teams", name, "budget"], path, text, error) from error
    return spec


def _at_line(keys: list[str], path: Path, text: str, error: InputError) -> InputError:
    """The same error with team, file and line."""
    return InputError(
        f"The team {keys[1]!r} in {str(path)!r}, line {line_of(text, keys)}: {error.message}",
        remedy=error.remedy,
    )


def _check_models(name: str, spec: TeamSpec, path: Path, text: str) -> None:
    """Refuse names of models that cannot be read, naming the line."""
    named: dict[tuple[str, ...], str] = {("model",): spec.model}
    named |= {("roles", role): part.model for role, part in spec.roles.items()}
    for keys, model in named.items():
        try:
            check_provider(parse_model_name(model))
        except InputError as error:
            raise _at_line(["teams", name, *keys], path, text, error) from error
