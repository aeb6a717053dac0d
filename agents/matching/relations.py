"""Comparisons of items with each other: shares, ratios, offsets and plain orderings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.facts import ONE, Comparison, Linear, Quantity, Relation, quantity
from optimoot.agents.builtin.linear import Expression
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.phrases import is_verb
from optimoot.agents.builtin.text import Token
from optimoot.problem import Number, NumberKind

_JOINTS: Final = frozenset(", and or the a an of plus".split())
_BEFORE_LIST: Final = (Role.NUMBER, Role.AS, Role.EACH)
_UNIT_WORDS: Final = 1
"""Words of a unit that may stand between a figure and "more than": "4 units more than"."""
_STATING: Final = frozenset("is are was were".split())
_NOUGHT: Final = frozenset("none nothing zero no".split())
_LED: Final = 3
"""Tokens within which "none for" leads to an item."""
_PARTS: Final = (NumberKind.PERCENT, NumberKind.FRACTION)


@dataclass(frozen=True, slots=True)
class Comparing:
    """The relations of a text, and the comparisons that were found but not understood.

    Attributes:
        contents: Shares of no item: of what the items are made of, if of anything ("no more than
            18% sulphur").
    """

    relations: tuple[Relation, ...]
    unread: tuple[Clause, ...]
    contents: tuple[tuple[Clause, Number], ...] = ()

    @property
    def numbers(self) -> frozenset[str]:
        """Ids of the Numbers that the relations use."""
        return frozenset(n.id for relation in self.relations for n in relation.numbers)


def find_relations(clauses: Sequence[Clause], everything: int) -> Comparing:
    """The relations between items that the sentences state."""
    relations: list[Relation] = []
    unread: list[Clause] = []
    contents: list[tuple[Clause, Number]] = []
    for clause in clauses:
        marks = clause.marks
        relations.extend(_share_range(clause, everything))
        for place, mark in enumerate(marks):
            if mark.role is not Role.COMPARE or mark.comparison is None:
                continue
            if _leads_to_sum(clause, place, everything):
                unread.append(clause)
                continue
            site = _Site(clause, marks, place, everything)
            total = site.weighted()
            if total is not None:
                relations.append(total)
            if total is not None or site.is_plain or site.is_wish or site.is_asked:
                continue
            found = site.relation()
            if found is None and site.content is not None:
                contents.append((clause, site.content))
            elif found is None:
                unread.append(clause)
            else:
                relations.append(found)
    return Comparing(tuple(relations), tuple(unread), tuple(contents))


def _share_range(clause: Clause, everything: int) -> tuple[Relation, ...]:
    """Read "the share of X must lie between 35% and 60%", "X makes up from 20% to 40%"."""
    marks = [mark for mark in clause.marks if mark.role is not Role.EACH]
    roles = [mark.role for mark in marks]
    if Role.COMPARE in roles or roles.count(Role.NUMBER) != 2 or roles.count(Role.ITEM) != 1:
        return ()
    low, high = (mark for mark in marks if mark.role is Role.NUMBER)
    item = marks[roles.index(Role.ITEM)]
    tokens = clause.sentence.tokens
    opens = tokens[low.start - 1].text if low.start else ""
    between = [token.text for token in tokens[low.end : high.start]]
    if (opens, between) not in (("between", ["and"]), ("from", ["to"])):
        return ()
    if low.number is None or high.number is None or not _alike(low.number, high.number):
        return ()
    whole = Linear.total(tuple(range(everything)))
    return tuple(
        Relation(
            Linear.total(item.items),
            comparison,
            whole.times(quantity(number)),
            clause.sentence.index,
            kind="share",
        )
        for number, comparison in (
            (low.number, Comparison.AT_LEAST),
            (high.number, Comparison.AT_MOST),
        )
    )


def _alike(low: Number, high: Number) -> bool:
    """Whether two shares are the ends of a range."""
    return low.kind in _PARTS and low.kind is high.kind and low.value < high.value


def _leads_to_sum(clause: Clause, place: int, everything: int) -> bool:
    """Whether more stands behind a comparison's figure than a role of the figure alone can tell.

    That is a distance ("at least 4 more than half of the vans"), a product ("at least 2x"), and a
    sum ("at least 10 vans and cars combined", "at most the cars plus 4").
    """
    marks = clause.marks
    ahead = marks[place + 1 : place + 3]
    if len(ahead) == 2 and ahead[0].role is Role.NUMBER:
        above = ahead[1].role is Role.COMPARE and ahead[1].strict
        if above and ahead[1].start - ahead[0].end <= _UNIT_WORDS:
            return True
        if ahead[1].role is Role.ITEM and _is_product(clause, ahead[0], ahead[1]):
            return any(mark.role is Role.ITEM for mark in marks[:place])
    if len(ahead) == 2 and Role.ITEM is ahead[0].role and ahead[1].role in (Role.PLUS, Role.MINUS):
        return True
    if not ahead or ahead[0].role not in _BEFORE_LIST:
        return False
    named: list[int] = []
    passed = 1
    while place + passed < len(marks) and marks[place + passed].role in _BEFORE_LIST:
        passed += 1
    for mark in marks[place + passed :]:
        if not named and mark.role in (Role.AND, Role.COMMA):
            return False  # "20 sacks or more, and oats and rye together …"
        if mark.role is Role.ITEM:
            named += mark.items
        elif mark.role is Role.SUM:
            return 1 < len(set(named)) < everything
        elif mark.role not in (Role.AND, Role.COMMA):
            break
    return False


def _is_product(clause: Clause, number: Atom, item: Atom) -> bool:
    """Whether nothing, not even a blank, stands between: "2x"."""
    tokens = clause.sentence.tokens
    return tokens[number.end - 1].end == tokens[item.start].start


def _after_last_number(marks: list[Atom]) -> list[Atom]:
    """The marks of the last statement: behind the last number and the joint that follows it."""
    numbers = [place for place, mark in enumerate(marks) if mark.role is Role.NUMBER]
    if not numbers:
        return marks
    rest = marks[numbers[-1] + 1 :]
    joints = [place for place, mark in enumerate(rest) if mark.role in (Role.AND, Role.COMMA)]
    return rest[joints[0] + 1 :] if joints else []


def _is_subject(tokens: Sequence[Token], place: int, compare: Atom) -> bool:
    """Whether a verb leads from what ends at `place` to a comparison: "B *is* capped at"."""
    return any(
        token.text in lexicon.AUXILIARIES or is_verb(tokens, place + index)
        for index, token in enumerate(tokens[place : compare.start])
    )


class _Site:
    """One comparison with the marks on both sides of it."""

    def __init__(self, clause: Clause, marks: Sequence[Atom], place: int, everything: int) -> None:
        self.clause = clause
        self.compare = marks[place]
        self.everything = tuple(range(everything))
        start = place
        while start > 0 and marks[start - 1].role not in (Role.COMPARE, Role.BREAK):
            start -= 1
        stop = place + 1
        while stop < len(marks) and marks[stop].role not in (Role.COMPARE, Role.BREAK):
            stop += 1
        self.left = list(marks[start:place])
        if start > 0 and marks[start - 1].role is Role.COMPARE:
            self.left = _after_last_number(self.left)  # the rest belongs to the comparison before
        self.right = self._before_reason(marks[place + 1 : stop])
        if stop < len(marks) and marks[stop].role is Role.COMPARE:
            self.right = self._before_next(self.right, marks[stop])
        self.number: Number | None = None
        self.behind: list[Atom] = self.right
        for index, mark in enumerate(self.right):
            if mark.role is Role.ITEM:
                break
            if mark.role is Role.NUMBER and mark.number is not None:
                self.number = mark.number
                self.behind = self.right[index + 1 :]
                break

    @property
    def is_plain(self) -> bool:
        """Whether the right side is a plain amount: no factor of another item."""
        if self.number is None:
            return False
        if self.number.kind in _PARTS:
            return False
        if self.number.kind is NumberKind.MULTIPLE and not self._items(self.behind):
            return not self._says_as()  # "may be used 14 times"
        return not (self._is_factor or self._offset() is not None)

    @property
    def content(self) -> Number | None:
        """The percentage of a comparison in which no item has a part."""
        percent = self.number is not None and self.number.kind is NumberKind.PERCENT
        return self.number if percent and not self._items(self.right) else None

    @property
    def is_asked(self) -> bool:
        """Read "how many guests, at most, can be served?": it asks, and compares nothing."""
        sentence = self.clause.sentence
        words = [token.text for token in sentence.tokens[self.compare.start : self.compare.end]]
        figures = any(mark.role is Role.NUMBER for mark in self.right)
        return sentence.question and not figures and words in (["at", "most"], ["at", "least"])

    @property
    def is_wish(self) -> bool:
        """Read "she prefers more tulips than roses": what somebody likes binds nobody."""
        before = self.clause.sentence.tokens[max(0, self.compare.start - 5) : self.compare.start]
        return self.number is None and any(t.text.startswith("prefer") for t in before)

    @property
    def _is_factor(self) -> bool:
        number = self.number
        if number is None:
            return True
        if number.kind in (NumberKind.MULTIPLE, *_PARTS):
            return True
        return bool(self.behind) and (
            self.behind[0].role is Role.TIMES or self._is_as_many(self.behind[0])
        )

    def _is_as_many(self, mark: Atom) -> bool:
        """Whether a mark is the "as" of "as many as", and not of "as the law demands"."""
        near = self.clause.sentence.tokens[mark.start : mark.start + 4]
        return mark.role is Role.AS and any(t.text in ("many", "much") for t in near)

    def _items(self, marks: Sequence[Atom]) -> list[tuple[int, ...]]:
        return [mark.items for mark in marks if mark.role is Role.ITEM]

    def _last_list(self) -> tuple[int, ...]:
        """The items named last before the comparison, a list of them as one."""
        found: list[int] = []
        first: int | None = None
        for mark in reversed(self.left):
            if mark.role is not Role.ITEM:
                continue
            if first is not None and not self._adjacent(mark.end, first):
                break
            found = [*mark.items, *found]
            first = mark.start
        return tuple(dict.fromkeys(found))

    def _adjacent(self, start: int, stop: int) -> bool:
        between = self.clause.sentence.tokens[start:stop]
        return all(token.text in _JOINTS for token in between)

    def _before_next(self, marks: list[Atom], following: Atom) -> list[Atom]:
        """The marks without the subject of the next comparison: "… of C, and B is capped at"."""
        named = [index for index, mark in enumerate(marks) if mark.role is Role.ITEM]
        tokens = self.clause.sentence.tokens
        if len(named) < 2 or not _is_subject(tokens, marks[named[-1]].end, following):
            return marks
        first = named[-1]
        for index in reversed(named[1:-1]):
            between = [t.text for t in tokens[marks[index].end : marks[first].start]]
            if "," in between or not self._adjacent(marks[index].end, marks[first].start):
                break
            first = index
        while first and marks[first - 1].role in (Role.AND, Role.COMMA):
            first -= 1
        return marks[:first]

    def _before_reason(self, marks: Sequence[Atom]) -> list[Atom]:
        """The marks up to a reason: "…, because small ones are easier to carry"."""
        tokens = self.clause.sentence.tokens
        kept = []
        for mark in marks:
            before = tokens[self.compare.end : mark.start]
            if any(token.text in ("because", "since", "due") for token in before):
                break
            kept.append(mark)
        return kept

    def weighted(self) -> Relation | None:
        """Read "twice the hours of X plus those of Y cannot exceed 250"."""
        if not self.is_plain or self.number is None:
            return None
        if not any(m.role in (Role.NUMBER, Role.PLUS, Role.MINUS) for m in self.left):
            return None
        if self._states():
            return None
        for place, mark in enumerate(self.left):
            if mark.role not in (Role.NUMBER, Role.ITEM, Role.SUM, Role.DIFFERENCE):
                continue
            form = Expression(
                self.left, place, len(self.left), everything=len(self.everything)
            ).parse()
            form = self._without_noughts(form) if form is not None else None
            if form is not None and self._is_whole(form, place):
                comparison = self.compare.comparison or Comparison.EQUAL
                right = Linear.constant(quantity(self.number))
                sentence = self.clause.sentence.index
                return Relation(form, comparison, right, sentence, "sum", self.compare.strict)
        return None

    def _states(self) -> bool:
        """Whether a statement stands before the comparison: "8 vans are there, cars too, but"."""
        places = [mark for mark in self.left if mark.role in (Role.NUMBER, Role.ITEM)]
        if len(places) < 2:
            return False
        between = self.clause.sentence.tokens[places[0].start : places[-1].start]
        return any(token.text in _STATING for token in between)

    def _without_noughts(self, form: Linear) -> Linear:
        """The form without what "none for plays" says to count for nothing."""
        tokens = self.clause.sentence.tokens
        nought = {
            item
            for mark in self.left
            if mark.role is Role.ITEM
            and any(t.text in _NOUGHT for t in tokens[max(0, mark.start - _LED) : mark.start])
            for item in mark.items
        }
        return Linear(tuple(term for term in form.terms if term.item not in nought))

    def _is_whole(self, form: Linear, place: int) -> bool:
        """Whether a form has every item once, and every factor from `place` on."""
        told = [mark.number for mark in self.left[place:] if mark.role is Role.NUMBER]
        once = len(form.items) == len(form.terms) > 1
        return once and set(told) == set(form.numbers)

    def relation(self) -> Relation | None:
        """What the comparison says, or None."""
        offset = self._offset()
        if offset is not None:
            return offset
        before = self._last_list()
        after = self._items(self.behind)
        amount = quantity(self.number) if self.number is not None else ONE
        whole = self._speaks_of_whole()
        if len(after) >= 2 and self._is_factor and self._says_than():
            return self._make(after[0], amount, after[1])
        if self._is_part and len(after) == 1 and before == after[0]:
            return self._make(before, amount, self.everything)  # "as A is dear, at most 40% be A"
        if before and after and not (whole and self._is_part):
            return self._make(before, amount, tuple(i for items in after for i in items))
        if before and (whole or self._is_part):
            return self._make(before, amount, self.everything)
        if self._is_part and after and not self._says_as():
            return self._make(after[0], amount, self.everything)
        return None

    def _make(
        self, left: tuple[int, ...], amount: Quantity, right: tuple[int, ...]
    ) -> Relation | None:
        if not left or not right or left == right:
            return None
        if set(left) & set(right) and set(right) != set(self.everything):
            return None
        comparison = self.compare.comparison or Comparison.EQUAL
        return Relation(
            Linear.total(left),
            comparison,
            Linear.total(right).times(amount),
            self.clause.sentence.index,
            kind="share" if set(right) == set(self.everything) else "ratio",
            strict=self.compare.strict,
        )

    @property
    def _is_part(self) -> bool:
        return self.number is not None and self.number.kind in _PARTS

    def _says_as(self) -> bool:
        return any(mark.role is Role.AS for mark in self.behind)

    def _says_than(self) -> bool:
        if any(mark.role in (Role.THAN, Role.AS) for mark in self.right):
            return True
        items = [mark for mark in self.behind if mark.role is Role.ITEM]
        if len(items) < 2:
            return False
        between = self.clause.sentence.tokens[items[0].end : items[1].start]
        return any(token.text == "to" for token in between)

    def _speaks_of_whole(self) -> bool:
        """Whether a share is one of the total: "40% of all bikes", "a third of the total"."""
        if self.number is None:
            return False
        return any(mark.role in (Role.ALL, Role.SUM) for mark in self.behind[:2])

    def _offset(self) -> Relation | None:
        """Read "at least 10 more vans than trucks"."""
        number = self.number
        if number is None or number.kind is not NumberKind.PLAIN or not self.behind:
            return None
        role = self.behind[0].role
        if role not in (Role.MORE, Role.FEWER):
            return None
        after = self._items(self.behind)
        before = self._last_list()
        pair = (after[0], after[1]) if len(after) == 2 else (before, after[0]) if after else None
        if pair is None or not pair[0] or pair[0] == pair[1]:
            return None
        comparison = self.compare.comparison or Comparison.EQUAL
        first, second = pair if role is Role.MORE else (pair[1], pair[0])
        return Relation(
            Linear.total(first).minus(Linear.total(second)),
            comparison,
            Linear.constant(quantity(number)),
            self.clause.sentence.index,
            kind="difference",
            strict=self.compare.strict,
        )
