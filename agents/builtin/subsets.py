"""Limits that hold for some of a decision only: "at most 30 albums bound in leather".

A reader that takes such a limit for one on all albums bounds too much. It is told by what stands
beside the decision's name: an adjective or a participle that nothing else in the text speaks of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.figures import asks
from optimoot.agents.builtin.known import Known
from optimoot.agents.builtin.phrases import content_run, is_verb
from optimoot.agents.builtin.remainders import Evidence, Remainder
from optimoot.agents.builtin.text import Kind, Sentence, Token, stem
from optimoot.agents.builtin.units import unit_of

_PLAIN: Final = frozenset(
    stem(word)
    for word in "whole full complete finished entire single individual different distinct such new "
    "ready additional consecutive respective working good physical separate identical total "
    "overall unit type piece item pack package can bag box bottle carton case jar tin crate batch "
    "bunch serving portion order set copy plate bowl glass cup roll sheet loaf hour day week "
    "month".split()
)
"""Words beside a decision's name that tell no some from others, or how it comes."""
_BY: Final = frozenset("in by with from for to".split())
_PARTICIPLES: Final = frozenset(
    "made sold built bound cut kept held grown sent worn meant fed hung drawn driven bought".split()
)
_NO_PARTICIPLES: Final = frozenset("including excluding during being remaining using".split())
_PAIR: Final = 2
"""Words of an adjective and a noun."""
_DETERMINERS: Final = frozenset("the a an another its".split())
_WHO: Final = frozenset("who whose".split())
_TOTALS: Final = frozenset("total all sum advance stock order addition".split())


def subsets(sentence: Sentence, known: Known) -> Iterator[Remainder]:
    """Limits of a sentence whose words say that they hold for some of a decision only."""
    tokens = sentence.tokens
    if asks(sentence):
        return
    for place, token in enumerate(tokens):
        if token.number is None or not known.limits[token.number.id]:
            continue
        run = content_run(tokens, place + 1)
        named = [at for at, part in enumerate(run) if part.stem in known.items]
        if not named or unit_of(run)[0] or unit_of(run[-1:])[0]:
            continue
        strange = [part for part in run[: named[0]] if _is_strange(part, known)]
        end = place + 1 + len(run)
        behind = range(place + 2 + named[0], end + 1)
        if strange or any(_is_restricted(tokens, at, known) for at in behind):
            words = " ".join(part.text for part in tokens[place : end + 3])
            yield Remainder(Evidence.REFERENT, f"some only: {words}", sentence.quote)


def elsewhere(
    sentence: Sentence, sentences: Sequence[Sentence], bounding: Collection[str], known: Known
) -> Iterator[Remainder]:
    """Bounds that hold at one of several places: "the east field takes 20 oaks; a west field …".

    Args:
        sentence: Where the bounds are looked for.
        sentences: The whole text.
        bounding: Ids of the Numbers that bound numbers of things.
        known: What the reading speaks of.
    """
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.number is None or token.number.id not in bounding:
            continue
        run = next((r for at in range(place) if (r := _place_of(tokens, at, known))), ())
        if run and _has_another(run, sentences):
            words = " ".join(part.text for part in run)
            yield Remainder(Evidence.REFERENT, f"one of several: {words}", sentence.quote)


def _place_of(tokens: Sequence[Token], at: int, known: Known) -> Sequence[Token]:
    """The words "east field" of "the east field takes", where neither is anything decided on."""
    if tokens[at].text != "the":
        return ()
    run = content_run(tokens, at + 1)
    strange = len(run) == _PAIR and not any(known.explains(part) for part in run)
    end = at + 1 + len(run)
    does = end < len(tokens) and (tokens[end].text in lexicon.MODALS or is_verb(tokens, end))
    return run if strange and does and not unit_of(run[-1:])[0] else ()


def _has_another(run: Sequence[Token], sentences: Sequence[Sentence]) -> bool:
    """Whether the text tells of one more of a kind: "a west field"."""
    adjective, noun = run
    return any(
        tokens[at].stem == noun.stem
        and tokens[at - 1].stem != adjective.stem
        and tokens[at - 2].text in _DETERMINERS
        and tokens[at - 1].kind is Kind.WORD
        for tokens in (sentence.tokens for sentence in sentences)
        for at in range(_PAIR, len(tokens))
    )


def _is_strange(token: Token, known: Known) -> bool:
    """Whether nothing else speaks of the word, and it may tell some from others."""
    known_word = known.explains(token) or known.counts[token.stem] > 1
    return token.kind is Kind.WORD and not known_word and token.stem not in _PLAIN


def _is_restricted(tokens: Sequence[Token], end: int, known: Known) -> bool:
    """Whether "bound in leather", "who limp" follows a decision's name."""
    after = tokens[end : end + 3]
    if len(after) < 2:
        return False
    if after[0].text in _WHO:
        return after[1].text not in lexicon.MODALS
    if after[0].text.endswith("ing") and after[0].text not in _NO_PARTICIPLES:
        return after[1].text in lexicon.ARTICLES or _is_strange(after[1], known)
    told = after[0].text in _PARTICIPLES or after[0].text.endswith("ed")
    if not told or after[1].text not in _BY:
        return False
    noun = content_run(tokens, end + 2)
    if not noun or noun[0].text in _TOTALS or noun[0].number is not None:
        return False
    return not unit_of(noun)[0] and all(_is_strange(part, known) for part in noun)
