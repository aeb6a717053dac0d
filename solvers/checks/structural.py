"""Numbers of the text that are no data: they count, name or date what the model is about.

A Number is taken for one of these only on evidence that stands in the text around it. That its
value happens to be the size of a set is none: "at least 2 rye" may be a lost limit where there
are two breads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from optimoot.formulation import Formulation, IndexSet
from optimoot.problem import Number, NumberKind, Problem
from optimoot.program import Program
from optimoot.solvers.checks.words import spaced, stem
from optimoot.symbols import parts

_COMPARED = re.compile(
    r"(?:\b(?:least|most|minimum|maximum|exactly|exceeds?|exceeded|exceeding|below|above|under|over|"
    r"less|more|fewer|greater|than|limit(?:ed)?|cap(?:ped)?|equals?|only|within|by|times|"
    r"takes|requires|needs|uses|costs|contains|consumes|yields|earns|gives|up\s+to)"
    r"(?:\s+(?:to|of|the|a|an|be|is|than|at))*|[<>=≤≥+*/-])\s*$",
    re.IGNORECASE,
)
"""Words and signs before a Number that make it a bound, a rate or an operand."""
_COMPARED_AFTER = re.compile(
    r"^\s*(?:or\s+(?:more|less|fewer)|at\s+(?:least|most)|times|%)", re.IGNORECASE
)
_CLASSES = frozenset(
    "type types kind kinds sort sorts variety varieties category categories class classes "
    "different distinct possible separate following main various options choices alternatives "
    "models styles brands ways methods rules".split()
)
_PERIODS = frozenset(
    "period periods day days week weeks month months quarter quarters year years hour hours shift "
    "shifts stage stages step steps time".split()
)
_POSITIONS = _PERIODS | frozenset(
    "node nodes city cities job jobs machine machines task tasks site sites location locations "
    "plant plants warehouse warehouses customer customers project projects item items product "
    "products worker workers".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:in|year|since|until|during|by|fy|from|of)\s*$", re.IGNORECASE)
_UNIT_LIKE = re.compile(r"^\s*[^\W\d_]")
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n\s*\n")
_LEAD_IN = re.compile(
    r"^(?:[\s-]+[^\W\d_]+){1,4}?\s*(?:[:,(–—]|"
    r"\bnamely\b|\bnamed\b|\bcalled\b|\bare\b)"
)
_LIST = re.compile(
    r"(?P<noun>[^\W\d_]+)\s+(?:\d+\s*(?:,|and|or|to|through|\.\.+|-|–|&|\s)\s*(?:and\s+)?)*$"
)
_REFERRED = re.compile(r"\b(?:all|both|the|these|those)\s+$", re.IGNORECASE)
_SPAN = re.compile(r"\b(?:over|for|within|next|of|across)(?:\s+(?:the|next|a))*\s+$", re.IGNORECASE)
_NEAR = 160


class Structure:
    """What a Formulation's sets and decisions explain of a text's Numbers.

    Args:
        problem: The text.
        formulation: The model.
        program: Its data, with the members of sets that come from tables.
    """

    def __init__(self, problem: Problem, formulation: Formulation, program: Program) -> None:
        self._text = problem.text
        self._sets = [_Named(s, _members(s, program)) for s in formulation.sets]
        scalars = [v.name for v in formulation.variables if not v.index]
        self._groups: list[tuple[int, Sequence[str], frozenset[str]]] = [
            (len(s.members), s.labels, s.words) for s in self._sets
        ]
        if scalars:
            self._groups.append((len(scalars), scalars, _common_words(scalars)))
        names = [text for s in self._sets for text in s.labels]
        names += [text for v in formulation.variables for text in (v.name, v.meaning)]
        self._names = tuple(spaced(name) for name in names if re.search(r"\d", name))
        self._phrases = tuple(_occurrences(self._text, self._sets))

    def explains(self, number: Number) -> bool:
        """Whether the text itself shows that the Number only counts, names or dates."""
        if number.kind is NumberKind.ORDINAL:
            return True
        if number.kind not in (NumberKind.PLAIN, NumberKind.COUNT_WORD):
            return self._is_in_member(number)
        return (
            self._is_year(number)
            or self._is_in_member(number)
            or self._names_member(number)
            or self._is_in_name(number)
            or self._is_span(number)
            or self._is_count(number)
            or self._is_each(number)
        )

    def is_compared(self, number: Number) -> bool:
        """Whether the words around the Number make it a bound or an operand."""
        before, after = self._before(number), self._after(number)
        return bool(_COMPARED.search(before) or _COMPARED_AFTER.search(after))

    def _is_year(self, number: Number) -> bool:
        plain = re.fullmatch(r"(?:1[89]|20)\d\d", number.text) is not None
        followed = _UNIT_LIKE.search(self._after(number).split("\n")[0][:12])
        by_word = _YEAR.search(self._before(number)) is not None
        return plain and by_word and (followed is None or "year" in self._before(number)[-8:])

    def _is_in_member(self, number: Number) -> bool:
        """A member's own words stand around the Number: "machine 2", "30-day ticket"."""
        return any(start <= number.start and number.end <= end for start, end in self._phrases)

    def _names_member(self, number: Number) -> bool:
        """The Number is a whole-number member, after the noun that such members go by."""
        listed = _LIST.search(self._before(number))
        if listed is None:
            return False
        noun = listed["noun"].casefold()
        for named in self._sets:
            if number.value not in named.numbers:
                continue
            if stem(noun) in named.words or noun in _POSITIONS:
                return True
        return False

    def _is_span(self, number: Number) -> bool:
        """All of a set's numbered members: "over 3 months", "for the next 4 weeks"."""
        words = [word.casefold() for word in _WORD.findall(self._after(number)[:40])][:1]
        if not words or _SPAN.search(self._before(number)) is None:
            return False
        return any(
            named.numbers and number.value == len(named.members)
            for named in self._sets
            if words[0] in _PERIODS or stem(words[0]) in named.words
        )

    def _is_each(self, number: Number) -> bool:
        """Whether it says that one thing is spoken of: "one cup takes …"."""
        return number.text.casefold() == "one" and not self.is_compared(number)

    def _is_in_name(self, number: Number) -> bool:
        """The Number with the word after it is part of what a decision is called: "12-inch"."""
        after = re.match(r"[\s-]*([^\W\d_]+)", self._after(number))
        if after is None or self.is_compared(number):
            return False
        phrase = f" {spaced(number.text + ' ' + after[1])} "
        return any(phrase in f" {name} " for name in self._names)

    def _is_count(self, number: Number) -> bool:
        """The Number is directly followed by the things that it counts."""
        if self.is_compared(number):
            return False
        after = _sentence(self._after(number))
        words = [word.casefold() for word in _WORD.findall(after[:80])][:4]
        if _CLASSES & set(words[:2]):
            return True
        for size, labels, nouns in self._groups:
            if number.value != size or not words:
                continue
            if _REFERRED.search(self._before(number)):
                return True
            if nouns & {stem(word) for word in words[:3]} and not self._is_measured(words):
                return True
            if _LEAD_IN.search(after) and _mentioned(labels, after) >= min(2, size):
                return True
        return False

    def _is_measured(self, words: Sequence[str]) -> bool:
        """Periods count only where the model has a set of numbered ones."""
        return words[0] in _PERIODS and not any(named.numbers for named in self._sets)

    def _before(self, number: Number) -> str:
        return self._text[max(0, number.start - _NEAR) : number.start]

    def _after(self, number: Number) -> str:
        return self._text[number.end : number.end + _NEAR]


