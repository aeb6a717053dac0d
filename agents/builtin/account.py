"""The account of a reading: which words of the text it explains, and what remains.

A reading is data: its Formulation says which Numbers became what, of which decisions, and which
sentence each constraint comes from. Every word of the text is held against that, whoever read it.
Explained are the names of the decisions and of the measures, the Numbers in use with their units,
the comparisons that became constraints, and words of grammar that change nothing. What is left over
is a `Remainder`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from optimoot.agents.builtin.clauses import whole
from optimoot.agents.builtin.figures import amounts_in_words, asks, open_figures, unused_numbers
from optimoot.agents.builtin.hazards import tells_of_model
from optimoot.agents.builtin.known import Known, known_to
from optimoot.agents.builtin.operators import OPERATORS, operators
from optimoot.agents.builtin.packs import packed
from optimoot.agents.builtin.pointless import pointless
from optimoot.agents.builtin.presumed import bounding_numbers, limits_of, presumed, presumptions
from optimoot.agents.builtin.remainders import Evidence, Remainder
from optimoot.agents.builtin.subsets import elsewhere, subsets
from optimoot.agents.builtin.text import Kind, Sentence, Token, read_text
from optimoot.agents.builtin.vessels import contents, misplaced
from optimoot.formulation import Formulation
from optimoot.problem import Problem

_TABLE: Final = re.compile(r"\||\\\\|&|\[\[|= ?\[")
"""Signs of a table or of named data, which is no sentence."""
_CELLS: Final = frozenset("|&")
"""What parts the cells of a table's row."""
_CHANGING: Final = OPERATORS | frozenset("or and per each every for if when only plus of".split())
"""Words that belong in no cell of a table behind its figure."""
_SHOWING: Final = frozenset(
    "table following shown listed lists given gives below above represent represents options "
    "corresponds decide choose consider considering different".split()
)
"""Words of sentences that only announce data, or the decision."""
_ALL: Final = frozenset("all each every they them these those any it everyone everything".split())
_ONE: Final = frozenset("a an one each every any".split())
_LISTING: Final = frozenset("and or nor , than".split())
_MORE: Final = frozenset("more less fewer greater".split())
_MUST: Final = frozenset("must should shall can cannot may".split())
_SHORTEST: Final = 3
"""Tokens from which on a line is a sentence."""
_LONGEST: Final = 14
"""Tokens up to which a sentence without a figure says what is so, rather than why."""
_REMARKING: Final = frozenset("this that such perhaps these".split())
"""Words that open remarks on what was said before."""
_NEAR: Final = 6
"""Tokens before "at most" within which its figure stands."""
_WITH_ADJECTIVE: Final = 2
"""Tokens behind "a" among which the thing is named: "a free puzzle"."""
_QUOTED: Final = 6
"""Words of a longer stretch that are quoted."""


def take_account(
    problem: Problem, formulation: Formulation, explained: frozenset[str] = frozenset()
) -> tuple[Remainder, ...]:
    """What a reading leaves unexplained; linear in the text's length.

    Args:
        problem: The text.
        formulation: What was made of it.
        explained: Ids of Numbers that the reader knows to be no data.
    """
    sentences = read_text(problem)
    known = known_to(formulation, sentences, explained)
    odd = presumptions(formulation)
    bounding = bounding_numbers(formulation)
    limits, held = limits_of(formulation), contents(sentences)
    found: list[Remainder] = []
    for sentence in sentences:
        if whole.only_tells_domain(sentence):
            continue
        if _TABLE.search(sentence.quote):
            found += _in_table(sentence)
        elif any(map(known.uses, sentence.tokens)) or sentence.quote in known.sentences:
            found += _unexplained(sentence, known)
            found += open_figures(sentence, known)
            found += presumed(sentence, odd, known)
            found += subsets(sentence, known)
            found += elsewhere(sentence, sentences, bounding, known)
            found += packed(sentence, known)
            found += misplaced(sentence, limits, held, known)
            found += _unlimited(sentence)
        else:
            found += unused_numbers(sentence, known)
            found += amounts_in_words(sentence)
            found += _idle(sentence, known)
    goal = formulation.objective.sentence if formulation.objective is not None else ""
    found += [Remainder(Evidence.NUMBER, name, goal) for name in pointless(formulation)]
    return tuple(found)


