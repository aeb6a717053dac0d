"""What each piece of a text says: an objective, a limit, a domain, a meaning, or a remark."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from optimoot.agents.algebra.comparisons import ORDER, Comparisons, Run
from optimoot.agents.algebra.goals import goal_expressions, sense_at
from optimoot.agents.algebra.lexing import Token, percent
from optimoot.agents.algebra.model import Model
from optimoot.agents.algebra.pieces import Piece, is_symbol
from optimoot.agents.algebra.terms import NotAlgebra, Terms
from optimoot.agents.algebra.wording import (
    DIVISIBLE,
    GRAVE,
    HIGH,
    KINDS,
    LIMITING,
    LOW,
    MEASURED,
    SENSES,
    SPANS,
    UNIT,
)
from optimoot.formulation import Sense, Variable
from optimoot.problem import Problem

_QUIET: Final = frozenset("\"'“”‘’#%*|_\\$€£")
_MOST_COPIES: Final = 500
_ALIKE: Final = frozenset({"are", "denote", "represent", "stand", "both"})
_BEING: Final = frozenset(
    "be is are denote denotes represent represents say says tell tells mean means".split()
)
_TITLES: Final = frozenset("program programme problem model optimization optimisation".split())
_ASKING: Final = frozenset("find determine compute calculate report what".split())
_TWISTING: Final = frozenset({"of", "times", "percent", "per"})


class Statements:
    """Reads the pieces of a text in their order."""

    def __init__(self, problem: Problem, terms: Terms, model: Model) -> None:
        self.problem = problem
        self.terms = terms
        self.model = model
        self.comparisons = Comparisons(terms, model)
        self.pending: list[Token] = []
        self.carried: set[str] = set()
        self.group: list[str] = []
        self.labelled: list[tuple[Run, str]] = []
        self.wanted: tuple[Sense, str] | None = None
        self.hint: tuple[Sense, str] | None = None
        self.both: set[str] = set()
        self.lone: list[Token] = []
        self.compared: set[int] = set()
        self._sentence = -1

    def read(self, pieces: Sequence[Piece]) -> None:
        """Read all pieces; raises `NotAlgebra`."""
        self.compared = {
            p.sentence for p in pieces if any(t.kind in ORDER or t.text in SENSES for t in p.tokens)
        }
        self._scalars(pieces)
        follows = False
        for piece in pieces:
            if piece.sentence != self._sentence:
                self._sentence = piece.sentence
                self.pending, self.carried = [], set()
            elif not follows:
                self.pending = []
            self._piece(piece)
            follows = piece.comma
        self._settle()

    def _settle(self) -> None:
        """Join an objective told apart from its expression; look at figures in the prose."""
        self.wanted = self.wanted or self.hint
        if self.both and len(self.terms.variables) != 2:
            raise NotAlgebra(f"both {', '.join(sorted(self.both))}")
        self.model.everything |= self.both
        if self.wanted is not None and self.model.objective is None:
            if len(self.labelled) != 1:
                raise NotAlgebra(self.wanted[1])
            run, quote = self.labelled.pop()
            self.model.aim(self.wanted[0], self.terms.parse(run).alone, quote)
        if self.labelled:
            raise NotAlgebra(self.labelled[0][1])
        told = {
            round(n.value * percent(n), 9) for n in self.problem.numbers if n.id in self.terms.used
        }
        for token in self.lone:
            number = token.number
            if (
                number is None
                or round(number.value * percent(number), 9) in told
                or number.id in self.terms.used
            ):
                self.terms.used |= {number.id} if number else set()
                continue
            if self._is_label(token):
                self.terms.used.add(number.id)
                continue
            raise NotAlgebra(token.text)

    def _is_label(self, token: Token) -> bool:
        """Whether a figure counts things off that indices run over: "project 3" of projects."""
        members = {str(n) for told in self.terms.numbered.values() for n in told}
        before = self.problem.text[max(0, token.start - 40) : token.start]
        noun = before.split()[-1].lower() if before.endswith(" ") and before.split() else ""
        told = self.problem.text.lower().count(noun)
        return token.text in members and len(noun) > 3 and noun.isalpha() and told > 1

    def _scalars(self, pieces: Sequence[Piece]) -> None:
        """Names that a statement equates with one literal are data."""
        found: dict[str, tuple[int, Token]] = {}
        twice: set[str] = set()
        for piece in pieces:
            tokens = tuple(t for t in piece.tokens if t.kind != "word" or is_symbol(t, self.terms))
            if len(tokens) not in (3, 4) or tokens[0].kind != "name" or tokens[1].text != "==":
                continue
            if tokens[-1].kind != "num" or (len(tokens) == 4 and tokens[2].text != "-"):
                continue
            name = "_".join([tokens[0].text, *tokens[0].subs])
            twice |= {name} & found.keys()
            found[name] = (1 if len(tokens) == 3 else -1, tokens[-1])
        self.terms.scalars = {name: told for name, told in found.items() if name not in twice}

    def quote(self, tokens: Sequence[Token]) -> str:
        """The words of the Problem that `tokens` come from."""
        return self.problem.text[tokens[0].start : tokens[-1].end]

    def _piece(self, piece: Piece) -> None:
        grave = GRAVE & set(piece.words)
        if grave - ({"all", "any"}):
            raise NotAlgebra(self.quote(piece.tokens))
        loops = [
            token.text
            for token in piece.tokens
            if token.kind == "quant" and not _summed(piece, token)
        ]
        tokens = [t for t in piece.tokens if t.kind != "quant" or _summed(piece, t)]
        for token in tokens:
            if (token.kind == "other" and token.text not in _QUIET) or token.kind == "every":
                raise NotAlgebra(self.quote(piece.tokens))
        if not tokens:
            return
        found = sense_at(tokens)
        if found is None:
            self._statement(piece, tokens, loops)
            return
        place, sense = found
        if tokens[:place]:
            self._statement(piece, tokens[:place], [])
        self._goal(sense, tokens[place + 1 :], self.quote(piece.tokens))

    def _runs(self, tokens: Sequence[Token]) -> tuple[list[Run], list[Token]]:
        """The runs of symbols in a piece, and the words around them."""
        runs: list[list[Token]] = [[]]
        words: list[Token] = []
        for place, token in enumerate(tokens):
            inside = token.kind in ("comma", "quant") and bool(runs[-1])
            inside = inside or (token.text == "_" and bool(runs[-1]))
            inner_in = (
                token.text == "in"
                and place + 1 < len(tokens)
                and tokens[place + 1].kind in ("open", "field")
            )
            if inner_in and runs[-1]:
                runs[-1].append(Token("member", "in", token.start, token.end))
            elif inside or is_symbol(token, self.terms):
                runs[-1].append(token)
            else:
                if runs[-1]:
                    runs.append([])
                if token.kind == "word":
                    words.append(token)
        return [tuple(run) for run in runs if run], words

    def _statement(self, piece: Piece, tokens: Sequence[Token], loops: list[str]) -> None:
        runs, words = self._runs(tokens)
        told = {word.text.lower() for word in words}
        kinds = told & KINDS
        if kinds and told & _TITLES and not runs:
            self.model.titled |= kinds
            return
        compared = [run for run in runs if any(t.kind in ORDER for t in run)]
        others = [run for run in runs if not any(t.kind in ORDER for t in run)]
        others = [
            run for run in others if not (len(run) == 1 and run[0].text in self.terms.data.ranges)
        ]
        bare = [run[0] for run in others if len(run) == 1 and run[0].kind in ("name", "word")]
        figures = [run[0] for run in others if len(run) == 1 and run[0].kind in ("num", "raw")]
        rest = [run for run in others if len(run) > 1]
        if figures and not words:
            raise NotAlgebra(self.quote(tokens))
        self.lone += figures
        if compared:
            self._compared(tokens, compared, bare, rest, kinds, loops)
        elif rest:
            self._labelled(tokens, rest, bare, told)
        elif kinds and not (
            piece.asks
            or (told & LIMITING)
            - KINDS
            - {"all", "both", "must", "any", "allowed", "each", "every", "only"}
        ):
            self._domain(tokens, bare, kinds, told, loops)
        elif bare:
            self._named(piece, tokens, bare, words)
        else:
            self._remark(piece, told, tokens)

    def _remark(self, piece: Piece, told: set[str], tokens: Sequence[Token]) -> None:
        heavy = told & LIMITING
        if piece.asks:
            heavy = set()
            sense = self.model.sense or (self.wanted[0] if self.wanted else None)
            high, low = bool(told & HIGH), bool(told & LOW)
            if sense is not None and high != low and high != (sense is Sense.MAXIMIZE):
                raise NotAlgebra(self.quote(tokens))
        if (piece.asks or told & _ASKING) and bool(told & HIGH) != bool(told & LOW):
            self.hint = Sense.MAXIMIZE if told & HIGH else Sense.MINIMIZE, self.quote(tokens)
        if piece.sentence in self.compared:
            heavy -= {"must", "limit", "limited", "limits", "require", "requires", "needs", "need",
                      "together", "only", "share", "shares", "both", "all"}  # fmt: skip
        if heavy:
            raise NotAlgebra(self.quote(tokens))

    def _named(
        self, piece: Piece, tokens: Sequence[Token], bare: list[Token], words: list[Token]
    ) -> None:
        """A piece that names variables and perhaps says what they are."""
        said = [w.text.lower() for w in words if w.start > bare[0].end]
        flat = self._flat(bare, [])
        if self.carried:
            self.model.tell(self.carried, flat)
        if len(said) < 2 or piece.asks:
            self.pending += bare
            return
        self._remark(
            piece,
            set(said) - {"all", "any", "both", "share", "shares", "needed", "required"},
            tokens,
        )
        if _ALIKE & set(said) or self.pending:
            flat = self._flat(self.pending, []) + flat
        self.pending = []
        self._mean(flat, said, self.quote(tokens))

    def _mean(self, names: Sequence[str], said: list[str], quote: str) -> None:
        """Note what the words `said` tell about variables."""
        for name in names:
            facts = self.model.of(name)
            facts.meaning = quote
            counting = [
                place for place, word in enumerate(said) if word in ("number", "numbers", "count")
            ]
            measured = MEASURED & set(said[counting[0] + 1 :] if counting else said)
            facts.counted = bool(counting) and not measured
            facts.measured = bool(measured)

    def _domain(
        self,
        tokens: Sequence[Token],
        bare: list[Token],
        kinds: set[str],
        told: set[str],
        loops: list[str],
    ) -> None:
        flat = self._flat(bare, loops)
        before = self._flat(self.pending, [])
        first_kind = next(t.start for t in tokens if t.text.lower() in kinds)
        if bare and bare[0].start > first_kind:
            self.carried = set(kinds)
            before = []
        if flat or before:
            self.model.tell(kinds, before + flat)
            self.pending = []
            return
        if "both" in told and not bare and not self.pending:
            self.both |= kinds
            return
        if (
            told & {"all", "variables", "unknowns", "everything", "quantities"}
            or kinds <= DIVISIBLE
        ):
            self.model.everything |= kinds
            return
        if self.group and set(self.group) == set(self.terms.variables):
            self.model.tell(kinds, self.group)
            return
        raise NotAlgebra(self.quote(tokens))

    def _labelled(
        self, tokens: Sequence[Token], rest: list[Run], bare: list[Token], told: set[str]
    ) -> None:
        if len(rest) != 1 or bare or self.pending:
            raise NotAlgebra(self.quote(tokens))
        high, low = bool(told & HIGH), bool(told & LOW)
        if high != low and self.model.objective is None:
            self._goal(Sense.MAXIMIZE if high else Sense.MINIMIZE, rest[0], self.quote(tokens))
            return
        if told & (LIMITING - {"each", "every", "all"}):
            raise NotAlgebra(self.quote(tokens))
        self.labelled.append((rest[0], self.quote(tokens)))

    def _goal(self, sense: Sense, tokens: Sequence[Token], quote: str) -> None:
        runs, words = self._runs(goal_expressions(tokens))
        long = [run for run in runs if len(run) > 1 or run[0].kind == "num"]
        if not long and len(runs) == 1:
            long = runs
        elif not long:
            long = runs[:1]
        if any(t.kind in ORDER for run in long for t in run) or len(long) > 1:
            raise NotAlgebra(quote)
        short = [run for run in runs if run not in long and run[0].kind not in ("name", "word")]
        if short or {w.text.lower() for w in words} & (LIMITING - {"all"}):
            raise NotAlgebra(quote)
        if not long:
            if self.wanted is not None or self.model.objective is not None:
                if self.model.sense is not sense:
                    raise NotAlgebra(quote)
                return
            self.wanted = sense, quote
            return
        run = long[0]
        if run[0].kind == "best":
            self._extreme(sense, run, quote)
            return
        self.model.aim(sense, self.terms.parse(run).alone, quote)

    def _extreme(self, sense: Sense, run: Run, quote: str) -> None:
        """The least greatest of several expressions, or the greatest least."""
        greatest = run[0].text == "max"
        if greatest is not (sense is Sense.MINIMIZE) or run[-1].kind != "close":
            raise NotAlgebra(quote)
        parts: list[list[Token]] = [[]]
        depth = 0
        for token in run[2:-1]:
            depth += (token.kind == "open") - (token.kind == "close")
            if depth < 0:
                raise NotAlgebra(quote)
            if token.kind == "comma" and depth == 0:
                parts.append([])
            else:
                parts[-1].append(token)
        if len(parts) < 2:
            raise NotAlgebra(quote)
        name = "extreme_value"
        for part in parts:
            sign = "<=" if greatest else ">="
            self.model.limit(f"{self.terms.parse(part).alone} {sign} {name}", quote)
        self.model.extra.append(Variable(name=name, lower=None, meaning="the extreme of all"))
        self.model.aim(sense, name, quote)

    def _flat(self, bare: Sequence[Token], loops: list[str]) -> list[str]:
        letters = self._letters(bare, loops)
        flat: list[str] = []
        for members in product(*(self.terms.members(letter) for letter in letters)):
            self.terms.index = dict(zip(letters, members, strict=True))
            flat += [row[0] for token in bare for row in self.terms.name(token).rows]
        self.terms.index = {}
        return list(dict.fromkeys(flat))

    def _letters(self, tokens: Sequence[Token], loops: list[str]) -> list[str]:
        """The indices that a statement is repeated for."""
        summed = _sum_letters(tokens)
        free = [
            s for t in tokens for s in t.subs if s in self.terms.data.ranges and s not in summed
        ]
        idle = [letter for letter in loops if letter not in free]
        if idle:
            raise NotAlgebra(f"for all {idle[0]}")
        return list(dict.fromkeys([*loops, *free]))

    def _compared(
        self,
        tokens: Sequence[Token],
        compared: list[Run],
        bare: list[Token],
        rest: list[Run],
        kinds: set[str],
        loops: list[str],
    ) -> None:
        quote = self.quote(tokens)
        first = compared[0][0].start
        if rest or len(compared) > 1 or any(token.start > first for token in bare):
            raise NotAlgebra(quote)
        run = compared[0]
        after = [t for t in tokens if t.start >= run[-1].end and t.kind == "word"]
        defines = bool(after) and after[0].text.lower() in _BEING
        if not defines:
            self._ends_plainly(after, quote)
        subjects = [] if bare else list(self.pending)
        alone = next(place for place, token in enumerate(run) if token.kind in ORDER) == 1
        self.pending = []
        if subjects and not (alone and run[0].kind in ("name", "word")):
            raise NotAlgebra(quote)
        letters = self._letters([*subjects, *run], loops)
        group: list[str] = []
        copies = list(product(*(self.terms.members(letter) for letter in letters)))
        if len(copies) > _MOST_COPIES:
            raise NotAlgebra(quote)
        for members in copies:
            for subject in [*([s] for s in subjects), None]:
                self.terms.index = dict(zip(letters, members, strict=True))
                told = run if subject is None else (*subject, *run[1:])
                group += self.comparisons.add(told, quote)
        self.terms.index = {}
        self.group = list(dict.fromkeys(group))
        if defines:
            self._mean(self.group, [word.text.lower() for word in after], quote)
        told_kinds = kinds | self.carried
        if kinds and first > next(t.start for t in tokens if t.text.lower() in kinds):
            self.carried = set(kinds)
        if told_kinds:
            if kinds and not self.group:
                raise NotAlgebra(quote)
            self.model.tell(told_kinds, self.group)
        if not self.group:
            self.carried = set()

    def _ends_plainly(self, after: Sequence[Token], quote: str) -> None:
        """Raises where the words after a comparison go on with its arithmetic."""
        words = [token.text.lower() for token in after]
        if not words:
            return
        joined = [
            w
            for place, w in enumerate(words)
            if w in UNIT and not (set(words[place + 1 :]) & SPANS)
        ]
        if words[0] in _TWISTING or joined or {"times", "percent"} & set(words):
            raise NotAlgebra(quote)
        if set(words) & (
            LIMITING - KINDS - {"all", "both", "together", "must", "requires", "shares"}
        ):
            raise NotAlgebra(quote)


def _sum_letters(tokens: Sequence[Token]) -> set[str]:
    found: set[str] = set()
    for place, token in enumerate(tokens):
        if token.kind != "sum":
            continue
        inner = tokens[place + 2 :]
        for part in inner:
            if part.kind in ("name", "quant"):
                found.add(part.text)
            if part.text == "}" or inner[0].text != "{":
                break
    return found


def _summed(piece: Piece, quant: Token) -> bool:
    """Whether an index stands below a sum sign."""
    place = piece.tokens.index(quant)
    return place >= 2 and (
        piece.tokens[place - 1].text in ("_", "{")
        or (
            piece.tokens[place - 1].kind == "comma"
            and any(t.kind == "sum" for t in piece.tokens[:place])
        )
    )
