"""The tokens of a text told as algebra; every token keeps its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"(?P<set>\\?\{\s*0\s*,\s*1\s*\\?\})"
    r"|(?P<num>\\[dt]?frac\s*\{\d+\}\s*\{\d+\}|\d+/\d+|(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?)"
    r"|(?P<rel><=|>=|=<|=>|==|≤|≥|\\leqslant|\\geqslant|\\leq?(?![a-z])|\\geq?(?![a-z])|=)"
    r"|(?P<func>\\?(?:sqrt|exp|log|ln|abs)(?![A-Za-z]))"
    r"|(?P<frac>\\[dt]?frac(?![a-z]))"
    r"|(?P<op>\*\*|\\cdot|\\times|[-+*/^−·×])"
    r"|(?P<open>[({\[])|(?P<close>[)}\]])"
    r"|(?P<stop>\n|,|;|\.(?=\s|$)|:)"
    r"|(?P<member>\\in(?![a-z])|∈)"
    r"|(?P<name>[A-Za-z](?:_?\d+|_\{\d+\}|_[A-Za-z](?![A-Za-z])|(?![A-Za-z_])))"
    r"|(?P<word>[A-Za-z]+)"
    r"|(?P<other>\S)"
)
_BLANK: Final = re.compile(
    r"\$+|\\[,;!: ]|\\q?quad(?![a-z])|\\left(?![a-z])|\\right(?![a-z])|\\\\|\\(?=[\[\]])"
    r"|&|\\(?:begin|end)\{(?:aligned|align\*?)\}|\\qquad(?![a-z])"
    r"|\\(?:max|min)imi[sz]e(?![a-z])",
)
_FILLER: Final = re.compile(
    r"what(?:'s| is| are) the (?:largest|smallest|best|greatest|least|optimal|maximum|minimum)"
    r"(?: possible| objective)? values?(?: of [A-Za-z])?\s*\?"
    r"|(?<![A-Za-z])[fF]\([A-Za-z](?:,\s*[A-Za-z])*\)\s*="
    r"|(?:give|report|find|state) the (?:best|optimal|maximum|minimum)(?: value)?(?=\s*\.)"
    r"|all (?:two |three |four |five )?(?:unknowns|variables) are continuous(?=\s*[.,])"
    r"|\((?:fractions|fractional values) (?:are )?allowed\)|fractions (?:are )?allowed"
    r"|(?:solve|consider) the following (?:linear |integer |optimi[sz]ation )*(?:program|problem)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Token:
    """A piece of the text; `kind` is the name of its pattern."""

    kind: str
    text: str
    start: int
    end: int


def lex(text: str) -> list[Token]:
    """The tokens of `text`, without LaTeX's spacing and phrases that say nothing."""
    plain = _FILLER.sub(lambda match: " " * len(match.group()), text)
    plain = _BLANK.sub(_spaces, plain)
    plain = re.sub(r"\\(max|min)(?![a-z])", r" \1", plain)
    return [
        Token(match.lastgroup or "other", match.group(), match.start(), match.end())
        for match in _TOKEN.finditer(plain)
    ]


def _spaces(match: re.Match[str]) -> str:
    words = match.group()
    if words.startswith("\\m"):
        return " " + words[1:]
    return ("\n" if words == "\\\\" else " ").ljust(len(words))
