"""Blocks: the name of a thing on a line of its own, and below it "label: figure" lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.archetypes.wording import Token
from optimoot.agents.sheets.entries import plain_name
from optimoot.agents.sheets.figures import read_figure
from optimoot.agents.sheets.layout import Layout, Thing, name_stems, places
from optimoot.agents.sheets.lines import Line
from optimoot.agents.sheets.words import LEADS

_LONGEST_NAME: Final = 5
_VERBS: Final = frozenset("want need have make decide find maximize maximise minimize".split())


def read_blocks(lines: Sequence[Line]) -> Layout | None:
    """Names with their lines below; each block needs two figures, and there are two blocks."""
    things: list[Thing] = []
    taken: set[int] = set()
    at = 0
    while at < len(lines):
        name = _name(lines[at])
        end = at + 1
        own = Thing(_written(name), name_stems(name), [], lines[at].quote)
        while name and end < len(lines) and _adds(own, lines[end], lines[at + 1]):
            end += 1
        if len(own.figures) > 1:
            things.append(own)
            taken |= places(token for line in lines[at:end] for token in line.tokens)
            at = end
        else:
            at += 1
    return Layout(things, taken) if len(things) > 1 else None


def _written(name: Sequence[Token]) -> str:
    return " ".join(token.text for token in name)


def _adds(own: Thing, line: Line, first: Line) -> bool:
    """Add the figure of a line to a thing; False where the line is none of its block."""
    labelled = _labelled(line)
    if labelled is None or line.bullet is not first.bullet:
        return False
    figure = read_figure(labelled[1], labelled[0])
    if figure is None or any(f.words == figure.words for f in own.figures):
        return False
    own.figures.append(figure)
    return True


def _labelled(line: Line) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """Label and value of "machining: 4 min" or "price = 14"."""
    at = next((i for i, t in enumerate(line.tokens[:6]) if t.text in (":", "=")), None)
    if not at or line.figures != 1 or any(t.number is not None for t in line.tokens[:at]):
        return None
    return line.tokens[:at], line.tokens[at + 1 :]


def _name(line: Line) -> tuple[Token, ...]:
    """The thing that a line without figures names: "Product: Gear", "Gear", "[Gear]"."""
    if line.figures or line.asks:
        return ()
    tokens = line.tokens
    at = next((i for i, t in enumerate(tokens) if t.text == ":"), len(tokens))
    name = plain_name(tokens[at + 1 :] or tokens[:at])
    if not 0 < len(name) <= _LONGEST_NAME or any(t.lower in _VERBS for t in name):
        return ()
    return () if all(t.stem in LEADS for t in name) else name
