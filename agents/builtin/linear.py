"""Linear expressions in words: "twice the units of X plus those of Y", "the difference between …".

A recursive descent over the atoms of a clause; plain words between them are passed over. The
grammar:

    sum        ::= operand { ("plus" | "and" | ",") operand | "minus" operand
                             | "subtracted from" operand }
    operand    ::= difference | total | factor operand | mention | constant | "(" sum ")"
    difference ::= "difference" side ("and" | "minus") side
    total      ::= "sum" | "both" | "all"   followed by a list of operands
    factor     ::= a multiple, a fraction, a percentage, or a number that stands before a mention
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.builtin.atoms import Atom, is_number_kind
from optimoot.agents.builtin.facts import Linear, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.problem import NumberKind

_FACTOR_KINDS: Final = (NumberKind.MULTIPLE, NumberKind.FRACTION, NumberKind.PERCENT)
_SKIPPED: Final = frozenset({Role.AS, Role.EACH})
_STARTS: Final = frozenset({Role.ITEM, Role.NUMBER, Role.DIFFERENCE, Role.SUM, Role.OPEN, Role.ALL})
_DEPTH: Final = 12
_REACH: Final = 16
"""Marks within which the two sides of a difference are looked for in every way."""


class Expression:
    """Parses marks from `place` on; `place` moves past what was understood."""

    def __init__(
        self,
        marks: Sequence[Atom],
        place: int,
        stop: int,
        *,
        everything: int,
        lists: bool = True,
    ) -> None:
        """Set the range of marks to parse.

        Args:
            marks: Atoms of a clause without its plain words.
            place: Where to begin.
            stop: Where to end at the latest.
            everything: How many items there are, for "all" with no list behind it.
            lists: Whether a comma or "and" adds, as in words; in algebra only signs do.
        """
        self.lists = lists
        self.marks = marks
        self.place = place
        self.stop = stop
        self.everything = everything
        self.depth = 0

    def parse(self) -> Linear | None:
        """A sum from the present place on, or None (then the place is undefined)."""
        return self._sum()

    # ------------------------------------------------------------------ looking

    def _role(self, ahead: int = 0) -> Role | None:
        place = self.place + ahead
        return self.marks[place].role if place < self.stop else None

    def _skip(self) -> None:
        while self._role() in _SKIPPED:
            self.place += 1

    def _operand_follows(self, ahead: int) -> bool:
        """Whether an operand begins `ahead` marks on, and is no statement of its own."""
        if not self.lists:
            return False
        place = self.place + ahead
        while place < self.stop and self.marks[place].role in (Role.COMMA, Role.AND, *_SKIPPED):
            place += 1
        if place >= self.stop or self.marks[place].role not in _STARTS:
            return False
        if self.marks[place].role is Role.ALL and not self._lists_after(place):
            return False
        return any(mark.role is Role.ITEM for mark in self.marks[place : self.stop])

    def _lists_after(self, place: int) -> bool:
        return place + 1 < self.stop and self.marks[place + 1].role in (Role.ITEM, Role.NUMBER)

    # ------------------------------------------------------------------ grammar

    def _sum(self) -> Linear | None:
        if self.depth > _DEPTH:
            return None
        self.depth += 1
        left = self._operand()
        while left is not None:
            following = self._continue(left)
            if following is None:
                break
            left = following
        self.depth -= 1
        return left

    def _continue(self, left: Linear) -> Linear | None:
        """What follows an operand: one more operation, or None at the end."""
        start = self.place
        if self._role() is Role.COMMA and self._role(1) in (
            Role.PLUS,
            Role.MINUS,
            Role.SUBTRACTED,
        ):
            self.place += 1
        role = self._role()
        if role in (Role.AND, Role.COMMA) and self._role(1) in (Role.MINUS, Role.PLUS):
            self.place += 1
            role = self._role()
        if role is Role.SUM and self._role(1) in (Role.PLUS, Role.MINUS, Role.AND, Role.COMMA):
            self.place += 1
            role = self._role()
        if role is Role.PLUS or (role in (Role.AND, Role.COMMA) and self._operand_follows(1)):
            self._pass_links()
            right = self._operand()
            if right is not None:
                return left.plus(right)
        elif role is Role.MINUS or (role is Role.FEWER and self._is_subtrahend(1)):
            self.place += 1
            right = self._group() if self._role() in (Role.SUM, Role.ALL) else self._operand()
            if right is not None:
                return left.minus(right)
        elif role is Role.SUBTRACTED:
            self.place += 1
            right = self._operand()
            if right is not None:
                return right.minus(left)
        self.place = start
        return None

    def _is_subtrahend(self, ahead: int) -> bool:
        """Whether "X less twice Y" goes on: an item, or a multiple of one."""
        place = self.place + ahead
        if self._role(ahead) is Role.ITEM:
            return True
        multiple = place < self.stop and is_number_kind(self.marks[place], *_FACTOR_KINDS)
        return multiple and self._role(ahead + 1) is Role.ITEM

    def _pass_links(self) -> None:
        while self._role() in (Role.PLUS, Role.AND, Role.COMMA):
            self.place += 1

    def _operand(self) -> Linear | None:
        if self.depth > _DEPTH:
            return None
        self._skip()
        role = self._role()
        if role is Role.DIFFERENCE:
            if self._role(1) is Role.AS:  # "the difference, measured as X minus Y"
                self.place += 2
                return self._sum()
            return self._difference()
        if role is Role.SUM:
            self.place += 1
            return self._operand()
        if role is Role.ALL:
            return self._group()
        if role is Role.ITEM:
            return self._mention()
        if role is Role.NUMBER:
            return self._number()
        if role is Role.OPEN:
            return self._bracket()
        return None

    def _bracket(self) -> Linear | None:
        self.place += 1
        inner = self._sum()
        if inner is None or self._role() is not Role.CLOSE:
            return None
        self.place += 1
        return inner

    def _mention(self) -> Linear:
        mark = self.marks[self.place]
        self.place += 1
        form = Linear.total(mark.items)
        if self._role() is Role.TIMES and self._role(1) is Role.NUMBER:
            factor = self.marks[self.place + 1].number  # "X multiplied by 3"
            if factor is not None:
                self.place += 2
                return form.times(quantity(factor))
        return self._doubled(form)

    def _doubled(self, form: Linear) -> Linear:
        """Read "X (doubled)" and "X, doubled,"."""
        opened = self._role() in (Role.OPEN, Role.COMMA)
        place = self.place + opened
        mark = self.marks[place] if place < self.stop else None
        if mark is None or mark.number is None or not mark.number.text.lower().endswith("ed"):
            return form
        if not is_number_kind(mark, NumberKind.MULTIPLE):
            return form
        closed = place + 1 < self.stop and self.marks[place + 1].role in (Role.CLOSE, Role.COMMA)
        self.place = place + 1 + (opened and closed)
        return form.times(quantity(mark.number))

    def _number(self) -> Linear | None:
        mark = self.marks[self.place]
        if mark.number is None:
            return None
        amount = quantity(mark.number)
        is_factor = is_number_kind(mark, *_FACTOR_KINDS)
        if not is_factor and not self._counts_what_follows():
            self.place += 1
            return Linear.constant(amount)
        self.place += 1
        self._skip()
        if self._role() is Role.SUM or self._role() is Role.ALL:
            inner = self._group()
        else:
            inner = self._operand()
        return inner.times(amount) if inner is not None else None

    def _counts_what_follows(self) -> bool:
        """Whether a plain number multiplies the mention right behind it: "3 units of X"."""
        ahead = 1
        while self._role(ahead) in _SKIPPED:
            ahead += 1
        return self._role(ahead) is Role.ITEM or (
            self._role(ahead) is Role.OPEN and self._role(ahead + 1) is Role.ITEM
        )

    def _group(self) -> Linear | None:
        """A list whose members are added: "the sum of X, Y and Z", "both X and Y"."""
        while self._role() in (Role.SUM, Role.ALL):
            self.place += 1
        start = self.place
        form = self._operand() if self._role() in _STARTS else None
        if form is None:
            self.place = start
            return Linear.total(tuple(range(self.everything)))
        while self._role() in (Role.AND, Role.COMMA) and self._member_follows():
            self._pass_links()
            right = self._operand()
            if right is None:
                break
            form = form.plus(right)
        if self._role() is Role.SUM:
            self.place += 1
        return form

    def _member_follows(self) -> bool:
        ahead = 1
        while self._role(ahead) in (Role.AND, Role.COMMA, *_SKIPPED):
            ahead += 1
        return self._role(ahead) in (Role.ITEM, Role.NUMBER)

    def _difference(self) -> Linear | None:
        self.place += 1
        start = self.place
        left = self._side()
        if left is None or self._role() not in (Role.AND, Role.MINUS, Role.COMMA):
            return self._split_difference(start)
        self._pass_links()
        if self._role() is Role.MINUS:
            self.place += 1
        right = self._side(last=True)
        return left.minus(right) if right is not None else None

    def _split_difference(self, start: int) -> Linear | None:
        """Read "the sum of X and Y and that of Z", where the first side took too much."""
        reach = range(start, min(self.stop, start + _REACH))
        joints = [place for place in reach if self.marks[place].role is Role.AND]
        for split in reversed(joints):
            inner = Expression(self.marks, start, split, everything=self.everything)
            left = inner.parse()
            if left is None or inner.place != split:
                continue
            self.place = split + 1
            right = self._side(last=True)
            if right is not None:
                return left.minus(right)
        return None

    def _side(self, *, last: bool = False) -> Linear | None:
        """One side of a difference; "and" does not continue it, unless it is a sum."""
        self._skip()
        grouped = self._role() in (Role.SUM, Role.ALL)
        side = self._group() if grouped else self._operand()
        while side is not None and self._role() is Role.PLUS and not last:
            self.place += 1
            right = self._operand()
            if right is None:
                return None
            side = side.plus(right)
        return side
