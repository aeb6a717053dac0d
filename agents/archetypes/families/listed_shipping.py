"""Transportation told in sentences: "from Elm the rates are 4, 7 and 5 to the same three shops".

The first source names the sinks with their figures; later ones may give figures alone, in the
same order. What sources have and what sinks need is told in brackets, by pairs or one list after
another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.remainder import doubt_remainder, explain_sizes
from optimoot.agents.archetypes.series import line_at
from optimoot.formulation import Sense
from optimoot.problem import Number, NumberKind

_NAME: Final = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*(?: [A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*){0,2}"
_FROM: Final = re.compile(rf"\b(?:[Ff]rom|[Oo]ut of|[Ll]eaving) (?:the )?({_NAME})")
_TO: Final = re.compile(
    rf"\s?(?:[^\W\d_]{{1,12}} |[$€£%] ?)?(?:from (?:the )?{_NAME} )?(?:to|for) (?:the )?({_NAME})"
)
_HEADS: Final = re.compile(
    rf"\bto (?:the )?(?P<names>{_NAME}(?:, {_NAME})*,? and {_NAME})\b(?: [a-z]+){{1,5}} [$€£]?$"
)
_REACH: Final = 160
_JOINT: Final = re.compile(r"\s?(?:[^\W\d_]{1,12}|[€$£])?\s?(?:,\s?(?:and )?|and )\s?[$€£]?")
_NEEDS: Final = re.compile(
    r"\b(?:order\w*|want\w*|need\w*|ask\w*|demand\w*|request\w*|requires?|required|requirements?|"
    r"expect\w*|must receive|must get|use|consume|takes?|buys?|sells?|uses|calls? for|is due|"
    r"are due)\b"
)
_HAS: Final = re.compile(
    r"\b(?:stocks?|stores?|keeps?|holds?|has|have|deliver|supply|supplies|produces?|available|"
    r"capacit\w+|ships?|provides?|offers?|makes?|can|send|up to|turns? out|lies?|yields?|bakes?|"
    r"brews?|mines?|grows?|presses|is kept|are kept|is stored|are stored|gives?)\b"
)
_COST: Final = re.compile(
    r"\b(?:costs?|rates?|freight|charges?|price|tariff|expense|zł|minutes|fares?|hauling|"
    r"shipping|sending|flying|moving)\b|[$€£]"
)
_OTHER: Final = re.compile(
    r"\b(?:via|hub|transship\w*|fixed|opening|only if|unless|at least|cannot|can't|no more than|"
    r"at most|closed|not possible|between|penalty|unmet|shortage|return\w*|truck ?loads? of \d+|"
    r"vehicles?|handling|profit|revenue|maximi[sz]\w*|per (?:100|1000|ten|dozen)|discount|both|"
    r"same truck|exactly|whole|single|(?:by|from) (?:only |just )?one)\b"
)
_MEANS: Final = (
    r"\b(?:all|every|each) (?:the )?(?:orders?|requests?|demands?|needs?|shops?|sites?) "
    r"(?:has|have|must|needs?|is|are)(?: to)? (?:be )?(?:met|filled|served|delivered|"
    r"fulfilled|satisfied|supplied)(?: in full| completely)?",
    r"\bto the same (?:\w+ )?\w+(?: in (?:that|the same) order)?\b|\bin (?:that|the same) order\b|"
    r"\b(?:same|again|respectively)\b(?= (?:\w+ ){0,2}\w+)",
    r"\b(?:needs?|requires?|required)\b(?= \d)|\b(?:least|lowest|minimum|minimal|smallest)\b"
    r"(?= (?:\w+ ){0,3}?(?:costs?|freight|price|expense|sum|total|bill))|\bup to\b(?= \d)",
    r"\b(?:must|can|has to|have to) (?:the \w+ )?(?:be supplied|receive|get|have)\b|"
    r"\ball (?:the )?(?:shops|sites|orders|requests)\b",
    r"\bboth \w+(?: ?['’] ?s?| s)? (?:needs|demands|orders|requests)\b",
    r"\bshort of \w+\b|\ball (?:\w+ )?at (?:the )?(?:lowest|least)\b",
)
_PLAIN: Final = re.compile(r"\bboth \w+(?: ?['’] ?s?| s)? (?:needs|demands|orders|requests)\b")
_FEWEST: Final = 2


@dataclass(frozen=True)
class _Roles:
    sources: tuple[str, ...]
    sinks: tuple[str, ...]
    rates: tuple[tuple[Number, ...], ...]
    has: tuple[Number, ...]
    needs: tuple[Number, ...]


def _fill(case: Case) -> Draft | None:
    if (
        case.problem.tables
        or _OTHER.search(_PLAIN.sub(" ", case.lower))
        or not _COST.search(case.lower)
    ):
        return None
    if case.goal is not None and case.goal.sense is not Sense.MINIMIZE:
        return None
    asks = [line for line in case.lines if _asks(line.lower)]
    roles = _roles(case)
    if roles is None or not asks:
        return None
    draft = _template(case, roles)
    draft.covered.update(line.index for line in asks)
    explain_sizes(draft, len(roles.sources), len(roles.sinks))
    names = (*roles.sources, *roles.sinks)
    lines = {line_at(case, n.start) for n in (*roles.has, *roles.needs)}
    draft.covered.update(lines | {line_at(case, n.start) for row in roles.rates for n in row})
    doubt_remainder(draft, _MEANS, names, groups=(roles.sources, roles.sinks))
    if sum(n.value for n in roles.has) < sum(n.value for n in roles.needs):
        draft.doubt(0.5, "there is less than what is needed")
    return draft


def _asks(text: str) -> bool:
    return bool(
        re.search(
            r"\bhow (?:small|low|little|cheap\w*)\b|\bminimi[sz]\w*\b|\bcheapest\b|\bcheaply\b|"
            r"\b(?:least|lowest|minimum|minimal|smallest)\b.{0,60}\b(?:costs?|freight|price|"
            r"expense|sum|total|bill|charge)\b",
            text,
        )
    )


def _roles(case: Case) -> _Roles | None:
    blocks = _blocks(case)
    first = next((b for b in blocks if b[2] and _named(case, b[1])), None)
    sinks = _announced(case, blocks)
    if first is not None:
        sinks = tuple(name for name, _ in _named(case, first[1]))
    if not sinks:
        return None
    rows: dict[str, tuple[Number, ...]] = {}
    for source, numbers, _ in blocks:
        row = _row(case, numbers, sinks)
        if row is None or source in rows:
            return None
        rows[source] = row
    sources = tuple(rows)
    if len(sources) < _FEWEST or len(sinks) < _FEWEST or set(sources) & set(sinks):
        return None
    taken = {n.id for row in rows.values() for n in row}
    has, needs = _tally(case, sources, taken), _tally(case, sinks, taken)
    if has is None or needs is None or not _fits(case, has, needs):
        return None
    return _Roles(sources, sinks, tuple(rows.values()), has, needs)


def _blocks(case: Case) -> list[tuple[str, list[Number], bool]]:
    """Each "from X" with the figures up to the next one or the end of its sentence."""
    text = case.problem.text
    found = []
    for line in case.lines:
        start = text.index(line.quote, line.start)
        end = start + len(line.quote)
        marks = list(_FROM.finditer(text, start, end))
        begins = [_before_from(case, mark) for mark in marks]
        for place, mark in enumerate(marks):
            stop = begins[place + 1] if place + 1 < len(marks) else end
            own = [
                n
                for n in case.problem.numbers
                if begins[place] <= n.start < stop
                and n.text.lower() != "one"
                and text[n.start - 1] != "("
                and not re.match(
                    r" (?!to\b|for\b|and\b)[a-z]{3,}s\b(?! to)", _spelled_after(case, n)
                )
            ]
            if own:
                found.append((mark.group(1), own, bool(_named(case, own))))
    return found


def _before_from(case: Case, mark: re.Match[str]) -> int:
    """Where a source's figures begin: at a figure just before, as in "9 euros from Elm to Oak"."""
    text = case.problem.text
    if _TO.match(text, mark.end()) is None:
        return mark.end()
    for number in case.problem.numbers:
        gap = text[number.end : mark.start()] if number.end <= mark.start() else None
        if gap is not None and re.fullmatch(r"\s(?:[^\W\d_]{1,12} )?", gap):
            return number.start
    return mark.end()


