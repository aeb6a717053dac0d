"""Things named as subjects: "each chair needs 2 hours and 3 boards, each table 5 hours"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from optimoot.agents.archetypes.wording import STOP, Token, stems
from optimoot.agents.sheets.columns import find_columns
from optimoot.agents.sheets.entries import plain_name
from optimoot.agents.sheets.figures import Figure, phrases, read_figure
from optimoot.agents.sheets.layout import Layout, Thing, mention_in, name_stems, places
from optimoot.agents.sheets.lines import Line
from optimoot.agents.sheets.words import COST, GAIN, HAVE, LEADS, NEED, TOTAL, VERBS

_STARTS: Final = frozenset({",", ";", ":", "and", "but", "while", "whereas", "–", "—"})
_LEADING: Final = frozenset("a an each every one the per our my your his her its their".split())
_PRONOUNS: Final = frozenset(
    "i we he she they it you this that these those there who which one ones both all each total "
    "everything nobody budget demand profit cost price revenue what how".split()
)
_LONGEST_NAME: Final = 4
_MOST_TRIED: Final = 6
_MOST_NAMES: Final = 24
_MOST_WORDS: Final = 3
_REACH: Final = 9
_SPEAKERS: Final = frozenset({"i", "we", "he", "she", "they", "there", "i've", "we've"})
_SUPPLIES: Final = stems("budget stock capacity available supply total limit inventory demand")
_AFTER: Final = frozenset("per on for from each every by".split())


def read_subjects(lines: Sequence[Line]) -> list[Layout]:
    """The things that sentences have for subjects; also without one that may hold limits."""
    names = _names(lines)
    whole = _settled(lines, names) if len(names) <= _MOST_NAMES else None
    if whole is None:
        return []
    layouts = [whole]
    rich = {thing.stems for thing in whole.things if len(thing.figures) > 1}
    if 1 < len(rich) < len(whole.things):
        fuller = _settled(lines, {stem: own for stem, own in names.items() if stem in rich})
        layouts += [fuller] if fuller is not None else []
    if 2 < len(whole.things) <= _MOST_TRIED:
        kept = {thing.stems for thing in whole.things}
        for left in kept:
            rest = {stem: own for stem, own in names.items() if stem in kept and stem != left}
            fewer = _settled(lines, rest)
            if fewer is not None:
                layouts.append(fewer)
    return layouts


def _settled(
    lines: Sequence[Line], names: dict[tuple[str, ...], tuple[Token, ...]]
) -> Layout | None:
    """The layout of those names that share a measure with another one."""
    names = dict(names)
    while len(names) > 1:
        layout = _assign(lines, names)
        if layout is None:
            return None
        columns = [c for c in find_columns(layout) if len(c.cells) > 1]
        joined = {at for column in columns for at in column.cells}
        apart = [own.stems for at, own in enumerate(layout.things) if at not in joined]
        if not apart:
            return layout
        for stem in apart:
            del names[stem]
    return None


def _assign(
    lines: Sequence[Line], names: dict[tuple[str, ...], tuple[Token, ...]]
) -> Layout | None:
    """The figures of each thing; None where one has two that measure the same."""
    things = [Thing(" ".join(t.text for t in own), stem, [], "") for stem, own in names.items()]
    taken: set[int] = set()
    for line in lines:
        for thing, figure in _cells(line, things):
            if any(f.words == figure.words and f.kind == figure.kind for f in thing.figures):
                return None
            thing.figures.append(figure)
            thing.quote = thing.quote or line.quote
            taken |= places(figure.tokens)
    return Layout(things, taken, formal=False)


def _names(lines: Sequence[Line]) -> dict[tuple[str, ...], tuple[Token, ...]]:
    """Subjects of verbs with figures behind them, by their stems."""
    found: dict[tuple[str, ...], tuple[Token, ...]] = {}
    for line in lines:
        tokens = line.tokens
        for at in range(len(tokens)):
            if at and tokens[at - 1].lower not in _STARTS:
                continue
            name = _subject(tokens, at)
            if name and name_stems(name):
                found.setdefault(name_stems(name), name)
    return found


def _subject(tokens: Sequence[Token], at: int) -> tuple[Token, ...]:
    """The name that begins here, if a verb and soon a figure follow it."""
    start = at
    while at < len(tokens) and tokens[at].lower in _LEADING and not _is_letter(tokens, at):
        at += 1
    if at + 1 < len(tokens) and tokens[at].is_word and tokens[at + 1].lower == "of":
        at += 2
    end = at
    while end < len(tokens) and end - at < _LONGEST_NAME and _may_name(tokens, end, start):
        end += 1
    if end == at or end >= len(tokens):
        return ()
    if tokens[end].number is not None:
        return _unless_lead(tokens[at:end])
    if tokens[end].stem not in VERBS:
        return ()
    near = tokens[end + 1 : end + _REACH]
    figure = next((i for i, t in enumerate(near) if t.number is not None), None)
    if figure is None or any(t.lower in _STARTS or t.text == "." for t in near[:figure]):
        return ()
    return _unless_lead(tokens[at:end])


def _unless_lead(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A name, unless it is a pronoun or introduces what there is or is wanted."""
    name = plain_name(tokens)
    if not name:
        return ()
    lead = {t.stem for t in name} & (LEADS | HAVE | NEED | TOTAL)
    return () if lead or name[0].lower in _PRONOUNS or _is_verb(name) else name


