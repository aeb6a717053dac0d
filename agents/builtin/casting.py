"""Finding the items: every list and every row of parallel subjects is a hypothesis."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.items import Cast, make_cast
from optimoot.agents.builtin.phrases import Phrase, is_symbol, noun_phrases
from optimoot.agents.builtin.text import Kind, Sentence, Token

MOST_ITEMS: Final = 30
_LINKS: Final = (
    frozenset(", and or & with along as well either both by one ones".split()) | lexicon.ARTICLES
)
_SEPARATORS: Final = frozenset(", and or & well".split())
_KINDS: Final = frozenset(
    "type kind choic option differ varieti sort model version categori method way".split()
)


def find_casts(sentences: Sequence[Sentence], most: int = 8) -> tuple[Cast, ...]:
    """Hypotheses about the items, most plausible first, at most `most` of them."""
    phrases = {sentence.index: list(noun_phrases(sentence)) for sentence in sentences}
    mentions = Counter(
        stem
        for sentence in sentences
        for stem in {token.stem for token in sentence.tokens if token.kind is Kind.WORD}
    )
    seen: dict[frozenset[frozenset[str]], Cast] = {}
    usage = _Usage(sentences)
    found = (*_from_lists(sentences, phrases, usage), *_from_subjects(sentences, phrases, usage))
    for cast in found:
        weighed = replace(cast, weight=cast.weight + _recurrence(cast, mentions))
        key = frozenset(item.keys for item in cast.items)
        if key in seen:
            first = seen[key]
            weighed = replace(
                first,
                family=first.family | cast.family,
                weight=max(first.weight, weighed.weight) + 1.0,
            )
        seen[key] = weighed
    casts = sorted(seen.values(), key=lambda cast: -cast.weight)
    return tuple(cast for cast in casts if cast.weight > 0)[:most]


class _Usage:
    """How words of the text stand together."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._pairs: set[tuple[str, str]] = set()
        self._counted: set[str] = set()
        for sentence in sentences:
            stems = [token.stem for token in sentence.tokens]
            texts = [token.text for token in sentence.tokens]
            self._pairs.update(pairwise(stems))
            for place in range(len(stems) - 1):
                if texts[place] == "many" and texts[place - 1] == "how":
                    self._counted.add(stems[place + 1])
                if texts[place] == "of" and texts[place - 1] == "number":
                    self._counted.add(stems[place + 1])

    def stand_together(self, first: str, second: str) -> bool:
        """Whether the text has the two stems side by side."""
        return (first, second) in self._pairs

    def is_counted(self, stem: str) -> bool:
        """Whether the text asks for a number of these: "how many *bottles*"."""
        return stem in self._counted

    def family(self, stems: Sequence[tuple[str, ...]]) -> frozenset[str]:
        """Heads of the names that stand for any of the items: "tests" for spit tests and swabs."""
        heads = {phrase[-1] for phrase in stems if len(phrase) > 1}
        whole = {phrase[0] for phrase in stems if len(phrase) == 1}
        return frozenset(head for head in heads if self.is_counted(head) and head not in whole)

    def completed(self, stems: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """The last name's head added to the others where the text does so: "glass (bottle)"."""
        head = stems[-1][-1]
        if len(stems[-1]) < 2:
            return stems
        return [
            (*phrase, head)
            if phrase[-1] != head and self.stand_together(phrase[-1], head)
            else phrase
            for phrase in stems
        ]


def _recurrence(cast: Cast, mentions: Counter[str]) -> float:
    """How often the items come back; a thing named once is hardly a decision."""
    counts = [max(mentions[key] for key in item.keys) for item in cast.items]
    if min(counts) < 2:
        return -10.0 if not cast.items[0].symbol else 0.0
    return float(min(min(counts), 6))


# ---------------------------------------------------------------------------- lists


def _from_lists(
    sentences: Sequence[Sentence], phrases: dict[int, list[Phrase]], usage: _Usage
) -> Iterator[Cast]:
    for sentence in sentences:
        for elements, aliases in _lists(sentence, phrases[sentence.index]):
            yield from _list_casts(sentence, elements, aliases, usage)


def _lists(
    sentence: Sentence, phrases: list[Phrase]
) -> Iterator[tuple[list[Phrase], dict[int, list[tuple[str, ...]]]]]:
    """Runs of noun phrases joined by commas, "and" and "or"; what is in brackets is an alias."""
    elements: list[Phrase] = []
    aliases: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases:
        if elements:
            gap = sentence.tokens[elements[-1].end : phrase.start]
            opened = _open_bracket(sentence.tokens, elements[-1].end, phrase.start)
            if opened and _closes(sentence.tokens, phrase.end):
                aliases[len(elements) - 1].append(phrase.stems)
                continue
            if _joins(gap):
                elements.append(phrase)
                continue
            if len(elements) > 1:
                yield elements, dict(aliases)
        elements, aliases = [phrase], defaultdict(list)
    if len(elements) > 1:
        yield elements, dict(aliases)


def _open_bracket(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(token.text == "(" for token in tokens[start:end]) and not any(
        token.text == ")" for token in tokens[start:end]
    )


def _closes(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].text == ")"


def _joins(gap: Sequence[Token]) -> bool:
    """Whether the tokens between two noun phrases make them members of one list."""
    texts = [token.text for token in gap]
    depth = 0
    outside = []
    for text in texts:
        depth += (text == "(") - (text == ")")
        if depth <= 0 and text != ")":
            outside.append(text)
    if not outside or len(outside) > 5:
        return False
    return any(text in _SEPARATORS for text in outside) and all(text in _LINKS for text in outside)


def _list_casts(
    sentence: Sentence,
    elements: list[Phrase],
    aliases: dict[int, list[tuple[str, ...]]],
    usage: _Usage,
) -> Iterator[Cast]:
    if len(elements) > MOST_ITEMS:
        return
    weight, family = _introduction(sentence, elements)
    if _names_the_rest(sentence, elements):
        family |= frozenset(elements[0].stems)
        weight += 3.0
        elements = elements[1:]
        aliases = {place - 1: found for place, found in aliases.items() if place}
    if len(elements) < 2:
        return
    names = [element.words for element in elements]
    stems = [element.stems for element in elements]
    symbols = [_symbol_of(element) for element in elements]
    if all(symbols):
        family |= frozenset(stem for element in stems for stem in element[:-1])
        stems = [(symbol,) for symbol in symbols if symbol]
        cast = make_cast(
            stems,
            names=names,
            family=family,
            weight=weight + 3,
            how=sentence.quote,
            aliases=aliases,
            symbols=True,
        )
        if cast:
            yield cast
        return
    cast = make_cast(
        usage.completed(stems),
        names=names,
        family=family | usage.family(stems),
        weight=weight,
        how=sentence.quote,
        aliases=aliases,
    )
    if cast:
        yield cast


def _names_the_rest(sentence: Sentence, elements: list[Phrase]) -> bool:
    """Whether the first member is what the others are: "two projects, X and Y"."""
    if len(elements) < 3:
        return False
    before = sentence.tokens[max(0, elements[0].start - 5) : elements[0].start]
    counts = [token.number.value for token in before if token.number is not None]
    symbols = [_symbol_of(element) is not None for element in elements]
    return float(len(elements) - 1) in counts or (not symbols[0] and all(symbols[1:]))


def _symbol_of(phrase: Phrase) -> str | None:
    """The symbol that names the phrase: "project X" is X."""
    last = phrase.tokens[-1]
    return last.stem if is_symbol(last) else None


def _introduction(sentence: Sentence, elements: list[Phrase]) -> tuple[float, frozenset[str]]:
    """What the words before a list say of it: "two types of jars: …"."""
    before = sentence.tokens[max(0, elements[0].start - 9) : elements[0].start]
    weight = 0.0
    family: set[str] = set()
    for place, token in enumerate(before):
        if token.number is not None and token.number.value == len(elements):
            weight += 3.0
            family.update(
                later.stem
                for later in before[place + 1 :]
                if later.kind is Kind.WORD
                and later.text not in lexicon.PREPOSITIONS | lexicon.AUXILIARIES
                and later.text not in lexicon.VERBS
                and later.stem not in _KINDS
                and later.text not in lexicon.ARTICLES | lexicon.PRONOUNS
            )
        if token.text == ":":
            weight += 0.5
    return weight, frozenset(family)


# ---------------------------------------------------------------------------- parallel subjects


def _from_subjects(
    sentences: Sequence[Sentence], phrases: dict[int, list[Phrase]], usage: _Usage
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
    verb = _verb_after(tokens, phrase.end)
    opens = before is None or before.text in lexicon.CONTRASTS | {"the", ",", "and"} or single
    if verb and opens and _number_follows(tokens, phrase.end):
        yield f"verb {verb}"
        if single:
            yield "each"
    if before is not None and before.text in ("per", "each") and phrase.start >= 2:
        what = tokens[phrase.start - 2]
        if what.kind is Kind.WORD and _number_follows(tokens, phrase.end):
            yield f"per {what.stem}"


def _verb_after(tokens: Sequence[Token], place: int) -> str | None:
    for token in tokens[place : place + 4]:
        if token.text in lexicon.MODALS or token.text in lexicon.ADVERBS:
            continue
        if token.text in lexicon.VERBS or token.text in lexicon.VERBS_OR_NOUNS:
            return token.stem
        return None
    return None


def _number_follows(tokens: Sequence[Token], place: int) -> bool:
    return any(token.kind is Kind.NUMBER for token in tokens[place : place + 12])
