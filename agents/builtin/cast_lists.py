"""Items named in a list: "makes chairs, tables and desks", "two roles: doctors and nurses"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.items import MOST_ITEMS, Cast, make_cast
from optimoot.agents.builtin.phrases import Phrase, is_content, is_symbol, is_verb
from optimoot.agents.builtin.text import Kind, Sentence, Token
from optimoot.agents.builtin.units import unit_of
from optimoot.agents.builtin.wording import Wording

_LINKS: Final = (
    frozenset(", and or & with along as well either both by one ones".split()) | lexicon.ARTICLES
)
_SEPARATORS: Final = frozenset(", and or & well".split())
_STANDING_FOR: Final = frozenset(
    "represent represents represented could correspond corresponds involve focus focusing "
    "denote denotes stand".split()
)
_UNEVEN: Final = 2.0
"""What a list lacks in weight of which some members are counted: "2 cups, a large jug"."""
KINDS: Final = frozenset(
    "type kind choic option differ varieti sort model version categori method way".split()
)


def from_lists(
    sentences: Sequence[Sentence], phrases: dict[int, list[Phrase]], usage: Wording
) -> Iterator[Cast]:
    """Casts of every list of the text."""
    for sentence in sentences:
        for elements, aliases in _lists(sentence, phrases[sentence.index]):
            yield from _list_casts(sentence, elements, aliases, usage)


def list_stems(
    sentences: Sequence[Sentence], phrases: dict[int, list[Phrase]]
) -> list[list[tuple[str, ...]]]:
    """Lists without symbols of what symbols stand for: "could represent tea and coffee"."""
    found = []
    for sentence in sentences:
        texts = {token.text for token in sentence.tokens}
        told = "respectively" in texts and bool(texts & _STANDING_FOR)
        if not told or any(token.kind is Kind.NUMBER for token in sentence.tokens):
            continue
        for elements, _ in _lists(sentence, phrases[sentence.index]):
            if not any(_symbol_of(element) for element in elements):
                stems = [element.stems for element in elements]
                head = stems[-1][-1]
                shared = len(stems[-1]) > 1 and all(len(other) == 1 for other in stems[:-1])
                found.append([*stems[:-1], stems[-1][:-1] if shared and head else stems[-1]])
    return found


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
    usage: Wording,
) -> Iterator[Cast]:
    if len(elements) > MOST_ITEMS or any(_is_unit(element) for element in elements):
        return
    weight, family = _introduction(sentence, elements)
    if len({_is_counted(sentence.tokens, element) for element in elements}) > 1:
        weight -= _UNEVEN
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
    if _adds_once(stems, usage):
        stems[-1] = stems[-1][:-1]
        names[-1] = names[-1].rsplit(" ", 1)[0]
    elif _adds_to_all(stems, usage):
        family |= {stems[-1][-1]}
        stems[-1] = stems[-1][:-1]
        names[-1] = names[-1].rsplit(" ", 1)[0]
    completed = usage.completed(stems)
    head = elements[-1].words.rsplit(" ", 1)[-1]
    names = [
        name if whole == part else f"{name} {head}"
        for name, whole, part in zip(names, completed, stems, strict=True)
    ]
    cast = make_cast(
        completed,
        names=names,
        family=family | usage.family(stems),
        weight=weight,
        how=sentence.quote,
        aliases=aliases,
    )
    if cast:
        counted = _counted_noun(sentence.tokens, elements[0].start, len(elements))
        introduced = bool(counted) or _follows_verb(sentence.tokens, elements[0].start)
        yield replace(cast, introduced=introduced, family=cast.family | counted)


def _counted_noun(tokens: Sequence[Token], place: int, many: int) -> frozenset[str]:
    """The noun in "Five dishes are on the menu: …", which says how many a list names."""
    if not place or tokens[place - 1].text != ":":
        return frozenset()
    for at in range(place - 2):
        number = tokens[at].number
        if number is not None and number.value == many and is_content(tokens, at + 1):
            end = at + 1
            while end + 1 < place and is_content(tokens, end + 1):
                end += 1
            counted = tokens[at - 2].stem if at > 1 and tokens[at - 1].text == "of" else ""
            return frozenset([tokens[end].stem, counted]) - KINDS - {""}
    return frozenset()


def _follows_verb(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb leads to a list, maybe with a count or a colon between."""
    back = place - 1
    while back >= 0 and (tokens[back].kind is Kind.NUMBER or tokens[back].text in _LINKS | {":"}):
        back -= 1
    return back >= 0 and is_verb(tokens, back)


def _is_counted(tokens: Sequence[Token], element: Phrase) -> bool:
    """Whether a figure stands right before an element."""
    return element.start > 0 and tokens[element.start - 1].kind is Kind.NUMBER


def _adds_once(stems: Sequence[tuple[str, ...]], usage: Wording) -> bool:
    """Whether the last name's head belongs to all, and comes once: "drama and comedy content"."""
    last = stems[-1]
    if len(last) < 2 or any(len(other) > 1 for other in stems[:-1]):
        return False
    return usage.occurrences[last[-1]] == 1 and all(usage.occurrences[w] > 1 for w in last[:-1])


def _adds_to_all(stems: Sequence[tuple[str, ...]], usage: Wording) -> bool:
    """Whether the last name's head stands for all: "rye, wheat and oat flour … every flour"."""
    last = stems[-1]
    if len(last) < 2 or any(len(other) > 1 or other == last[-1:] for other in stems[:-1]):
        return False
    if any(usage.stand_together(other[-1], last[-1]) for other in stems[:-1]):
        return False  # "mango and peach ices … a mango ice"
    return usage.is_spread(last[-1])


def _is_unit(element: Phrase) -> bool:
    """Whether an element is nothing but a unit: "kg" in "$8 per kg, cashews cost"."""
    first = element.tokens[0]
    plain = not first.upper and not is_symbol(first) and len(element.tokens) == 1
    return plain and unit_of(element.tokens)[0] not in ("", "unit")


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


def _counted_phrase(later: Sequence[Token]) -> Sequence[Token]:
    """The words of "attractions" in "four attractions to plan for the weekend: …"."""
    ends = lexicon.PREPOSITIONS - {"of"} | lexicon.AUXILIARIES
    for place, token in enumerate(later):
        if token.text in ends or token.text == ":":
            return later[:place]
    return later


def _introduction(sentence: Sentence, elements: list[Phrase]) -> tuple[float, frozenset[str]]:
    """What the words before a list say of it: "two types of jars: …"."""
    before = sentence.tokens[max(0, elements[0].start - 9) : elements[0].start]
    weight = 0.0
    family: set[str] = set()
    for place, token in enumerate(before):
        later = before[place + 1 :]
        if any(other.number is not None or other.text in (",", "and") for other in later):
            continue
        if token.number is not None and token.number.value == len(elements):
            weight += 3.0
            family.update(
                other.stem
                for other in _counted_phrase(later)
                if other.kind is Kind.WORD
                and other.text not in lexicon.PREPOSITIONS | lexicon.AUXILIARIES
                and other.text not in lexicon.VERBS | lexicon.DETERMINERS
                and other.stem not in KINDS
                and other.text not in lexicon.ARTICLES | lexicon.PRONOUNS
            )
        if token.text == ":":
            weight += 0.5
    return weight, frozenset(family)
