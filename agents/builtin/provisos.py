"""Provisos: sentences that narrow, deny or multiply what others say, with a figure or without.

More kinds of `optimoot.agents.builtin.hazards`, in the same signs: `{n}` is a number, `⟨p⟩` a
percentage, a fraction or a multiple, `{c}` a comparison.
"""

from __future__ import annotations

from typing import Final

_LOTS: Final = r"(?:pairs|twos|threes|fours|fives|sixes|eights|tens|dozens|hundreds)"

PROVISOS: Final[dict[str, str]] = {
    "in lots": (
        r"\b(?:come|comes|go|goes|sold|shipped|packed|made|built|bought|leave|leaves|out) in "
        rf"{_LOTS}\b|\bin (?:odd|even) numbers\b"
        r"|\b(?:odd|even) (?:number|numbers|count|quantity|quantities)\b"
        r"|\b(?:be|are|is|stay|stays) (?:odd|even)(?=$| ?,| and\b)"
    ),
    "barred": (
        r"\bout of the question\b|\bruled out\b|\bout of (?:order|service|stock)\b"
        r"|\b(?:is|are) (?:broken|closed|unavailable)\b|\bmixed up\b"
    ),
    "hearsay": (
        r"\brumou?r\w*\b|\bin (?:a|his|her|their) dreams?\b|\bonly a fool\b|\bwould that\b"
        r"|\bit would be (?:nice|good|fine)\b|\bby no means\b|\bno (?:duty|obligation|compulsion)\b"
        r"|\bnothing (?:obliges|forces|compels)\b|\bat first\b.*\blater\b|\bdid not pass\b"
        r"|\bin a (?:good|bad|normal) (?:day|week|month|year|season)\b|\bvoted down\b|\bexpired\b"
        r"|\bdecided against\b|\blast (?:winter|summer|spring|autumn|quarter)\b"
        r"|\b(?:his|her|their) (?:father|mother|brother|sister|son|daughter|uncle|aunt|wife|husband"
        r"|friend|cousin) (?:has to|must|makes?|sells?|buys?|wants?|asks?)\b"
    ),
    "used up": (
        r"\b(?:to be|must be|be) used up\b|\bno \w+ (?:may|must|can) be left over\b"
        r"|\ball (?:of )?(?:the |his |her |its |their )?\w+ (?:must|have to|has to) be used\b"
    ),
    "greater part": (
        r"\bmost of (?:(?:the|his|her|its|their) \w+|what \w+ \w+) (?:must|have to|has to|should)\b"
        r"|\bthe (?:greater|larger|better) part of\b|\bthe bulk of\b"
    ),
    "as many": (
        r"(?<!times )(?<!twice )(?<!half )(?<!least )(?<!most )(?<!⟨p⟩ )(?<!{n} )"
        r"\b(?!(?:how|at|twice|times|half|least|most|than|just|exactly|and|or)\b)[a-z]+ as many "
        r"(?:\w+ ){1,2}as (?!possible\b|he\b|she\b|they\b|it\b|we\b|you\b|i\b)\w"
    ),
    "several at work": (
        r"{n}(?: \w+){1,3}, each (?:available|with|having|of|for|can|holding|working|running)\b"
        r"|\b(?:can|may|will) each (?:work|run|operate|spend|be used)\b|{n} shifts of {n}"
        r"|\bwith {n} (?:hours|minutes) (?:per|for each) \w+(?=$| ?,)"
    ),
    "once": r"\bor more than once\b|\bonce or not\b|\beither once or\b",
    "unsold": r"\b(?:stay|stays|remain|remains|go|goes|left) unsold\b",
    "guided": (
        r"\b(?:can|may|could) (?:guide|supervise|train|mentor|oversee|look after) (?:up to|{c}|{n})"
    ),
}
"""Wordings that count in a sentence without any figure, too."""
