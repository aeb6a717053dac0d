"""The text as lines: sentences of prose, entries of lists, rows of tables.

Lists and tables are told from prose by how they are written, so that the same data may come as
bullets, as one entry a line, or as sentences that follow one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from optimoot.agents.archetypes.wording import Token, content, plain_text, read_tokens
from optimoot.problem import Problem


class Form(StrEnum):
    """How a line is written."""

    SENTENCE = "sentence"
    ENTRY = "entry"
    ROW = "row"


@dataclass(frozen=True)
class Line:
    """A sentence, an entry of a list, or a row of a table.

    Attributes:
        index: Its place among the lines.
        block: Number of the list, table or paragraph that it belongs to.
        quote: The Problem's text there.
        heading: Stems of the sentence with a colon above its block.
    """

    index: int
    form: Form
    block: int
    tokens: tuple[Token, ...]
    quote: str
    start: int
    heading: tuple[str, ...] = ()

    @property
    def lower(self) -> str:
        """Its words and signs in lower case, separated by single blanks."""
        return " ".join(token.lower for token in self.tokens)


_BULLET: Final = re.compile(r"\s*(?:[-*•·–—+▪]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+|\s*[*•·▪](?=\S)")
_RULE: Final = re.compile(r"[\s|:\-+=]+$")
_END: Final = re.compile(r"[.?!](?=\s+[\"'“(]?[A-Z0-9$\\])|\n\s*\n|[.?!]\s*$")
_LONGEST_ENTRY: Final = 160
_CORNER: Final = 2
"""Cells of a row beyond which the first one may be an empty corner."""
_LONGEST_CELL: Final = 5
"""Words of a cell in a CSV block."""


def read_lines(problem: Problem) -> tuple[Line, ...]:
    """The lines of the Problem's text, in order."""
    tokens = read_tokens(problem)
    lines: list[Line] = []
    block = 0
    heading: tuple[str, ...] = ()
    previous: Form | None = None
    place = 0
    for form, start, end in _pieces(plain_text(problem)):
        while place < len(tokens) and tokens[place].start < start:
            place += 1
        first = place
        while place < len(tokens) and tokens[place].start < end:
            place += 1
        own = tokens[first:place]
        if not own:
            continue
        quote = problem.text[start:end].strip()
        introduces = form is Form.SENTENCE and quote.rstrip("*_ ").endswith(":")
        if form is Form.SENTENCE:
            heading = content(own) if introduces else ()
        if form is not previous:
            block += 1
        lines.append(Line(len(lines), form, block, own, quote, start, heading))
        previous = None if introduces else form
    return tuple(lines)


def _pieces(text: str) -> Iterator[tuple[Form, int, int]]:
    """Form, start and end of each line; a paragraph is cut into its sentences."""
    pending: tuple[int, int] | None = None
    written_lines = list(re.finditer(r"[^\n]+", text))
    for match, form in zip(written_lines, _forms([m.group() for m in written_lines]), strict=True):
        start, end = match.span()
        written = match.group()
        if form is Form.SENTENCE:
            gap = pending is not None and text.count("\n", pending[1], start) > 1
            if pending is not None and gap:
                yield from _sentences(text, *pending)
                pending = None
            pending = (pending[0] if pending else start, end)
            if written.rstrip("*_ \t").endswith((":", "}", "]")):
                yield from _sentences(text, *pending)
                pending = None
            continue
        if pending is not None:
            yield from _sentences(text, *pending)
            pending = None
        if form is None:
            continue
        bullet = _BULLET.match(written) if form is Form.ENTRY else None
        yield form, start + (bullet.end() if bullet else 0), end
    if pending is not None:
        yield from _sentences(text, *pending)


def _forms(lines: Sequence[str]) -> list[Form | None]:
    """The form of each line; a lone "label: 5" among prose is prose."""
    forms = [_form(line) for line in lines]
    for place, (line, following) in enumerate(pairwise(lines)):
        if _is_delimited(line) and _is_delimited(following):
            alike = line.count(",") == following.count(",") and re.search(r"\d", following)
            if alike and forms[place] is not Form.ENTRY:
                forms[place] = forms[place + 1] = Form.ROW
    settled = list(forms)
    for place, (line, form) in enumerate(zip(lines, forms, strict=True)):
        if form is Form.ENTRY and not _BULLET.match(line):
            beside = forms[max(0, place - 1) : place] + forms[place + 1 : place + 2]
            if Form.ENTRY not in beside:
                settled[place] = Form.SENTENCE
    return settled


def _is_delimited(line: str) -> bool:
    """Whether a line reads like one of a CSV file: short cells between commas, and no sentence."""
    cells = [cell.strip() for cell in line.strip().split(",")]
    if re.search(r"[\[\]={}]", line):
        return False
    filled = cells[1:] if len(cells) > _CORNER else cells
    short = all(0 < len(cell.split()) <= _LONGEST_CELL for cell in filled)
    return len(cells) > 1 and short and not re.search(r"[.?!:;]\s|[.?!:;]$|\b(and|the)\b", line)


def _form(written: str) -> Form | None:
    """The form of a line as written; None for the rules of tables and blank lines."""
    stripped = written.strip()
    if not stripped or (_RULE.match(stripped) and ("-" in stripped or "|" in stripped)):
        return None
    if stripped.count("|") >= 2:
        return Form.ROW
    if _BULLET.match(written) and not stripped.startswith("**"):
        return Form.ENTRY
    label, colon, rest = stripped.partition(":")
    short = len(stripped) <= _LONGEST_ENTRY and not re.search(r"[.?!]\s+[A-Z]", stripped)
    if colon and rest.strip() and short and len(label.split()) <= 5 and re.search(r"\d", rest):
        return Form.ENTRY
    return Form.SENTENCE


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[Form, int, int]]:
    place = start
    for match in _END.finditer(text, start, end):
        if text[place : match.end()].strip():
            yield Form.SENTENCE, place, match.end()
        place = match.end()
    if text[place:end].strip():
        yield Form.SENTENCE, place, end
