"""Entries: "Sofa: $120 profit, 5 h wood", "small (4 vCPU, $0.10/h)", "radio $300 -> 8k heard"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from optimoot.agents.archetypes.wording import STOP, Token
from optimoot.agents.sheets.figures import Figure, bound_in, read_figure
from optimoot.agents.sheets.layout import Layout, Thing, name_stems, places, thing_of
from optimoot.agents.sheets.lines import Line
from optimoot.agents.sheets.words import GAIN, LEADS, NEED, PRESENT, VERBS

_LONGEST_NAME: Final = 5
_LONGEST_ROW: Final = 16
"""Tokens of a line that is no sentence."""
_COLONS: Final = frozenset({":", "–", "—", "="})
_ARTICLES: Final = frozenset("a an the each every one and per for our my your his her".split())


def read_entries(lines: Sequence[Line]) -> Layout | None:
    """Lines that begin with a name and a colon or a dash."""
    found: list[tuple[Thing, Line]] = []
    for line in lines:
        cut = _head(line.tokens)
        if cut is None:
            continue
        name, body = line.tokens[: cut[0]], line.tokens[cut[1] :]
        thing = thing_of(plain_name(name), body, line.quote)
        if thing is not None and thing.figures:
            found.append((thing, line))
    return _alike(found)


def _alike(found: Sequence[tuple[Thing, Line]]) -> Layout | None:
    """The things that have as many figures as most; None where there are fewer than two."""
    rich = [(thing, line) for thing, line in found if len(thing.figures) > 1]
    if len(rich) < 2:
        return None
    usual = [(t, line) for t, line in found if len(t.figures) > 1 or (t.remarks and t.figures)]
    taken = {place for _, line in usual for place in places(line.tokens)}
    return Layout([thing for thing, _ in usual], taken)


def _head(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where the name of an entry ends and its body begins."""
    for at, token in enumerate(tokens[: _LONGEST_NAME + 1]):
        if token.number is not None:
            return None
        dash = token.text in ("-", "–", "—") and at and token.start > tokens[at - 1].end
        if at and (token.text in _COLONS or token.text == "(" or dash):
            name = plain_name(tokens[:at])
            if not name or all(t.stem in LEADS for t in name) or name[-1].stem in LEADS:
                return None
            if {t.stem for t in name} & GAIN:
                return None
            return at, at + 1
    return None


