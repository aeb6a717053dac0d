"""The text as tokens and sentences, with offsets into the original.

Marks that carry no meaning for modeling are dropped here, once: mathematics delimiters, Markdown
emphasis, possessive endings. What is kept points back into the Problem's text, so that every
constraint can quote the sentence that it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from threading import Lock
from typing import Final

import snowballstemmer

from optimoot.problem import Number, NumberKind, Problem


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a Number or a sign.

    Attributes:
        text: Lower case; identifiers lose their underscores and braces (`X_{1}` is "x1").
        stem: Stem of a word, by which words are compared; the text itself for anything else.
        start: Offset in the Problem's text.
        end: Offset after the last character.
        upper: Whether the original begins with a capital letter.
        joined: Whether a hyphen joins it to the token before.
        number: The Number, for tokens that are one.
    """

    kind: Kind
    text: str
    stem: str
    start: int
    end: int
    upper: bool = False
    joined: bool = False
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of tokens between two ends; `quote` is exactly the Problem's text there."""

    index: int
    tokens: tuple[Token, ...]
    quote: str
    question: bool = False


_IRREGULAR: Final = {
    "children": "child",
    "men": "man",
    "women": "woman",
    "feet": "foot",
    "mice": "mouse",
    "geese": "goose",
    "people": "person",
    "persons": "person",
    "wolves": "wolf",
    "loaves": "loaf",
    "shelves": "shelf",
    "knives": "knife",
    "leaves": "leaf",
    "scarves": "scarf",
    "halves": "half",
    "calves": "calf",
    "cacti": "cactus",
    "fungi": "fungus",
    "teeth": "tooth",
    "oxen": "ox",
    "wives": "wife",
    "lives": "life",
    "brought": "bring",
    "buses": "bus",
    "gases": "gas",
    "made": "make",
    "sold": "sell",
    "spent": "spend",
    "built": "build",
    "grown": "grow",
    "sent": "send",
    "bought": "buy",
    "taken": "take",
    "kept": "keep",
    "held": "hold",
    "driven": "drive",
    "has": "have",
    "had": "have",
    "paid": "pay",
    "eaten": "eat",
}
_IN_COMPOUNDS: Final = tuple("shelves knives wives loaves children women buses".split())
"""Irregular plurals that end longer words: bookshelves, minibuses."""
_STEMMER: Final = snowballstemmer.stemmer("english")
_STEMMING: Final = Lock()
"""Readers stem in threads of their own, and the stemmer keeps its word in itself."""