def _announced(case: Case, blocks: Sequence[tuple[str, list[Number], bool]]) -> tuple[str, ...]:
    """The sinks named before the first figures: "to Elm, Oak and Ash costs 4, 2 and 7"."""
    if not blocks:
        return ()
    first = blocks[0][1][0].start
    heads = list(_HEADS.finditer(case.problem.text, max(0, first - _REACH), first))
    if not heads:
        return ()
    names = tuple(re.findall(_NAME, heads[-1].group("names")))
    return names if len(names) == len(blocks[0][1]) and len(set(names)) == len(names) else ()


def _spelled_after(case: Case, number: Number) -> str:
    """What follows a figure in words: "three shops"; nothing for figures in digits."""
    return case.problem.text[number.end : number.end + 20] if number.text.isalpha() else ""


def _named(case: Case, numbers: Sequence[Number]) -> list[tuple[str, Number]]:
    """The figures of a block with the sink that follows each; empty where one names none."""
    text = case.problem.text
    pairs = []
    for place, number in enumerate(numbers):
        match = _TO.match(text, number.end)
        stop = numbers[place + 1].start if place + 1 < len(numbers) else len(text)
        if match is None or match.end() > stop:
            return []
        pairs.append((match.group(1), number))
    return pairs if len({name for name, _ in pairs}) == len(pairs) > 1 else []


