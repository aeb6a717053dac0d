"""Items that are subjects of parallel statements: "A van carries 50 …, a truck carries 80 …"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.items import MOST_ITEMS, Cast, make_cast
from optimoot.agents.builtin.phrases import Phrase, is_verb
from optimoot.agents.builtin.text import Kind, Sentence, Token
from optimoot.agents.builtin.units import is_unit
from optimoot.agents.builtin.wording import Wording
from optimoot.problem import NumberKind

_INTO: Final = frozenset("in into on to".split())
_PARTED: Final = frozenset("invest put spend place alloc".split())
_SPREAD: Final = frozenset("each every per".split())
_OPENING: Final = frozenset(["the", ",", ";", ":", "and"])


def from_subjects(
    sentences: Sequence[Sentence], phrases: dict[int, list[Phrase]], usage: Wording
) -> Iterator[Cast]:
    """Subjects of parallel statements: "A van carries 50 …, a truck carries 80 …"."""
    groups: dict[str, dict[tuple[str, ...], Phrase]] = defaultdict(dict)
    for sentence in sentences:
        for phrase in phrases[sentence.index]:
            for group in _subject_groups(sentence, phrase):
                groups[group].setdefault(phrase.stems, phrase)
    for group, subjects in groups.items():
        found = list(subjects.values())
        if not 2 <= len(found) <= MOST_ITEMS:
            continue
        cast = make_cast(
            [phrase.stems for phrase in found],
            names=[phrase.words for phrase in found],
            family=usage.family([phrase.stems for phrase in found]),
            weight=1.0,
            how=group,
        )
        if cast:
            yield cast


def _subject_groups(sentence: Sentence, phrase: Phrase) -> Iterator[str]:
    """Names of the rows of parallel statements in which the phrase is a subject."""
    tokens = sentence.tokens
    before = tokens[phrase.start - 1] if phrase.start else None
    single = before is not None and before.text in lexicon.SINGLES
    if before is not None and before.text == "of" and _single_before(tokens, phrase.start - 1):
        single = True
    verb = _verb_after(tokens, phrase.end)
    opens = before is None or before.text in lexicon.CONTRASTS | _OPENING or single
    if verb and opens and _number_follows(tokens, phrase.end):
        yield f"verb {verb}"
        if single:
            yield "each"
    if before is not None and before.text == "on" and _counts_unit(tokens, phrase.start - 1):
        yield f"on {tokens[phrase.start - 2].stem}"
    if _is_parted_into(tokens, phrase.start - 1):
        yield "put"
    if _has_price(tokens, phrase.end):
        yield "price"
    if single and _has_with_number(tokens, phrase.end):
        yield "with"
    if before is not None and before.text in ("per", "each") and phrase.start >= 2:
        what = tokens[phrase.start - 2]
        if what.kind is Kind.WORD and _number_follows(tokens, phrase.end):
            yield f"per {what.stem}"


def _is_parted_into(tokens: Sequence[Token], place: int) -> bool:
    """Whether "every dollar put into" or the like ends at `place`, and a figure follows."""
    if place < 2 or tokens[place].text not in _INTO or tokens[place - 1].stem not in _PARTED:
        return False
    spread = any(token.text in _SPREAD for token in tokens[max(0, place - 6) : place - 1])
    return spread and _number_follows(tokens, place)


def _counts_unit(tokens: Sequence[Token], place: int) -> bool:
    """Whether "every hour" or the like stands before the "on" at `place`, and a figure behind."""
    if place < 2 or tokens[place - 2].text not in lexicon.SINGLES:
        return False
    return is_unit(tokens[place - 1].text) and _number_follows(tokens, place)


def _single_before(tokens: Sequence[Token], place: int) -> bool:
    """Whether "each bunch" or the like stands before the "of" at `place`."""
    return any(token.text in lexicon.SINGLES for token in tokens[max(0, place - 3) : place])


def _verb_after(tokens: Sequence[Token], place: int) -> str | None:
    for later in range(place, min(place + 4, len(tokens))):
        token = tokens[later]
        if token.text in lexicon.MODALS or token.text in lexicon.ADVERBS:
            continue
        known = token.text in lexicon.VERBS or token.text in lexicon.VERBS_OR_NOUNS
        return token.stem if known or is_verb(tokens, later) else None
    return None


def _has_with_number(tokens: Sequence[Token], place: int) -> bool:
    """Whether "with 6 apples" follows: "prepare a combo package with 6 apples"."""
    ahead = tokens[place : place + 2]
    return len(ahead) == 2 and ahead[0].text == "with" and ahead[1].kind is Kind.NUMBER


def _has_price(tokens: Sequence[Token], place: int) -> bool:
    """Whether "for $30" follows: "sells balcony seats for $30"."""
    ahead = tokens[place : place + 2]
    if len(ahead) < 2 or ahead[0].text not in ("for", "at") or ahead[1].number is None:
        return False
    return ahead[1].number.kind is NumberKind.MONEY


def _number_follows(tokens: Sequence[Token], place: int) -> bool:
    return any(token.kind is Kind.NUMBER for token in tokens[place : place + 12])
