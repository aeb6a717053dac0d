"""How a server is asked for JSON: a schema, plain JSON, or nothing but words.

What a server can do is found by asking, and remembered for the process.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from optimoot.agents.failures import RequestFailure


@dataclass(frozen=True)
class Shape:
    """The JSON that a reply should be: a name and its JSON schema."""

    name: str
    schema: dict[str, Any]


class OutputMode(IntEnum):
    """How a server is asked for JSON, strongest first."""

    SCHEMA = 0
    JSON = 1
    TEXT = 2


MODES: dict[str, tuple[OutputMode, ...]] = {
    "openai": (OutputMode.SCHEMA, OutputMode.JSON, OutputMode.TEXT),
    "ollama": (OutputMode.SCHEMA, OutputMode.JSON, OutputMode.TEXT),
    "google": (OutputMode.JSON, OutputMode.TEXT),
}
"""Providers that are not here are asked in words only, which the large ones follow well."""

known_modes: dict[tuple[str, str], OutputMode] = {}
"""The strongest mode that a (model, address) is known to take. One process, one memory."""

STEP_DOWN = frozenset({RequestFailure.REJECTED, RequestFailure.SERVER, RequestFailure.MALFORMED})
"""Failures that a server may show because it cannot shape its output."""


def forget_modes() -> None:
    """Forget what servers were found to take."""
    known_modes.clear()


def mode_options(provider: str, mode: OutputMode, shape: Shape | None) -> dict[str, Any]:
    """What a provider has to be sent to shape its output so."""
    if shape is None or mode is OutputMode.TEXT:
        return {}
    if provider == "openai":
        if mode is OutputMode.JSON:
            return {"response_format": {"type": "json_object"}}
        # not strict: a strict schema may have no optional fields, and ours does
        described = {"name": shape.name, "schema": shape.schema, "strict": False}
        return {"response_format": {"type": "json_schema", "json_schema": described}}
    if provider == "ollama":
        return {"format": "json" if mode is OutputMode.JSON else shape.schema}
    return {"response_mime_type": "application/json"}
