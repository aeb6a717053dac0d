"""Retractions: words that take back or amend what a text has said, or that deny a condition of it.

More kinds of `optimoot.agents.builtin.hazards`, in the same signs: `{n}` is a number. A reader that
knows each statement for itself would solve the problem as it was before.
"""

from __future__ import annotations

from typing import Final

_BE: Final = r"(?:is|are|was|were|be|been|being)"
_DO: Final = r"(?:is|are|was|were|does|do|did|has|have|will|would|can|could)"
_REPEALED: Final = (
    r"(?:dropped(?! (?:off|at|by|to|from)\b)|lifted|withdrawn|cancell?ed|abolished|revoked|scrapped"
    r"|repealed|waived|relaxed|suspended|overruled|retracted|superseded|obsolete|outdated)"
)

RETRACTED: Final[dict[str, str]] = {
    "taken back": (
        r"\bcontrary to\b|\bcorrection\b|\bcorrected\b|\btypo\b|\berrat(?:um|a)\b"
        r"|\bmis(?:takes?|taken|prints?|printed|read|stated|counted|typed|heard)\b"
        rf"|\b(?:is|are|was|were|been) (?:since |now |later )?{_REPEALED}\b"
        rf"|\b{_BE} (?:simply |just )?(?:wrong|incorrect|false|untrue|erroneous)\b"
        rf"|\b{_BE} not (?:so|right|correct|the case)\b"
        r"|\b(?:has|have|had) since \w+"
        r"|\bturn(?:s|ed) out (?:to be|that)\b|\bor so\b.*\bthought\b|\bwhat was said\b"
        rf"|\b{_BE} (?:really|actually|in fact|in truth)\b[^⟨]*{{n}}"
        r"|\brather than (?:the )?{n}|\binstead of (?:the )?{n}"
        r"|\b(?:ignore|forget|strike out|scratch|cross out) (?:that|the|this|what)\b"
        r"|\bon (?:second|further) thoughts?\b|\bafter all\b"
        r"|\bno ,? ?wait\b|\b(?:i|we) meant?\b|\bmake (?:that|it) {n}|\bsorry\b"
    ),
    "denied": (
        rf", which (?:it |they |he |she |this |that )?{_DO} not(?=$| ?[,)])"
        rf"|, (?:which|whom|where) (?:the |an? )?[a-z]+(?: [a-z]+)? (?:{_DO} not|never|needs? no)\b"
        r"|\bthe law permitting\b|\bweather permitting\b"
    ),
    "no hindrance": (
        r"\bno (?:reason|rule|law|obligation|objection)\b.*{n}"
        r"|\b(?:nothing|nobody|no one|no - one) (?:would |will |can |could |to )?"
        r"(?:prevent|stop|object|mind|keep|forbid|hinder|bar)s?\b"
    ),
    "depends": r"\bonly (?:as|so) (?:far|long) as\b|\binsofar\b|\bon (?:the )?condition\b",
}
"""Wordings that count in a sentence without any figure, too."""
