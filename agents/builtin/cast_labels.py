"""Items with labels: "machine 1" and "machine 2", "process J", "purchasing (X), sales (Y)"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.cast_declared import declared
from optimoot.agents.builtin.cast_lists import KINDS
from optimoot.agents.builtin.items import MOST_ITEMS, Cast, make_cast
from optimoot.agents.builtin.phrases import is_content, is_symbol
from optimoot.agents.builtin.text import Kind, Sentence, Token
from optimoot.agents.builtin.wording import Wording

_SEEN: Final = 2
_STAND_FOR: Final = frozenset(["for", "on"])


def from_labels(sentences: Sequence[Sentence], wording: Wording) -> Iterator[Cast]:
    """Casts of labelled nouns and of symbols in brackets.

    Of "three funds", of which just one is called "fund X", the others are bare letters.
    """
    labels: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for sentence in sentences:
        tokens = sentence.tokens
        for place in range(1, len(tokens)):
            if _is_label(tokens, place):
                labels[tokens[place - 1].stem][tokens[place].stem] += 1
    known = declared(sentences)
    aliases = _aliases(sentences) | known
    if 2 <= len(known) <= MOST_ITEMS:
        names = [" ".join(words) for words in known.values()]
        cast = _cast(list(known), frozenset(), aliases, names=names)
        if cast:
            yield cast
    bare = {
        token.stem
        for sentence in sentences
        for place, token in enumerate(sentence.tokens)
        if is_symbol(token) and token.upper and len(token.text) == 1
        if is_content(sentence.tokens, place)
    }
    for noun, found in labels.items():
        if len(found) < len(bare) and set(found) < bare and wording.is_numbered(noun, len(bare)):
            found.update(dict.fromkeys(sorted(bare - set(found)), _SEEN))
        often = [symbol for symbol, times in found.items() if times >= _SEEN]
        for symbols in dict.fromkeys((tuple(often), tuple(found))):
            if not 2 <= len(symbols) <= MOST_ITEMS:
                continue
            names = [f"{noun} {symbol}" for symbol in symbols]
            cast = _cast(symbols, frozenset([noun]), aliases, names=names)
            if cast:
                yield cast
    yield from _bracketed(sentences, aliases)


def _is_label(tokens: Sequence[Token], place: int) -> bool:
    """Whether the token labels the noun before it."""
    noun = tokens[place - 1]
    if noun.kind is not Kind.WORD or len(noun.text) < 3 or is_symbol(noun):
        return False
    if noun.text in lexicon.PREPOSITIONS or noun.text in lexicon.VERBS:
        return False
    return is_symbol(tokens[place]) and is_content(tokens, place) and is_content(tokens, place - 1)


def _cast(
    symbols: Sequence[str],
    family: frozenset[str],
    aliases: dict[str, tuple[str, ...]],
    *,
    names: list[str],
) -> Cast | None:
    return make_cast(
        [(symbol,) for symbol in symbols],
        names=names,
        family=family,
        weight=2.0,
        how="labels",
        aliases={
            place: [aliases[symbol]] for place, symbol in enumerate(symbols) if symbol in aliases
        },
        symbols=True,
    )


def _bracketed(
    sentences: Sequence[Sentence], aliases: dict[str, tuple[str, ...]]
) -> Iterator[Cast]:
    """Symbols that stand in brackets behind their names, at least two in a sentence."""
    for sentence in sentences:
        symbols = [
            tokens[1].stem
            for tokens in zip(
                sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False
            )
            if tokens[0].text == "(" and tokens[2].text == ")" and is_symbol(tokens[1])
        ]
        symbols = [s for s in dict.fromkeys(symbols) if not s.isdecimal()]
        if 2 <= len(symbols) <= MOST_ITEMS and all(symbol in aliases for symbol in symbols):
            names = [" ".join(aliases[symbol]) for symbol in symbols]
            family = _announced(sentence, len(symbols))
            cast = _cast(symbols, family, aliases, names=names)
            if cast:
                yield cast


def _announced(sentence: Sentence, many: int) -> frozenset[str]:
    """What the symbols are symbols of: "campaigns" in "three campaigns: …"."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.number is None or token.number.value != many:
            continue
        end = place + 1
        while end < len(tokens) and (is_content(tokens, end) or tokens[end].text == "of"):
            end += 1
        if end < len(tokens) and tokens[end].text in (":", ",", "("):
            return frozenset(t.stem for t in tokens[place + 1 : end] if t.text != "of") - KINDS
    return frozenset()


def _aliases(sentences: Sequence[Sentence]) -> dict[str, tuple[str, ...]]:
    """What symbols stand for: "purchasing (X)", "group X focuses on stamina", "X for surgery"."""
    found: dict[str, tuple[str, ...]] = {}
    for sentence in sentences:
        tokens = sentence.tokens
        for place, token in enumerate(tokens):
            if not is_symbol(token) or token.text.isdecimal():
                continue
            before = tokens[place - 1].text if place else ""
            if before == "(" and place + 1 < len(tokens) and tokens[place + 1].text == ")":
                stems = _words_before(tokens, place - 1)
            else:
                stems = _words_behind(tokens, place + 1)
            if stems:
                found.setdefault(token.stem, stems)
    return found


def _words_before(tokens: Sequence[Token], end: int) -> tuple[str, ...]:
    start = end
    while start > 0 and _names(tokens[start - 1]) and end - start < 3:
        start -= 1
    return tuple(token.stem for token in tokens[start:end])


def _words_behind(tokens: Sequence[Token], place: int) -> tuple[str, ...]:
    """The noun phrase behind "for" or "on" right after a symbol, with at most a verb between."""
    if place < len(tokens) and tokens[place].text in ("focuses", "focusing", "focused"):
        place += 1
    if place >= len(tokens) or tokens[place].text not in _STAND_FOR:
        return ()
    end = place + 1
    while end < len(tokens) and is_content(tokens, end) and end - place <= 3:
        end += 1
    return tuple(token.stem for token in tokens[place + 1 : end])


def _names(token: Token) -> bool:
    return (
        token.kind is Kind.WORD
        and not is_symbol(token)
        and token.text
        not in lexicon.ARTICLES
        | lexicon.PREPOSITIONS
        | lexicon.CONJUNCTIONS
        | lexicon.AUXILIARIES
        | lexicon.DETERMINERS
    )
