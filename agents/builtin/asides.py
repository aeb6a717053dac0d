"""Asides: wordings beside the figures that change them, or that say of whom they hold.

More kinds of `optimoot.agents.builtin.hazards`, in the same signs: `{n}` is a number, `⟨p⟩` a
percentage, a fraction or a multiple, `{c}` a comparison.
"""

from __future__ import annotations

from typing import Final

_TIME: Final = r"(?:hour|minute|second|day|week|month)s?"
_BOUNDED: Final = r"(?:within|below|under|above|at|between|no)"
_PLURAL: Final = r"(?:\w+ers|\w+men|\w+ors|\w+ists|people|persons|machines|shops|crews|teams|men)"

_ANY_DAYS: Final = (
    r"(?:the|a|an|each|every|any|all|these|those|both|other|most|some|many|few|several|consecutive"
    r"|working|business|week|school|full|whole)"
)
"""Words before "days" that do not tell some days from others."""

FIGURED: Final[dict[str, str]] = {
    "relative": (
        r"{n}(?: (?!or\b)\w+)? (?:less|more|fewer|cheaper|dearer|longer|shorter)"
        r"(?=$| ?,| and\b| each\b)"
        r"|⟨p⟩ (?:of (?:that|this|it)(?=$| ?,| and\b)|(?:less|more|fewer|cheaper|longer|shorter)"
        r"(?=$| ?,| and\b))"
    ),
    "compound": (
        r"{n} (?:hours?|h) ,?(?:and )?{n} (?:minutes?|min)\b|{n} (?:pounds?|lbs?) ,?(?:and )?{n} "
        r"(?:ounces?|oz)\b|{n} (?:feet|foot|ft) ,?(?:and )?{n} (?:inch|inches|in)\b"
        r"|{n} (?:half|quarter)-? ?(?:hour|day|dozen|year|mile|ton)s?\b"
    ),
    "change": (
        r"\b(?:has|have|had|there are|there is|available)(?: {n})?(?: \w+){0,3} (?:plus|minus) {n}"
        r"|\b(?:add|adds|added|gains?|gained|loses?|lost|losing|raised)\b(?: \w+){0,3} "
        r"(?:{n}|⟨p⟩)(?: more)? (?:\w+ )?"
        + _TIME.replace("s?", "s")
        + r"|{n} (?:of (?:the|these|those|its|his|her|their) )?(?:\w+ )?(?:go|goes|went) (?:to|for)"
        r"\b|\bgo(?:es)? to charity\b|\bgiven? away\b"
    ),
    "uncertain": (
        r"\b(?:there (?:are|is)|has|(?<!must )(?<!should )have|takes?|needs?) (?:between|from) {n}"
    ),
    "reserve": (
        r"\b(?:must|should|has to|have to|needs? to) (?:(?:stay|remain)(?! "
        + _BOUNDED
        + r"\b)|be (?:left|kept|saved|spared)(?! (?:to|"
        + _BOUNDED
        + r")\b))\b|\bin reserve\b|\b(?:that|which) (?:are|is) (?:not|no)\b|\bother than\b"
        r"|\bbut not\b(?! (?:more|less|fewer|over|above|below|greater|higher) )"
        r"|\bexcluding\b|\bnot counting\b|\bof which (?:at|no|up|not)\b|\breserved for\b"
    ),
    "moment": (
        r"{c} {n}(?: \w+){0,5} at (?:a|any|one) time\b|\bat once\b|\bsimultaneously\b|\buntil\b"
    ),
    "outside": (
        r"\b(?:rival|opponent)s?\b|\b(?:someone|somebody) else\b|\belsewhere\b"
        r"|\banother (?:firm|company|shop|farm|factory|maker|seller)\b|\bthe others\b"
    ),
    "outnumber": (
        r"\boutnumber\w*(?: \w+){1,4} by (?!at\b|no\b|more\b|fewer\b|less\b)"
        r"|\b(?:be|are|have|make|sell|build) {n} (?:more|fewer|less) \w+(?: \w+)? than\b"
    ),
    "ruled out": (
        r"\brefus\w+\b.*\b(?:over|above|under|below|beyond)\b|\bout of the question\b"
        r"|\bworth ?while\b|\bimpossible\b|\bunacceptable\b"
        r"|{n}.*\b(?:is|are) too (?:many|few|much|little)\b"
        r"|\bnot (?:enough|sufficient|worth)\b|\bforbidden\b|\bprohibited\b|\bbanned\b"
    ),
    "either one": r"{c} {n}(?: \w+){0,4} (?:on|in|to|with|at|for|of|from) either\b",
    "each one": (
        r"\b(?:in|at|on|for) each of (?:the )?(?:{n}|both\b)"
        r"|{n} \w+ of \w+ and \w+ each(?=$| ?,| and\b)"
    ),
    "for several": r"{n} " + _TIME + r" for {n} \w+",
    "by the hour": (
        r"\b(?:profit|revenue|gain|earn|bring)s?\b[^,]*{n} (?:per|an|a|each|every) "
        r"(?:hour|minute)\b"
    ),
    "negated bound": (
        r"{c} {n}(?: \w+){1,3} (?:can|may|must|should|need|do|will|are|is|could) not\b"
        r"|{c} {n}(?: \w+){1,3} cannot\b|\bnever (?:at|no|more|less|fewer)\b"
        r"|\b(?:no|not) (?:more|fewer|less) \w+(?: \w+)? than ⟨p⟩"
    ),
    "one in several": r"\b(?:one|{n}) (?:in|out of|in every|of every|out of every) {n}",
    "state": (
        r"{c} {n}(?: \w+){1,4} (?:left|unused|idle|lost|broken|breaks?|broke|repaired|returned"
        r"|rejected|stolen|damaged)\b"
    ),
    "while": (
        r"\bon (?:weekends?|weekdays|holidays|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b"
        rf"|\b(?:on|in|during) (?!{_ANY_DAYS}\b)\w+ (?:days|nights|mornings|evenings|seasons)\b"
        r"|\bat night\b|\bin (?:summer|winter)\b|\beach way\b|\bthere and back\b"
        r"|(?<=\w )at the same time\b(?! ,)|\bfrom next\b"
        r"|{c} {n}(?: \w+){0,4} (?:leave|start|enter|arrive) per hour"
    ),
    "wish": (
        r"\bhop(?:e|es|ed|ing) to \w+ {c}|\bonce (?:used|made|had|sold|bought|was|were)\b"
        r"|\bwould (?:be better|be worse|allow|forbid)\b|\bhad there been\b|\bbetter to\b"
    ),
    "besides": (
        r"{n}[^,]*\bamong (?:them|which|whom)\b|\bbesides {n}|\bexcluded\b|(?<!be )\bincluded\b"
        r"|{n} \w+ with {n}"
        r"|\bbut only {n}|\bon top\b(?! of (?:that|this|it)\b)|{n} extra\b|\bthe first {n}"
        r"|\bbeing free\b"
    ),
    "couples": r"{n} (?:couples|twins)\b|\ba (?:score|gross|brace) of (?:them|these|those|the)\b",
    "garbled": r"⟨p⟩ of (?:the )?\w+ as \w",
    "into each": r"{c} {n}.*\b(?:into|in|at|on) each of the \w+",
    "bases": (
        r"{n} per (?!hour|day|week|month)\w+ and [^,]*{n} per (?:hour|day|week|month)\b"
        r"|{n} per (?:hour|day|week|month) and [^,]*{n} per (?!hour|day|week|month)\w"
        r"|\bbut only {n}|, though\b[^,]*\bnot\b"
    ),
    "loss": r"\bloss(?:es)? (?:per|of|on|from|for)\b|\blos(?:es|ing) {n}",
}
"""Wordings in sentences that hold a figure or say anything that could bind."""

