"""Closed classes of English words that the reader knows.

These are words of grammar, of arithmetic and of limits, never nouns of any one problem. Where a
class is matched by stem (see `optimoot.agents.builtin.text.stem`) its name says so.
"""

from __future__ import annotations

from typing import Final

from optimoot.agents.builtin.text import stem


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _forms(text: str) -> frozenset[str]:
    """Inflected forms of regular verbs, given by their infinitives."""
    forms: set[str] = set()
    for verb in text.split():
        short = verb.removesuffix("e")
        third = f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"
        forms |= {verb, third, f"{short}ed", f"{short}ing"}
        if verb.endswith("y"):
            forms |= {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
        if verb[-1] in "bdgmnprt":
            forms |= {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    return frozenset(forms)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split())


ARTICLES: Final = _words("a an the this that these those its their his her my our your")
EACHES: Final = _words("each every per any")
SINGLES: Final = _words("a an one each every per any")
"""Words that make a statement hold for one unit of what follows."""

PREPOSITIONS: Final = _words(
    "of to for in on at by with from into onto over under between among amongst across within "
    "through via as than per during against without toward towards about like after before "
    "upon around throughout despite except until till beyond along"
)
CONJUNCTIONS: Final = _words(
    "and or but nor so because since although though while whereas if when where whether unless "
    "however due therefore thus hence moreover furthermore additionally also too then finally "
    "similarly likewise otherwise lastly besides again"
)
CONTRASTS: Final = _words("while whereas but")
"""Words that begin a parallel statement."""

REASONS: Final = _words("because since as so due")
AUXILIARIES: Final = _words(
    "is are was were be been being am do does did can could may might must shall should will "
    "would has have had having ought"
)
MODALS: Final = _words("can could may might must shall should will would")
PRONOUNS: Final = _words(
    "he she it they them him we us you i me who whom which what whose there here itself "
    "themselves himself herself someone anyone everyone"
)
DETERMINERS: Final = _words(
    "all both either neither some no none another other others such same certain various several "
    "many much few more most less fewer least enough any only just exactly one ones total"
)
ADVERBS: Final = _words(
    "not never always usually typically normally currently recently daily weekly monthly yearly "
    "annually very quite rather even still yet already almost nearly about approximately roughly "
    "how why up down out off further now today respectively together combined individually "
    "separately each apiece collectively jointly successfully accordingly namely merely solely "
    "overall "
    "altogether"
)
QUESTION_WORDS: Final = _words("how what which determine find calculate formulate compute decide")

VERBS: Final = _forms(
    "require need make produce sell buy purchase use utilize consume earn generate bring provide "
    "contain include hold carry deliver give offer get receive obtain take spend invest allocate "
    "assign distribute plan decide determine want wish aim seek like prefer consider manage "
    "operate ensure meet satisfy fulfill maintain keep achieve maximize minimize optimize "
    "increase reduce decrease exceed surpass limit restrict constrain allow permit let help "
    "become remain expect estimate assume suppose believe know find calculate compute formulate "
    "involve consist depend range vary represent correspond reflect adhere follow dictate state "
    "request incur associate attract reach emit create name come go see look choose select own "
    "employ hire install construct deploy dedicate devote eat drink sit stand say tell ask try "
    "attempt accommodate fit last administer treat transport add prepare pay complete occupy "
    "grow bake sew knit knead weave build manufacture assemble extract propose incorporate "
    "fill combine pump absorb teach repair publish collect gather apply raise weigh "
    "comprise cause dispatch conduct undertake aspire intend hope maximise minimise optimise "
    "denote recruit contribute necessitate boost accumulate host arrange"
) | _words(
    "made sold spent built grown grew sent send sends sending bought taken took kept held paid "
    "eaten ate given gave got gotten met ran chose chosen found known seen saw came went began "
    "called labelled labeled termed dubbed drawn drew begun had has have having do does did done "
    "used available told said sat stood"
)
"""Verbs by their written forms, so that "container" is none."""
VERBS_OR_NOUNS: Final = _forms(
    "ship plant work process paint mix truck run order stock load cut serve return market demand "
    "supply cost profit price test package print design display form sample finish drive ride "
    "trip visit shift charge rent lease schedule train store grade label time feed cook yield "
    "stack bid pack seat draw book house net score value award staff post field mount place "
    "promise"
)

# ------------------------------------------------------------------ meanings of money

COST: Final = _stems(
    "cost price expense expenditure budget wage salary pay charge fee rent expensive cheap "
    "outlay bill paid purchase buy"
)
PROFIT: Final = _stems("profit")
SPENDING: Final = _stems("spend")
"""Costs where money is meant; time and effort are spent too."""
GAIN: Final = _stems(
    "profit revenue income gain return yield benefit sales sell sold proceeds "
    "margin profitable profitability bring value worth generate"
)

EARNING: Final = _stems("earn money cash takings")
"""What people say for gains, where nothing is spent by it."""

SERVING: Final = _stems(
    "serve help carry hold transport treat clean handle reach feed deliver move ship process seat "
    "accommodate wash teach house cover pack visit answer produce make yield"
)
"""Verbs of what is done for others: what they act on may be a demand."""

PEOPLE: Final = _stems(
    "person passenger guest pupil student adult child visitor tourist traveller traveler teacher "
    "player fan soldier worker employee delegate patient member resident villager refugee athlete "
    "spectator attendee participant customer musician scout camper commuter pensioner parent "
    "man woman"
)
"""Nouns for people, who are all carried, seated and fed alike."""
CAPACITY: Final = _stems("seat hold carry accommodate transport sleep house lodge ferry")
"""Verbs that tell how many people something has room for."""

_DOERS: Final = ("er", "or", "ist", "ian", "man")


def is_people(noun: str) -> bool:
    """Whether a stem is a noun for people, known or by its ending: hikers, cyclists."""
    return noun in PEOPLE or (len(noun) > _SHORTEST_DOER and noun.endswith(_DOERS))


_SHORTEST_DOER: Final = 4
# ------------------------------------------------------------------ objective

MAXIMIZE: Final = _stems(
    "maximize maximise maximum largest highest greatest most biggest max maximal"
)
MINIMIZE: Final = _stems(
    "minimize minimise minimum smallest lowest least fewest cheapest shortest min minimal reduce"
)
GOAL_VERBS: Final = _stems("maximize maximise minimize minimise")

# ------------------------------------------------------------------ whole and continuous

WHOLE: Final = _stems("integer whole integral indivisible")
"""Words that make every decision a whole number, where a text says them."""

STUFF: Final = _words(
    "acre acres hectare hectares gram grams g kg kilogram kilograms kilo kilos mg ton tons tonne "
    "tonnes pound pounds lb lbs ounce ounces oz liter liters litre litres l ml milliliter "
    "milliliters hectoliter hectoliters hectolitre hectolitres "
    "gallon gallons quart quarts barrel barrels bushel bushels hour hours hr hrs h "
    "minute minutes min mins second seconds day days week weeks meter meters metre metres m km "
    "kilometer kilometers cm foot feet ft mile miles yard yards inch inches dollar dollars euro "
    "euros cent cents money watt watts kwh mwh mw kw megawatt megawatts cup cups "
    "land water oil milk"
)
"""Units of stuff that can be divided at will."""