def _unexplained(sentence: Sentence, known: Known) -> Iterator[Remainder]:
    """Operators in a sentence that something was made of."""
    for place in operators(sentence, known):
        words = " ".join(token.text for token in sentence.tokens[place : place + 3])
        yield Remainder(Evidence.OPERATOR, words, sentence.quote)


def _unlimited(sentence: Sentence) -> Iterator[Remainder]:
    """A comparison behind a noun, with no figure near it: "…, a few of them harps at most"."""
    tokens = sentence.tokens
    for place in range(1, len(tokens) - 1):
        if tokens[place].text != "at" or tokens[place + 1].text not in ("most", "least"):
            continue
        ends = place + 2 == len(tokens) or tokens[place + 2].kind is Kind.SIGN
        near = tokens[max(0, place - _NEAR) : place]
        if ends and not any(t.number is not None or t.text == "one" for t in near):
            words = " ".join(t.text for t in (*near, *tokens[place : place + 2]))
            yield Remainder(Evidence.OPERATOR, words, sentence.quote)


def _in_table(sentence: Sentence) -> Iterator[Remainder]:
    """Cells in which words change the figure: "120 per pair", "9, a third of which is lost"."""
    if not any(token.text in _CELLS for token in sentence.tokens):
        return  # named data, "Costs = [4, 7]", has no cells
    cell: list[Token] = []
    for token in (*sentence.tokens, None):
        if token is not None and token.text not in _CELLS:
            cell.append(token)
            continue
        figures = [place for place, part in enumerate(cell) if part.number is not None]
        behind = cell[figures[0] :] if figures else []
        if any(part.text in _CHANGING for part in behind):
            words = " ".join(part.text for part in cell[:_QUOTED])
            yield Remainder(Evidence.CELL, words, sentence.quote)
        cell = []


def _idle(sentence: Sentence, known: Known) -> Iterator[Remainder]:
    """A sentence that gave nothing, yet speaks of the decisions or holds an operator."""
    if sentence.index == 0 or sentence.question:
        return
    words = " ".join(token.text for token in sentence.tokens[:_QUOTED])
    if sentence.index > known.first:
        if _pairs_up(sentence, known) or _ranks(sentence, known):
            yield Remainder(Evidence.REFERENT, words, sentence.quote)
        elif _says(sentence, known):
            yield Remainder(Evidence.IDLE, words, sentence.quote)
    yield from _unexplained(sentence, known)


def _says(sentence: Sentence, known: Known) -> bool:
    """Whether a sentence behind the first figures says something of one thing, or of all."""
    tokens = sentence.tokens
    words = {token.text for token in tokens}
    if words & _SHOWING or asks(sentence) or tells_of_model(sentence):
        return False
    if tokens[-1].text == ":" or not _SHORTEST <= len(tokens) <= _LONGEST:
        return False
    if tokens[0].text in _REMARKING:
        return False
    items = {token.stem for token in tokens if token.stem in known.items}
    return bool(items or words & _ALL) and len(items - known.shared) < 2


def _pairs_up(sentence: Sentence, known: Known) -> bool:
    """Whether a sentence tells of one thing with another: "every desk wants a chair".

    "A desk or a chair" offers a choice between them, and "a desk and a chair" lists them.
    """
    tokens = sentence.tokens
    end = next((place for place, token in enumerate(tokens) if token.text == ","), len(tokens))
    if asks(sentence) or end > _LONGEST:
        return False
    single = {
        noun.stem
        for place in range(end)
        if tokens[place].text in _ONE and (not place or tokens[place - 1].text not in _LISTING)
        for noun in tokens[place + 1 : place + 1 + _WITH_ADJECTIVE]
        if noun.stem in known.items - known.shared
    }
    return len(single) > 1


def _ranks(sentence: Sentence, known: Known) -> bool:
    """Whether a sentence demands more of one thing than of another, in words: "must not be"."""
    texts = [token.text for token in sentence.tokens]
    if asks(sentence) or not _MUST & set(texts):
        return False
    more = next((place for place, text in enumerate(texts) if text in _MORE), len(texts))
    if "than" not in texts[more:]:
        return False
    than = texts.index("than", more)
    behind = {token.stem for token in sentence.tokens[than:]} & known.items
    before = {token.stem for token in sentence.tokens[:than]} & known.items
    return bool(before - known.shared) and bool(behind - before - known.shared)
