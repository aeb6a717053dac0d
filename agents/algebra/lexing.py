"""The tokens of a text that holds algebra; every token keeps its place in the text.

LaTeX, Unicode and plain signs become the same tokens. Blanking keeps the length of the text, so
that places stay those of the Problem's Numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from optimoot.problem import Number, NumberKind

_BLANK: Final = re.compile(
    r"(?<!\\)\\[,;!: ]|\\q?quad(?![a-z])"
    r"|\\(?:left|right|displaystyle|limits|[bB]ig[lr]?)(?![a-zA-Z])"
    r"|\\(?:begin|end)\{(?:aligned|align\*?|gathered|equation\*?|cases|array|split)\}(?:\{[lcr]+\})?"
    r"|\b(?:i\.\s?e\.|e\.\s?g\.),?"
    r"|(?<!\\)\\[\[\]()]|(?<!\\)\$|`|^[ \t]*(?:[-*•–]|\(?\d{1,2}[.)]|\([a-z]\))[ \t]+",
    re.MULTILINE,
)
_TEXT: Final = re.compile(
    r"\\(?:text|textit|textbf|mathrm|mathbf|mathit|mathsf|operatorname|boldsymbol)\{([^{}\n]{0,60})\}"
)
_OVER: Final = re.compile(r"(\\?\b(?:max|min))(\s*_(?:\{[A-Za-z0-9_, ]{0,30}\}|[a-z]\b))")
_BOLD: Final = re.compile(r"\*\*([A-Za-z][^*\n]{0,60})\*\*")
_MATRIX: Final = re.compile(
    r"\\begin\{[pbv]?(?:small)?matrix\}([^{}]{1,800})\\end\{[pbv]?(?:small)?matrix\}"
)
_SUCH_THAT: Final = re.compile(
    r"\bs\.\s?t\.(?!\w)|\bsubject to\b|\bsuch that\b|\bst\b:?", re.IGNORECASE
)
_DOTS: Final = r"\\[lcd]?dots[bcmo]?(?![a-z])|…|\.\.\.|\.\."
_TOKEN: Final = re.compile(
    r"(?P<stop>\n|;|\?|!|:(?!=)|\\\\|\.(?=\s|$|\)))"
    rf"|(?P<dots>{_DOTS})"
    r"|(?P<num>(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?)"
    r"|(?P<rel><=|>=|=<|=>|==|:=|≤|≥|⩽|⩾|\\leqslant|\\geqslant|\\leq?q?(?![a-z])|\\geq?q?(?![a-z])|=)"
    r"|(?P<strict><|>|\\lt(?![a-z])|\\gt(?![a-z]))"
    r"|(?P<member>\\in(?![a-z])|∈)"
    r"|(?P<every>\\forall(?![a-z])|∀)"
    r"|(?P<sum>\\sum(?![a-z])|∑|Σ|\bsum(?=_|\s*\())"
    r"|(?P<func>\\?(?:sqrt|exp|log|ln|abs)(?![A-Za-z])|√)"
    r"|(?P<best>\\?(?:max|min)(?=\s*\\?[({\[]))"
    r"|(?P<frac>\\[dt]?frac(?![a-z]))"
    r"|(?P<field>\\mathbb\s*\{?[ZRNB]\}?|ℤ|ℝ|ℕ)"
    r"|(?P<transpose>(?<=[A-Za-z])['′](?=\s?\*?\s?[A-Za-z](?![A-Za-z]))|\^\{?\s*(?:T|\\top|\\intercal|⊤)\}?(?![A-Za-z])|ᵀ|\.T\b)"
    r"|(?P<sup>[²³⁴])"
    r"|(?P<op>\*\*|\\cdot(?![a-z])|\\times(?![a-z])|\\ast(?![a-z])|[-+*/^−–·×⋅])"
    r"|(?P<bar>\||\\[lr]?vert(?![a-z]))"
    r"|(?P<open>\\?[({\[])|(?P<close>\\?[)}\]])"
    r"|(?P<comma>,)"
    r"|(?P<name>\\?[A-Za-z]+(?:_?\d+(?![A-Za-z\d.])|[₀-₉ᵢⱼₖ]+|_\{[A-Za-z0-9, +-]{1,12}\}"
    r"|_[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*|\[\s*[a-z0-9]+(?:\s*[-+,]\s*[a-z0-9]+)?\s*\]))"
    r"|(?P<word>\\?[A-Za-z]+(?:['’][a-z]+)?(?:(?<=[a-z]{2})-(?=[a-z]{2})[a-z]+)*)"
    r"|(?P<other>\S)"
)
_LOW: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉ᵢⱼₖ", "0123456789ijk")
_GREEK: Final = frozenset(
    "alpha beta gamma delta epsilon theta lambda mu nu rho sigma tau phi omega xi eta zeta".split()
)
_SIGNS: Final = {
    "=<": "<=", "≤": "<=", "⩽": "<=", "\\le": "<=", "\\leq": "<=", "\\leqq": "<=",
    "\\leqslant": "<=", "\\geqslant": ">=",
    "=>": ">=", "≥": ">=", "⩾": ">=", "\\ge": ">=", "\\geq": ">=", "\\geqq": ">=",
    "=": "==", ":=": "==", "\\lt": "<", "\\gt": ">", "−": "-", "–": "-",
    "·": "*", "×": "*", "⋅": "*",
    "\\cdot": "*", "\\times": "*", "\\ast": "*", "**": "^", "\\{": "{", "\\}": "}", "\\[": "[",
    "\\]": "]", "√": "sqrt", "ln": "log", "²": "2", "³": "3", "⁴": "4",
}  # fmt: skip


@dataclass(frozen=True)
class Token:
    """A piece of the text.

    Attributes:
        kind: The name of its pattern; "raw" is a literal that is no Number of the Problem.
        text: The sign in its plain spelling; of a name, its base.
        subs: Of a name, its subscripts.
        number: Of a literal, its Number.
    """

    kind: str
    text: str
    start: int
    end: int
    subs: tuple[str, ...] = ()
    number: Number | None = None


def lex(text: str, numbers: tuple[Number, ...]) -> list[Token]:
    """The tokens of `text`, whose Numbers are `numbers`."""
    plain = _blanked(text)
    figures = {place: number for number in numbers if (place := _digits_of(number)) is not None}
    tokens: list[Token] = []
    at = 0
    while (match := _TOKEN.search(plain, at)) is not None:
        number = figures.get(match.start())
        if number is not None and match.lastgroup in ("num", "frac"):
            kind = "other" if _has_suffix(number) else "num"
            tokens.append(Token(kind, number.text, match.start(), number.end, number=number))
            at = number.end
            continue
        tokens.append(_token(match))
        at = match.end()
    return tokens


def _has_suffix(number: Number) -> bool:
    """Whether a letter after the digits was taken for a magnitude, where it may be a symbol."""
    return re.search(r"\d\s?[A-Za-z]$", number.text) is not None


def _digits_of(number: Number) -> int | None:
    r"""Where the digits or the `\\frac` of a literal begin; None of number words."""
    for place, sign in enumerate(number.text):
        if sign.isdigit() or sign == "." or number.text.startswith(("\\f", "\\d", "\\t"), place):
            return number.start + place
    return None


def _token(match: re.Match[str]) -> Token:
    kind, told = match.lastgroup or "other", match.group()
    start, end = match.span()
    if kind == "num":
        return Token("raw", told, start, end)
    if kind in ("name", "word"):
        return _name(kind, told, start, end)
    if kind == "field":
        return Token(kind, next(sign for sign in "ZRNBℤℝℕ" if sign in told[-3:]), start, end)
    plain = _SIGNS.get(told, told)
    return Token(kind, _SIGNS.get(plain, plain).lstrip("\\") or told, start, end)


def _name(kind: str, told: str, start: int, end: int) -> Token:
    plain = told.translate(_LOW).lstrip("\\")
    match = re.match(r"[A-Za-z]+", plain)
    base = match.group() if match else plain
    if kind == "word":
        if len(plain) == 1 or (told.startswith("\\") and plain in _GREEK):
            return Token("name", plain, start, end)
        return Token("word", plain, start, end)
    rest = plain[len(base) :]
    if re.fullmatch(r"(?:_[A-Za-z0-9]{2,})+", rest) and not rest[1:].isdigit() and len(base) > 1:
        return Token("name", plain, start, end)  # a name of several words: tons_of_rye
    inner = rest.strip("_{}[] ")
    subs = tuple(part.strip() for part in inner.split(",")) if "," in inner else (inner,)
    if (
        len(subs) == 1
        and re.fullmatch(r"[i-nst]{2}|\d[i-nst]|[i-nst]\d", inner)
        and not rest.startswith("[")
    ):
        subs = tuple(inner)  # x_{ij}
    return Token("name", base, start, end, subs)


def _blanked(text: str) -> str:
    plain = _MATRIX.sub(_bracketed, text)
    plain = _TEXT.sub(lambda m: m.group(1).rjust(len(m.group()) - 1) + " ", plain)
    plain = _BOLD.sub(lambda m: f"  {m.group(1)}  ", plain)
    plain = _SUCH_THAT.sub(lambda m: ";".ljust(len(m.group())), plain)
    plain = _BLANK.sub(lambda m: " " * len(m.group()), plain)
    plain = _OVER.sub(lambda m: m.group(1) + " " * len(m.group(2)), plain)
    return plain.replace("&", " ")


def _bracketed(match: re.Match[str]) -> str:
    """A LaTeX matrix as `[1, 2; 3, 4]` of the same length."""
    inner = match.group(1).replace("&", ",").replace("\\\\", "; ")
    told = "[".rjust(match.start(1) - match.start()) + inner
    return told + "]".ljust(len(match.group()) - len(told))


def percent(number: Number) -> float:
    """What the face value of `number` is multiplied by."""
    told = number.kind is NumberKind.PERCENT or number.text.endswith("%")
    return 0.01 if told else 1.0
