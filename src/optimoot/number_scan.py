"""Reading one numeric literal at a place of the token list."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from optimoot.currencies import MAGNITUDES, SIGNS, money_words
from optimoot.number_words import (
    DASHES,
    DENOMINATORS,
    MULTIPLES,
    ONES,
    ORDINALS,
    PARTICIPLES,
    PLURAL_DENOMINATORS,
    TENS,
    VERBAL_MULTIPLES,
    cardinal,
    magnitude,
)
from optimoot.problem import NumberKind

_SEPARATORS: Final = re.compile(r"[,{}\u00a0\u2009\u202f]")
_COMMAND: Final = re.compile(r"\\(?:geq?|leq?|geqslant|leqslant|times|cdot|eq|lt|gt)$")
_LONGEST_COMMAND: Final = 10
_IN_MATH: Final = re.compile(r"\s*\\(?:[ ,;]|quad|math|text|rm\b|times|cdot|leq?\b|geq?\b)")
"""What follows a figure inside LaTeX's dollar signs, and never an amount of money."""
_NAME: Final = re.compile(r"([A-Za-z]{1,2})(?![A-Za-z])")
_OPERATION: Final = re.compile(r" ?(?:[+*^=<>≤≥]|\\[lg]e|[-−][ ]?[A-Za-z\\(])")
_SUFFIXES: Final = {"k": 1e3, "K": 1e3, "mn": 1e6, "bn": 1e9}
_MINUS: Final = frozenset("-−–")
_AFTER_FRACTION: Final = frozenset("of the as that those its their his her what".split())
_FREQUENCY: Final = frozenset("a an per each every daily weekly in".split())
_COUNTED_ONE: Final = frozenset(
    "of another can could may might must shall should will would is was are were has had and or "
    "but that which who whose to for with without per by than as at from not on in".split()
)
"""Words after which "one" stood for a thing and not for the number 1."""
_BEFORE_PRONOUN_ONE: Final = frozenset(
    "the this that which each every any no another other either neither some such last next "
    "first second third new old same right wrong small large big smaller larger bigger".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A run of digits, a word, or one other character; `kind` says which."""

    kind: str
    text: str
    lower: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A numeric literal; `after` is the index of the token that follows it."""

    value: float
    start: int
    end: int
    after: int
    kind: NumberKind = NumberKind.PLAIN


class Scan:
    """Reads one literal at a time from the token list."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.money = money_words(text)

    def literal_at(self, index: int) -> Literal | None:
        """The literal that begins at token `index`, or None."""
        token = self.tokens[index]
        if token.kind == "digits":
            return self._digits(index)
        if token.kind == "word":
            if unicodedata.category(token.text[0]) == "No":
                return self._vulgar_fraction(index)
            return self._words(index)
        if token.text == "\\" and self._lower(index + 1) in ("frac", "dfrac", "tfrac"):
            return self._latex_fraction(index)
        return None

    def _lower(self, index: int) -> str:
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def _touches(self, index: int) -> bool:
        """Whether token `index` follows its predecessor with nothing between."""
        return (
            0 < index < len(self.tokens) and self.tokens[index - 1].end == self.tokens[index].start
        )

    def _is_identifier(self, index: int) -> bool:
        """Whether these digits belong to a name: x1, X_2, x_{3}, COVID-19, 3D."""
        start, end = self.tokens[index].start, self.tokens[index].end
        before = self.text[max(0, start - 3) : start]
        if before and before[-1] in "_^":
            return True
        if before and before[-1].isalpha():
            return not self._follows_command(start)
        if len(before) >= 2 and before[-1] == "{" and before[-2] in "_^":
            return True
        hyphened = before[-1:] in DASHES - {"—"}  # a dash of that length parts words
        if len(before) >= 2 and hyphened and before[-2].isalpha():
            return not self._is_subtracted(start, end)
        return self.text[end : end + 1] == "_" or (
            self.text[end : end + 1] in ("D", "G") and not self.text[end + 1 : end + 2].isalnum()
        )

    def _is_subtracted(self, start: int, end: int) -> bool:
        """Whether digits after a letter and a dash are algebra: `x-3`, `5x-3y`; not `B-12`."""
        letter = self.text[start - 2]
        earlier = self.text[max(0, start - 3) : start - 2]
        if earlier.isalpha():
            return False
        return letter.islower() or earlier.isdigit() or self.text[end : end + 1].isalpha()

    def _follows_command(self, start: int) -> bool:
        r"""Whether a LaTeX comparison or operator ends right before: the 0 of `\geq0`."""
        before = self.text[max(0, start - _LONGEST_COMMAND) : start]
        return _COMMAND.search(before) is not None

    def _digits(self, index: int) -> Literal | None:
        token = self.tokens[index]
        if self._is_identifier(index):
            return None
        value = float(_SEPARATORS.sub("", token.text))
        literal = Literal(value, token.start, token.end, index + 1)
        literal = self._power(self._fraction(literal))
        literal = self._prefix(literal, index)
        return self._suffix(literal)

    def _fraction(self, literal: Literal) -> Literal:
        """`3/4`, `2 1/2`, `2½`; "24/7" is a phrase."""
        after = literal.after
        if self._lower(after) == "/" and self._touches(after) and self._touches(after + 1):
            below = self.tokens[after + 1] if after + 1 < len(self.tokens) else None
            above = self.tokens[after - 1]
            if below and above.text.isdecimal() and below.text.isdecimal() and int(below.text):
                if (above.text, below.text) == ("24", "7"):
                    return literal
                value = int(above.text) / int(below.text)
                return replace(
                    literal, value=value, end=below.end, after=after + 2, kind=NumberKind.FRACTION
                )
        if after < len(self.tokens) and literal.value.is_integer():
            if unicodedata.category(self.tokens[after].text[0]) == "No":
                part = self._vulgar_fraction(after)
                if part is not None:
                    return replace(part, value=literal.value + part.value, start=literal.start)
            if self.tokens[after].kind == "digits" and self._lower(after + 1) == "/":
                inner = self.tokens[after]
                part = self._fraction(Literal(0.0, inner.start, inner.end, after + 1))
                gap = self.text[literal.end : inner.start]
                if part.kind is NumberKind.FRACTION and part.value < 1 and gap == " ":
                    return replace(part, value=literal.value + part.value, start=literal.start)
        return literal

    def _power(self, literal: Literal) -> Literal:
        """`10^6`, `10^{3}`."""
        after = literal.after
        if self._lower(after) != "^" or not self._touches(after):
            return literal
        braced = self._lower(after + 1) == "{"
        place = after + 2 if braced else after + 1
        if place >= len(self.tokens) or not self.tokens[place].text.isdecimal():
            return literal
        exponent = int(self.tokens[place].text)
        closing = place + 1 if braced else place
        if exponent > 300 or (braced and self._lower(closing) != "}"):
            return literal
        try:
            value = literal.value**exponent
        except OverflowError:
            return literal
        return replace(literal, value=value, end=self.tokens[closing].end, after=closing + 1)

    def _prefix(self, literal: Literal, index: int) -> Literal:
        """A currency sign and a minus sign before the digits."""
        place = index
        sign = self._lower(index - 1)
        if sign in SIGNS and not self._closes_math(index):
            near = self.text[self.tokens[index - 1].end : literal.start]
            if near in ("", " "):
                place = index - 1
                if self._lower(place - 1) == "\\" and self._touches(place):
                    place -= 1
                kind = NumberKind.MONEY
                literal = replace(literal, start=self.tokens[place].start, kind=kind)
        if self._is_signed(place):
            return replace(literal, value=-literal.value, start=self.tokens[place - 1].start)
        return literal

    def _closes_math(self, index: int) -> bool:
        """Whether the dollar sign before is LaTeX's: `$10$` is ten, `$4x$` four times x."""
        opened = self._lower(index - 1) == "$" and self._lower(index - 2) != "\\"
        end = self.tokens[index].end
        if not opened:
            return False
        closed = self.text[end : end + 1] == "$" or _IN_MATH.match(self.text, end) is not None
        return closed or self._multiplies(end)

    def _multiplies(self, end: int) -> bool:
        """Whether a name follows at once, as in `4x` and `4x_{1}`, that is no magnitude."""
        match = _NAME.match(self.text, end)
        if match is None:
            return False
        return match.group(1) not in _SUFFIXES and match.group(1) not in MAGNITUDES

    def _is_signed(self, place: int) -> bool:
        if self._lower(place - 1) not in _MINUS or not self._touches(place):
            return False
        start = self.tokens[place - 1].start
        line = self.text[max(0, start - 2) : start]
        if not line or line[-1] == "\n" or line.endswith("\\n"):
            return False  # a bullet
        if line[-1] in "([{=:<>,":
            return True
        if not line[-1].isspace():
            return False
        previous = self.tokens[place - 2] if place >= 2 else None
        if previous is None or previous.kind == "digits" or previous.text in ")]}.;:%":
            return False
        return previous.kind == "sign" or len(previous.text) > 1

    def _suffix(self, literal: Literal) -> Literal | None:
        """Letters, magnitudes, per cent, money words and "times" after the digits."""
        after = literal.after
        if self._touches(after) and self.tokens[after].kind == "word":
            word = self.tokens[after]
            if word.lower in ("st", "nd", "rd", "th"):
                kind = NumberKind.ORDINAL
                return replace(literal, end=word.end, after=after + 1, kind=kind)
            factor = _SUFFIXES.get(word.text)
            if factor is None and literal.kind is NumberKind.MONEY:
                factor = MAGNITUDES.get(word.text)
            if _OPERATION.match(self.text, word.end):
                factor = None  # the k of `3k + 2` is a symbol
            if factor is not None and not self.text[word.end : word.end + 1].isalnum():
                value = literal.value * factor
                literal = replace(literal, value=value, end=word.end, after=after + 1)
        return self._tail(self._magnitude(literal))

    def _magnitude(self, literal: Literal) -> Literal:
        factor = magnitude(self._lower(literal.after))
        if factor is None:
            return literal
        value, end = literal.value * factor, self.tokens[literal.after].end
        return replace(literal, value=value, end=end, after=literal.after + 1)

    def _tail(self, literal: Literal) -> Literal:
        """Per cent, money words, "times" and "-fold"."""
        after = literal.after
        place = after + 1 if self._lower(after) == "\\" and self._touches(after + 1) else after
        word = self._lower(place)
        if word in ("%", "percent", "pct") or (word == "per" and self._lower(place + 1) == "cent"):
            place += word == "per"
            kind = NumberKind.PERCENT
            return replace(literal, end=self.tokens[place].end, after=place + 1, kind=kind)
        if literal.kind is NumberKind.PLAIN and word in self.money:
            kind = NumberKind.MONEY
            return replace(literal, end=self.tokens[place].end, after=place + 1, kind=kind)
        if word in DASHES and self._lower(place + 1) in ("fold", "times"):
            place, word = place + 1, self._lower(place + 1)
        if word == "fold" or (word == "times" and self._lower(place + 1) not in _FREQUENCY):
            kind = NumberKind.MULTIPLE
            return replace(literal, end=self.tokens[place].end, after=place + 1, kind=kind)
        return literal

    def _latex_fraction(self, index: int) -> Literal | None:
        parts = self.tokens[index + 2 : index + 8]
        if [part.text for part in parts if part.kind == "sign"] != ["{", "}", "{", "}"]:
            return None
        if len(parts) < 6 or not parts[1].text.isdecimal() or not parts[4].text.isdecimal():
            return None
        if int(parts[4].text) == 0:
            return None
        value = int(parts[1].text) / int(parts[4].text)
        start = self.tokens[index].start
        return Literal(value, start, parts[5].end, index + 8, NumberKind.FRACTION)

    def _vulgar_fraction(self, index: int) -> Literal | None:
        token = self.tokens[index]
        try:
            value = unicodedata.numeric(token.text)
        except (ValueError, TypeError):
            return None
        if value.is_integer():
            return None  # a superscript or a circled digit
        kind = NumberKind.FRACTION
        return self._tail(Literal(value, token.start, token.end, index + 1, kind))

    # ---------------------------------------------------------------- words

    def _words(self, index: int) -> Literal | None:
        token = self.tokens[index]
        word = token.lower
        if self._touches(index) and self.text[token.start - 1] in "_'’\\":
            return None
        if word in MULTIPLES or word in PARTICIPLES:
            value = MULTIPLES.get(word) or PARTICIPLES[word]
            return Literal(value, token.start, token.end, index + 1, NumberKind.MULTIPLE)
        if word in VERBAL_MULTIPLES and self._lower(index + 1) in _AFTER_FRACTION:
            value = VERBAL_MULTIPLES[word]
            return Literal(value, token.start, token.end, index + 1, NumberKind.MULTIPLE)
        if word == "half" and self._is_half(index):
            return self._half(index)
        if word in ("a", "an"):
            return self._article(index)
        if word in ORDINALS:
            return self._ordinal(index)
        if word in ONES or word in TENS:
            return self._spelled(index)
        return None

    def _is_half(self, index: int) -> bool:
        following = self._lower(index + 1)
        joined = following in DASHES and self._touches(index + 1)
        return not joined and self._lower(index - 1) not in ("first", "second", "other", "better")

    def _half(self, index: int) -> Literal:
        """Read "half", "half a million", "half a dozen"."""
        token = self.tokens[index]
        literal = Literal(0.5, token.start, token.end, index + 1, NumberKind.FRACTION)
        if self._lower(index + 1) in ("a", "an"):
            scaled = self._magnitude(replace(literal, after=index + 2))
            if scaled.value != literal.value:
                return replace(scaled, kind=NumberKind.PLAIN)
        return literal

    def _article(self, index: int) -> Literal | None:
        """Read "a dozen", "a hundred", "a third of", "a pair"."""
        token, word = self.tokens[index], self._lower(index + 1)
        one = Literal(1.0, token.start, token.end, index + 1)
        if magnitude(word) is not None:
            scaled = self._magnitude(one)
            kind = NumberKind.COUNT_WORD if word == "dozen" else scaled.kind
            return self._tail(replace(scaled, kind=kind))
        if word in ("pair", "couple"):
            end = self.tokens[index + 1].end
            return Literal(2.0, token.start, end, index + 2, NumberKind.COUNT_WORD)
        of_what = self._lower(index + 2)
        if word == "half" and not (of_what in DASHES and self._touches(index + 2)):
            end = self.tokens[index + 1].end
            return Literal(0.5, token.start, end, index + 2, NumberKind.FRACTION)
        added = word == "quarter" and self._lower(index - 1) == "and"
        if word in DENOMINATORS and (added or of_what in _AFTER_FRACTION or of_what in ".,;)"):
            end = self.tokens[index + 1].end
            value = 1 / DENOMINATORS[word]
            return Literal(value, token.start, end, index + 2, NumberKind.FRACTION)
        return None

    def _ordinal(self, index: int) -> Literal | None:
        token = self.tokens[index]
        if token.lower == "second" and self._lower(index - 1) in ("per", "each", "every", "one"):
            return None  # the unit of time
        value = ORDINALS[token.lower]
        return Literal(value, token.start, token.end, index + 1, NumberKind.ORDINAL)

    def _spelled(self, index: int) -> Literal | None:
        """Read "fifteen", "two hundred and five", "two and a half", "three quarters"."""
        token = self.tokens[index]
        if token.lower == "one" and not self._is_numeral_one(index):
            return None
        found = cardinal(self._lower, index)
        if found is None:
            return None
        value, after = found
        literal = Literal(value, token.start, self.tokens[after - 1].end, after)
        return self._tail(self._spelled_fraction(literal))

    def _is_numeral_one(self, index: int) -> bool:
        previous, following = self._lower(index - 1), self._lower(index + 1)
        if following in DASHES:
            return self._touches(index + 1) and self._lower(index + 2) not in ("on", "off", "way")
        if following == "and" and self._lower(index + 2) in ("a", "one"):
            return self._lower(index + 3) == "half"
        if previous in _BEFORE_PRONOUN_ONE or previous in DASHES:
            return False
        if previous == "by" and self._lower(index - 2) == "one":
            return False
        return following.isalpha() and following not in _COUNTED_ONE

    def _spelled_fraction(self, literal: Literal) -> Literal:
        """Read "two thirds", "three-quarters", "one and a half", "fifteen point five"."""
        place = literal.after
        if self._lower(place) in DASHES and self._touches(place):
            place += 1
        word = self._lower(place)
        below = PLURAL_DENOMINATORS.get(word)
        if below is None and literal.value == 1.0:
            below = DENOMINATORS.get(word)
        if below is not None:
            value = float(Fraction(int(literal.value), below))
            end = self.tokens[place].end
            kind = NumberKind.FRACTION
            return replace(literal, value=value, end=end, after=place + 1, kind=kind)
        if word == "point" and self._lower(place + 1) in ONES:
            tenth = ONES[self._lower(place + 1)]
            end = self.tokens[place + 1].end
            return replace(literal, value=literal.value + tenth / 10, end=end, after=place + 2)
        return self._and_a_half(literal, place)

    def _and_a_half(self, literal: Literal, place: int) -> Literal:
        if self._lower(place) != "and":
            return literal
        ahead = range(place + 1, place + 5)
        words = [self._lower(index) for index in ahead if self._lower(index) not in DASHES]
        if words[:2] not in (["a", "half"], ["one", "half"]):
            return literal
        last = next(index for index in ahead if self._lower(index) == "half")
        end = self.tokens[last].end
        return replace(literal, value=literal.value + 0.5, end=end, after=last + 1)