def _is_verb(name: Sequence[Token]) -> bool:
    return len(name) == 1 and name[0].stem in VERBS


def _is_verb_next(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and (
        tokens[at + 1].stem in VERBS or tokens[at + 1].number is not None
    )


def _is_letter(tokens: Sequence[Token], at: int) -> bool:
    """Whether "A" is a name: a verb follows it."""
    return tokens[at].text == "A" and at + 1 < len(tokens) and tokens[at + 1].stem in VERBS


def _may_name(tokens: Sequence[Token], at: int, start: int) -> bool:
    token = tokens[at]
    if (
        token.label
        or (token.number is None and token.text.isdecimal())
        or token.text == "-"
        or (
            len(token.text) == 1
            and token.text.isupper()
            and (at > start or _is_verb_next(tokens, at))
        )
    ):
        return True
    word = token.is_word and token.lower not in STOP
    verb = token.stem in VERBS and at > start
    return word and not (verb and _figure_follows(tokens, at))


def _figure_follows(tokens: Sequence[Token], at: int) -> bool:
    return any(t.number is not None for t in tokens[at + 1 : at + _REACH])


def _cells(line: Line, things: Sequence[Thing]) -> Iterator[tuple[Thing, Figure]]:
    """The figures of a line with the thing that each belongs to."""
    carried: Thing | None = None
    before: Figure | None = None
    for part in phrases(line.tokens):
        named = [thing for thing in things if mention_in(thing, things, part) is not None]
        if (
            any(t.lower in ("i", "we", "he", "she", "they", "there") for t in part[:2])
            and not named
        ):
            carried = None
        at = next((i for i, t in enumerate(part) if t.number is not None), None)
        if len(named) == 1:
            found = mention_in(named[0], things, part)
            carried = named[0] if at is None or (found is not None and found[0] < at) else None
        elif named:
            carried = None
        if not named and ({t.stem for t in part} & _SUPPLIES or _has_subject(part)):
            carried = None
        owner = named[0] if len(named) == 1 else carried
        if at is None or owner is None or len(named) > 1:
            continue
        figure = _cell(part, at, mention_in(owner, things, part), before)
        if figure is not None:
            before = figure
            yield owner, figure


def _has_subject(part: Sequence[Token]) -> bool:
    """Whether a phrase has a subject of its own: "the oven is free for 8 hours"."""
    for at, token in enumerate(part):
        if token.number is not None:
            return False
        if at and token.stem in VERBS:
            before = part[at - 1]
            return before.is_word and before.lower not in STOP and before.stem not in VERBS
    return False


def _cell(
    part: Sequence[Token], at: int, own: tuple[int, int] | None, before: Figure | None
) -> Figure | None:
    """The figure of a phrase as one of its thing; None where it bounds the thing instead.

    Args:
        part: The phrase.
        at: Place of its figure.
        own: Where the phrase names its thing.
        before: The figure before it in the line, whose measure a bare figure shares.
    """
    if own is not None and own[0] > at and not _is_base(part, at, own[0]):
        return None
    start, end = own or (0, 0)
    colon = max((at for at, t in enumerate(part[:start]) if t.text == ":"), default=-1)
    if not {t.stem for t in part[: colon + 1]} & (GAIN | COST):
        part, start, end = part[colon + 1 :], start - colon - 1, end - colon - 1
    base: tuple[str, ...] = ()
    if start > 1 and part[start - 1].lower == "of":
        base, start = (part[start - 2].stem,), start - 2
    while start and part[start - 1].lower in _LEADING:
        start -= 1
    figure = read_figure([*part[:start], *part[end:]])
    if figure is None or figure.bound is not None:
        return None
    if not (figure.words or figure.kind):
        if before is None or own is None or own[1] + 1 < at:
            return None
        figure = replace(before, number=figure.number)
    if len(figure.words) > _MOST_WORDS:
        return None
    return replace(figure, base=figure.base + base, tokens=tuple(part))


def _is_base(part: Sequence[Token], at: int, first: int) -> bool:
    """Whether a figure is told for the thing behind it: "$25 per chair", "$15 for a table"."""
    return any(t.lower in _AFTER for t in part[at + 1 : first])


def complete(layout: Layout, lines: Sequence[Line]) -> Layout:
    """Add what sentences beside a layout tell of its things: "Sofas sell at $300"."""
    for line in lines:
        left = replace(line, tokens=tuple(t for t in line.tokens if t.start not in layout.taken))
        if len(left.tokens) < len(line.tokens) or not left.figures:
            continue
        told = list(_cells(left, layout.things))
        known = {(f.words, f.kind) for thing in layout.things for f in thing.figures}
        new = [
            (thing, figure) for thing, figure in told if (figure.words, figure.kind) not in known
        ]
        if len(new) < len(told) or {id(thing) for thing, _ in new} != {
            id(t) for t in layout.things
        }:
            continue
        for thing, figure in new:
            thing.figures.append(figure)
            layout.taken |= places(figure.tokens)
    return layout
