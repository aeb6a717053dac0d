"""Figures that a reading leaves open: unused, told for each of something unknown, or of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.known import Known
from optimoot.agents.builtin.marks import Role, mark_at
from optimoot.agents.builtin.phrases import content_run, is_verb
from optimoot.agents.builtin.remainders import Evidence, Remainder
from optimoot.agents.builtin.text import Sentence, Token, stem
from optimoot.agents.builtin.units import unit_of
from optimoot.problem import NumberKind

_ASKS: Final = re.compile(r"\b(?:maxim|minim|how (?:many|much)|what|find|determine)", re.IGNORECASE)
_SORTS: Final = frozenset(
    stem(word) for word in "type kind sort size category variety option model class way".split()
)
"""Nouns that stand for the decisions themselves where a Number counts them."""
_SINGLE: Final = _SORTS | frozenset(
    stem(word) for word in "product item piece unit month year one".split()
)
"""Nouns that stand for any decision, or for a time that all is told for."""
_EACH: Final = frozenset("each every per apiece".split())
_COUNTED: Final = frozenset("all these both those between following".split())
_REACHING: Final = frozenset("for per every of are is in to by than".split())
"""Words before a Number that say more than how many things there are to decide on."""
_DEFINITE: Final = frozenset("the its his her their our my some those".split())
_ONE: Final = frozenset("a an another".split())
_COINS: Final = frozenset("dollar cent euro pound penny dime quarter nickel franc".split())
_MONEY: Final = lexicon.PROFIT | frozenset(
    stem(word)
    for word in "revenue income margin contribution earnings cost price wage expense".split()
)
_TIMES: Final = frozenset("hour minute second".split())
_COMPLETED: Final = frozenset(["as", "possible"])
"""Words that complete "as many"."""
_QUALIFYING: Final = frozenset("with without on over".split())
_MULTIPLES: Final = frozenset({NumberKind.MULTIPLE, NumberKind.FRACTION})
_NEAR: Final = 3
"""Tokens within which a comparison stands before its figure."""
_REACH: Final = 8
"""Tokens within which a figure is told for "each" of something."""


def asks(sentence: Sentence) -> bool:
    """Whether the sentence tells the goal or asks the question."""
    return sentence.question or _ASKS.search(sentence.quote) is not None


def open_figures(sentence: Sentence, known: Known) -> Iterator[Remainder]:
    """What the figures of a sentence leave open."""
    yield from unused_numbers(sentence, known)
    yield from _definite(sentence, known)
    yield from _qualified(sentence, known)
    yield from amounts_in_words(sentence)
    yield from _unknown_amounts(sentence, known)
    yield from _unknown_referents(sentence, known)


def unused_numbers(sentence: Sentence, known: Known) -> Iterator[Remainder]:
    """Numbers that nothing uses and that do not only count the decisions."""
    for place, token in enumerate(sentence.tokens):
        number = token.number
        if number is None or number.id in known.used | known.explained:
            continue
        idle = number.kind is NumberKind.ORDINAL or number.text.lower() == "one"
        if not idle and not _only_counts(sentence, place, known):
            yield Remainder(Evidence.NUMBER, number.text, sentence.quote)


def _only_counts(sentence: Sentence, place: int, known: Known) -> bool:
    """Whether a Number only counts what is decided on: "all three", "two types of", "these two"."""
    tokens = sentence.tokens
    number = tokens[place].number
    if number is None or number.kind in (NumberKind.FRACTION, NumberKind.MULTIPLE):
        return False
    if not number.text.isalpha():
        return number.value == known.decisions
    before = tokens[place - 1].text if place else ""
    run = content_run(tokens, place + 1)
    if sentence.index == 0 or before in _COUNTED or asks(sentence):
        return True
    after = tokens[place + 1 + len(run) : place + 2 + len(run)]
    listed = bool(run) and bool(after) and after[0].text in (":", "named", "called")
    if listed or any(token.stem in _SORTS for token in run):
        return True
    if number.value != known.decisions or before in _REACHING:
        return False
    if _is_of_its_own(run, known):
        return False
    return not any(known.uses(token) for token in tokens[:place])


def _is_of_its_own(run: Sequence[Token], known: Known) -> bool:
    """Whether a counted noun is no decision and told of as one: "two shifts", "a shift lasts"."""
    if not run or any(token.stem in known.items for token in run):
        return False
    return run[-1].stem in known.singles and not {t.stem for t in run} & _SINGLE


def amounts_in_words(sentence: Sentence) -> Iterator[Remainder]:
    """Amounts that an article tells: "takes an hour", "with a dollar going to", "as many again"."""
    tokens = sentence.tokens
    for place in range(1, len(tokens) - 1):
        before, token, noun = tokens[place - 1 : place + 2]
        told = token.text in _ONE and (
            (noun.text in _COINS and before.number is None)
            or (noun.text in _TIMES and (token.text == "another" or is_verb(tokens, place - 1)))
        )
        repeated = token.text == "as" and noun.text in ("many", "much") and before.number is None
        rest = {later.text for later in tokens[place + 2 : place + 14]}
        if told or (repeated and not rest & _COMPLETED):
            yield Remainder(Evidence.NUMBER, f"{token.text} {noun.text}", sentence.quote)


def _qualified(sentence: Sentence, known: Known) -> Iterator[Remainder]:
    """Limits that words behind them qualify: "14 cars with the diner", "twice that for all"."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        run = content_run(tokens, place + 1)
        end = place + 1 + len(run)
        after = tokens[end : end + 4]
        if token.number is not None and known.limits[token.number.id] and after:
            strange = not any(known.explains(t) or t.number is not None for t in after)
            if after[0].text in _QUALIFYING and strange and not {t.text for t in after} & _EACH:
                words = " ".join(t.text for t in (token, *run, *after))
                yield Remainder(Evidence.REFERENT, words, sentence.quote)
        multiple = token.number is not None and token.number.kind in _MULTIPLES
        if (multiple or token.text == "as") and not run and after and after[0].text == "that":
            meant = tokens[end + 1 : end + 7]
            if not any(t.stem in known.items for t in meant):
                yield Remainder(Evidence.REFERENT, f"{token.text} that", sentence.quote)


