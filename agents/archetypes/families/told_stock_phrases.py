"""What sentences about stock over periods say that the template means anyway."""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.families.told_stock_roles import LABELS, Roles
from optimoot.agents.archetypes.families.told_stock_words import BEHIND, BOUNDED, STORE
from optimoot.agents.archetypes.told_periods import NOUN, Horizon

_MADE: Final = r"(?:made|built|produced|bought|ordered|manufactured|purchased|brewed|baked|sold)"
_MEANS: Final = (
    r"\b(?:do|does|will) not accept (?:any )?(?:late|delays?)[^.;]*|\blast [a-z]+'s\b",
    r"\bat (?:the|a) minimum(?= ?\?)|\bafter which (?=any|as many)",
    rf"\bonly in (?:{NOUN}s )?(?:when|in which) it (?:is worth(?:while)?(?: it)?|pays)\b",
    r"\b(?:the|her|his|its|all) [a-z]+ (?:is|are) (?:still )?empty(?: (?:to begin with|now|"
    r"at (?:first|the (?:start|beginning|outset))))?",
    r"\b(?:there (?:is|are) )?no [a-z]+ (?:(?:is|are) ready )?(?=(?:on|at) the start)|"
    r"\bthere (?:is|are) no [a-z]+(?= *\.?$)",
    r"\bon ~1 (?:morning )?no [a-z]+ (?:is|are) (?:ready|finished|made|there|in stock)\b",
    r"\b(?:nothing|no [a-z]+) (?:is|are) (?:in|on) (?:the|her|his|its) [a-z]+\b",
    r"\bif (?:she|he|it|they|we) (?:works?|runs?) (?:at night|at weekends|overtime|late)\b|"
    r"\bif (?:necessary|needed|need be)\b|\bare cheapest\b",
    r"\bpairs?\b|\bpair of\b",
    r"\bthere are none in stock\b|\bnone (?:is|are) in stock\b",
    r"\b(?:wants?|wish(?:es)?|plans?|intends?) to (?:finish|end|close)\b(?: (?=with))?",
    r"\bbecause (?:[a-z'’-]+ ){0,8}?[a-z'’-]+(?= ?[.,;:)])|\bnext (?:[a-z]+ )?[a-z]+'s\b",
    r"\b(?:costs?|is|are) the same (?:whenever|in (?:all|every|each)|always|throughout)[^.;]*",
    r"\b(?:what|which) is the (?:least|lowest|smallest|cheapest|minimum)"
    r"(?: (?:sum|amount|way|cost))?(?: (?:that|for which|at which|with which|to|of)\b)?",
    r"\b(?:what|which) [a-z]+ (?:costs?|is) (?:the )?(?:least|cheapest)\b",
    rf"\bbefore (?:the|its|their) {NOUN}(?: (?:in which|when|that) (?:it|they) (?:is|are) "
    r"(?:needed|due|wanted|sold))?",
    rf"\b(?:deliver(?:y|ies)|orders?|loads?|goods) (?:arrives?|comes?|is made|are made) at the "
    rf"(?:start|beginning) of (?:the|each|a|every) {NOUN}",
    r"\b(?:costs? )?and [a-z]+ together\b|\btogether (?=costs?|come|are as)",
    r"\bcounting only the [a-z]+ costs?",
    rf"\b(?:for )?each {NOUN} (?:that )?(?:it|they) (?:waits?|lies?|stays?|is kept|are kept)",
    r"\bmust be (?:fired|started|switched|heated|set|cleaned|turned|warmed)(?: up| on)?",
    r"\b(?:must|has to|have to|needs? to|is to|are to) [a-z]+(?: over| out)? (?=@r)",
    r"\b(?:and )?(?:may|can|need not) be (?:empty|left out|ignored)(?: (?:at|in|by) the end)?\b",
    r"\bmust be (?:lying|there|standing)\b|\bmust (?:again )?(?:lie|stand)\b",
    r"\bwhen (?:should|shall|must|is|are)\b|\bnothing is (?:in store|in stock|there|ready|at hand|"
    r"kept)(?: (?:at (?:first|the (?:start|beginning|outset))|initially|now))?",
    r"\b(?:in|during|for|per|of|at the end of|by the end of|at the start of)? ?\b(?:any|each|"
    rf"every|one|a|an|the same|any one|any given)(?: single)? {NOUN}\b(?!s)(?: of production)?",
    rf"\b(?:over|for|in|during|of)? ?\bthe (?:next|coming|following) (?:@n\d+ )?{NOUN}s\b",
    rf"\b(?:into|to|in|for|until) a later {NOUN}\b|\blater {NOUN}s?\b",
    rf"\b(?:per|for each|for every|at each|each|every|any) {NOUN}-?(?: ?end)?"
    r"(?: (?:at|in) which (?:they|it) (?:are|is) (?:in stock|kept|stored|held))?",
    rf"\bfrom (?:one|a|each) {NOUN} to (?:the )?(?:next|another|following)(?: one)?",
    r"\b(?:for|of|in|during) (?:the )?(?:coming |next |following )?~all\b",
    r"\b~all\b(?= (?:are|is))",
    r"\b(?:and |has |with |there is )?(?:no|zero|nothing|not any)(?: in)? (?:initial |opening |"
    r"starting )?(?:stocks?|inventory|stores?|[a-z]+ (?:at hand|in stock|in store|ready|on hand))"
    r"(?: (?:(?:at|in) the (?:start|beginning|outset)|initially|"
    r"at first|of ~1|on hand|now|at present))*",
    r"\b(?:store|stock|warehouse|shed|inventory|barn|silo|tank|cellar|depot|storeroom|bins?|"
    r"yard|stores?) (?:is |are |starts? (?:out )?|begins? )(?:now |initially |at first )?empty"
    r"(?: (?:at (?:the )?(?:start|beginning|first)(?: of ~1)?|right now|now|initially|today))?",
    r"\b(?:all )?(?:demands?|orders?|requirements?|deliver(?:y|ies)|(?:every|each|all) "
    r"[a-z]+)(?: [a-z]+)? (?:must|has to|have to|should|need to|needs to) (?:all |always )?be "
    r"(?:met|satisfied|fulfilled|filled|covered|delivered|served|honoured|supplied)"
    rf"(?: (?:on time|in full|without delay|in (?:each|every|its|their|the) (?:own |same )?{NOUN}s?"
    r"(?: itself)?|punctually))*",
    r"\b(?:late|delayed) (?:delivery|deliveries|orders|shipments?)(?: (?:is|are))? "
    r"(?:not|never)(?: be)? (?:allowed|permitted|possible|accepted|tolerated|an option)",
    r"\b(?:late|delayed) (?:delivery|deliveries|orders|shipments?)(?: (?:is|are)) (?:impossible|"
    r"forbidden|ruled out|out of the question)",
    r"\b(?:shortages?|backlogs?|back-?orders?|back-?ordering|delays?|backlogging) (?:is|are) "
    r"not (?:allowed|permitted|possible|accepted)",
    r"\b(?:no|without(?: any)?) (?:shortages?|backlogs?|back-?orders?|delays?|"
    r"late deliver(?:y|ies)|back-?ordering)"
    r"(?: (?:is|are|may be) (?:allowed|permitted|possible|accepted))?",
    r"\b(?:must|has to|have to|should) be (?:met|delivered|left|made|satisfied|in stock|on hand|"
    r"in store|kept|in the [a-z]+)(?: (?:on time|in full|over))*",
    r"\b(?:must|has to|have to|needs? to|is to|are to) (?:supply|deliver|ship|provide|meet|satisfy|"
    r"fill|hand over|send)\b(?= [^.]*@r)",
    r"\b(?:must|should|has to|have to) (?:hold|contain|have|remain|keep|stay|leave|end|finish)\b",
    rf"\b{_MADE} (?:earlier|before|in advance|ahead)\b",
    r"\b(?:not|un) ?(?:sold|delivered|used|needed|shipped|needed yet|yet delivered)"
    r"(?: yet| at once)?\b",
    r"\b(?:what|which|anything|whatever|those|units|any|everything)? ?(?:that )?(?:is|are)? ?"
    r"(?:not|left)(?: yet)? (?:over|sold|delivered|used|needed|shipped)(?: at once)?\b",
    r"\b(?:as|so) (?:low|cheap|cheaply|little|small) as possible\b",
    r"\b(?:minimum|least|lowest|smallest|minimal|cheapest|total)(?: possible)?(?: total)?(?: "
    r"(?:costs?|sum|total|expense|bill|outlay|plan|schedule|way|amount|budget|spending))+",
    r"\bat (?:the )?(?:minimum|least|lowest|minimal)(?: possible)?(?: total)? (?:cost|expense)\b",
    r"\bminimi[sz]\w+\b|\bon time\b|\bexactly\b(?= met)",
    r"\bin stock\b|\bat once\b",
    r"\bmore than (?:is |are )?(?:needed|required|ordered|sold|demanded)\b",
    rf"\bearlier {NOUN}s?\b|\bas well\b|\btoo\b|\bcharged (?:the )?~\d+ [a-z]+\b",
    r"\b(?:can|may|could) (?:also )?(?:be )?(?:kept|stored|held|carried|made|built|produced)\b",
    r"\b(?:whole|integer)\b",
    rf"\b(?:in|during) (?:which|whose|that) (?:anything|something|any|it|production|they|[a-z]+) "
    rf"(?:is |are |takes? |runs?|occurs?)?(?:{_MADE}|place)?|"
    r"\bif (?:anything|any|production|something|at least one [a-z]+) (?:is |are |takes? |at all "
    rf")*(?:{_MADE}|place)(?: at all)?(?: (?:in|during) (?:that|a|the) {NOUN})?|"
    rf"\b(?:whenever|when) (?:anything|any|production|something|[a-z]+) (?:is |are |takes? )?"
    rf"(?:{_MADE}|place)?(?: (?:in|during) (?:that|a|the) {NOUN})?",
    r"\b(?:regardless|irrespective) of (?:the|how) [a-z]+(?: (?:is|are) [a-z]+)?|"
    r"\b(?:no matter )?how(?:ever)? (?:many|much|large|small|few)(?: (?:or (?:little|few|small) )?"
    rf"[a-z]+)?(?: (?:is|are) {_MADE})?",
)
_OPENINGS: Final = (
    r"\b(?:at|on|from|by|in) the (?:start|beginning) of ~1(?!\d)|\bbefore ~1(?!\d)|"
    r"\b(?:starts?|begins?|opens?) ~1(?!\d)|\b(?:starts?|begins?) (?=with)"
)