def _row(
    case: Case, numbers: Sequence[Number], sinks: tuple[str, ...]
) -> tuple[Number, ...] | None:
    """The figures of one source in the order of the sinks; None where that order is not clear."""
    named = dict(_named(case, numbers))
    if named:
        return tuple(named[s] for s in sinks) if set(named) == set(sinks) else None
    if len(numbers) != len(sinks):
        return None
    text = case.problem.text
    for one, other in pairwise(numbers):
        if not _JOINT.fullmatch(text[one.end : other.start]):
            return None
    return tuple(numbers)


def _tally(case: Case, names: tuple[str, ...], taken: set[str]) -> tuple[Number, ...] | None:
    """The one figure of each name: behind it, in brackets, or in a list behind all of them."""
    found = []
    for line in case.lines:
        at = [_place(case, line.start, len(line.quote) + 8, name) for name in names]
        if any(span is None for span in at):
            continue
        spans = sorted((*span, name) for span, name in zip(at, names, strict=True) if span)
        end = line.start + len(line.quote) + 8
        following = case.lines[line.index + 1 : line.index + 2]
        end = min(end, following[0].start) if following else len(case.problem.text)
        own = [
            n
            for n in case.problem.numbers
            if spans[0][1] <= n.start < end and n.id not in taken and n.kind is NumberKind.PLAIN
        ]
        told = _each(own, spans) or _in_turn(case, own, spans)
        if told is not None:
            found.append(tuple(told[name] for name in names))
    return found[0] if len(found) == 1 else None


def _place(case: Case, start: int, length: int, name: str) -> tuple[int, int] | None:
    match = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])").search(
        case.problem.text, start, start + length
    )
    return match.span() if match else None


def _each(
    numbers: Sequence[Number], spans: Sequence[tuple[int, int, str]]
) -> dict[str, Number] | None:
    """One figure between each name and the next one."""
    bounds = [span[0] for span in spans[1:]]
    told: dict[str, Number] = {}
    for place, (_, end, name) in enumerate(spans):
        stop = bounds[place] if place < len(bounds) else None
        own = [n for n in numbers if n.start >= end and (stop is None or n.start < stop)]
        if stop is None:
            own = own[:1]
        if len(own) != 1:
            return None
        told[name] = own[0]
    return told


def _in_turn(
    case: Case, numbers: Sequence[Number], spans: Sequence[tuple[int, int, str]]
) -> dict[str, Number] | None:
    """As many figures in a row behind the last name as there are names."""
    text = case.problem.text
    own = [n for n in numbers if n.start >= spans[-1][1]]
    if any(n.start < spans[-1][1] for n in numbers):
        return None
    run: list[Number] = own[:1]
    for number in own[1:]:
        if not _JOINT.fullmatch(text[run[-1].end : number.start]):
            break
        run.append(number)
    if len(run) != len(spans):
        return None
    return {name: number for (_, _, name), number in zip(spans, run, strict=True)}


def _fits(case: Case, has: tuple[Number, ...], needs: tuple[Number, ...]) -> bool:
    """Whether the words say which figures are had and which are needed."""
    first, second = line_at(case, has[0].start), line_at(case, needs[0].start)
    if first == second and has[-1].start < needs[0].start:
        return re.search(r"\bfrom\b.*\bto\b", case.lines[first].lower) is not None
    had = case.lines[first].lower
    needed = case.lines[second].lower
    return bool(_HAS.search(had)) and bool(_NEEDS.search(needed))


def _template(case: Case, roles: _Roles) -> Draft:
    draft = Draft(case, "transportation told in sentences")
    sources = draft.set_with("sources", roles.sources, "where it comes from")
    sinks = draft.set_with("sinks", roles.sinks, "where it goes")
    entries = [
        ((source, sink), number)
        for source, row in zip(roles.sources, roles.rates, strict=True)
        for sink, number in zip(roles.sinks, row, strict=True)
    ]
    rate = draft.given("rate", (sources, sinks), entries)
    has = draft.given(
        "available", (sources,), [((s,), n) for s, n in zip(roles.sources, roles.has, strict=True)]
    )
    need = draft.given(
        "needed", (sinks,), [((d,), n) for d, n in zip(roles.sinks, roles.needs, strict=True)]
    )
    sent = draft.variable("sent", (sources, sinks), meaning="sent from source to sink")
    draft.constrain(
        "needs_met",
        f"sum({sent}[s, d] for s in {sources}) >= {need}[d]",
        f"d in {sinks}",
        line=line_at(case, roles.needs[0].start),
    )
    draft.constrain(
        "no_more_than_available",
        f"sum({sent}[s, d] for d in {sinks}) <= {has}[s]",
        f"s in {sources}",
        line=line_at(case, roles.has[0].start),
    )
    total = f"sum({rate}[s, d] * {sent}[s, d] for s in {sources} for d in {sinks})"
    draft.optimize(Sense.MINIMIZE, total, "cost")
    return draft


FAMILY: Final = Family(
    name="transportation told in sentences",
    roles={"rates": "sources × sinks", "available": "at each source", "needed": "at each sink"},
    fill=_fill,
)
