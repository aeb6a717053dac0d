"""Words that a sentence leaves out because an earlier one has told them: "a table, 4 and 1".

What a text means by them is put back before clauses are read, so that every clause type meets
whole statements. Nothing is put back where the two parts do not match word for word and number for
number: what stays short is then read, or not understood, as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.phrases import is_content
from optimoot.agents.builtin.tagging import Tagger
from optimoot.agents.builtin.text import Kind, Sentence, Token
from optimoot.agents.builtin.units import unit_of
from optimoot.problem import NumberKind

_LINKS: Final = frozenset({Role.AND, Role.COMMA, Role.EACH, Role.BREAK, Role.OPEN, Role.CLOSE})
_SILENT: Final = frozenset(", : only just but one".split())
_TOPIC: Final = 4
"""Tokens within which the colon behind a topic stands."""
_NO_TOPIC: Final = frozenset("available stock supply supplies limit limits note demand".split())
_LATER: Final = frozenset(["latter", "second"])
_TOLD_BEFORE: Final = _LATER | {"former", "first"}


@dataclass(frozen=True, slots=True)
class _Group:
    """What is told of one item: its mention, the words up to its numbers, numbers with tails."""

    item: int
    verbs: tuple[str, ...]
    numbers: tuple[Atom, ...]
    tails: tuple[tuple[Token, ...], ...]


def restored(sentences: Sequence[Sentence], tagger: Tagger) -> tuple[Clause, ...]:
    """The sentences as clauses, with what they leave out put back."""
    clauses: list[Clause] = []
    for sentence in sentences:
        sentence = replace(sentence, tokens=_percent_ranges(_parts_of_units(sentence.tokens)))
        clause = tagger.clause(sentence)
        clause = _tagged_again(tagger, clause, _with_antecedents(clauses, clause))
        clause = _tagged_again(tagger, clause, _with_topic(clause))
        clause = _tagged_again(tagger, clause, _with_units(clause))
        clauses.append(_tagged_again(tagger, clause, _with_tails(clauses[-1:], clause)))
    return tuple(clauses)


def _tagged_again(tagger: Tagger, clause: Clause, sentence: Sentence) -> Clause:
    """The clause of a sentence; tagging is dear, and most sentences have nothing put back."""
    return clause if sentence is clause.sentence else tagger.clause(sentence)


# ---------------------------------------------------------------------------- numbers


def _parts_of_units(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Read "a quarter of an hour" and "half a litre" as so much of the unit."""
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        kept.append(token)
        place += 1
        if token.number is None or token.number.kind is not NumberKind.FRACTION:
            continue
        unit = place
        for words in (("of",), ("a", "an", "one")):
            unit += unit < len(tokens) and tokens[unit].text in words
        if unit > place and unit_of(tokens[unit : unit + 2])[0] not in ("", "unit"):
            number = token.number.model_copy(update={"kind": NumberKind.PLAIN})
            kept[-1] = replace(token, number=number)
            place = unit
    return tuple(kept)