def remove_known(text: str, horizon: Horizon, roles: Roles) -> str:
    """What is left of a sentence without comparisons of known figures and known phrases."""
    own = {mark: role for role in roles.found.values() for mark in role.marks if _has(text, mark)}
    names = {role.name for role in own.values()}
    bounded = {mark for mark, role in own.items() if role.bound}
    text = BOUNDED.sub(lambda m: " " if m.group(1) in bounded else m.group(), text)
    for mark in bounded:
        text = re.sub(rf"(?<={mark}){BEHIND}", r"\1 ", text)
    if "late" in roles.found:
        text = re.sub(_in_the_end(horizon.size), " ", text)
    for pattern in _own_patterns(text, names, set(roles.found), horizon.size):
        text = re.sub(pattern, " ", text)
    if any(role.labelled for role in own.values()):
        text = re.sub(rf"\b(?:in|for|during|from) {LABELS}", " ", text)
        text = re.sub(r"\b(?:afterwards|after that|thereafter|from then on)\b", " ", text)
    for phrase in _MEANS:
        text = re.sub(phrase, " ", text)
    return text


def _has(text: str, mark: str) -> bool:
    return re.search(rf"{mark}(?!\d)", text) is not None


def _in_the_end(size: int) -> str:
    """Matches what says that orders that wait are delivered before all is over."""
    end = rf"(?:at|by) the end of (?:the )?(?:~{size}(?!\d)|last {NOUN}|{NOUN}s|horizon|plan)"
    done = (
        r"(?:all|every|each|everything|the whole)(?: [a-z]+){0,2} (?:must|has to|have to|should) "
        r"(?:have been|be) [a-z]+(?: over)?"
    )
    return rf"\b{end} ?,? {done}|\b{done} {end}"


