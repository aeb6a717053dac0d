"""What a number measures: its unit, and the words around it that tell which quantity it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom
from optimoot.agents.builtin.facts import Measure, Rate
from optimoot.agents.builtin.mark_atoms import PERIODS
from optimoot.agents.builtin.marks import Role, mark_at
from optimoot.agents.builtin.phrases import is_content, is_symbol, is_verb
from optimoot.agents.builtin.text import Kind, Token, stem
from optimoot.agents.builtin.units import is_unit, unit_of
from optimoot.problem import NumberKind

_TAIL: Final = 14
_HEAD: Final = 14
_GENERIC: Final = frozenset(
    stem(word)
    for word in (
        "require need use take have make get do give provide contain be can must will should "
        "only available total number amount unit each every per day week month year daily "
        "weekly least most more less than least also however addition additionally further "
        "need needed used using required made taken given associated respectively given whose "
        "which that there have enough able order want wish many much maximum minimum "
        "company produce production exceed surpass fall total combined"
    ).split()
)
_GERUNDS: Final = frozenset(["using", "including"])
_STATEMENT_ENDS: Final = frozenset(", : ; and while whereas but if since because".split())
_REASONS: Final = frozenset("due because since reflecting considering so owing".split())
_PURPOSES: Final = frozenset(
    "ensure maintain meet avoid achieve satisfy keep prevent balance justify guarantee reflect "
    "support sustain stay remain provide comply adhere fulfill make".split()
)
_AFTER_BASE: Final = (
    lexicon.AUXILIARIES | lexicon.CONJUNCTIONS | frozenset(["that", "which", "the"])
)
_STOP_ROLES: Final = frozenset(
    {Role.COMPARE, Role.COMMA, Role.BREAK, Role.AND, Role.RESPECTIVELY, Role.OPEN, Role.CLOSE}
)


def measure_of(
    tokens: Sequence[Token],
    atom: Atom,
    start: int,
    skipped: frozenset[int] = frozenset(),
    own: frozenset[str] = frozenset(),
) -> Measure:
    """The measure of a number.

    Args:
        tokens: The sentence.
        atom: The number's atom.
        start: The first token whose words may describe it (what comes before belongs to others).
        skipped: Places of tokens before the number that speak of something else.
        own: Stems that name items; before the number they do not tell what it measures.
    """
    unit, noun_words, end = _noun(tokens, atom.end)
    money = atom.number is not None and atom.number.kind is NumberKind.MONEY
    tail = noun_words | _tail_words(tokens, end)
    head = _head_words(tokens, start, atom.start, skipped) - own
    noun = noun_words | _of_words(tokens, end)
    if unit not in ("", "unit") and not is_unit(unit):
        noun |= {unit}
    measure = make_measure("$" if money else unit, tail | head, money=money, tail=tail)
    return replace(measure, noun=noun - _GENERIC)


def _of_words(tokens: Sequence[Token], place: int) -> frozenset[str]:
    """Content words of an "of" phrase: "(50 minutes) of shaping time"."""
    if place >= len(tokens) or tokens[place].text != "of":
        return frozenset()
    end = place + 1
    while end < len(tokens) and (
        is_content(tokens, end)
        or tokens[end].text in lexicon.ARTICLES
        or tokens[end].text in lexicon.DETERMINERS
    ):
        end += 1
    return frozenset(token.stem for token in tokens[place + 1 : end] if _carries(token))


def make_measure(
    unit: str,
    words: frozenset[str],
    *,
    money: bool = False,
    tail: frozenset[str] = frozenset(),
) -> Measure:
    """A measure with the words that carry no information left out."""
    return Measure(unit, words - _GENERIC, money, tail - _GENERIC)


def _noun(tokens: Sequence[Token], place: int) -> tuple[str, frozenset[str], int]:
    """The noun phrase right behind a number: its unit, its other words, and its end."""
    end = place
    while end < len(tokens) and is_content(tokens, end):
        end += 1
    phrase = tokens[place:end]
    if not phrase:
        return "", frozenset(), place
    unit, used = unit_of(phrase)
    if unit:
        return unit, frozenset(token.stem for token in phrase[used:]), end
    head = phrase[-1].stem
    if (end < len(tokens) and tokens[end].text == "of") or len(phrase) == 1:
        return head, frozenset(token.stem for token in phrase[:-1]), end
    return head, frozenset(token.stem for token in phrase[:-1]), end


def _tail_words(tokens: Sequence[Token], place: int) -> frozenset[str]:
    """Content words behind a number's noun, up to the next statement."""
    words = set()
    end = min(len(tokens), place + _TAIL)
    while place < end:
        token = tokens[place]
        if token.kind is Kind.NUMBER or gives_reason(tokens, place):
            break
        if token.text in ("per", "each", "every") or (
            token.text in ("a", "an") and _is_period(tokens, place + 1)
        ):
            ahead = tokens[place + 1 : place + 2]
            alone = bool(ahead) and (ahead[0].text in ("and", "or", ",", ";"))
            place += 1 if alone else 2  # "4 minutes each and …"
            continue
        found = mark_at(tokens, place)
        if found is not None and found[0].role in _STOP_ROLES:
            break
        if token.kind is Kind.WORD and _carries(token):
            words.add(token.stem)
        place += 1
    return frozenset(words)