def _percent_ranges(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Read "between 20 and 30 percent" as two percentages."""
    found = list(tokens)
    for place in range(1, len(tokens) - 2):
        low, high = tokens[place].number, tokens[place + 2].number
        if low is None or high is None or tokens[place + 1].text not in ("and", "to"):
            continue
        kinds = (low.kind, high.kind) == (NumberKind.PLAIN, NumberKind.PERCENT)
        counted = "number" in [
            token.text for token in tokens[:place]
        ]  # "between 10 and 30 percent"
        if kinds and not counted and tokens[place - 1].text in ("between", "from"):
            number = low.model_copy(update={"kind": NumberKind.PERCENT})
            found[place] = replace(tokens[place], number=number)
    return tuple(found)


# ---------------------------------------------------------------------------- pronouns


def _with_antecedents(before: Sequence[Clause], clause: Clause) -> Sentence:
    """The sentence with the items that "the former" and "the latter" stand for."""
    tokens = clause.sentence.tokens
    places = [place for place in range(len(tokens)) if _stands_for_item(tokens, place)]
    pair = _last_pair(before) if places else None
    if pair is None:
        return clause.sentence
    result: list[Token] = []
    for place, token in enumerate(tokens):
        if place not in places:
            result.append(token)
            continue
        if result and result[-1].text == "the":
            result.pop()
        result.extend(pair[token.text in _LATER])
    return replace(clause.sentence, tokens=tuple(result))


def _stands_for_item(tokens: Sequence[Token], place: int) -> bool:
    """Whether "the latter" stands here with no noun of its own."""
    if tokens[place].text not in _TOLD_BEFORE or not place or tokens[place - 1].text != "the":
        return False
    following = place + 1
    if following >= len(tokens):
        return True
    return tokens[following].text != "of" and not is_content(tokens, following)


def _last_pair(before: Sequence[Clause]) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """The mentions of the two items that a sentence named last, if it named two and no more."""
    for clause in reversed(before):
        named: dict[int, tuple[Token, ...]] = {}
        for mark in clause.marks:
            if mark.role is Role.ITEM and len(mark.items) == 1:
                named.setdefault(mark.items[0], clause.words(mark.start, mark.end))
        if len(named) == 2:
            first, second = named.values()
            return first, second
        if len(named) > 2:
            return None
    return None


# ---------------------------------------------------------------------------- measures


def _with_units(clause: Clause) -> Sentence:
    """Put the unit back in "3 hours of welding and 2 of painting"."""
    tokens = clause.sentence.tokens
    put: dict[int, tuple[Token, ...]] = {}
    unit: tuple[Token, ...] = ()
    for place, mark in enumerate(clause.marks):
        if mark.role is not Role.NUMBER:
            unit = unit if mark.role in (Role.AND, Role.COMMA) else ()
            continue
        own = _unit_before_of(tokens, mark.end)
        bare = tokens[mark.end].text == "of" if mark.end < len(tokens) else False
        plain = mark.number is not None and mark.number.kind is NumberKind.PLAIN
        joined = place > 0 and clause.marks[place - 1].role in (Role.AND, Role.COMMA)
        if bare and plain and joined and unit:
            put[mark.end] = unit
        else:
            unit = own
    return _inserted(clause.sentence, put)


def _with_topic(clause: Clause) -> Sentence:
    """Put what "Wheels: 6 a train, 4 a car" begins with behind the figures that follow."""
    tokens = clause.sentence.tokens
    colon = next((place for place in range(len(tokens[:_TOPIC])) if tokens[place].text == ":"), 0)
    topic = tokens[:colon]
    money = lexicon.COST | lexicon.GAIN | lexicon.SPENDING
    named = any(mark.role is not Role.WORD and mark.start < colon for mark in clause.atoms)
    if named or not all(is_content(tokens, place) for place in range(colon)):
        return clause.sentence
    if not topic or any(token.stem in money or token.text in _NO_TOPIC for token in topic):
        return clause.sentence
    put: dict[int, tuple[Token, ...]] = {}
    of = Token(Kind.WORD, "of", "of", topic[-1].end, topic[-1].end)
    for mark in clause.marks:
        if mark.role is not Role.NUMBER or mark.number is None:
            continue
        unit, used = unit_of(tokens[mark.end : mark.end + 2])
        end = mark.end + used
        told = end < len(tokens) and (is_content(tokens, end) or tokens[end].text == "of")
        if mark.number.kind is NumberKind.PLAIN and not told:
            put[end] = (of, *topic) if unit else topic
    return _inserted(clause.sentence, put)


def _unit_before_of(tokens: Sequence[Token], place: int) -> tuple[Token, ...]:
    """The unit of "(3) hours of welding"; empty where none stands before "of"."""
    name, used = unit_of(tokens[place : place + 2])
    of = place + used
    known = bool(name) and of < len(tokens) and tokens[of].text == "of"
    return tuple(tokens[place:of]) if known else ()


def _with_tails(before: Sequence[Clause], clause: Clause) -> Sentence:
    """Put back what is told of a number for the item before: "a table, 4 and 1"."""
    put: dict[int, tuple[Token, ...]] = {}
    full: _Group | None = None
    for other in (*before, clause):
        for group in _groups(other):
            if group is None:
                full = None
                continue
            missing = _missing(full, group)
            if missing is None:
                full = (
                    group
                    if all(_is_told(group, place) for place in range(len(group.tails)))
                    else full
                )
            elif other is clause:
                ends = (n.end + len(t) for n, t in zip(group.numbers, group.tails, strict=True))
                put.update({end: rest for end, rest in zip(ends, missing, strict=True) if rest})
    return _inserted(clause.sentence, put)


def _is_told(group: _Group, place: int) -> bool:
    number = group.numbers[place].number
    money = number is not None and number.kind is NumberKind.MONEY
    return money or bool(group.tails[place])


def _groups(clause: Clause) -> Iterator[_Group | None]:
    """What is told of each item, its mention first; None where something else is said between."""
    tokens = clause.sentence.tokens
    item: Atom | None = None
    numbers: list[Atom] = []
    tails: list[tuple[Token, ...]] = []
    verbs: tuple[str, ...] = ()
    marks = clause.marks
    for place, mark in enumerate(marks):
        if mark.role is Role.NUMBER and item is not None:
            if not numbers:
                verbs = _told(tokens[item.end : mark.start])
            end = marks[place + 1].start if place + 1 < len(marks) else len(tokens)
            numbers.append(mark)
            tails.append(tuple(tokens[mark.end : end]))
        elif mark.role not in _LINKS:
            if item is not None and numbers:
                yield _Group(item.items[0], verbs, tuple(numbers), tuple(tails))
            if mark.role is not Role.ITEM:
                yield None
            single = mark.role is Role.ITEM and len(mark.items) == 1
            item, numbers, tails = (mark if single else None), [], []
    if item is not None and numbers:
        yield _Group(item.items[0], verbs, tuple(numbers), tuple(tails))


def _told(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Stems of the words between an item and its first number that say something."""
    grammar = _SILENT | lexicon.ARTICLES | lexicon.CONJUNCTIONS | lexicon.EACHES
    return tuple(token.stem for token in tokens if token.text not in grammar)


def _missing(full: _Group | None, group: _Group) -> list[tuple[Token, ...]] | None:
    """What each number of a group lacks, beside the group before; None where they do not match."""
    if full is None or full.item == group.item or len(full.numbers) != len(group.numbers):
        return None
    if group.verbs and group.verbs != full.verbs:
        return None
    missing = []
    numbers = zip(full.numbers, group.numbers, strict=True)
    for (one, other), told, short in zip(numbers, full.tails, group.tails, strict=True):
        kinds = {mark.number.kind for mark in (one, other) if mark.number is not None}
        begins = [token.text for token in told[: len(short)]] == [token.text for token in short]
        if len(kinds) != 1 or not begins:
            return None
        missing.append(told[len(short) :] if kinds == {NumberKind.PLAIN} else ())
    return missing if any(missing) else None


def _inserted(sentence: Sentence, put: dict[int, tuple[Token, ...]]) -> Sentence:
    """The sentence with words put in before some of its tokens."""
    if not put:
        return sentence
    tokens: list[Token] = []
    for place in range(len(sentence.tokens) + 1):
        tokens.extend(token for token in put.get(place, ()) if token.kind is not Kind.NUMBER)
        tokens.extend(sentence.tokens[place : place + 1])
    return replace(sentence, tokens=tuple(tokens))
