"""The statements of a sentence: what compares on its own, without the reasons given for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.measures import gives_reason
from optimoot.agents.builtin.supplies import is_left, tells_supply
from optimoot.agents.builtin.text import Kind, Token
from optimoot.problem import NumberKind

_STATED: Final = (Role.NUMBER, Role.COMPARE)
JOINTS: Final = (Role.AND, Role.COMMA, Role.BREAK)
RANGING: Final = frozenset("between from range ranges ranging".split())
_SUPPLY_REACH: Final = 7
_MOST_MARKS: Final = 300
"""Marks beyond which a sentence is no prose, and is not parted."""
_REASONS: Final = frozenset("since because due although though to in for given considering".split())


def statements(clause: Clause) -> list[tuple[Atom, ...]]:
    """The marks of a clause in statements of their own; reasons and purposes are left out."""
    found: list[list[Atom]] = [[]]
    marks = _without_reasons(clause)
    for place, mark in enumerate(marks):
        following = marks[place + 1] if place + 1 < len(marks) else None
        if mark.role is Role.BY and following is not None and following.role is Role.ITEM:
            continue  # "trips by van"
        if mark.role is not Role.BREAK:
            found[-1].append(mark)
        elif not _continues(clause, marks, place):
            found.append([])
    return [part for marks in found for part in _parted(clause, tuple(marks))]


def _parted(clause: Clause, marks: tuple[Atom, ...]) -> list[tuple[Atom, ...]]:
    """Marks parted where a figure or range has been told and another statement compares."""
    if len(marks) > _MOST_MARKS:
        return [marks]
    parts: list[tuple[Atom, ...]] = []
    begin = place = 0
    while place < len(marks):
        after = place
        while after < len(marks) and marks[after].role in (Role.AND, Role.COMMA):
            after += 1
        if after > place and _begins_anew(clause, marks, (begin, place, after)):
            parts.append(marks[begin:place])
            begin = after
        place = max(after, place + 1)
    parts.append(marks[begin:])
    return [part for part in parts if part]


def _begins_anew(clause: Clause, marks: Sequence[Atom], joint: tuple[int, int, int]) -> bool:
    """Whether the joint at `joint[1]` parts what stands from `joint[0]` on from the rest."""
    begin, place, after = joint
    before, rest = marks[begin:place], marks[after:]
    stated = next((p for p, mark in enumerate(rest) if mark.role in _STATED), None)
    if stated is None or not any(mark.role is Role.NUMBER for mark in before):
        return False
    if before[-1].role is Role.RESPECTIVELY and not any(m.role is Role.COMPARE for m in before):
        return True
    tokens = clause.sentence.tokens
    alone = [mark.role for mark in before] == [Role.NUMBER]
    if (
        alone
        and rest[stated].role is Role.NUMBER
        and is_left(tokens[before[0].end : before[0].end + 4])
    ):
        return True
    if rest[stated].role is Role.NUMBER and _explains(tokens, marks, joint):
        return True
    told = tokens[marks[after - 1].end : rest[stated].start]
    asserted = _asserts(told)
    compared = any(mark.role is Role.COMPARE for mark in before)
    if rest[stated].role is Role.NUMBER:
        named = any(mark.role is Role.ITEM for mark in rest[:stated])
        supplied = tells_supply(told) and not named
        if not compared and (supplied or _tells_of_them(told)) and _tells_rate(tokens, before):
            return True
        if compared and supplied and not _open_ended(before):
            return True  # "… twice the number of cooks, and there are only 6 cooks"
        ranged = any(token.text in RANGING for token in told)
        return compared and ranged and asserted and not _open_ended(before)
    if compared:
        return False
    if _is_range(tokens, before):
        return asserted
    if not _tells_rate(tokens, before):
        more = any(mark.role in (Role.NUMBER, Role.ITEM) for mark in rest[stated:])
        return asserted and more and _tells_what_is_there(tokens, before)
    comma = any(tokens[mark.start].text == "," for mark in marks[place:after])
    if rest[0].role is Role.ITEM:
        return comma and asserted
    return asserted or (stated == 0 and not any(t.text in lexicon.AUXILIARIES for t in told))


def _explains(tokens: Sequence[Token], marks: Sequence[Atom], joint: tuple[int, int, int]) -> bool:
    """Whether a limit is followed by what uses it up: "at most 80 hours: a walk takes 2".

    A colon or "with" leads to it: "at least 90 points, with 3 points gained per walk".
    """
    _, place, after = joint
    opening = tokens[marks[place].end].text if marks[place].end < len(tokens) else ""
    if tokens[marks[place].start].text != ":" and opening != "with":
        return False
    if after != place + 1:
        return False
    if [mark.role for mark in marks[place - 2 : place]] != [Role.COMPARE, Role.NUMBER]:
        return False
    return any(mark.role is Role.ITEM for mark in marks[after : after + 3])


def _asserts(told: Sequence[Token]) -> bool:
    """Whether a subject and its verb stand here: "the shop can spend"."""
    verb = next((p for p, t in enumerate(told) if t.text in lexicon.AUXILIARIES), 0)
    grammar = lexicon.ARTICLES | lexicon.CONJUNCTIONS | lexicon.ADVERBS
    return any(t.kind is Kind.WORD and t.text not in grammar for t in told[:verb])


def _tells_what_is_there(tokens: Sequence[Token], part: Sequence[Atom]) -> bool:
    """Whether a part says how many there are of something: "there are only 6 cooks"."""
    numbers = [mark for mark in part if mark.role is Role.NUMBER]
    return len(numbers) == 1 and tells_supply(tokens[: numbers[0].start][-_SUPPLY_REACH:])


def _tells_of_them(told: Sequence[Token]) -> bool:
    """Whether "and they sell for" leads to the next figure."""
    return bool(told) and told[0].text == "they" and any(t.text in lexicon.VERBS for t in told)


def _open_ended(part: Sequence[Atom]) -> bool:
    """Whether a comparison still waits for its right side."""
    last = max(p for p, mark in enumerate(part) if mark.role is Role.COMPARE)
    return not any(mark.role is Role.NUMBER for mark in part[last:])


def _is_range(tokens: Sequence[Token], part: Sequence[Atom]) -> bool:
    """Whether two numbers stand behind "between" or "from"."""
    kinds = (NumberKind.PLAIN, NumberKind.PERCENT)
    numbers = [mark for mark in part if mark.number is not None and mark.number.kind in kinds]
    return len(numbers) >= 2 and any(
        token.text in RANGING for token in tokens[part[0].start : numbers[0].start]
    )


def _tells_rate(tokens: Sequence[Token], part: Sequence[Atom]) -> bool:
    """Whether a verb leads to a plain figure: "a kayak costs $300 each"."""
    first = next(mark for mark in part if mark.role is Role.NUMBER)
    if first.number is None or first.number.kind not in (NumberKind.PLAIN, NumberKind.MONEY):
        return False
    told = tokens[max(0, first.start - 4) : first.start]
    if any(token.text in ("which", "that", "who") for token in told):
        return False
    return any(
        token.text in lexicon.VERBS or token.text in lexicon.VERBS_OR_NOUNS for token in told
    )


def _continues(clause: Clause, marks: Sequence[Atom], place: int) -> bool:
    """Whether "but" joins two bounds or rates: "at least 20 but at most 50", "but costs $2"."""
    following = marks[place + 1] if place + 1 < len(marks) else None
    if following is None or clause.sentence.tokens[marks[place].start].text != "but":
        return False
    after = marks[place].end
    verbs = lexicon.VERBS | lexicon.VERBS_OR_NOUNS
    if following.role is Role.NUMBER and clause.sentence.tokens[after].text in verbs:
        return True
    return following.role is Role.COMPARE and following.start <= after + 1


def _without_reasons(clause: Clause) -> tuple[Atom, ...]:
    """Marks outside reasons and purposes set off by commas, as far as these hold no number."""
    marks = clause.marks
    tokens = clause.sentence.tokens
    kept: list[Atom] = []
    part: list[Atom] = []
    opening = tokens[0].text if tokens else ""
    for mark in (*marks, None):
        if mark is not None and tokens[mark.start].text != ",":
            part.append(mark)
            continue
        if not _is_reason(opening, part):
            kept.extend(_before_reason(tokens, part))
            if mark is not None:
                kept.append(mark)
        if mark is not None:
            opening = tokens[mark.end].text if mark.end < len(tokens) else ""
        part = []
    named = any(mark.role in (Role.ITEM, Role.SUM, Role.ALL) for mark in kept)
    return tuple(kept) if named else marks


def _before_reason(tokens: Sequence[Token], part: Sequence[Atom]) -> Sequence[Atom]:
    """The marks before a reason that ends a part: "X must be 5 because Y is slow"."""
    stated = [place for place, mark in enumerate(part) if mark.role in _STATED]
    for place in range(max(1, stated[-1] + 1 if stated else 1), len(part)):
        gap = range(part[place - 1].end, part[place].start)
        if any(_begins_reason(tokens, position) for position in gap):
            return part[:place] if _is_whole(part[:place]) else part
    return part


def _is_whole(part: Sequence[Atom]) -> bool:
    """Whether marks compare an item with a number, so that nothing of what follows is missed."""
    roles = {mark.role for mark in part}
    return {Role.ITEM, Role.COMPARE, Role.NUMBER} <= roles


def _begins_reason(tokens: Sequence[Token], place: int) -> bool:
    if gives_reason(tokens, place):
        return True
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return tokens[place].text == "as" and following in ("he", "she", "it", "they", "we")


def _is_reason(opening: str, part: Sequence[Atom]) -> bool:
    if opening not in _REASONS:
        return False
    return not any(mark.role in (*_STATED, Role.EACH) for mark in part)


def right_end(marks: tuple[Atom, ...], at: int) -> int:
    """Where the right side of a comparison ends at the latest: before the next one's left side."""
    for place in range(at + 2, len(marks)):
        if marks[place].role is not Role.COMPARE:
            continue
        before = marks[place - 1]
        if before.role is Role.BY or (before.role is Role.NUMBER and marks[place].strict):
            continue
        for joints in ((Role.COMMA, Role.BREAK), (Role.AND,)):
            for split in range(place - 1, at + 1, -1):
                if marks[split].role in joints:
                    return split
        return place
    return len(marks)