def _own_patterns(text: str, names: set[str], every: set[str], size: int) -> list[str]:
    """Words that a sentence may hold because of the roles that its figures have."""
    found = []
    if "initial" in names or "empty" in text or "no " in text or "nothing" in text:
        found.append(_OPENINGS)
    if "initial" in names:
        found.append(r"\balready\b|\bopening stock\b")
    if "least_stock" in names:
        found.append(r"\bmust(?: [a-z]+){0,2}?(?: run| sink| fall| drop| be)?\b")
    if "final" in names:
        found += [
            rf"\b(?:at |by |after )(?:the (?:end|close) (?:of )?)?(?:the )?~{size}(?!\d)",
            rf"\b(?:finish|end|close)(?:es)? ~{size}(?!\d)",
            r"\b(?:final\w*|again)\b",
        ]
    if re.search(STORE, text):
        found.append(rf"\b(?:to|until|into|for) the (?:next|following)(?: {NOUN}| one)?\b")
    if "holding" in names:
        found.append(r"\b(?:too )?(?:early|soon)\b")
        found.append(r"\b(?:must|has to|have to) be [a-z]+ed\b")
    if names & {"late", "lost"}:
        found.append(r"\b(?:late|later|lost|short|penalt(?:y|ies))\b")
    if "late" in every or "lost" in every:
        found.append(r"\bpenalt(?:y|ies)\b")
    if any(name.startswith(("overtime", "outside")) for name in names):
        found.append(r"\b(?:extra|additional|another|more|other)\b")
    return found
