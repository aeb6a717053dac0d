"""So much for each one: "each jar requires 50 minutes", "the profit per jar is $5".

Three shapes are told apart by the order of numbers and mentions: a list of numbers beside a list
of items ("X and Y cost 5 and 10 respectively"), numbers before their items ("$5 for X, $3 for
Y"), and items before their numbers ("each X takes 5 minutes and costs $3").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.facts import Measure, Quantity, Rate, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.measures import bases, measure_of
from optimoot.agents.builtin.phrases import is_content, is_verb
from optimoot.agents.builtin.supplies import is_left, tells_supply
from optimoot.agents.builtin.tagging import Atom, Clause
from optimoot.agents.builtin.text import Token
from optimoot.agents.builtin.units import unit_of
from optimoot.number_words import MAGNITUDES
from optimoot.problem import NumberKind

_LINKS: Final = frozenset("for per in on from of at by if each with every when using".split())
_RELATIVE: Final = frozenset("where which that who whose when".split())
_BASES: Final = frozenset("for per every each in over".split())
_THEM: Final = frozenset("these them one".split())
_COPULAS: Final = frozenset("is are was were remain remains".split())
_YIELDS: Final = frozenset("return yield earn interest gain profit pay".split())
_KINDS: Final = (NumberKind.PLAIN, NumberKind.MONEY, NumberKind.COUNT_WORD)


@dataclass(frozen=True, slots=True)
class _Segment:
    clause: Clause
    marks: Sequence[Atom]
    own: frozenset[str]

    def gap(self, place: int) -> tuple[Token, ...]:
        """Tokens between a mark and the next."""
        if place + 1 >= len(self.marks):
            return ()
        return self.clause.words(self.marks[place].end, self.marks[place + 1].start)


def read(
    clause: Clause,
    marks: Sequence[Atom],
    everything: int,
    *,
    own: frozenset[str] = frozenset(),
    subject: tuple[int, ...] = (),
) -> tuple[Rate, ...]:
    """The rates stated in a run of marks without comparisons.

    Args:
        clause: The sentence.
        marks: Its marks, or a part of them.
        everything: How many items there are.
        own: Stems that name the items.
        subject: Items that the sentence before was about, for "it" and "they".
    """
    segment = _Segment(clause, marks, own)
    numbers = [
        place for place, mark in enumerate(marks) if _can_be_rate(mark) or _is_yield(segment, place)
    ]
    if not numbers:
        return ()
    if _is_availability(segment, numbers):
        numbers = _behind_first_item(segment, numbers)
    if not numbers:
        return ()
    return (
        _parallel_lists(segment, numbers, everything)
        or _numbers_first(segment, numbers)
        or _items_first(segment, numbers, subject, everything)
    )


def _can_be_rate(mark: Atom) -> bool:
    return mark.number is not None and mark.role is Role.NUMBER and mark.number.kind in _KINDS


def _is_yield(segment: _Segment, place: int) -> bool:
    """Whether a percentage is what each unit yields: "bonds return 4%", "an interest of 3%"."""
    mark = segment.marks[place]
    if mark.number is None or mark.number.kind is not NumberKind.PERCENT:
        return False
    tokens = segment.clause.sentence.tokens
    following = tokens[mark.end].text if mark.end < len(tokens) else ""
    after = tokens[mark.end + 1].text if mark.end + 1 < len(tokens) else ""
    if following == "of" and after in ("the", "all", "its", "their", "total"):
        return False
    near = tokens[max(0, mark.start - 9) : mark.start]
    near = (*near, *tokens[mark.end : mark.end + 3])
    return any(token.stem in _YIELDS for token in near)


def _is_availability(segment: _Segment, numbers: list[int]) -> bool:
    """Whether the numbers tell what there is in all, rather than what each one needs."""
    first = segment.marks[numbers[0]]
    before = segment.clause.sentence.tokens[max(0, first.start - 6) : first.start]
    after = segment.clause.sentence.tokens[first.end : first.end + 6]
    if any(mark.role is Role.ITEM and mark.start < first.start for mark in segment.marks):
        return False
    if any(token.text == "total" for token in before[-2:]):
        return True  # "a total of 50"
    if any(token.text == "there" for token in before[-3:]):
        return True  # "there are 90 units of plum pulp"
    got = bool(before) and before[-1].text in ("get", "gets")
    linked = got and _linked_item(segment, numbers[0]) is not None  # "I get $5 for a mug"
    if (tells_supply(before) and not linked) or is_left(after):
        return True  # "a grower has 80 hectares for …", "I've got 5000 to spend"
    words = {token.text for token in (*before, *after) if token.stem not in segment.own}
    end = segment.marks[-1].end + 4
    if any(token.text == "available" for token in segment.clause.words(first.end, end)):
        return True
    return bool(words & {"available", "availability", "budget", "stock", "inventory"})


def _behind_first_item(segment: _Segment, numbers: list[int]) -> list[int]:
    first = next((p for p, mark in enumerate(segment.marks) if mark.role is Role.ITEM), None)
    if first is None or _linked_item(segment, numbers[0]) is not None:
        return []
    return [place for place in numbers if place > first and not _counts_item(segment, place)]


def _counts_item(segment: _Segment, place: int) -> bool:
    """Whether an item stands right behind a number: "has 200 boxes"."""
    following = segment.marks[place + 1] if place + 1 < len(segment.marks) else None
    return following is not None and following.role is Role.ITEM and not segment.gap(place)


# ---------------------------------------------------------------------------- lists


def _runs(marks: Sequence[Atom], role: Role) -> Iterator[list[int]]:
    """Runs of marks of one role with only commas and "and" between them."""
    run: list[int] = []
    for place, mark in enumerate(marks):
        if mark.role is role:
            run.append(place)
        elif mark.role not in (Role.AND, Role.COMMA) and run:
            yield run
            run = []
    if run:
        yield run


def _parallel_lists(segment: _Segment, numbers: list[int], everything: int) -> tuple[Rate, ...]:
    marks = segment.marks
    runs = [run for run in _runs(marks, Role.NUMBER) if len(run) > 1 and set(run) <= set(numbers)]
    if len(runs) != 1:
        return ()
    run = runs[0]
    if not all(_is_bare(segment.gap(place)) for place in run[:-1]):
        return ()
    items = next(
        (
            [marks[place].items[0] for place in found]
            for found in _runs(marks, Role.ITEM)
            if len(found) == len(run)
        ),
        None,
    )
    if items is None and len(run) == everything and not any(m.role is Role.ITEM for m in marks):
        items = list(range(everything))
    if items is None or len(set(items)) < len(items):
        return ()
    if _shares_magnitude([marks[place] for place in run]):
        return ()
    measures = [_measure(segment, place) for place in run]
    shared = _shared(measures)
    return tuple(
        Rate(item, _quantity(marks[place]), shared, segment.clause.sentence.index)
        for item, place in zip(items, run, strict=True)
    )


def _shares_magnitude(run: Sequence[Atom]) -> bool:
    """Whether only the last of a list says its magnitude: "2, 3 and 4 thousand"."""
    texts = [mark.number.text.lower().split() for mark in run if mark.number is not None]
    told = [any(word in MAGNITUDES for word in words) for words in texts]
    return told[-1] and not any(told[:-1])


def _is_bare(gap: Sequence[Token]) -> bool:
    """Whether nothing but units and currency stand between two numbers of a list."""
    return len(gap) <= 3 and not any(
        token.text in lexicon.VERBS or token.text in lexicon.PREPOSITIONS for token in gap
    )


def _shared(measures: Sequence[Measure]) -> Measure:
    words = frozenset[str]().union(*(measure.words for measure in measures))
    unit = next((measure.unit for measure in reversed(measures) if measure.unit), "")
    tail = frozenset[str]().union(*(measure.tail for measure in measures))
    noun = frozenset[str]().union(*(measure.noun for measure in measures))
    return Measure(unit, words, any(measure.money for measure in measures), tail, noun)


# ---------------------------------------------------------------------------- pairs


def _numbers_first(segment: _Segment, numbers: list[int]) -> tuple[Rate, ...]:
    """Read "costs of $5 for X, $3 for Y": each number is linked to the mention behind it."""
    marks = segment.marks
    first_item = next((p for p, mark in enumerate(marks) if mark.role is Role.ITEM), None)
    if first_item is None or first_item < numbers[0]:
        return ()
    targets = _targets(segment, numbers)
    if not targets:
        return ()
    measures = [_without(_measure(segment, place), segment.own) for place in numbers]
    if len(set(targets)) == len(targets):
        measures = [_shared(measures)] * len(measures)
    return tuple(
        Rate(item, _quantity(marks[place]), measure, segment.clause.sentence.index)
        for item, place, measure in zip(targets, numbers, measures, strict=True)
    )


def _targets(segment: _Segment, numbers: list[int]) -> list[int]:
    """The item that each number is linked to; several may share one: "2 hours to cut and 3 to …".

    Returns:
        An empty list where a number has none.
    """
    targets: list[int] = []
    following: int | None = None
    for place, later in zip(reversed(numbers), [None, *reversed(numbers)], strict=False):
        target = _linked_item(segment, place)
        if target is None and later is not None and following is not None:
            between = {mark.role for mark in segment.marks[place + 1 : later]}
            target = following if between <= {Role.AND, Role.COMMA} else None
        if target is None:
            return []
        targets.append(target)
        following = target
    return targets[::-1]


def _without(measure: Measure, own: frozenset[str]) -> Measure:
    """A measure without the name of the item that its number is linked to."""
    return replace(
        measure,
        words=measure.words - own,
        tail=measure.tail - own,
        noun=measure.noun - own,
    )


def _linked_item(segment: _Segment, place: int) -> int | None:
    """The item that a number is linked to by "for", "per" and the like."""
    linked = False
    for later in range(place + 1, len(segment.marks)):
        gap = segment.gap(later - 1)
        mark = segment.marks[later]
        opening = segment.clause.sentence.tokens[mark.start].text
        linked = _is_link(gap, linked) or _makes_one(gap) or (opening == "(" and not gap)
        if mark.role is Role.ITEM:
            return mark.items[0] if linked else None
        if mark.role is not Role.EACH:
            return None
        linked = True
    return None


def _makes_one(gap: Sequence[Token]) -> bool:
    """Whether "to make a" leads from a number to its item: "(2 hours) to make a chair"."""
    texts = [token.text for token in gap]
    if "to" not in texts or not texts or texts[-1] not in ("a", "an", "one", "each", "every"):
        return False
    behind = gap[texts.index("to") + 1 : -1]
    return len(behind) == 1 and behind[0].text in lexicon.VERBS


def _is_link(gap: Sequence[Token], linked: bool) -> bool:
    """Whether the last words before a mention link a number to it: "(5) for each unit of"."""
    if any(token.text in _RELATIVE for token in gap):
        return False
    for place in range(len(gap) - 1, -1, -1):
        token = gap[place]
        if token.text in lexicon.VERBS:
            return False
        if token.text in _LINKS:
            return True
        if token.text == "to":
            return True  # a verb right behind it was met before
    return linked


def _items_first(
    segment: _Segment, numbers: list[int], carried: tuple[int, ...], everything: int
) -> tuple[Rate, ...]:
    """Read "each X takes 5 minutes and costs $3": the subject holds until the next one."""
    rates: list[Rate] = []
    subject: tuple[int, ...] = carried if _has_pronoun(segment) else ()
    base, of = Quantity(), None
    marks = segment.marks
    for place, mark in enumerate(marks):
        if mark.role in (Role.ALL, Role.EACH) and _names_all(segment, place):
            subject, base = tuple(range(everything)), Quantity()
        elif mark.role is Role.ITEM:
            if _is_object(segment, place, bool(subject)):
                continue
            joined = (
                place >= 2
                and marks[place - 1].role is Role.AND
                and (marks[place - 2].role is Role.ITEM and not segment.gap(place - 2))
            )
            subject = (*subject, *mark.items) if joined else mark.items
            if not _is_base(segment, place - 1):
                base = Quantity()
        elif place in numbers:
            if len(subject) > 1 and mark.number is not None and mark.number.text.isalpha():
                continue  # "both go through two processes"
            if _is_base(segment, place):
                base, of = _inverse(mark), mark.number
                continue
            if _is_subject(segment, place) or _is_whole(segment, place):
                continue
            for item in subject:
                amount = _quantity(mark).times(base)
                measure = _measure(segment, place)
                stated_for = of if base != Quantity() else None
                rates.append(Rate(item, amount, measure, _index(segment), stated_for))
    return tuple(rates)


def _is_subject(segment: _Segment, place: int) -> bool:
    """Whether the number begins a statement of its own: "and 190 metres of cloth are in stock"."""
    before = segment.marks[place - 1] if place else None
    if before is not None and before.role not in (Role.AND, Role.COMMA):
        return False
    tokens = segment.clause.sentence.tokens
    end = segment.marks[place].end
    while end < len(tokens) and (is_content(tokens, end) or tokens[end].text == "of"):
        end += 1
    if end >= len(tokens) or tokens[end].text not in _COPULAS:
        return False
    told = tokens[end + 1].text if end + 1 < len(tokens) else ""
    return told not in ("needed", "required", "used", "necessary")


def _is_whole(segment: _Segment, place: int) -> bool:
    """Whether a number tells the whole that others are parts of: "out of a total of 60 hours"."""
    start = segment.marks[place].start
    before = [t.text for t in segment.clause.sentence.tokens[max(0, start - 3) : start]]
    if before[-1:] == ["on"] and sum(m.role is Role.ITEM for m in segment.marks[:place]) > 1:
        return True  # "grows wheat and corn on 90 acres"
    return before[-2:] in (["total", "of"], ["out", "of"])


def _names_all(segment: _Segment, place: int) -> bool:
    """Whether "both keyboards" or "each of them" is the subject of the numbers that follow."""
    if any(mark.role is Role.ITEM for mark in segment.marks):
        return False
    gap = segment.gap(place)
    family = any(token.stem in segment.own or token.text in _THEM for token in gap)
    return family and any(token.text in lexicon.VERBS for token in gap)


def _index(segment: _Segment) -> int:
    return segment.clause.sentence.index


def _has_pronoun(segment: _Segment) -> bool:
    tokens = segment.clause.sentence.tokens
    first = segment.marks[0].start if segment.marks else 0
    start = max((m.end for m in segment.clause.marks if m.end <= first), default=0)
    number = next(m.start for m in segment.marks if m.role is Role.NUMBER)
    return any(token.text in ("it", "they") for token in tokens[start:number])


def _is_object(segment: _Segment, place: int, has_subject: bool) -> bool:
    """Whether a mention belongs to the quantity before it: "3 units of goat meat"."""
    if not has_subject or not place or segment.marks[place - 1].role is not Role.NUMBER:
        return False
    if _is_base(segment, place - 1):
        return False
    return any(token.text in ("of", "for", "to", "in") for token in segment.gap(place - 1))


def _is_base(segment: _Segment, place: int) -> bool:
    """Whether a number is what others are stated for: "1 unit of X takes …", "for 1 hour"."""
    if place < 0:
        return False
    mark = segment.marks[place]
    if not _can_be_rate(mark) or mark.number is None or mark.number.kind is NumberKind.MONEY:
        return False
    later = any(_can_be_rate(other) for other in segment.marks[place + 1 :])
    tokens = segment.clause.sentence.tokens
    before = tokens[mark.start - 1].text if mark.start else ""
    if before in _BASES and mark.number.value == 1:
        return True
    if before in ("every", "per", "each") and later:
        return True
    following = segment.marks[place + 1] if place + 1 < len(segment.marks) else None
    if following is None or following.role is not Role.ITEM or not later:
        return False
    gap = segment.gap(place)
    opens = not any(_can_be_rate(other) for other in segment.marks[:place]) or (
        place > 0 and segment.marks[place - 1].role in (Role.AND, Role.COMMA, Role.BREAK)
    )
    if opens and mark.number.value == 1 and len(gap) <= 4:
        return True
    of_unit = [token.text for token in gap[1:]] == ["of"] and bool(unit_of(gap)[0])
    ends = following.end >= len(tokens)
    return opens and of_unit and not ends and is_verb(tokens, following.end)  # "9 kg of X cost"


def _inverse(mark: Atom) -> Quantity:
    if mark.number is None or mark.number.value in (0.0, 1.0):
        return Quantity()
    return Quantity(1.0 / mark.number.value)


def _quantity(mark: Atom) -> Quantity:
    return quantity(mark.number) if mark.number is not None else Quantity()


def _measure(segment: _Segment, place: int) -> Measure:
    tokens = segment.clause.sentence.tokens
    mark = segment.marks[place]
    named = {
        token
        for other in segment.clause.atoms
        if other.role is Role.ITEM and other.end <= mark.start
        for token in range(other.start, other.end)
    }
    skipped = frozenset(named) | frozenset(bases(tokens))
    return measure_of(tokens, mark, 0, skipped, segment.own)
