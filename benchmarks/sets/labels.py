"""Labels as people and sets write them: "1,200", "$12", "7/2", "No Best Solution".

A label is read as one figure or as one word, or it is refused: a label that is misread is counted
wrongly and nobody sees it.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Any, Final

from optimoot.errors import InputError

_WORDS: Final = {
    "infeasible": "infeasible",
    "no feasible solution": "infeasible",
    "no feasible solutions": "infeasible",
    "not feasible": "infeasible",
    "unbounded": "unbounded",
    "no solution": "no solution",
    "no solutions": "no solution",
    "no best solution": "no solution",
    "no optimal solution": "no solution",
    "missing": "missing",
    "needs input": "missing",
    "needs_input": "missing",
    "underspecified": "missing",
}
_NOTHING: Final = frozenset(["", "none", "null", "n/a", "na", "-", "?"])
_FIGURE: Final = re.compile(r"[-+]?(?:\d[\d,.' ]*\d|\d|\.\d+|\d+\.)(?:[eE][-+]?\d{1,3})?")
_MINUS: Final = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})
_BLANKS: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[,.' ])\d{3})(?:(?P=mark)\d{3})*")
_MONEY: Final = re.compile(r"[$€£¥₹]|\b(?:USD|EUR|GBP|US\$)\b", re.IGNORECASE)
_AROUND: Final = re.compile(r"[^\W\d]+(?:[ ./-][^\W\d]+)*\.?")
"""Words around a figure: "1200 dollars", "max profit"."""
_CHANGING: Final = frozenset(
    """
    k m b x bn mn mio tn hundred thousand million billion trillion dozen lakh crore hundreds
    thousands millions billions trillions dozens half times minus negative about approximately
    approx around roughly nearly almost least most more less over under above below up between
    not no percent percents cent pct
    """.split()
)
"""Words that make another figure of the one beside them, or none: "5 million", "minus 5"."""
_FRACTION: Final = re.compile(r"([-+]?\d+)\s*/\s*(\d+)")
_DIGITS: Final = 300
"""Of the parts of a fraction, at most: floats go to about 1e308."""
_REMEDY: Final = (
    "Write one figure as the objective has it, or infeasible, unbounded, no solution, missing."
)


def read_label(given: Any) -> float | str:
    """A label as a figure, or as one of the words that labels may be.

    Args:
        given: As a file has it: a number, a text, or a list of one of these.

    Raises:
        InputError: There is none, or it can be read in more than one way.
    """
    if isinstance(given, bool):
        raise _refused(given, "is no figure")
    if isinstance(given, int | float):
        return _finite(given, given)
    if isinstance(given, list):
        if len(given) == 1:
            return read_label(given[0])
        raise _refused(given, "is not one figure")
    if not isinstance(given, str):
        raise _refused(given, "is missing" if given is None else "is no figure")
    text = _BLANKS.sub(" ", given.translate(_MINUS)).strip()
    word = text.rstrip(".!").casefold()
    if word in _NOTHING:
        raise _refused(given, "is missing")
    if word in _WORDS:
        return _WORDS[word]
    if text.startswith("[") and text.endswith("]"):
        parts = [part.strip() for part in text[1:-1].split(",")]
        if len(parts) == 1:
            return read_label(parts[0])
        raise _refused(given, "is not one figure")
    return _figure(text, given)


def is_missing(given: Any) -> bool:
    """Whether there is no label at all."""
    return given is None or (isinstance(given, str) and given.strip().casefold() in _NOTHING)


def _figure(text: str, given: Any) -> float:
    if "%" in text:
        raise _refused(given, "may mean a share or a percentage")
    bare = _MONEY.sub(" ", text.replace("\\$", "$"))
    bare = re.sub(r"([-+])\s+(?=\d|\.)", r"\1", bare).strip()
    bare = re.sub(r"(?<=\d)\.$", "", bare)
    if fraction := _FRACTION.fullmatch(bare):
        return _divided(fraction, given)
    figures = [match for match in _FIGURE.finditer(bare) if not _is_in_a_word(bare, match)]
    if len(figures) != 1:
        raise _refused(given, "is no figure" if not figures else "holds several figures")
    match = figures[0]
    around = bare[: match.start()], bare[match.end() :]
    for words in (part.strip(" :=") for part in around):
        if words and not _AROUND.fullmatch(words):
            raise _refused(given, "is no figure")
        if not _CHANGING.isdisjoint(re.split(r"[ ./-]", words.casefold())):
            raise _refused(given, "has a word that changes its figure")
    return _number(match.group(), given)


def _is_in_a_word(text: str, match: re.Match[str]) -> bool:
    """Whether a figure is part of a name (x1, CO2)."""
    before = text[: match.start()][-1:]
    return before.isalpha() or before == "_"


def _number(text: str, given: Any) -> float:
    mantissa, mark, exponent = text.casefold().partition("e")
    sign, digits = ("-", mantissa[1:]) if mantissa.startswith("-") else ("", mantissa.lstrip("+"))
    plain = _plain(digits.strip(), given)
    return _finite(float(f"{sign}{plain}{mark}{exponent}"), given)


def _plain(digits: str, given: Any) -> str:
    """Digits with a point at most: marks between thousands are left out."""
    marks = set(re.findall(r"[,.' ]", digits))
    if not marks or (marks == {"."} and digits.count(".") == 1):
        return digits
    head, _, tail = digits.rpartition(".")
    if "." in marks and digits.count(".") == 1 and marks != {"."}:
        if _GROUPED.fullmatch(head) and tail.isdigit():
            return re.sub(r"[,' ]", "", head) + "." + tail
        head, _, tail = digits.rpartition(",")
        if digits.count(",") == 1 and tail.isdigit() and _GROUPED.fullmatch(head):
            return head.replace(".", "") + "." + tail
    if _GROUPED.fullmatch(digits):
        return re.sub(r"[,.' ]", "", digits)
    head, _, tail = digits.rpartition(",")
    if digits.count(",") == 1 and tail.isdigit() and _GROUPED.fullmatch(head):
        return re.sub(r"[.' ]", "", head) + "." + tail
    raise _refused(given, "can be read in more than one way")


def _divided(fraction: re.Match[str], given: Any) -> float:
    if max(map(len, fraction.groups())) > _DIGITS:
        raise _refused(given, "is no finite figure")
    above, below = int(fraction[1]), int(fraction[2])
    if below == 0:
        raise _refused(given, "is divided by zero")
    return float(Fraction(above, below))


def _finite(value: float, given: Any) -> float:
    """A figure as a float; whole ones may be larger than floats go."""
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise _refused(given, "is no finite figure")
    return found


def _refused(given: Any, why: str) -> InputError:
    huge = isinstance(given, int) and given.bit_length() > 1024
    shown = "a whole number of hundreds of digits" if huge else repr(given)
    return InputError(
        f"The answer {shown if len(shown) <= 80 else shown[:79] + '…'} {why}.", remedy=_REMEDY
    )
