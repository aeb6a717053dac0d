"""What a model may write short or slightly off in a Formulation, made into what it means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from optimoot.problem import Number


def with_entries(formulation: Any, numbers: Sequence[Number]) -> Any:
    """A Formulation's JSON with the `runs` of its parameters made into entries.

    A run fills the members of the last index set, in order, with Numbers that follow each other
    in the text: `{"index": ["A"], "first": "N41", "step": 1, "factor": 1}`. That keeps a matrix
    of a text short, and its values from being copied wrong.

    Raises:
        ValueError: A run cannot be read; names the parameter.
    """
    if not isinstance(formulation, dict) or not isinstance(formulation.get("parameters"), list):
        return formulation
    members = {
        part["name"]: part.get("members") or []
        for part in formulation.get("sets") or []
        if isinstance(part, dict) and "name" in part
    }
    filled = [
        _filled(parameter, members, numbers) if isinstance(parameter, dict) else parameter
        for parameter in formulation["parameters"]
    ]
    return formulation | {"parameters": filled}


def with_runs(schema: dict[str, Any]) -> dict[str, Any]:
    """A JSON schema in which parameters may have runs, so that a server lets them pass."""
    parameter = schema.get("$defs", {}).get("Parameter")
    if parameter is None:
        return schema
    run = {
        "type": "object",
        "properties": {
            "index": {"type": "array", "items": {"type": ["string", "integer"]}},
            "first": {"type": "string"},
            "step": {"type": "integer"},
            "factor": {"type": "number"},
        },
        "required": ["first"],
    }
    properties = parameter["properties"] | {"runs": {"type": "array", "items": run}}
    known = schema["$defs"] | {"Parameter": parameter | {"properties": properties}}
    return schema | {"$defs": known}


def _filled(
    parameter: dict[str, Any], members: dict[str, list[Any]], numbers: Sequence[Number]
) -> dict[str, Any]:
    if "runs" not in parameter:
        return parameter
    rest = {key: value for key, value in parameter.items() if key != "runs"}
    runs = parameter["runs"] or []
    if not isinstance(runs, list) or not all(isinstance(run, dict) for run in runs):
        raise ValueError(f"{_named(parameter)}: runs must be a list of objects")
    entries = [entry for run in runs for entry in _entries(parameter, run, members, numbers)]
    if not entries:
        return rest
    return rest | {"entries": [*(parameter.get("entries") or []), *entries]}


def _entries(
    parameter: dict[str, Any],
    run: dict[str, Any],
    members: dict[str, list[Any]],
    numbers: Sequence[Number],
) -> list[dict[str, Any]]:
    index = parameter.get("index") or []
    prefix = run.get("index") or []
    last = members.get(index[-1]) if index else None
    if not last or not isinstance(prefix, list) or len(prefix) != len(index) - 1:
        raise ValueError(
            f"{_named(parameter)}: a run fills the last index set, whose members must be listed; "
            "its own index names a member of each set before that"
        )
    ids = {number.id: place for place, number in enumerate(numbers)}
    first, step, factor = run.get("first"), run.get("step", 1), run.get("factor", 1)
    if first not in ids or not isinstance(step, int) or step < 1:
        raise ValueError(f"{_named(parameter)}: a run from {first!r} with step {step!r}")
    if not isinstance(factor, int | float):
        raise ValueError(f"{_named(parameter)}: the factor {factor!r} of a run is no number")
    cited = numbers[ids[first] :: step][: len(last)]
    if len(cited) < len(last):
        raise ValueError(
            f"{_named(parameter)}: the run from {first!r} has {len(cited)} numbers for "
            f"{len(last)} members"
        )
    return [
        {
            "index": [*prefix, member],
            "value": factor * number.value,
            "numbers": [number.id],
            "factor": factor,
        }
        for member, number in zip(last, cited, strict=True)
    ]


def _named(parameter: dict[str, Any]) -> str:
    return f"parameter {parameter.get('name', 'without a name')!r}"


def tidied(part: Any) -> Any:
    """A part of a Formulation without harmless deviations.

    Null where a text or a list is left empty, a comment that no part has, an index of one member
    without its list. Everything else stays, for an unknown key may carry meaning.
    """
    if isinstance(part, list):
        return [tidied(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {}
    for key, value in part.items():
        if key in _COMMENTS or (value is None and key in _NOT_NULL):
            continue
        is_bare = key in ("index", "keys", "numbers") and isinstance(value, str | int)
        kept[key] = [value] if is_bare else tidied(value)
    return kept


_COMMENTS = frozenset({"comment", "comments", "note", "notes"})
_NOT_NULL = frozenset(
    {
        "assumptions",
        "column",
        "constraints",
        "entries",
        "factor",
        "for_each",
        "index",
        "keys",
        "meaning",
        "members",
        "numbers",
        "parameters",
        "sentence",
        "sets",
        "title",
        "unit",
        "wide",
    }
)