def gives_reason(tokens: Sequence[Token], place: int) -> bool:
    """Whether a reason or a purpose begins: "due to …", "to ensure …"."""
    token = tokens[place]
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return token.text in _REASONS or (token.text == "to" and following in _PURPOSES)


def _is_period(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].text in ("day", "week", "month", "year", "hour")


def _head_words(
    tokens: Sequence[Token], start: int, end: int, skipped: frozenset[int]
) -> frozenset[str]:
    """Content words before a number, back to where another statement ends."""
    words = set()
    place = end - 1
    while place >= max(start, end - _HEAD):
        token = tokens[place]
        if token.text in ("one", "1"):
            place -= 1
            continue  # "the cost of one unit of X is"
        if token.kind is Kind.NUMBER or token.text in _STATEMENT_ENDS:
            break
        if token.kind is Kind.WORD and _carries(token) and place not in skipped:
            words.add(token.stem)
        place -= 1
    return frozenset(words)


def _carries(token: Token) -> bool:
    text = token.text
    return not (
        text in lexicon.ARTICLES
        or text in lexicon.PREPOSITIONS
        or text in lexicon.AUXILIARIES
        or text in lexicon.CONJUNCTIONS
        or text in lexicon.PRONOUNS
        or text in lexicon.DETERMINERS
        or text in lexicon.ADVERBS
    )


def bases(tokens: Sequence[Token]) -> dict[int, str]:
    """The nouns that quantities are stated for, by place: "each *shift* for a worker costs …"."""
    found = {}
    for place, token in enumerate(tokens):
        if _tells_unit(tokens, place):
            found[place + 1] = unit_of(tokens[place + 1 :])[0]
            continue
        if place + 1 >= len(tokens):
            continue
        if token.text not in ("each", "every", "per") and not _is_one_unit(tokens, place):
            continue
        if tokens[place + 1].text in PERIODS:
            continue
        for later in range(place + 1, min(place + 9, len(tokens))):
            word = tokens[later]
            if word.kind is not Kind.WORD or is_verb(tokens, later) or word.text in _AFTER_BASE:
                break
            if _carries(word) or word.text in ("unit", "units"):
                found[later] = unit_of(tokens[later : later + 2])[0] or word.stem
    return found


def _is_one_unit(tokens: Sequence[Token], place: int) -> bool:
    """Whether "one unit" or "a single unit" stands here, for which figures are told."""
    return tokens[place].text in ("one", "single") and tokens[place + 1].text == "unit"


def _tells_unit(tokens: Sequence[Token], place: int) -> bool:
    """Whether "a metre of" stands here: what follows is told by the metre."""
    if tokens[place].text not in ("a", "an", "one"):
        return False
    unit, used = unit_of(tokens[place + 1 :])
    after = tokens[place + 1 + used : place + 2 + used]
    return is_unit(unit) and bool(after) and after[0].text == "of"


def single_nouns(tokens: Sequence[Token]) -> frozenset[str]:
    """Nouns that stand for one of what is counted: "a *crew* costs …", "hiring an *employee*"."""
    found = set()
    for place, token in enumerate(tokens[:-1]):
        if token.text not in ("a", "an", "one"):
            continue
        end = place + 1
        while end < len(tokens) and is_content(tokens, end):
            end += 1
        if end > place + 1 and end < len(tokens):
            after = tokens[end]
            named = is_symbol(tokens[end - 1])
            if not named and (after.text in lexicon.PREPOSITIONS or is_verb(tokens, end)):
                found.add(tokens[end - 1].stem)
    return frozenset(found)


def verb_before(tokens: Sequence[Token], rate: Rate) -> str:
    """Stem of the verb that leads to a rate's figure: "(a van) carries (50 boxes)"; or empty."""
    starts = {number.start for number in rate.quantity.numbers}
    place = next((p for p, token in enumerate(tokens) if token.start in starts), 0)
    for earlier in range(place - 1, max(-1, place - _HEAD), -1):
        text = tokens[earlier].text
        if (text in lexicon.VERBS or text in lexicon.VERBS_OR_NOUNS) and text not in _GERUNDS:
            return tokens[earlier].stem
        if earlier == place - 1 and is_verb(tokens, earlier):
            return tokens[earlier].stem
    return ""


def words_of(tokens: Sequence[Token]) -> frozenset[str]:
    """Stems of the content words of a range."""
    return (
        frozenset(token.stem for token in tokens if token.kind is Kind.WORD and _carries(token))
        - _GENERIC
    )
