"""Reading a text with one cast: every clause type in turn, each taking what it understands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from optimoot.agents.builtin.activities import Activities
from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.clauses import (
    blend,
    boosts,
    bounds_list,
    definition,
    goal,
    limits,
    order,
    ranges,
    rates,
)
from optimoot.agents.builtin.clauses.boosts import Boost
from optimoot.agents.builtin.clauses.registry import COMPARISONS
from optimoot.agents.builtin.columns import MONEY_UNITS, money_side
from optimoot.agents.builtin.continuations import continued, of_pronoun
from optimoot.agents.builtin.ellipsis import restored
from optimoot.agents.builtin.facts import Comparison, Goal, Limit, Linear, Rate, Relation, quantity
from optimoot.agents.builtin.grid_facts import read_grid
from optimoot.agents.builtin.grids import Grid
from optimoot.agents.builtin.items import Cast
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.measures import bases, single_nouns
from optimoot.agents.builtin.site import Found, Site
from optimoot.agents.builtin.statements import JOINTS, right_end, statements
from optimoot.agents.builtin.tagging import Tagger
from optimoot.agents.builtin.text import Sentence
from optimoot.problem import Number

_LARGEST_COUNT: Final = 6
_GROUNDS: Final = frozenset("since because as".split())
_GROUND_REACH: Final = 14


@dataclass
class Interpretation:
    """What a text says, read with one cast.

    Attributes:
        bases: Stems of the nouns that rates are stated for ("shift" in "each shift costs …").
        used: How often each Number was used, by id.
        no_data: Ids of the Numbers that count what is listed, or stand in an explanation.
        defined: Stems of the words that name each measure defined by a formula.
        unread_grids: Heads of the tables that neither rows nor columns join with the items.
        heads: Cells at the heads of the tables that were read, in lower case.
        stated_for: Ids of the Numbers that other figures are stated for: "100 grams cost $2".
        activities: What the terms of rates, relations and limits speak of.
        boosts: Rates that money raises or lowers, as told.
        boosted: The same as rates of activities.
        unsettled: What is not clear where each item has two decisions.
        leftover: Numbers that no clause type took, with their clauses.
        unread: Comparisons that no clause type took, with their clauses.
        passed: Marks beside comparisons that were read, which no clause type took.
    """

    cast: Cast
    clauses: tuple[Clause, ...]
    activities: Activities
    rates: list[Rate] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    goals: tuple[Goal, ...] = ()
    bases: set[str] = field(default_factory=set)
    used: dict[str, int] = field(default_factory=dict)
    no_data: set[str] = field(default_factory=set)
    defined: set[frozenset[str]] = field(default_factory=set)
    unread_grids: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    stated_for: set[str] = field(default_factory=set)
    boosts: list[Boost] = field(default_factory=list)
    boosted: list[Rate] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)
    leftover: list[tuple[Clause, Atom]] = field(default_factory=list)
    unread: list[tuple[Clause, Atom]] = field(default_factory=list)
    passed: list[tuple[Clause, Atom]] = field(default_factory=list)

    @property
    def own_words(self) -> frozenset[str]:
        """Stems that name the items, one of them or all."""
        phrases = (word for item in self.cast.items for word in item.phrase)
        return self.cast.family | frozenset(phrases)

    def use(self, numbers: Iterable[Number]) -> None:
        """Record that a fact cites these Numbers."""
        for number_id in dict.fromkeys(number.id for number in numbers):
            self.used[number_id] = self.used.get(number_id, 0) + 1


def interpret(
    sentences: Sequence[Sentence], cast: Cast, grids: Sequence[Grid] = ()
) -> Interpretation:
    """Read all sentences, and the tables between them, with a cast."""
    tagger = Tagger(cast)
    clauses = restored(sentences, tagger)
    reading = Interpretation(cast, clauses, Activities.plain(cast))
    reading.stated_for |= {
        atom.number.id
        for clause in clauses
        for atom in clause.atoms
        if atom.number is not None and atom.role is Role.WORD and tagger.is_size(clause, atom)
    }
    reading.no_data |= _no_data(clauses)
    reading.goals = goal.read(clauses, len(cast.items))
    stated = {stated for found in reading.goals if (stated := found.form) is not None}
    reading.use(number for form in stated for number in form.numbers)
    for grid in grids:
        _read_grid(reading, grid, tagger)
    clauses = tuple(_without_boost(reading, clause) for clause in clauses)
    reading.clauses = tuple(_without_formula(reading, clause) for clause in clauses)
    subject: tuple[int, ...] = ()
    for clause in reading.clauses:
        subject = _read_rates(reading, clause, subject)
    for clause in reading.clauses:
        _read_comparisons(reading, clause)
    _read_leftovers(reading)
    return reading


def _no_data(clauses: Sequence[Clause]) -> set[str]:
    """Ids of Numbers that say what other words say: "two machines", "(i.e. x - y >= 0)"."""
    found = set()
    for clause in clauses:
        data = {atom.number.id for atom in clause.atoms if atom.role is Role.NUMBER and atom.number}
        for token in clause.sentence.tokens:
            if token.number is not None and token.number.id not in data:
                found.add(token.number.id)
    return found


def _read_grid(reading: Interpretation, grid: Grid, tagger: Tagger) -> None:
    found = read_grid(grid, tagger)
    if found is None:
        reading.unread_grids.append(" | ".join(cell.text for cell in grid.head))
        return
    reading.heads.extend(cell.text.lower() for cell in grid.head)
    reading.rates.extend(found.rates)
    reading.relations.extend(found.relations)
    reading.limits.extend(found.limits)
    reading.boosts.extend(found.boosts)
    reading.stated_for |= {boost.step.id for boost in found.boosts}
    reading.bases |= found.bases
    for number_id in found.numbers:
        reading.used[number_id] = reading.used.get(number_id, 0) + 1


def _without_boost(reading: Interpretation, clause: Clause) -> Clause:
    """The clause without what it says of a rate that money raises."""
    for found in boosts.read(clause):
        if found.step.id in reading.used:
            continue
        reading.boosts.append(found)
        reading.use((*found.amount.numbers, found.step))
        reading.stated_for.add(found.step.id)
        kept = (atom for atom in clause.atoms if not found.start <= atom.start < found.end)
        clause = Clause(clause.sentence, tuple(kept))
    return clause


def _without_formula(reading: Interpretation, clause: Clause) -> Clause:
    """The clause without the formula that defines a measure; its figures become rates."""
    found = definition.read(clause, len(reading.cast.items))
    if found is None:
        return clause
    numbers = [number for rate in found.rates for number in rate.quantity.numbers]
    if any(number.id in reading.used for number in numbers):
        return clause
    reading.rates.extend(found.rates)
    reading.defined |= {rate.measure.words for rate in found.rates}
    reading.use(numbers)
    kept = (atom for atom in clause.atoms if not found.start <= atom.start < found.end)
    return Clause(clause.sentence, tuple(kept))


def _read_rates(
    reading: Interpretation, clause: Clause, subject: tuple[int, ...]
) -> tuple[int, ...]:
    """Statements without a comparison: ranges and rates.

    Returns:
        The items that the sentence was about last, for "it" and "they" in the next one.
    """
    for whole in statements(clause):
        marks = [m for m in whole if m.number is None or m.number.id not in reading.used]
        if any(mark.role is Role.COMPARE for mark in marks) or _read_ranges(reading, clause, marks):
            continue
        facts = rates.read(
            clause, marks, len(reading.cast.items), own=reading.own_words, subject=subject
        )
        named = [mark.items for mark in marks if mark.role is Role.ITEM]
        subject = named[-1] if named else subject
        bounds = bounds_list.as_bounds(clause, facts) or bounds_list.as_stocks(
            clause, facts, reading.own_words | reading.bases
        )
        if bounds:
            reading.relations.extend(bounds)
            reading.use(number for relation in bounds for number in relation.numbers)
            continue
        if facts:
            reading.bases |= set(bases(clause.sentence.tokens).values())
            reading.bases |= single_nouns(clause.sentence.tokens)
        reading.rates.extend(facts)
        reading.use(number for fact in facts for number in fact.quantity.numbers)
        reading.stated_for |= {fact.base.id for fact in facts if fact.base is not None}
    return subject


def _read_ranges(reading: Interpretation, clause: Clause, marks: Sequence[Atom]) -> bool:
    counted = reading.cast.family | reading.bases
    found = ranges.read(clause, marks, len(reading.cast.items), frozenset(counted))
    reading.relations.extend(found)
    reading.use(number for relation in found for number in relation.numbers)
    return bool(found)


def _read_comparisons(reading: Interpretation, clause: Clause) -> None:
    """Statements with comparisons, from left to right."""
    for marks in statements(clause):
        sites = [place for place, mark in enumerate(marks) if mark.role is Role.COMPARE]
        ordered = None if sites else order.read(clause, marks)
        if ordered is not None:
            reading.relations.append(ordered)
        if not sites or _read_ranges(reading, clause, marks):
            continue
        start = 0
        related = False
        for at in sites:
            if at < start:
                continue
            everything, family = len(reading.cast.items), reading.cast.family
            site = Site(clause, marks, start, at, right_end(marks, at), everything, family)
            found = _read_site(reading, site)
            if found is None:
                reading.unread.append((clause, marks[at]))
                continue
            related = any(isinstance(fact, Relation) for fact in found.facts)
            if related:
                reading.passed += [(clause, mark) for mark in marks[start : found.begin]]
            start = found.end
        reading.passed += [(clause, mark) for mark in marks[start:] if related]


def _read_site(reading: Interpretation, site: Site) -> Found | None:
    mixed = blend.read(site, reading.clauses)
    if mixed is not None:
        _keep(reading, mixed)
        return mixed
    for reader in COMPARISONS:
        found = reader(site)
        if found is not None and not _speaks_of_measure(reading, site, found):
            _keep(reading, found)
            return found
    found = (
        continued(reading.relations, site) or of_pronoun(reading.clauses, site) or limits.read(site)
    )
    if found is not None:
        _keep(reading, found)
    return found


def _keep(reading: Interpretation, found: Found) -> None:
    for fact in found.facts:
        if isinstance(fact, Relation):
            reading.relations.append(fact)
            reading.use(fact.numbers)
        elif isinstance(fact, Limit):
            reading.limits.append(fact)
            reading.use(fact.amount.numbers)


def _speaks_of_measure(reading: Interpretation, site: Site, found: Found) -> bool:
    """Whether what looks like a bound on items bounds what they bring: "patients treated by …"."""
    plain = all(
        isinstance(fact, Relation) and fact.kind in ("bound", "comparison") for fact in found.facts
    )
    limit = limits.read(site) if plain else None
    if limit is None:
        return False
    fact = limit.facts[0]
    if isinstance(fact, Limit) and fact.measure.noun & _measured_nouns(reading):
        return True
    if isinstance(fact, Limit) and fact.measure.money and not reading.bases & MONEY_UNITS:
        return any(rate.measure.money and money_side(rate.measure) < 0 for rate in reading.rates)
    compared = isinstance(found.facts[0], Relation) and found.facts[0].kind == "comparison"
    if compared and _names_counted(reading, site):
        return True
    if not isinstance(fact, Limit) or fact.measure.unit in ("", "unit", "$"):
        return False
    return fact.measure.unit in {rate.measure.unit for rate in reading.rates} - reading.own_words


def _measured_nouns(reading: Interpretation) -> frozenset[str]:
    """Nouns of the rates that name neither items nor what they are counted in."""
    nouns = frozenset[str]().union(*(rate.measure.noun for rate in reading.rates))
    return nouns - reading.own_words - reading.bases


def _names_counted(reading: Interpretation, site: Site) -> bool:
    """Whether the left side counts a noun of the rates: "the number of *patients* treated"."""
    nouns = {rate.measure.unit for rate in reading.rates} - reading.own_words
    nouns -= {"", "unit", "$"} | reading.bases
    first = site.marks[site.start].start if site.start < site.at else site.marks[site.at].start
    tokens = site.clause.words(first, site.marks[site.at].start)
    told = {token.stem for token in tokens}
    defined = any(2 * len(words & told) >= len(words) for words in reading.defined)
    return defined or bool(told & nouns)


def _read_leftovers(reading: Interpretation) -> None:
    """Numbers that no statement took: what is at hand or needed, stated without a comparison."""
    for clause in reading.clauses:
        last: Limit | None = None
        for mark in clause.marks:
            if mark.role is not Role.NUMBER or mark.number is None:
                last = last if mark.role in (*JOINTS, Role.ITEM) else None
                continue
            if mark.number.id in reading.used or mark.number.id in reading.stated_for:
                continue
            if _bounds_item(reading, clause, mark):
                continue
            if _gives_ground(reading, clause, mark):
                reading.stated_for.add(mark.number.id)
                continue
            limit = None if _counts_in_words(mark.number) else limits.unstated(clause, mark, last)
            last = limit
            if limit is None:
                reading.leftover.append((clause, mark))
                continue
            reading.limits.append(limit)
            reading.use(limit.amount.numbers)


def _bounds_item(reading: Interpretation, clause: Clause, mark: Atom) -> bool:
    """Read "has 200 boxes", where boxes are decided on, and "4 chairs for every table"."""
    marks = clause.marks
    place = marks.index(mark)
    item = marks[place + 1] if place + 1 < len(marks) else None
    if item is None or item.role is not Role.ITEM or mark.number is None:
        return False
    counted = {"of"} | reading.own_words | reading.bases
    if any(token.stem not in counted for token in clause.words(mark.end, item.start)):
        return False
    index = clause.sentence.index
    other = marks[place + 3] if place + 3 < len(marks) else None
    if other is not None and marks[place + 2].role is Role.EACH and other.role is Role.ITEM:
        form, kind = Linear.total(other.items).times(quantity(mark.number)), "ratio"
        relation = Relation(Linear.total(item.items), Comparison.EQUAL, form, index, kind)
    else:
        last = reading.relations[-1] if reading.relations else None
        goes_on = place > 1 and marks[place - 1].role is Role.AND
        implied = limits.implied(clause.sentence.tokens, mark)
        if implied is None and goes_on and last is not None and last.kind == "bound":
            implied = last.comparison if last.sentence == index else None
        after = clause.sentence.tokens[item.end : item.end + 1]
        alone = not after or after[0].text != "of"
        if implied is not Comparison.AT_MOST or not alone or _counts_in_words(mark.number):
            return False
        limit = Linear.constant(quantity(mark.number))
        relation = Relation(Linear.total(item.items), implied, limit, index, "bound")
    reading.relations.append(relation)
    reading.use((mark.number,))
    return True


def _gives_ground(reading: Interpretation, clause: Clause, mark: Atom) -> bool:
    """Whether a figure is the reason for the same one: "as only 9 are free, at most 9 …"."""
    tokens = clause.sentence.tokens
    near = tokens[max(0, mark.start - _GROUND_REACH) : mark.start]
    if mark.number is None or not any(token.text in _GROUNDS for token in near):
        return False
    return any(
        other.number is not None
        and other.number.id != mark.number.id
        and other.number.value == mark.number.value
        and other.number.id in reading.used
        for other in clause.marks
    )


def _counts_in_words(number: Number) -> bool:
    """Whether a small number in words may only count what the text lists: "two machines"."""
    return number.text.isalpha() and number.value <= _LARGEST_COUNT