def plain_name(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A name without articles and signs around it."""
    own = [t for t in tokens if t.is_word or t.label or t.text == "-" or t.text.isdecimal()]
    while len(own) > 1 and own[0].lower in _ARTICLES:
        own = own[1:]
    return tuple(own)


def read_brackets(lines: Sequence[Line]) -> Layout | None:
    """Names with their figures in brackets, within one sentence."""
    things: list[Thing] = []
    taken: set[int] = set()
    for line in lines:
        for start, end in _brackets(line.tokens):
            name = _name_before(line.tokens, start)
            body = line.tokens[start + 1 : end]
            thing = thing_of(name, body, line.quote) if name else None
            if thing is None or len(thing.figures) < 2:
                continue
            thing.stock = _stock(line.tokens, start, name)
            things.append(thing)
            taken |= places([*name, *line.tokens[start : end + 1]])
            taken |= places(thing.stock.tokens) if thing.stock is not None else set()
    return Layout(things, taken) if len(things) > 1 else None


def _stock(tokens: Sequence[Token], start: int, name: Sequence[Token]) -> Figure | None:
    """The count before a name in a line that tells what there is: "there are 4 sofas (60 kg)"."""
    at = start - len(name) - 1
    if at < 0 or tuple(tokens[at + 1 : start]) != tuple(name) or tokens[at].number is None:
        return None
    told = {token.stem for token in tokens if token.start < name[0].start} & (NEED | PRESENT)
    if not told or told & NEED:
        return None
    figure = read_figure((tokens[at],))
    return figure if figure is not None and not figure.kind else None


def _brackets(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    start = None
    for at, token in enumerate(tokens):
        if token.text == "(":
            start = at
        elif token.text == ")" and start is not None:
            yield start, at
            start = None


def _name_before(tokens: Sequence[Token], at: int) -> tuple[Token, ...]:
    own: list[Token] = []
    for token in reversed(tokens[max(0, at - _LONGEST_NAME) : at]):
        if not (token.is_word or token.label or token.text == "-"):
            break
        if token.lower in STOP and token.lower not in _ARTICLES:
            break
        if token.lower == "and":
            break
        own.insert(0, token)
    return plain_name(own)


def read_listed(lines: Sequence[Line]) -> Layout | None:
    """Things in one sentence, each a name with its figures: "radio $300 -> 8k listeners, …"."""
    for line in lines:
        tokens = line.tokens
        colon = next((at for at, token in enumerate(tokens) if token.text == ":"), -1)
        parts = [part for part in _segments(tokens[colon + 1 :]) if part]
        things: list[Thing] = []
        for part in parts:
            first = next((at for at, token in enumerate(part) if token.number is not None), 0)
            name = plain_name(part[:first])
            if not 0 < len(name) <= 2 or any(t.lower in STOP for t in name):
                break
            if name[-1].stem in VERBS:
                break  # a sentence
            thing = thing_of(name, part[first:], line.quote)
            if thing is None or len(thing.figures) < 2:
                break
            things.append(thing)
        if len(things) == len(parts) > 1:
            return Layout(things, places(tokens[colon + 1 :]))
    return None


def _segments(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    own: list[Token] = []
    for token in tokens:
        if token.text in (",", ";"):
            yield own
            own = []
        else:
            own.append(token)
    yield own


def read_measures(lines: Sequence[Line]) -> list[Layout]:
    """Measures with a figure for each thing: "Water: A 2, B 3" and "Profit: A 120, B 170"."""
    rows = [(line, row) for line in lines if len(row := _measure_row(line)) > 1]
    names = [tuple(name_stems(name) for name, _ in row) for _, row in rows]
    usual = max(names, key=names.count, default=())
    alike = [(line, row) for (line, row), own in zip(rows, names, strict=True) if own == usual]
    if len(alike) < 2:
        return []
    things = [
        Thing(" ".join(t.text for t in name), name_stems(name), [], alike[0][0].quote)
        for name, _ in alike[0][1]
    ]
    taken: set[int] = set()
    for line, row in alike:
        colon = next(at for at, token in enumerate(line.tokens) if token.text == ":")
        taken |= places(line.tokens[: colon + 1])
        for thing, (name, body) in zip(things, row, strict=True):
            figure = read_figure(body, line.tokens[:colon])
            if figure is None:
                return []
            thing.figures.append(replace(figure, bound=bound_in(line.tokens[:colon])))
            taken |= places([*name, *body])
    return [Layout(things, taken)]


def _measure_row(line: Line) -> list[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """Names with the figures behind them, after a label and a colon."""
    colon = next((at for at, token in enumerate(line.tokens) if token.text == ":"), 0)
    if not colon or any(token.number is not None for token in line.tokens[:colon]):
        return []
    row = []
    for part in _segments(line.tokens[colon + 1 :]):
        first = next((at for at, token in enumerate(part) if token.number is not None), 0)
        name = plain_name(part[:first])
        if not 0 < len(name) <= 2 or any(t.is_word and t.lower in STOP - {"a"} for t in name):
            break
        row.append((name, tuple(part[first:])))
    return row


def read_rows(lines: Sequence[Line]) -> Layout | None:
    """Lines of a name with figures whose labels all lines share: "A cost 200k NPV 260k"."""
    rows = [line for line in lines if line.figures > 1 and line.tokens[0].number is None]
    rows = [line for line in rows if not any(t.text in _COLONS for t in line.tokens)]
    whole = all(len(line.tokens) <= _LONGEST_ROW and ";" not in line.quote for line in rows)
    if len({line.row for line in rows}) < max(2, len(rows)) or not whole:
        return None
    common = set.intersection(*({t.stem for t in line.tokens if t.is_word} for line in rows))
    things: list[Thing] = []
    for line in rows:
        first = next(at for at, token in enumerate(line.tokens) if token.number is not None)
        end = next((at for at in range(first) if line.tokens[at].stem in common), first)
        name = line.tokens[:end]
        thing = thing_of(name, line.tokens[end:], line.quote)
        known = bool(name) and len(name) <= _LONGEST_NAME and name[0].lower not in STOP - {"a"}
        if not known or thing is None or len(thing.figures) != line.figures:
            return None
        things.append(thing)
    if not common or len({len(thing.figures) for thing in things}) > 1:
        return None
    return Layout(things, places(t for line in rows for t in line.tokens))
