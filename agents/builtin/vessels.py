"""Vessels: nouns that a text counts one thing in, so that their number is that thing's.

"A loaf of bread earns $2" says that a loaf is bread: "at least 20 loaves" is a limit on bread, not
on all that is baked. Where the text counts several things in a noun ("a crate of apples", "a crate
of pears"), its number is their total; where it counts none in it, the number is not understood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from optimoot.agents.builtin.figures import asks
from optimoot.agents.builtin.known import Known
from optimoot.agents.builtin.phrases import content_run
from optimoot.agents.builtin.presumed import Limit
from optimoot.agents.builtin.remainders import Evidence, Remainder
from optimoot.agents.builtin.text import Kind, Sentence, Token, stem
from optimoot.agents.builtin.units import unit_of

_ONE: Final = frozenset("a an one each every per".split())
_NO_VESSELS: Final = frozenset(
    stem(word)
    for word in "number total sum kind type sort class model variety range mix mixture combination "
    "group list unit piece item lot bit half quarter part share percentage ratio minimum maximum "
    "amount quantity supply profit cost price hour copy plan choice product member worker".split()
)
"""Nouns before "of" that hold nothing: "a number of", "a mix of"."""
_VESSELS: Final = frozenset(
    stem(word)
    for word in "loaf jar tin can bottle bowl plate cup glass jug mug pot tub tray pan barrel cask "
    "keg drum crate box carton bag sack packet basket bucket bale bundle roll reel bunch pitcher "
    "flask vial bar slice punnet".split()
)
"""What things are most often counted in."""


def contents(sentences: Sequence[Sentence]) -> dict[str, frozenset[str]]:
    """What a text counts in each noun: stems of "A *jar* of *plum jam*" and the words behind it.

    Args:
        sentences: The whole text.

    Returns:
        For the stem of each such noun the stems of all that is told to be in one.
    """
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for sentence in sentences:
        for place in range(len(sentence.tokens)):
            noun, held = held_at(sentence.tokens, place)
            if held:
                found[noun] |= {token.stem for token in held}
    return dict(found)


def held_at(tokens: Sequence[Token], place: int) -> tuple[str, Sequence[Token]]:
    """The stem of a noun behind "a" or "each", and the words behind its "of"; else none."""
    if tokens[place].text not in _ONE or place + 3 >= len(tokens) or tokens[place + 2].text != "of":
        return "", ()
    noun = tokens[place + 1]
    if noun.kind is not Kind.WORD or noun.stem in _NO_VESSELS or unit_of((noun,))[0]:
        return "", ()
    return noun.stem, content_run(tokens, place + 3)


def misplaced(
    sentence: Sentence,
    limits: Sequence[Limit],
    held: Mapping[str, frozenset[str]],
    known: Known,
) -> Iterator[Remainder]:
    """Limits on several things that are told in a noun which the text counts one, or none, in.

    Args:
        sentence: Where the limits are looked for.
        limits: All limits of the reading.
        held: What the text counts in which noun.
        known: What the reading speaks of.
    """
    if asks(sentence):
        return
    sums = {
        limit.number: {name for name, _ in limit.form}
        for limit in limits
        if len(limit.form) > 1 and not any(cited for _, cited in limit.form)
    }
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.number is None or token.number.id not in sums:
            continue
        run = content_run(tokens, place + 1)
        if not run or any(part.stem in known.items - held.keys() for part in run):
            continue
        noun = next((part.stem for part in run if part.stem in held), run[-1].stem)
        if _holds_too_few(noun, sums[token.number.id], held, known):
            words = " ".join(part.text for part in (token, *run))
            yield Remainder(Evidence.REFERENT, f"of what: {words}", sentence.quote)


def _holds_too_few(
    noun: str, decisions: set[str], held: Mapping[str, frozenset[str]], known: Known
) -> bool:
    """Whether a noun holds fewer things than are summed up, or is told of none."""
    if noun not in held:
        return noun in _VESSELS and known.counts[noun] == 1 and noun not in known.items
    inside = held[noun]
    named = {name for name in decisions if inside & _words(name)}
    return bool(inside & known.items) and len(named) < len(decisions)


def _words(name: str) -> frozenset[str]:
    """Stems of the words in the name of a decision."""
    return frozenset(stem(word) for word in name.lower().split("_"))
