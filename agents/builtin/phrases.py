"""Noun phrases: runs of content words between words of grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.text import Kind, Sentence, Token

GRAMMAR: Final = (
    lexicon.ARTICLES
    | lexicon.EACHES
    | lexicon.PREPOSITIONS
    | lexicon.CONJUNCTIONS
    | lexicon.AUXILIARIES
    | lexicon.PRONOUNS
    | lexicon.DETERMINERS
    | lexicon.ADVERBS
)
LONGEST_NAME: Final = 4
"""Words of a name at most, as far as names are looked for around other words."""
_BEFORE_VERB: Final = frozenset("to not they he she it we you who".split())
_INTENDING: Final = frozenset(
    "wants want wanted wishes wish wished like likes needs need needed plans plan planned planning "
    "intends intend intended intending decides decide decided deciding aims aim aiming seeks seek "
    "seeking hopes hope hoping tries try trying has have had is are how order going able about "
    "choose chooses preparing ready free willing looking wanting prefers prefer".split()
)
"""Words behind which "to" leads to a verb."""
_PLURAL_STEMS: Final = frozenset("person child man woman staff police crew team".split())
"""Stems of words that stand for several without ending in "s"."""
_BEHIND_NAME: Final = frozenset(", and or together".split())
_OBJECTS: Final = lexicon.ARTICLES | frozenset("him them her us you me".split())
_LATEST_VERB: Final = 4
"""Index of the last token that can be the verb of a sentence with an unknown verb."""
_COMPOUNDED: Final = frozenset("sales goods sports arts news textiles electronics plastics".split())
"""Plurals that stand before other nouns."""
_SYMBOL: Final = re.compile(r"[a-z]\d*|[a-z]{1,12}\d{1,3}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens `start` to `end` of its sentence."""

    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def stems(self) -> tuple[str, ...]:
        """Stems of its words."""
        return tuple(token.stem for token in self.tokens)

    @property
    def words(self) -> str:
        """The phrase as written, lower case."""
        return " ".join(token.text for token in self.tokens)


def is_symbol(token: Token) -> bool:
    """Whether a token is a bare symbol: "X", "x1", "Bond2", or a label's digits."""
    if token.kind is not Kind.WORD:
        return False
    if token.text.isdecimal():
        return True
    if not _SYMBOL.fullmatch(token.text):
        return False
    if len(token.text) == 1:
        return token.upper or token.text in "xyzw"
    return token.text[-1].isdecimal()


def is_content(tokens: Sequence[Token], place: int) -> bool:
    """Whether the token can belong to a noun phrase."""
    token = tokens[place]
    if token.kind is not Kind.WORD:
        return False
    if token.joined and place and tokens[place - 1].text not in GRAMMAR:
        return True
    if token.text == "well" and place and tokens[place - 1].text in ("as", "is", "are"):
        return False
    if token.text == "one" and token.upper and place and tokens[place - 1].text not in ":(,":
        return True
    if token.text in lexicon.ADVERBS and token.upper and place and is_content(tokens, place - 1):
        return tokens[place - 1].upper  # "the magazine Science Weekly"
    if token.text in GRAMMAR:
        return token.text in ("a", "i") and token.upper and _is_label_letter(tokens, place)
    return not is_verb(tokens, place)


def _is_label_letter(tokens: Sequence[Token], place: int) -> bool:
    """Whether a capital "A" or "I" is a name ("machine A") and no article or pronoun."""
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before is None:
        return False
    if before.kind is Kind.WORD:
        return True  # in the middle of a sentence an article is not capital
    if after is not None and after.kind is Kind.WORD and not _follows_name(after):
        return False
    return before.text in ",:("


def _follows_name(token: Token) -> bool:
    return (
        token.text in GRAMMAR or token.text in lexicon.VERBS or token.text in lexicon.VERBS_OR_NOUNS
    )


def is_verb(tokens: Sequence[Token], place: int) -> bool:
    """Whether the word is used as a verb, as far as its neighbours tell."""
    token = tokens[place]
    if _is_intended(tokens, place):
        return True
    if token.text not in lexicon.VERBS and token.text not in lexicon.VERBS_OR_NOUNS:
        return _takes_number(tokens, place) or _is_only_verb(tokens, place)
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.text.endswith("ing") and token.text != "using" and _modifies(after):
        return before is not None and not _takes_modifier(before)
    if _is_listed_gerund(tokens, place):
        return False
    if _ends_name(tokens, place):
        return False
    if token.text in lexicon.VERBS:
        return True
    if after is not None and after.kind is Kind.NUMBER and before is not None:
        return before.kind is Kind.WORD and before.text not in lexicon.PREPOSITIONS
    if before is None or before.kind is not Kind.WORD:
        return False
    if after is not None and after.text in _OBJECTS and before.text not in GRAMMAR:
        return True
    return (
        before.text in lexicon.MODALS
        or before.text in _BEFORE_VERB
        or (_is_plural(before) and not token.text.endswith("s"))
        or _is_only_verb(tokens, place)
    )