_PIECE: Final = re.compile(
    r"(?P<command>\\(?:[A-Za-z]+|.))"
    r"|(?P<name>[^\W\d_]+(?:_?\{?\d+\}?(?![^\W_]))?(?:['’][^\W\d_]+)*)"
    r"|(?P<label>\d+)"
    r"|(?P<comparison><=|>=|==|=<|=>|≤|≥|≠)"
    r"|(?P<sign>\S)",
    re.DOTALL,
)
_BLANK: Final = re.compile(r"[^\S\n]*")
_UNIT_LETTERS: Final = frozenset("ghklmst")
_NAME_MARKS: Final = re.compile(r"[_{}]")
_ACRONYMS: Final = re.compile(r"([A-Z]{2,})s")
"""Acronyms in the plural: "DJs", "TVs"."""
_DROPPED: Final = frozenset("$*#`“”\"_~‘’'{}\\&")
_HYPHENS: Final = frozenset("-‐‑")
_BULLETS: Final = frozenset("-–—•·▪◦●+*")
_SIGNS: Final = {
    "\\geq": ">=",
    "\\ge": ">=",
    "\\geqslant": ">=",
    "≥": ">=",
    "=>": ">=",
    "\\leq": "<=",
    "\\le": "<=",
    "\\leqslant": "<=",
    "≤": "<=",
    "=<": "<=",
    "==": "=",
    "\\times": "×",
    "\\cdot": "×",
    "·": "×",
    "−": "-",
    "–": "-",
    "—": ",",
}
_ABBREVIATIONS: Final = frozenset("mr mrs ms dr sq vs fig".split())
_BEFORE_NOT: Final = {"ca": "can", "wo": "will", "sha": "shall"}
_NOT: Final = re.compile(r"^(\w+?)n['’]t$")
_SHORT: Final = {"ve": "have", "re": "are", "m": "am", "ll": "will"}
"""Contracted verbs; "'s" and "'d" stay ambiguous and are left out, as possessive endings are."""
_RUN_TOGETHER: Final = {
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "weve": ("we", "have"),
    "theyre": ("they", "are"),
    "youre": ("you", "are"),
    "theres": ("there", "is"),
    "whats": ("what", "is"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "isnt": ("is", "not"),
    "arent": ("are", "not"),
    "cant": ("can", "not"),
    "havent": ("have", "not"),
    "hasnt": ("has", "not"),
    "shouldnt": ("should", "not"),
    "mustnt": ("must", "not"),
}
"""Contractions as they are typed without an apostrophe."""
_LATEX_N: Final = frozenset(["\\neq", "\\ne", "\\nu", "\\not", "\\nabla", "\\notin"])


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The stem of a lower-case word: "required" and "requires" have the same."""
    if len(word) < 3 or not word.isalpha():
        return word
    word = _IRREGULAR.get(word, word)
    for plural in _IN_COMPOUNDS:
        if word.endswith(plural):
            word = word.removesuffix(plural) + _IRREGULAR[plural]
    with _STEMMING:
        return str(_STEMMER.stemWord(word))


def read_text(problem: Problem) -> tuple[Sentence, ...]:
    """The Problem's text as sentences; linear in its length."""
    return tuple(_sentences(problem.text, list(_Lexer(problem))))


@dataclass(frozen=True, slots=True)
class _End:
    """A place where a sentence may end: a full stop, a line end or a bullet."""

    start: int
    mark: str


class _Lexer:
    """Iterates over the tokens and ends of a Problem's text."""

    def __init__(self, problem: Problem) -> None:
        self.text = problem.text
        self.numbers: dict[int, Number] = {}
        self.ordinals: dict[int, Number] = {}
        for number in problem.numbers:
            kinds = self.ordinals if number.kind is NumberKind.ORDINAL else self.numbers
            kinds[number.start] = number

    def __iter__(self) -> Iterator[Token | _End]:
        position = 0
        while position < len(self.text):
            blank = _BLANK.match(self.text, position)
            position = blank.end() if blank else position
            if position >= len(self.text):
                return
            number = self.numbers.get(position)
            if number is not None and number.end > position:
                text = number.text.lower()
                yield Token(Kind.NUMBER, text, text, position, number.end, number=number)
                position = number.end
            elif self.text[position] == "\n":
                yield _End(position, "\n")
                position += 1
            else:
                position, found = self._piece(position)
                yield from found

    def _piece(self, position: int) -> tuple[int, list[Token | _End]]:
        match = _PIECE.match(self.text, position)
        if match is None:  # a blank that is no white space to `str`
            return position + 1, []
        start, end = match.span()
        piece = match.group()
        if match.lastgroup == "command":
            return self._command(piece, start, end)
        inside = self._number_inside(start, end)
        if inside is not None:
            end, piece = inside, self.text[start:inside]
        if match.lastgroup == "name":
            return end, list(self._name(piece, start, end))
        if match.lastgroup == "label":
            if start in self.ordinals and self._marks_entry(start, end):
                return end + 1, [_End(start, "\n\n")]
            return end, [Token(Kind.WORD, piece, piece, start, end)]
        if piece in ".!?;" or (piece in _BULLETS and self._opens_line(start)):
            return end, [_End(start, piece if piece in ".!?;" else "\n")]
        if piece in _DROPPED or (piece in _HYPHENS and self._is_hyphen(start)):
            return end, []
        piece = _SIGNS.get(piece, piece)
        return end, [Token(Kind.SIGN, piece, piece, start, end)]

    def _number_inside(self, start: int, end: int) -> int | None:
        """Where a Number begins inside a run that looked like one name."""
        return next((place for place in range(start + 1, end) if place in self.numbers), None)

    def _command(self, piece: str, start: int, end: int) -> tuple[int, list[Token | _End]]:
        """A LaTeX command, or the two characters backslash and n for a line end."""
        if piece.startswith("\\n") and piece not in _LATEX_N:
            return start + 2, [_End(start, "\n\n")]
        if piece in _SIGNS:
            return end, [Token(Kind.SIGN, _SIGNS[piece], _SIGNS[piece], start, end)]
        return (end if piece[1:].isalpha() else start + 1), []

    def _name(self, piece: str, start: int, end: int) -> Iterator[Token]:
        upper = piece[0].isupper() or (len(piece) == 1 and self._in_mathematics(start))
        word = _NAME_MARKS.sub("", piece.lower()).replace("’", "'")
        joined = start > 0 and self.text[start - 1] in _HYPHENS
        if word in _RUN_TOGETHER and not upper:
            first, second = _RUN_TOGETHER[word]
            middle = start + len(first)
            yield Token(Kind.WORD, first, stem(first), start, middle, joined=joined)
            yield Token(Kind.WORD, second, stem(second), middle, end)
            return
        negated = _NOT.match(word)
        if word == "cannot" or negated:
            base = negated.group(1) if negated else "can"
            middle = start + len(base)
            base = _BEFORE_NOT.get(base, base)
            yield Token(Kind.WORD, base, stem(base), start, middle, upper=upper)
            yield Token(Kind.WORD, "not", "not", middle, end)
            return
        base, _, ending = word.partition("'")
        if base and ending in _SHORT:
            middle, verb = start + len(base), _SHORT[ending]
            yield Token(Kind.WORD, base, stem(base), start, middle, upper=upper, joined=joined)
            yield Token(Kind.WORD, verb, stem(verb), middle, end)
            return
        word = base or word
        several = _ACRONYMS.fullmatch(piece)
        own = stem(word) if several is None else stem(several[1].lower())
        yield Token(Kind.WORD, word, own, start, end, upper=upper, joined=joined)

    def _in_mathematics(self, start: int) -> bool:
        """Whether a letter is a symbol by what it touches: "$c$", "2c"; "5g" may be grams."""
        before, after = self.text[start - 1 : start], self.text[start + 1 : start + 2]
        if "$" in (before, after):
            return True
        return before.isdigit() and self.text[start] not in _UNIT_LETTERS and not after.isalnum()

    def _opens_line(self, start: int) -> bool:
        """Whether a bullet at `start` begins a line, or stands between sentences ("5.- The")."""
        before = self.text[max(0, start - 6) : start].rstrip(" \t")
        after = self.text[start + 1 : start + 2]
        if before and not before.endswith(("\n", "\\n", ".", ":", ";")):
            return False
        return after.isspace() or after == "" or (after.isalpha() and not before.endswith(":"))

    def _marks_entry(self, start: int, end: int) -> bool:
        """Whether a label numbers an entry of a list: "2. " or "2) " at the start of a line."""
        before = self.text[max(0, start - 8) : start].rstrip(" \t")
        opens = not before or before.endswith("\n")
        return opens and self.text[end : end + 1] in (".", ")")

    def _is_hyphen(self, start: int) -> bool:
        """Whether the dash at `start` joins two words, or a number and a word."""
        before, after = self.text[start - 1 : start], self.text[start + 1 : start + 2]
        return before.isalnum() and after.isalpha()


def _sentences(text: str, pieces: Sequence[Token | _End]) -> Iterator[Sentence]:
    current: list[Token] = []
    index = 0
    entry = False
    for place, piece in enumerate(pieces):
        if isinstance(piece, Token):
            current.append(piece)
            continue
        ends = _ends(pieces, place, current) or (entry and _ends_entry(pieces, place))
        entry = text[piece.start] in _BULLETS or (entry and not ends)
        if not ends:
            continue
        if current:
            yield _sentence(text, index, current, piece.mark == "?")
            index += 1
        current = []
    if current:
        yield _sentence(text, index, current, question=False)


def _sentence(text: str, index: int, tokens: Sequence[Token], question: bool) -> Sentence:
    end = tokens[-1].end
    closing = text[end : end + 1]
    quote = text[tokens[0].start : end + (1 if closing in tuple(".!?)") else 0)]
    return Sentence(index, tuple(tokens), quote, question)


def _ends(pieces: Sequence[Token | _End], place: int, current: Sequence[Token]) -> bool:
    """Whether the sentence ends at this piece."""
    mark = pieces[place]
    if isinstance(mark, Token):
        return False
    following = pieces[place + 1] if place + 1 < len(pieces) else None
    if mark.mark in ("?", "!", ";", "\n\n"):
        return True
    if mark.mark == ".":
        return _full_stop(current, following)
    if isinstance(following, _End) and following.mark == "\n":
        return True  # an empty line, or a bullet
    previous = current[-1].text if current else ""
    return previous == ":" and bool(current)


def _ends_entry(pieces: Sequence[Token | _End], place: int) -> bool:
    """Whether a line end closes an entry of a list: what follows begins anew."""
    following = pieces[place + 1] if place + 1 < len(pieces) else None
    return isinstance(following, Token) and following.upper


def _full_stop(current: Sequence[Token], following: Token | _End | None) -> bool:
    if not isinstance(following, Token) or not current:
        return True
    last = current[-1].text
    measured = len(current) > 1 and current[-2].kind is Kind.NUMBER  # "50 g. We"
    if last in _ABBREVIATIONS or (last in ("e", "g", "i") and not measured):
        return False
    return following.upper or following.kind is not Kind.WORD or last != "etc"