ANYWHERE: Final[dict[str, str]] = {
    "magnitude": r"\b(?:thousands|millions|billions)\b",
    "lot": r"\b(?:every|each|per) (?:hundred|thousand|million)\b",
    "multiplied": (
        r"^there are (?:{n}|two|three|four|several|many) " + _PLURAL + r"$|\bthat many\b"
        r"|\b(?:all|the|these) (?:figures|numbers|amounts|values|data) (?:hold|are meant|apply)\b"
        r"|{n} such (?!that\b)\w+"
    ),
    "kept": (
        r"\b(?:is|are) (?:kept|reserved) (?:for|free|empty|open|back)\b"
        r"|\b(?:stay|stays|stand|stands) (?:empty|free|idle|still|at home)\b"
    ),
    "evenly": (
        r"\b(?:split|divided|shared|spread) (?:evenly|equally)\b|\bevenly (?:split|divided)\b"
        r"|\bin equal (?:numbers|amounts|parts|shares|quantities|measure)\b"
    ),
    "counting as": (
        r"\bcount(?:s|ing)? (?:as|for|double|twice|half)\b"
        r"|, (?:a|an|each|every|one) \w+ (?:taking|needing|using) {n}"
    ),
    "joined": r"\b(?:sold|made|bought|shipped|built|used) with one\b|\bone (?:from|for) each\b",
    "without": r"\bno\b.*\bwithout\b|\bwithout (?:{n}|regard)\b|\birrespective\b|\bdisregard\w*\b",
    "extra": r"\b(?:an|one) (?:extra|additional|further) " + _TIME,
    "gone": r"\bno longer (?:be |are |is )?\w+",
    "worst": r"\bthe (?:smaller|larger|lesser|greater) of (?:the|these|its|both)\b"
    r"|\blos(?:e|ing) the least\b",
    "stay": (
        r"\bfrom (?:mon|tues|wednes|thurs|fri|satur|sun)day (?:to|until|till|through)\b"
        r"|\bfrom (?:january|february|march|april|june|july|august|september|october|november"
        r"|december) (?:to|until|till|through)\b"
    ),
    "order of sizes": (
        r"\b(?:must|should|may|can|has to|have to)\b(?: not)?(?: be| have| make| \w+)? "
        r"(?:fewer|less|more) (?!than\b|numerous than\b)\w+(?: \w+)? than (?!{n}|⟨p⟩)"
        r"|^(?:\w+ )?(?:fewer|more) (?!than\b)\w+(?: \w+)? than (?!{n}|⟨p⟩)"
        r".*\b(?:must|should|ha(?:s|ve) to)\b"
    ),
}
"""Wordings that count in a sentence without any figure, too."""
