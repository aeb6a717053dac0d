"""How far a reading can be trusted: what speaks against it, and the score that follows.

The score starts at 1 and every finding takes its share away. What the words leave open costs
little, what was not understood costs more than the threshold allows. A reading below `THRESHOLD`
is not given; the reader then says which words it did not understand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from optimoot.agents.builtin.assembly import Assembly
from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.clauses.goal import of_some
from optimoot.agents.builtin.columns import MONEY_UNITS, Column
from optimoot.agents.builtin.facts import Comparison, Fact
from optimoot.agents.builtin.hazards import tells_of_model
from optimoot.agents.builtin.interpretation import Interpretation
from optimoot.agents.builtin.labels import column_label, goal_label
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.narrowing import narrows
from optimoot.agents.builtin.text import Kind
from optimoot.formulation import Sense
from optimoot.problem import Number, NumberKind

THRESHOLD: Final = 0.6

_SMALL_COUNT: Final = 12


@dataclass(frozen=True)
class Finding:
    """Something that speaks against a reading.

    Attributes:
        cost: What it takes from the score.
        text: What it is, for people.
        quote: The words that it is about; empty if there are none.
        question: What the user could tell to settle it; empty if nothing would.
    """

    cost: float
    text: str
    quote: str = ""
    question: str = ""


def weigh(assembly: Assembly) -> tuple[float, tuple[Finding, ...]]:
    """The score of a reading, 0 to 1, and what speaks against it."""
    findings = (
        *_trouble(assembly),
        *_numbers(assembly.reading),
        *_columns(assembly),
        *_objective(assembly),
        *_comparisons(assembly.reading),
        *_mentions(assembly.reading),
        *_arithmetic(assembly.reading),
        *_currency(assembly.reading),
        *_emptiness(assembly.reading),
        *_doubled(assembly.reading),
        *_told_twice(assembly),
        *_idle(assembly.reading),
        *_narrowed(assembly.reading),
        *(Finding(0.1, doubt) for doubt in dict.fromkeys(assembly.doubts)),
    )
    return max(0.0, 1.0 - sum(finding.cost for finding in findings)), findings


def _trouble(assembly: Assembly) -> list[Finding]:
    return [Finding(1.0, trouble) for trouble in assembly.trouble]


def _numbers(reading: Interpretation) -> list[Finding]:
    """Every Number is used exactly once, small counts in words aside."""
    found = []
    for clause, mark in reading.leftover:
        number = mark.number
        if number is None or _is_article(number):
            continue
        quote = clause.sentence.quote
        if _merely_counts(number):
            found.append(Finding(0.05, f"{number.text!r} was taken for a mere count", quote))
        else:
            found.append(Finding(0.6, f"{number.text!r} was not understood", quote))
    for head in reading.unread_grids:
        found.append(Finding(0.6, "a table was not understood", head))
    for number_id, times in reading.used.items():
        if times > 1:
            found.append(Finding(0.1, f"the Number {number_id} was used {times} times"))
    return found


def mere_counts(reading: Interpretation) -> frozenset[str]:
    """Ids of Numbers in words that nothing used and that may only count what the text lists."""
    left = [mark.number for _, mark in reading.leftover if mark.number is not None]
    return frozenset(n.id for n in left if _is_article(n) or _merely_counts(n))


def _is_article(number: Number) -> bool:
    return number.text.lower() == "one"


def _merely_counts(number: Number) -> bool:
    """Whether a number in words may only count what the text lists: "in two factories"."""
    spelled = number.text.isalpha()
    return number.kind is NumberKind.PLAIN and spelled and number.value <= _SMALL_COUNT


def _columns(assembly: Assembly) -> list[Finding]:
    """Every rate matters for something, and every item has one in every column."""
    found = []
    everything = len(assembly.reading.cast.items)
    for place, column in enumerate(assembly.resolver.columns):
        what = column_label(column, assembly.reading.clauses)
        if place not in assembly.used_columns:
            quote = assembly.reading.clauses[column.rates[0].sentence].sentence.quote
            ask = f"How much {what} is there, or is needed, in all?"
            found.append(Finding(0.5, f"figures about {what!r} are used for nothing", quote, ask))
        elif len(column.items) < everything:
            share = 1.0 - len(column.items) / everything
            found.append(Finding(0.2 * share, f"not every item has a figure for {what!r}"))
            found += _passed_over(assembly.reading, column, what)
    return found


def _passed_over(reading: Interpretation, column: Column, what: str) -> list[Finding]:
    """Every item that a sentence of rates names has a figure from it, or from elsewhere."""
    quotes = []
    for index in dict.fromkeys(rate.sentence for rate in column.rates):
        clause = reading.clauses[index]
        named = {item for mark in clause.marks for item in mark.items}
        rated = {rate.item for rate in reading.rates if rate.sentence == index}
        if named - rated - column.items:
            quotes.append(clause.sentence.quote)
    text = f"the figures about {what!r} may be meant for more items"
    return [Finding(0.45, text, quote) for quote in quotes[:1]]


def _currency(reading: Interpretation) -> list[Finding]:
    """Amounts of money bound what is measured in money, not numbers of things."""
    measured = any(rate.measure.money for rate in reading.rates) and not (
        reading.bases & MONEY_UNITS
    )
    quotes = dict.fromkeys(
        reading.clauses[relation.sentence].sentence.quote
        for relation in reading.relations
        if measured and any(number.kind is NumberKind.MONEY for number in relation.numbers)
    )
    text = "an amount of money was taken to bound a number of things"
    return [Finding(0.1, text, quote) for quote in quotes]


def _objective(assembly: Assembly) -> list[Finding]:
    """The objective speaks of every item, and something holds it back."""
    reading = assembly.reading
    if assembly.goal is None or assembly.goal_form is None:
        return []
    goal, form = assembly.goal, assembly.goal_form
    found = []
    silent = [place for place in range(len(reading.cast.items)) if place not in form.items]
    if silent and not goal.items:
        names = " and ".join(reading.cast.items[place].name for place in silent)
        label = goal_label(goal, reading.clauses)
        quote = reading.clauses[goal.sentence].sentence.quote
        bare = any(place not in _constrained(reading) for place in silent)
        ask = f"What is the {label} of {names}?"
        cost = 0.6 if bare else 0.45
        found.append(Finding(cost, f"no {label} is told of {names}", quote, ask))
    everything = len(reading.cast.items)
    if len(form.items) == everything and of_some(reading.clauses[goal.sentence], everything):
        quote = reading.clauses[goal.sentence].sentence.quote
        found.append(Finding(0.6, "the goal may be meant of some of the things only", quote))
    wanted = Comparison.AT_LEAST if goal.sense is Sense.MINIMIZE else Comparison.AT_MOST
    bounds = [limit.comparison for limit in reading.limits]
    bounds += [relation.comparison for relation in reading.relations]
    if wanted not in bounds and Comparison.EQUAL not in bounds:
        found.append(Finding(0.15, "nothing holds the objective back"))
    return found


def _constrained(reading: Interpretation) -> frozenset[int]:
    return frozenset(item for relation in reading.relations for item in relation.left.items)


def _comparisons(reading: Interpretation) -> list[Finding]:
    """Every comparison of the text became a constraint."""
    return [
        Finding(0.45, "a comparison was not understood", clause.sentence.quote)
        for clause, mark in reading.unread
        if _compares(clause, mark)
    ]


def _compares(clause: Clause, mark: Atom) -> bool:
    """Whether something is really compared: a number or an item follows."""
    later = [atom for atom in clause.marks if atom.start >= mark.end]
    tokens = clause.sentence.tokens
    if mark.end > mark.start and tokens[mark.end - 1].text == "than":
        ahead = [token.text for token in tokens[mark.end : mark.end + 3]]
        if ahead[-2:] == ["number", "of"] or ahead[:2] == ["number", "of"]:
            return True
    return any(atom.role in (Role.NUMBER, Role.ITEM) for atom in later[:3])


def _mentions(reading: Interpretation) -> list[Finding]:
    """Every item that a comparing statement names has its part in the constraint."""
    found: dict[str, Finding] = {}
    for clause, mark in reading.passed:
        if mark.role is not Role.ITEM:
            continue
        index = clause.sentence.index
        taking_part = {
            item
            for relation in reading.relations
            if relation.sentence == index
            for item in (*relation.left.items, *relation.right.items)
        }
        cost = 0.05 if set(mark.items) <= taking_part else 0.45
        quote = clause.sentence.quote
        if quote not in found or found[quote].cost < cost:
            text = "not every item named took part in the constraint"
            found[quote] = Finding(cost, text, quote)
    return list(found.values())


_ARITHMETIC: Final = frozenset(
    {Role.DIFFERENCE, Role.MINUS, Role.SUBTRACTED, Role.TIMES, Role.RATIO}
)


def _arithmetic(reading: Interpretation) -> list[Finding]:
    """Every word of arithmetic beside a comparison went into the constraint."""
    quotes = dict.fromkeys(
        clause.sentence.quote
        for clause, mark in reading.passed
        if mark.role in _ARITHMETIC and clause.sentence.tokens[mark.start].kind is Kind.WORD
    )
    return [Finding(0.45, "arithmetic beside a comparison was not understood", q) for q in quotes]


def _emptiness(reading: Interpretation) -> list[Finding]:
    """No relation compares an item with itself alone."""
    found = []
    for relation in reading.relations:
        items = set(relation.left.items) | set(relation.right.items)
        constant = any(term.item is None for term in relation.right.terms)
        if len(items) == 1 and relation.right.items and not constant:
            quote = reading.clauses[relation.sentence].sentence.quote
            found.append(Finding(0.6, "an item was compared with itself", quote))
    return found


def _doubled(reading: Interpretation) -> list[Finding]:
    """No limit is made idle by another on the very same thing: one of them was meant otherwise."""
    found = []
    first: dict[tuple[object, Comparison], float] = {}
    for relation in reading.relations:
        if relation.right.items:
            continue
        key = (frozenset(relation.left.terms), relation.comparison)
        value = sum(term.quantity.value for term in relation.right.terms)
        if first.setdefault(key, value) != value:
            quote = reading.clauses[relation.sentence].sentence.quote
            found.append(Finding(0.45, "two different limits on the same thing", quote))
    return found


def _told_twice(assembly: Assembly) -> list[Finding]:
    """No two amounts are at hand of the same thing: one of them contradicts the other."""
    found = []
    first: dict[tuple[object, Comparison], float] = {}
    reading = assembly.reading
    for limit, resolved in zip(reading.limits, assembly.resolver.limits, strict=True):
        if resolved is None:
            continue
        key = (frozenset(resolved.form.terms), limit.comparison)
        if first.setdefault(key, limit.amount.value) != limit.amount.value:
            quote = reading.clauses[limit.sentence].sentence.quote
            found.append(Finding(0.6, "two different limits on the same thing", quote))
    return found


_TELLING: Final = frozenset(
    "each every all any no only also both not always never must cannot may either neither another "
    "extra additional same equal equally free twice once half".split()
)
"""Words by which a sentence about some of the things says more than what they are like."""


def _idle(reading: Interpretation) -> list[Finding]:
    """No sentence about some of the things was passed over that says what they do or may."""
    facts: tuple[Fact, ...] = (
        *reading.relations,
        *reading.limits,
        *reading.rates,
        *reading.goals,
    )
    used = {fact.sentence for fact in facts}
    quotes = []
    for clause in reading.clauses[1:]:
        sentence = clause.sentence
        named = {i for atom in clause.atoms if atom.role is Role.ITEM for i in atom.items}
        some = named and len(named) < len(reading.cast.items)
        told = any(token.text in _TELLING or token.number for token in sentence.tokens)
        idle = sentence.index not in used and not sentence.question
        if some and told and idle and not tells_of_model(sentence):
            quotes.append(sentence.quote)
    text = "a sentence about some of the things was not understood"
    return [Finding(0.6, text, quote) for quote in quotes[:1]]


def _narrowed(reading: Interpretation) -> list[Finding]:
    """No bound is on some of the things of its kind."""
    quotes = [c.sentence.quote for c in reading.clauses if narrows(c, reading.own_words)]
    text = "a bound may be on some of the things only"
    return [Finding(0.6, text, quote) for quote in quotes[:1]]