def _is_intended(tokens: Sequence[Token], place: int) -> bool:
    """Whether any word must be a verb here: "plans to (brew) beer", "has to decide how to …"."""
    if place < 2 or tokens[place - 1].text != "to":
        return False
    token, before = tokens[place], tokens[place - 2]
    if token.kind is not Kind.WORD or token.text in GRAMMAR or is_symbol(token):
        return False
    return before.text in _INTENDING and not token.upper


def _ends_name(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb's first form is a noun here: behind a singular noun ("pipe (repair), …")."""
    token = tokens[place]
    if place < 1 or token.text.endswith(("s", "ed", "ing")) or token.joined:
        return False
    before, after = tokens[place - 1], tokens[place + 1] if place + 1 < len(tokens) else None
    if before.kind is not Kind.WORD or before.text in GRAMMAR or len(before.text) < 3:
        return False
    if before.text.endswith("s") or before.stem in _PLURAL_STEMS or before.text in lexicon.VERBS:
        return False
    return after is not None and after.text in _BEHIND_NAME


def _is_listed_gerund(tokens: Sequence[Token], place: int) -> bool:
    """Whether a gerund ends a list of nouns: "health, finance, and (computing)."."""
    if not tokens[place].text.endswith("ing") or place < 3:
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is not None and after.text not in (",", ";", ":", ")"):
        return False
    before = [token.text for token in tokens[place - 2 : place]]
    if before not in ([",", "and"], [",", "or"]):
        return False
    earlier = tokens[place - 3]
    return earlier.kind is Kind.WORD and earlier.text not in lexicon.VERBS


def _takes_number(tokens: Sequence[Token], place: int) -> bool:
    """Whether an unknown word between a noun and a number must be a verb: "a tug pulls 4"."""
    if place < 1 or place + 1 >= len(tokens) or tokens[place + 1].kind is not Kind.NUMBER:
        return False
    before, token = tokens[place - 1], tokens[place]
    if before.kind is not Kind.WORD or before.text in GRAMMAR or token.text in GRAMMAR:
        return False
    if before.text in lexicon.VERBS or token.text.isdecimal() or is_symbol(token):
        return False
    return _is_plural(token) != _is_plural(before)


def _is_only_verb(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word near the beginning must be the sentence's verb, there being no other before.

    "A brewery brews lager and ale": a noun with an article before, a word in "s", a noun behind.
    """
    token = tokens[place]
    if not 2 <= place <= _LATEST_VERB or not _is_plural(token) or token.text in _COMPOUNDED:
        return False
    before, after = tokens[place - 1], tokens[place + 1] if place + 1 < len(tokens) else None
    opens = tokens[0].text in lexicon.ARTICLES and before.text not in GRAMMAR
    if not opens or before.kind is not Kind.WORD or _is_plural(before) or after is None:
        return False
    if after.kind is not Kind.WORD or after.text in GRAMMAR - lexicon.ARTICLES:
        return False
    if token.text in lexicon.VERBS_OR_NOUNS:
        told = tokens[:place]
        known = lexicon.VERBS | lexicon.AUXILIARIES
    else:
        told = tokens
        known = lexicon.VERBS | lexicon.VERBS_OR_NOUNS | lexicon.AUXILIARIES
    return not any(other.text in known for other in told)


def _modifies(after: Token | None) -> bool:
    """Whether a word before `after` can be its modifier: "baking time"."""
    return after is not None and after.kind is Kind.WORD and after.text not in GRAMMAR


def _takes_modifier(before: Token) -> bool:
    return (
        before.kind is not Kind.WORD
        or before.text in lexicon.ARTICLES | lexicon.EACHES
        or before.text in lexicon.PREPOSITIONS
        or before.text in lexicon.DETERMINERS
    )


def _is_plural(token: Token) -> bool:
    text = token.text
    return text.endswith("s") and not text.endswith(("ss", "us", "is")) and text not in GRAMMAR


def noun_phrases(sentence: Sentence) -> Iterator[Phrase]:
    """The noun phrases of a sentence, in order."""
    tokens = sentence.tokens
    start: int | None = None
    for place in range(len(tokens) + 1):
        inside = place < len(tokens) and is_content(tokens, place)
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            yield Phrase(start, place, tokens[start:place])
            start = None


def content_run(tokens: Sequence[Token], start: int) -> tuple[Token, ...]:
    """The content words from a place on, at most `LONGEST_NAME`."""
    end = start
    while end < min(len(tokens), start + LONGEST_NAME) and is_content(tokens, end):
        end += 1
    return tuple(tokens[start:end])
