"""Whether decisions are whole numbers.

The one rule of all built-in teams. Explicit words win ("whole numbers", "cannot be split", "only
complete runs"; "may be fractional", "need not be full"). Without them, things that are counted are
whole, and stuff that is measured (acres, litres, hours, money) is not. What is
decided on is stuff where the text asks for it in a unit ("how many acres"), tells figures of it by
the unit ("per acre of oats", "$40 a pound"), or names it by one.

The rule reads sentences as words in lower case, so that every team can ask it. One plan is whole
or divisible altogether, except for an item whose number the text asks for ("how many trucks").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.items import Cast
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.text import Sentence
from optimoot.problem import NumberKind

_ROUNDING: Final = frozenset("nearest round rounded rounding answer result".split())
_WHOLE: Final = re.compile(
    r"\b(?:integers?|whole|integral|indivisible|discrete)\b"
    r"|\b(?:in|only|by the) (?:full|complete|entire) (?!use\b|time\b)\w+"
)
_PARTIAL: Final = re.compile(r"\b(?:fraction\w*|partial\w*|parts? of (?:a|an)\b|split|divided)")
_FORBIDDEN: Final = re.compile(r"\b(?:not|no|never|cannot|without|nor|impossible)\b")
_DIVISIBLE: Final = re.compile(
    r"\b(?:divided|divisible|split) (?:at will|freely|as one likes)\b|\bdivisible\b"
    r"|\b(?:any|arbitrary) (?:quantity|quantities|weight|size|amounts?|area|fraction)\b"
    r"|\b(?:need not be|(?:do|does) not (?:have|need) to be|no need for (?:\w+ ){1,4}to be) "
    r"(?:a |an )?(?:whole|round|integers?|integral|full|complete)\b"
    r"|\b(?:part|partial|half) \w+ (?:are|is) (?:fine|allowed|possible|ok|permitted)\b"
    r"|\bfraction\w*(?: \w+){0,6} (?:allowed|fine|possible|permitted|acceptable|ok)\b"
    r"|\b(?:may|can|could) be (?:fraction\w*|split|divided)\b"
    r"|\bfraction\w*(?: \w+){0,6} included\b|\b(?:take|have|set to|given) any values?\b"
    r"|\breal (?:numbers?|variables?)\b|\bcontinuous\b"
)
_NEEDLESS: Final = re.compile(
    r"\bneed not be\b|\b(?:do|does) not (?:have|need) to\b|\bno need for\b"
)
_SHORT: Final = 8
"""Words of a sentence that says nothing else: "Sessions cannot be split"."""
_NEAR: Final = 24
"""Characters within which a negation speaks of the words behind it."""
_PAID: Final = frozenset("invest spend pay charge".split())
_EXTREMES: Final = frozenset("most least maximum minimum best".split())
_MADE: Final = frozenset("make earn gain".split())
"""What money is, where nothing is named: "how much can we make"."""
_GAINED: Final = frozenset("profit revenue cost income money".split())
_SHARING: Final = frozenset("invest split divid alloc distribut".split())
_YIELDS: Final = frozenset("return yield interest".split())
"""Verbs and nouns by stem."""
_ASKED: Final = 4
_TOLD: Final = re.compile(
    r"\b(?:per|how many|amount of|tons? of|each|every) "
    r"(?:tons?|tonnes?|kilograms?|kg|grams?|pounds?|ounces?|litres?|liters?|gallons?|barrels?"
    r"|acres?|hectares?|hours?|dollars?|metres?|meters?|miles?|kilometers?|cubic|square)\b"
    r"|\btonnage\b|\bamount of each\b"
)


def says_divisible(text: str) -> bool:
    """Whether a sentence in lower case says that decisions need not be whole numbers."""
    found = _DIVISIBLE.search(text)
    if found is None:
        return False
    near = _NEEDLESS.sub("", text[max(0, found.start() - _NEAR) : found.end()])
    return _FORBIDDEN.search(near) is None


def says_whole(text: str) -> bool:
    """Whether a sentence in lower case says that decisions are whole numbers."""
    asked = (set(told.string[: told.start()].split()[-6:]) for told in _WHOLE.finditer(text))
    if any(not words & _ROUNDING for words in asked):
        return True
    found = _PARTIAL.search(text)
    if found is None:
        return False
    before, behind = text[: found.start()], text[found.end() :]
    if not found.group().startswith(("fraction", "partial")):
        return before.endswith(("not be ", "never be "))
    near = " ".join([*before.split()[-6:], *behind.split()[:6]])
    return _FORBIDDEN.search(near) is not None


def only_tells_domain(sentence: Sentence) -> bool:
    """Whether a sentence says that decisions may or may not be split, and bounds nothing.

    A figure in it is one that may be split: "fractions of a thousand are allowed".
    """
    texts = [token.text for token in sentence.tokens]
    figures = [place for place, token in enumerate(sentence.tokens) if token.number is not None]
    split = all(texts[place - 1] == "of" and "fraction" in texts[place - 2] for place in figures)
    text = " ".join(texts)
    uncut = not figures and len(texts) <= _SHORT and _PARTIAL.search(text) and says_whole(text)
    return bool(uncut) or (split and says_divisible(text))


def stated_in(sentences: Sequence[str]) -> bool | None:
    """What sentences in lower case state: True whole, False divisible, None where they do not."""
    for text in sentences:
        if says_divisible(text):
            return False
        if says_whole(text):
            return True
    return None


def asks_for_stuff(words: Sequence[str]) -> bool | None:
    """Whether a sentence asks in stuff ("how many acres") or for things ("how many trucks").

    Returns:
        None where it asks neither.
    """
    for place, word in enumerate(words[:-2]):
        if word != "how":
            continue
        asked = words[place + 2]
        if words[place + 1] == "long":
            return True
        if words[place + 1] == "much" and _asks_how_far(words[place + 2 :]):
            continue
        if words[place + 1] == "much" and not set(words[place + 2 : place + 9]) & _PAID:
            return asked in lexicon.STUFF or not asked.endswith("s") or asked in lexicon.AUXILIARIES
        if words[place + 1] == "many":
            return bool(set(words[place + 2 : place + 2 + _ASKED]) & {"square", "cubic"}) or (
                asked in lexicon.STUFF
            )
    return None


def _asks_how_far(words: Sequence[str]) -> bool:
    """Whether "how much" asks for the objective: "… satisfaction can be reached at most"."""
    if set(words[:2]) & _GAINED:
        return True
    asked = words[:1] in (["can"], ["could"]) and set(words[1:2]) & lexicon.PRONOUNS
    if asked and set(words[2:3]) & _MADE:
        return True  # "how much can we make": money
    told = [word for word in words if word not in ("the", "a", "very")]
    return any(
        first == "at" and second in _EXTREMES and following not in ("cost", "costs")
        for first, second, following in zip(told, told[1:], [*told[2:], ""], strict=False)
    )


def told_as_stuff(sentences: Sequence[str]) -> bool:
    """Whether sentences in lower case ask in stuff, or tell what holds for a unit of it.

    For teams that know no mentions: "per ton", "amount of each" and "tonnage" count wherever they
    stand.
    """
    asked = [found for text in sentences if (found := asks_for_stuff(text.split())) is not None]
    return any(asked) or any(_TOLD.search(text) for text in sentences)


def stated(clauses: Sequence[Clause]) -> bool | None:
    """True where the text asks for whole numbers, False where it allows fractions."""
    if any("\\mathbb{R" in clause.sentence.quote for clause in clauses):
        return False
    return stated_in([" ".join(t.text for t in clause.sentence.tokens) for clause in clauses])


def heads_tell_stuff(heads: Sequence[str], clauses: Sequence[Clause]) -> bool:
    """Whether the heads of tables tell figures by the unit of stuff: "Price ($/kg)".

    Where things are asked for ("how many crates"), they tell what is in the things.
    """
    asked = (asks_for_stuff([token.text for token in clause.sentence.tokens]) for clause in clauses)
    return False not in asked and any(
        base in _STUFF_BASES for head in heads for base in _BASE.findall(head)
    )


def is_divisible(clauses: Sequence[Clause], cast: Cast, item: int) -> bool:
    """Whether an item is an amount of stuff, where no explicit words tell."""
    asked = [
        found
        for clause in clauses
        if (found := asks_for_stuff([t.text for t in clause.sentence.tokens])) is not None
    ]
    if any(asked) or (not asked and _decides_on_money(clauses)):
        return True
    names = [(own.phrase[-1], own.name.split()[-1]) for own in cast.items]
    if not cast.labelled and set(names[item]) & lexicon.STUFF:
        vessel = bool(set(names[item]) & _VESSELS) and False in asked
        return not (vessel and _is_counted(clauses, item))
    everything = range(len(cast.items))
    measured = {other for other in everything if _measured_in_stuff(clauses, other)}
    if item in measured:
        return True
    if measured:
        return not _is_counted(clauses, item)
    return not asked and any(_priced_by_unit(clause) for clause in clauses)


def _decides_on_money(clauses: Sequence[Clause]) -> bool:
    """Whether money itself is shared out: an amount of it, and what it yields in per cent."""
    tokens = [token for clause in clauses for token in clause.sentence.tokens]
    kinds = {token.number.kind for token in tokens if token.number is not None}
    shared = any(token.stem in _SHARING for token in tokens)
    yields = any(token.stem in _YIELDS for token in tokens)
    return shared and yields and {NumberKind.MONEY, NumberKind.PERCENT} <= kinds


def _is_counted(clauses: Sequence[Clause], item: int) -> bool:
    """Whether the text asks for or limits the number of an item: "how many trucks"."""
    for clause in clauses:
        tokens = clause.sentence.tokens
        for atom in _mentions(clause, item):
            before = [token.text for token in tokens[max(0, atom.start - 2) : atom.start]]
            if before in (["number", "of"], ["how", "many"]):
                return True
    return False


def _mentions(clause: Clause, item: int) -> list[Atom]:
    return [atom for atom in clause.atoms if atom.role is Role.ITEM and item in atom.items]


def _measured_in_stuff(clauses: Sequence[Clause], item: int) -> bool:
    """Read "per hectare of tomatoes", "a kilogram of the mix", "each dollar invested in X"."""
    for clause in clauses:
        texts = [token.text for token in clause.sentence.tokens]
        for atom in _mentions(clause, item):
            if _leads_to(texts, atom.start) or _follows(texts, atom.end):
                return True
    return False


def _leads_to(texts: Sequence[str], start: int) -> bool:
    """Whether "per hectare of" or the like stands before a mention."""
    for place in range(max(1, start - 5), start):
        if texts[place] not in lexicon.STUFF or texts[place - 1] not in lexicon.SINGLES:
            continue
        between = texts[place + 1 : start]
        if texts[place - 1] in ("a", "an", "one") and "of" not in between:
            continue
        return all(text in lexicon.ARTICLES or text in _LINKS for text in between)
    return False


def _follows(texts: Sequence[str], end: int) -> bool:
    """Whether "… per kg" stands soon behind a mention."""
    after = list(texts[end : end + 8])
    return any(
        text in ("per", "each", "every") and following in _STUFF_BASES
        for text, following in pairwise(after)
    )


def _priced_by_unit(clause: Clause) -> bool:
    """Read "$40 a pound", "12 dollars per square metre"."""
    tokens = clause.sentence.tokens
    for place, token in enumerate(tokens[:-1]):
        if token.text not in ("per", "a", "an"):
            continue
        near = [t.number for t in tokens[max(0, place - 3) : place] if t.number is not None]
        unit = tokens[place + 1].text
        if near and near[-1].kind is NumberKind.MONEY and unit in _STUFF_BASES:
            return True
    return False


_BASE: Final = re.compile(r"(?:/ ?|\bper )([a-z]+)\b")
_VESSELS: Final = frozenset("barrel barrels".split())
"""Stuff by its measure that is a thing where other things are asked for beside it."""
_LINKS: Final = lexicon.PREPOSITIONS | {"invested"}
_STUFF_BASES: Final = frozenset(
    "kilogram kilo kg gram hectare acre liter litre gallon ton tonne pound lb ounce meter metre "
    "square cubic sq".split()
)