_FOUR: Final = frozenset("sides walls corners".split())
"""What a box has four of, so that "the four sides" may be told as known."""


def _definite(sentence: Sentence, known: Known) -> Iterator[Remainder]:
    """Figures told as if they were known: "the 6 staff", "its 25 cows"."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens[1:], start=1):
        number, before = token.number, tokens[place - 1].text
        if number is None or before not in _DEFINITE:
            continue
        if number.text == "two" and not content_run(tokens, place + 1):
            continue  # "the distance between the two"
        if number.text == "four" and {t.text for t in tokens[place + 1 : place + 2]} & _FOUR:
            continue
        if number.kind is NumberKind.PLAIN and not _only_counts(sentence, place, known):
            yield Remainder(Evidence.REFERENT, f"{before} {number.text}", sentence.quote)


def _unknown_amounts(sentence: Sentence, known: Known) -> Iterator[Remainder]:
    """Figures of what nothing else speaks of, and that nothing compares: "plus 20 guides"."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        run = content_run(tokens, place + 1)
        if not known.uses(token) or not run or unit_of(run)[0] or run[0].stem == "time":
            continue
        if any(_compares(tokens, at) for at in range(max(0, place - _NEAR), place)):
            continue
        if _is_carried(token, run, known) or goes_one_each(tokens, place, known):
            continue
        if token.number is not None and token.number.id in known.goal and _is_paid(tokens[:place]):
            continue  # "the profit is 40, 55 and 60 crowns"
        if place and is_verb(tokens, place - 1) and known.counts[tokens[place - 1].stem] > 1:
            continue  # "reaches 9,000 listeners … reaches 4,000 readers"
        if all(known.counts[t.stem] < 2 and not known.explains(t) for t in run):
            yield Remainder(Evidence.NOUN, f"{token.text} {run[-1].text}", sentence.quote)


