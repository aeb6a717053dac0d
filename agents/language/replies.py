"""From what a model wrote to what it meant: thoughts stripped, JSON or code found, validated.

Servers that cannot shape their output wrap JSON in words, fences and thoughts; those that can
sometimes do so too. So every reply goes the same way.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

_THOUGHT_TAG = re.compile(r"<(/?)(?:think|thinking|reasoning)>", re.IGNORECASE)
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*([\w+-]*)")
_MAX_SCANNED = 400_000
_MAX_SPANS = 200
_MAX_UNCLOSED = 10
_MAX_ERRORS = 12

Model = TypeVar("Model", bound=BaseModel)


class ReplyError(ValueError):
    """A reply that cannot be used; `problems` says why, one line each, for the model to mend."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class SilentReply(ReplyError):
    """A reply without a word, or with nothing but thoughts."""


_QUOTED = 200


@dataclass(frozen=True)
class Block:
    """A fenced block: the word after the fence, and the lines between."""

    language: str
    source: str


def without_thoughts(text: str) -> str:
    """The text without a reasoning model's thoughts, also where a tag is missing its partner."""
    kept: list[str] = []
    at = 0
    thinking = False
    for tag in _THOUGHT_TAG.finditer(text):
        if tag[1]:
            if not thinking:
                kept.clear()  # it began with its thoughts and only marked their end
            thinking = False
        elif not thinking:
            kept.append(text[at : tag.start()])
            thinking = True
        at = tag.end()
    if not thinking:
        kept.append(text[at:])
    return "".join(kept).strip()


def read_json(text: str, model: type[Model], context: Mapping[str, Any] | None = None) -> Model:
    """The first JSON object in a text that is a valid `model`.

    Args:
        text: A reply.
        model: What it must be.
        context: Handed to the model's validators.

    Raises:
        ReplyError: None is; says what is wrong with the largest one.
    """
    kept = _spoken(text)
    objects = list(_objects(kept))
    if not objects:
        raise ReplyError([_why_no_object(kept)])
    errors: dict[int, ValidationError] = {}
    for source, value in objects:
        try:
            return model.model_validate(value, context=context)
        except ValidationError as error:
            errors[len(source)] = error
    raise ReplyError(_lines(errors[max(errors)]))


def read_code(text: str, defining: str) -> str:
    """The Python source in a text that defines a function.

    Args:
        text: A reply.
        defining: Name of the function that the source must define.

    Raises:
        ReplyError: No block defines it.
    """
    kept = _spoken(text)
    blocks = [block.source for block in _blocks(kept)]
    fitting = [block for block in blocks if _defines(block, defining)]
    if fitting:
        return fitting[-1].strip("\n") + "\n"
    if not blocks and _defines(kept, defining):
        return kept + "\n"
    if not blocks and kept.count("```") % 2:
        raise ReplyError(["The reply breaks off before its code block ends."])
    if not blocks:
        raise ReplyError([f"There is no fenced Python block in the reply{_quoted(kept)}"])
    raise ReplyError([_why_not(blocks, defining)])


def _spoken(text: str) -> str:
    """What was said besides thoughts.

    Raises:
        SilentReply: Nothing was.
    """
    kept = without_thoughts(text)
    if not kept:
        thought = "The reply holds thoughts and no answer."
        raise SilentReply([thought if text.strip() else "The reply is empty."])
    return kept


def _why_no_object(kept: str) -> str:
    if "{" in kept:
        return "There is no complete JSON object in the reply."
    return f"There is no JSON object in the reply{_quoted(kept)}"


def _quoted(kept: str) -> str:
    """The end of a sentence on a reply that is of the wrong kind: how it begins."""
    words = " ".join(kept.split())
    return f", which says: {words[:_QUOTED]!r}{'' if len(words) <= _QUOTED else ' ...'}."


def json_block(text: str) -> dict[str, Any] | None:
    """The object in the first fenced `json` block of a text, or None."""
    for block in _blocks(without_thoughts(text)):
        if block.language == "json":
            value = _parsed(block.source)
            if isinstance(value, dict):
                return value
    return None


def _blocks(text: str) -> list[Block]:
    """The fenced blocks of a text that are closed, in one pass over its lines."""
    found: list[Block] = []
    opened: tuple[str, str] | None = None
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if opened is None:
            match = _FENCE.match(line)
            if match is not None:
                opened, lines = (match[1], match[2].lower()), []
        elif set(bare) == {opened[0][0]} and len(bare) >= len(opened[0]):
            found.append(Block(language=opened[1], source="".join(lines)))
            opened = None
        else:
            lines.append(line)
    return found


def _objects(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every JSON object in a text that stands in no other: in fences first, then anywhere."""
    for block in _blocks(text):
        value = _parsed(block.source)
        if isinstance(value, dict):
            yield block.source, value
    for source in _balanced(text[:_MAX_SCANNED]):
        value = _parsed(source)
        if isinstance(value, dict):
            yield source, value


def _balanced(text: str) -> Iterator[str]:
    """Spans from `{` to the brace that closes it, braces in strings not counted.

    Looks at a bounded number of places, so that no text takes long.
    """
    at = text.find("{")
    unclosed = 0
    for _ in range(_MAX_SPANS):
        if at < 0 or unclosed > _MAX_UNCLOSED:
            return
        end = _closing(text, at)
        if end is None:
            unclosed += 1
            at = text.find("{", at + 1)
            continue
        span = text[at : end + 1]
        yield span
        # inside a span that is no JSON (set notation, a code fragment) there may still be one
        at = text.find("{", end + 1 if _parsed(span) is not None else at + 1)


def _closing(text: str, start: int) -> int | None:
    depth = 0
    in_string = False
    escaped = False
    for at in range(start, len(text)):
        character = text[at]
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                return at
    return None


def _parsed(source: str) -> Any:
    """The value of a JSON text; trailing commas and Python's literals are let pass."""
    cleaned = source.strip()
    for attempt in (cleaned, re.sub(r",(\s*[}\]])", r"\1", cleaned)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    if len(cleaned) > _MAX_SCANNED or not cleaned.startswith("{"):
        return None
    try:
        return ast.literal_eval(cleaned)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None


def _defines(source: str, name: str) -> bool:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body)


def _why_not(blocks: list[str], name: str) -> str:
    longest = max(blocks, key=len)
    try:
        ast.parse(longest)
    except SyntaxError as error:
        return f"The Python block does not parse at line {error.lineno}: {error.msg}."
    except (ValueError, RecursionError, MemoryError) as error:
        return f"The Python block does not parse: {error}."
    return f"The Python block does not define {name}."


def _lines(error: ValidationError) -> list[str]:
    found = []
    for item in error.errors()[:_MAX_ERRORS]:
        place = ".".join(str(part) for part in item["loc"]) or "the object"
        shown = repr(item["input"])
        given = f" (given: {shown[:80]})" if item["type"] != "missing" else ""
        found.append(f"{place}: {item['msg']}{given}")
    more = error.error_count() - len(found)
    return [*found, f"and {more} more of the kind"] if more > 0 else found
