"""A place where two things are compared, as the relation clause types see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.facts import Comparison, Fact, Linear
from optimoot.agents.builtin.linear import Expression
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.text import Token


@dataclass(frozen=True, slots=True)
class Site:
    """One comparison of a clause.

    Attributes:
        marks: The clause's atoms without plain words.
        start: Index of the first mark that can belong to the left side.
        at: Index of the comparison.
        stop: Index after the last mark that can belong to the right side.
        everything: How many items there are.
        family: Stems of nouns that stand for any item.
    """

    clause: Clause
    marks: tuple[Atom, ...]
    start: int
    at: int
    stop: int
    everything: int
    family: frozenset[str] = frozenset()

    @property
    def comparison(self) -> Comparison:
        """The comparison as written."""
        return self.marks[self.at].comparison or Comparison.EQUAL

    @property
    def strict(self) -> bool:
        """Whether it excludes equality."""
        return self.marks[self.at].strict

    @property
    def sentence(self) -> int:
        """Index of the sentence."""
        return self.clause.sentence.index

    def role(self, place: int) -> Role | None:
        """Role of the mark at `place`, None beyond the site."""
        return self.marks[place].role if self.start <= place < self.stop else None

    def expression(self, place: int, stop: int | None = None, *, lists: bool = True) -> Expression:
        """A parser of linear expressions from `place` on."""
        limit = self.stop if stop is None else stop
        return Expression(self.marks, place, limit, everything=self.everything, lists=lists)

    def left(self) -> tuple[Linear, int] | None:
        """The left side, an expression that ends at the comparison, and where it begins."""
        for place in range(self.start, self.at):
            if self.marks[place].role not in _OPENERS:
                continue
            parser = self.expression(place, self.at)
            form = parser.parse()
            if form is None or not form.items or not self._reaches(parser.place):
                continue
            if all(term.item is not None for term in form.terms) and not _repeats(form):
                return form, place
        return None

    def _reaches(self, place: int) -> bool:
        return all(
            mark.role in _TRAILING or (mark.role is Role.BY and self._is_passive(mark))
            for mark in self.marks[place : self.at]
        )

    def _is_passive(self, mark: Atom) -> bool:
        """Whether a "by" tells who does it: "X must be served by (at least 4 rounds)"."""
        before = self.clause.sentence.tokens[max(0, mark.start - 2) : mark.start]
        texts = [token.text for token in before]
        return texts[:1] == ["be"] and texts[-1].endswith("ed") and not _CHANGES & set(texts)

    def items_before(self) -> bool:
        """Whether an item is mentioned on the left side."""
        return any(mark.role is Role.ITEM for mark in self.marks[self.start : self.at])

    def between(self, first: int, second: int) -> tuple[Token, ...]:
        """The tokens between two marks."""
        return self.clause.words(self.marks[first].end, self.marks[second].start)

    def after(self, place: int) -> tuple[Token, ...]:
        """The tokens between a mark and the next one, or the end of the sentence."""
        tokens = self.clause.sentence.tokens
        end = self.marks[place + 1].start if place + 1 < len(self.marks) else len(tokens)
        return tokens[self.marks[place].end : end]

    def before(self, place: int) -> tuple[Token, ...]:
        """The tokens between a mark and the one before it."""
        start = self.marks[place - 1].end if place else 0
        return self.clause.words(start, self.marks[place].start)


def _repeats(form: Linear) -> bool:
    """Whether an item is simply counted twice, as only a misreading does."""
    bare = [term.item for term in form.terms if term.quantity.factor > 0]
    return len(set(bare)) < len(bare)


@dataclass(frozen=True, slots=True)
class Found:
    """What a clause type read at a site.

    Attributes:
        facts: Their meaning.
        begin: Index of the first mark that was used.
        end: Index of the first mark after it that was not used.
    """

    facts: tuple[Fact, ...]
    begin: int
    end: int


SiteReader = Callable[[Site], Found | None]

_CHANGES = frozenset("exceeded increased reduced decreased outnumbered raised lowered".split())
_OPENERS = frozenset({Role.ITEM, Role.NUMBER, Role.DIFFERENCE, Role.SUM, Role.OPEN, Role.ALL})
_TRAILING = frozenset(
    {
        Role.AND,
        Role.COMMA,
        Role.SUM,
        Role.EACH,
        Role.ALL,
        Role.CLOSE,
        Role.AS,
        Role.BREAK,
        Role.MORE,
        Role.RESPECTIVELY,
    }
)