class _Named:
    """A set as the text may speak of it."""

    def __init__(self, index_set: IndexSet, members: Sequence[object]) -> None:
        self.members = members
        flat = [part for member in members for part in _parts(member)]
        self.labels = list(dict.fromkeys(str(part) for part in flat if isinstance(part, str)))
        self.numbers = {float(part) for part in flat if isinstance(part, int)}
        self.numbers |= {float(text) for text in self.labels if text.isdigit()}
        words = _WORD.findall(f"{index_set.name} {index_set.meaning}".replace("_", " "))
        self.words = frozenset(stem(word.casefold()) for word in words if len(word) > 2)


def _members(index_set: IndexSet, program: Program) -> Sequence[object]:
    found = program.data.get(index_set.name)
    return found if isinstance(found, list) else index_set.members


def _parts(member: object) -> Sequence[object]:
    if isinstance(member, list | tuple):
        return member
    return parts(member) if isinstance(member, str | int) else (member,)


def _occurrences(text: str, sets: Sequence[_Named]) -> Iterator[tuple[int, int]]:
    """Where members with a figure among their words stand in the text."""
    for label in dict.fromkeys(label for named in sets for label in named.labels):
        if not (re.search(r"\d", label) and re.search(r"[^\W\d_]", label)):
            continue
        words = [re.escape(word) for word in spaced(label).split()]
        pattern = r"(?<!\w)" + r"[\s_-]*".join(words) + r"(?!\w)"
        yield from (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def _common_words(names: Sequence[str]) -> frozenset[str]:
    """The words that all the names share: "table" of `table_1` and `table_2`."""
    found = [{stem(w) for w in spaced(name).split() if len(w) > 2} for name in names]
    return frozenset(set.intersection(*found)) if len(found) > 1 else frozenset()


def _mentioned(labels: Sequence[str], text: str) -> int:
    """How many of the labels stand in the text, plural or not."""
    stems = {stem(word.casefold()) for word in _WORD.findall(text)}
    return sum(
        any(stem(word) in stems for word in spaced(label).split() if not word.isdigit())
        for label in labels
    )


def _sentence(text: str) -> str:
    end = _SENTENCE_END.search(text)
    return text[: end.start()] if end else text