def _is_carried(token: Token, run: Sequence[Token], known: Known) -> bool:
    """Whether a limit counts people, and other words tell of room for people."""
    if token.number is None or not known.limits[token.number.id]:
        return False
    others = (lexicon.PEOPLE | lexicon.CAPACITY) - {run[-1].stem}
    return lexicon.is_people(run[-1].stem) and any(known.counts[word] for word in others)


def goes_one_each(tokens: Sequence[Token], place: int, known: Known) -> bool:
    """Whether a limit counts what every decision takes one of: "14 drivers (one per van)"."""
    number = tokens[place].number
    if number is None or not known.limits[number.id]:
        return False
    return any(tells_one_each(tokens, at) for at in range(place + 1, len(tokens)))


def _is_paid(before: Sequence[Token]) -> bool:
    """Whether words of money stand before a figure, whatever its coins are called."""
    return any(token.stem in _MONEY for token in before)


def _compares(tokens: Sequence[Token], place: int) -> bool:
    found = mark_at(tokens, place)
    return found is not None and found[0].role is Role.COMPARE


def _unknown_referents(sentence: Sentence, known: Known) -> Iterator[Remainder]:
    """Figures told for each of what nothing else speaks of: "per team", "on each"."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.text not in _EACH or sentence.question:
            continue
        run = content_run(tokens, place + 1)
        strange = (
            _is_strange(run, known)
            and not asks(sentence)
            and not tells_one_each(tokens, place)
            and not _limits_each(tokens[:place], known)
            if run
            else _dangles(tokens, place, known)
        )
        near = tokens[max(0, place - _REACH) : place + _REACH + 1]
        if strange and any(t.number is not None for t in near):
            words = " ".join(t.text for t in tokens[max(0, place - 2) : place + 1 + len(run)])
            yield Remainder(Evidence.REFERENT, words, sentence.quote)


def tells_one_each(tokens: Sequence[Token], place: int) -> bool:
    """Whether "one per vehicle" in brackets says what the figure before them counts."""
    if place < 2 or tokens[place - 1].text != "one":
        return False
    told = [at for at in range(max(0, place - _REACH), place - 2) if tokens[at].number is not None]
    opens = tokens[place - 2].text in ("(", ",") and tokens[place].text in _EACH
    return opens and bool(told)


def _is_strange(run: Sequence[Token], known: Known) -> bool:
    """Whether nothing else in the text speaks of the noun, and it is no unit."""
    if any(known.explains(token) for token in run) or {run[0].stem, run[-1].stem} & _SINGLE:
        return False
    measured = unit_of(run)[0] or unit_of(run[-1:])[0]
    return not measured and known.counts[run[-1].stem] < 2


def _limits_each(before: Sequence[Token], known: Known) -> bool:
    """Whether the last figure of some tokens became a limit of each decision."""
    figures = [token.number for token in before if token.number is not None]
    return bool(figures) and 1 < known.decisions <= known.limits[figures[-1].id]


def _dangles(tokens: Sequence[Token], place: int, known: Known) -> bool:
    """Whether a lone "each" spreads a figure in a way that was not read."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is not None and after.number is not None:
        return after.number.id not in known.used | known.explained
    if after is not None and after.text == "other":
        return True
    if after is not None and unit_of((after,))[0]:
        return False
    if after is not None and after.text == "of":
        rest = tokens[place + 2 : place + _REACH]
        told = bool(rest) and rest[0].text in ("these", "them", "those")
        return not told and not any(t.stem in known.items for t in rest)
    if _limits_each(tokens[:place], known):
        return False
    figures = [t.number for t in tokens[:place] if t.number is not None]
    if place and tokens[place - 1].text in lexicon.PREPOSITIONS:
        return True
    named = {t.stem for t in tokens[:place] if t.stem in known.items}
    return bool(figures) and known.limits[figures[-1].id] == 1 and len(named) < 2
