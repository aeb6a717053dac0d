"""Expressions of algebra tokens, printed in the syntax of a Formulation.

An expression is one text, or several where vectors and matrices stand for their entries. Sums over
an index are written out, as the index of every term is then a plain figure.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence
from typing import Final

from optimoot.agents.algebra.data import Data
from optimoot.agents.algebra.lexing import Token, percent
from optimoot.agents.algebra.values import NotAlgebra, Value, beside, each, scalar, times
from optimoot.formulation import Entry, Parameter
from optimoot.problem import Problem

_PAIRS: Final = {"(": ")", "{": "}", "[": "]"}
_MOST_NESTED: Final = 20
_FACTOR: Final = frozenset({"name", "word", "func", "frac", "open", "num", "sum"})
_SHIFTED: Final = re.compile(r"([A-Za-z])\s*([-+])\s*(\d+)")
_PI: Final = "3.141592653589793"


class Terms:
    """Parses expressions and collects the parameters that their literals become.

    Args:
        problem: Where the Numbers come from.
        data: The vectors, matrices and index ranges of the text.
        words: The words that are variables.
        letters: The one-letter variables that a run such as `xy` may be a product of.
    """

    def __init__(
        self, problem: Problem, data: Data, words: frozenset[str], letters: frozenset[str]
    ) -> None:
        self.problem = problem
        self.data = data
        self.words = words
        self.letters = letters
        self.parameters: dict[int, Parameter] = {}
        self.variables: dict[str, None] = {}
        self.used: set[str] = set()
        self.scalars: dict[str, tuple[int, Token]] = {}
        self.index: dict[str, int] = {}
        self.numbered: dict[str, set[int]] = {}
        self._tokens: Sequence[Token] = ()
        self._at = 0
        self._depth = 0
        self._barred = False

    def parse(self, tokens: Sequence[Token]) -> Value:
        """The expression of all `tokens`; raises `NotAlgebra`."""
        before = self._tokens, self._at, self._depth
        self._tokens, self._at, self._depth, self._barred = tokens, 0, 0, False
        told = self._sum()
        if self._at < len(tokens):
            raise NotAlgebra(self._left())
        self._tokens, self._at, self._depth = before
        return told

    def name(self, token: Token) -> Value:
        """What `token` stands for: an entry of data, a variable, or a vector of either."""
        base = token.text
        if token.subs:
            return self._indexed(token)
        if base in self.data.rows:
            rows = self.data.rows[base]
            told = Value(tuple(tuple(self._signed(*entry) for entry in row) for row in rows))
            return told.transposed() if len(rows) == 1 else told
        if base in self.data.named:
            return Value(tuple((self.name(part).alone,) for part in self.data.named[base]))
        if base in self.scalars:
            return scalar(self._signed(*self.scalars[base]))
        if base in self.index:
            raise NotAlgebra(base)
        return scalar(self._variable(base))

    def _variable(self, name: str) -> str:
        if keyword.iskeyword(name) or name in _RESERVED:
            name += "_"
        self.variables.setdefault(name)
        return name

    def members(self, letter: str) -> tuple[int, ...]:
        """The members of an index; raises `NotAlgebra` where the text does not tell them."""
        found = self.data.ranges.get(letter)
        if found is None or self.data.clash == letter:
            raise NotAlgebra(f"index {letter}")
        return found

    def _indexed(self, token: Token) -> Value:
        subs = []
        for sub in token.subs:
            if sub in self.index:
                subs.append(str(self.index[sub]))
            elif (shift := _SHIFTED.fullmatch(sub)) is not None:
                subs.append(self._shifted(token, shift))
            elif sub in self.data.ranges:
                raise NotAlgebra(f"{token.text}_{sub}")
            else:
                subs.append(sub)
        base = token.text
        if base in self.data.rows:
            return scalar(self._entry(base, subs))
        name = "_".join([base, *subs])
        if name in self.scalars:
            return scalar(self._signed(*self.scalars[name]))
        return scalar(self._variable(name))

    def _shifted(self, token: Token, shift: re.Match[str]) -> str:
        """The subscript of `x_{i+1}`; raises `NotAlgebra` where no such entry is told of."""
        letter, sign, step = shift.groups()
        if letter not in self.index:
            raise NotAlgebra(f"{token.text}_{shift.group()}")
        place = self.index[letter] + (int(step) if sign == "+" else -int(step))
        rows = self.data.rows.get(token.text)
        told = set(range(1, len(rows[0]) + 1)) if rows else self.numbered.get(token.text, set())
        if place not in told:
            raise NotAlgebra(f"{token.text}_{place}")
        return str(place)

    def _entry(self, base: str, subs: list[str]) -> str:
        rows = self.data.rows[base]
        if len(subs) == 1 and len(subs[0]) == 2 and len(rows) > 1:
            subs = list(subs[0])
        places = [int(sub) - 1 for sub in subs if sub.isdecimal()]
        if len(rows) == 1:
            places = [0, *places]
        wide = len(rows[0])
        if len(places) != 2 or not (0 <= places[0] < len(rows) and 0 <= places[1] < wide):
            raise NotAlgebra(f"{base}_{','.join(subs)}")
        return self._signed(*rows[places[0]][places[1]])

    def _left(self) -> str:
        if not self._tokens:
            return "an empty expression"
        place = min(self._at, len(self._tokens) - 1)
        return self.problem.text[self._tokens[place].start : self._tokens[-1].end]

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> Token:
        token = self._peek()
        if token is None:
            raise NotAlgebra(self._left())
        self._at += 1
        return token

    def _sum(self) -> Value:
        self._depth += 1
        if self._depth > _MOST_NESTED:
            raise NotAlgebra(self._left())
        told: Value | None = None
        while True:
            token = self._peek()
            sign = ""
            if token is not None and token.text in ("-", "+"):
                sign = self._take().text
            elif told is not None:
                break
            product = self._product()
            if told is None:
                told = product if sign != "-" else each(product, "(-{})")
            else:
                told = beside(told, product, f"{{}} {sign} {{}}")
        self._depth -= 1
        return told

    def _product(self) -> Value:
        told = self._power()
        divided = False
        while (token := self._peek()) is not None:
            if token.text == "*":
                self._take()
                told = times(told, self._power())
            elif token.text == "/":
                self._take()
                below = self._power().alone
                told = each(told, f"({{}}) / {below}")
                divided = True
            elif (token.kind in _FACTOR and token.kind != "num") or (
                token.kind == "bar" and not self._barred
            ):
                if divided:
                    raise NotAlgebra(self._left())  # 1/2x: which of the two is below?
                told = times(told, self._power())
            else:
                break
        return told

    def _power(self) -> Value:
        base = self._atom()
        token = self._peek()
        if token is not None and token.kind == "transpose":
            self._take()
            return base.transposed()
        if token is not None and token.kind == "sup":
            self._take()
            return scalar(f"({base.alone}) ** ({token.text})")
        if token is None or token.text != "^":
            return base
        self._take()
        return scalar(f"({base.alone}) ** ({self._exponent()})")

    def _exponent(self) -> str:
        token = self._take()
        braced = token.text in ("{", "(")
        if braced:
            token = self._take()
        sign = ""
        if token.text == "-":
            sign, token = "-", self._take()
        if (
            token.kind not in ("num", "raw")
            or not token.text.replace(".", "").replace("/", "").isdecimal()
        ):
            raise NotAlgebra(self._left())
        told = token.text
        if (following := self._peek()) is not None and braced and following.text == "/":
            self._take()
            below = self._take()
            told += f" / {below.text}"
            if below.number is not None:
                self.used.add(below.number.id)
        if not told.replace(".", "").replace(" / ", "").replace("/", "").isdecimal():
            raise NotAlgebra(self._left())
        if braced and self._take().text not in ("}", ")"):
            raise NotAlgebra(self._left())
        if token.number is not None:
            self.used.add(token.number.id)
        return sign + told

    def _atom(self) -> Value:
        token = self._take()
        if token.kind == "num":
            return scalar(self._literal(token))
        if token.kind == "name":
            if token.text == "pi" and not token.subs:
                return scalar(_PI)
            return self.name(token)
        if token.kind == "word":
            if token.text in self.words:
                return self.name(token)
            if token.text == "pi":
                return scalar(_PI)
            if set(token.text) <= self.letters:
                return scalar(" * ".join(self.name(_letter(token, x)).alone for x in token.text))
        if token.kind == "open":
            return self._group(token)
        if token.kind == "func":
            return self._function(token)
        if token.kind == "frac":
            above = self._group(self._take()).alone
            return scalar(f"({above} / {self._group(self._take()).alone})")
        if token.kind == "sum":
            return self._total()
        if token.kind == "bar":
            self._barred = True
            inner = self._sum().alone
            if self._take().kind != "bar":
                raise NotAlgebra(self._left())
            self._barred = False
            return scalar(f"abs({inner})")
        self._at -= 1
        raise NotAlgebra(self._left())

    def _function(self, token: Token) -> Value:
        following = self._take()
        if following.kind == "open":
            return scalar(f"{token.text}({self._group(following).alone})")
        if following.kind == "name":
            return scalar(f"{token.text}({self.name(following).alone})")
        raise NotAlgebra(self._left())

    def _group(self, opened: Token) -> Value:
        if opened.kind != "open":
            raise NotAlgebra(self._left())
        inner = self._sum()
        if self._take().text != _PAIRS[opened.text]:
            raise NotAlgebra(self._left())
        return each(inner, "({})")

    def _total(self) -> Value:
        """A sum over one index or several, written out."""
        letters = self._sum_letters()
        start, told = self._at, list[str]()
        fresh = [letter for letter, _ in letters if letter not in self.index]
        if len(fresh) != len(letters):
            raise NotAlgebra(self._left())
        self._spread(letters, start, told)
        for letter in fresh:
            self.index.pop(letter, None)
        return scalar(f"({' + '.join(told)})")

    def _spread(
        self, letters: list[tuple[str, tuple[int, ...]]], start: int, told: list[str]
    ) -> None:
        if not letters:
            self._at = start
            told.append(self._product().alone)
            return
        letter, members = letters[0]
        for member in members:
            self.index[letter] = member
            self._spread(letters[1:], start, told)

    def _sum_letters(self) -> list[tuple[str, tuple[int, ...]]]:
        if self._take().text != "_":
            raise NotAlgebra(self._left())
        token = self._take()
        found: list[tuple[str, tuple[int, ...]]] = []
        if token.text != "{":
            found.append((token.text, self.members(token.text)))
        else:
            while token.text != "}":
                token = self._take()
                if token.kind not in ("name", "quant"):
                    raise NotAlgebra(self._left())
                following = self._take()
                if following.text == "==":
                    found.append((token.text, self._bounds()))
                    following = self._take()
                else:
                    found.append((token.text, self.members(token.text)))
                if following.kind not in ("comma", "close"):
                    raise NotAlgebra(self._left())
                token = following
        return self._upper(found)

    def _bounds(self) -> tuple[int, ...]:
        return (self._whole(self._take()),)

    def _upper(self, found: list[tuple[str, tuple[int, ...]]]) -> list[tuple[str, tuple[int, ...]]]:
        r"""`found` with the upper end of `\sum_{i=1}^{n}` joined to its lower one."""
        token = self._peek()
        if token is None or token.text != "^":
            return found
        self._take()
        token = self._take()
        braced = token.text == "{"
        end = self._whole(self._take() if braced else token)
        if braced and self._take().text != "}":
            raise NotAlgebra(self._left())
        if len(found) != 1 or not found[0][1][0] <= end <= found[0][1][0] + 100:
            raise NotAlgebra(self._left())
        return [(found[0][0], tuple(range(found[0][1][0], end + 1)))]

    def _whole(self, token: Token) -> int:
        if token.kind == "name" and token.text in self.scalars and not token.subs:
            token = self.scalars[token.text][1]
        if token.kind not in ("num", "raw") or not token.text.isdecimal():
            raise NotAlgebra(self._left())
        if token.number is not None:
            self.used.add(token.number.id)
        return int(token.text)

    def _signed(self, sign: int, token: Token) -> str:
        return self._literal(token) if sign > 0 else f"(-{self._literal(token)})"

    def _literal(self, token: Token) -> str:
        number = token.number
        if number is None:
            raise NotAlgebra(token.text)
        self.used.add(number.id)
        name = f"figure_{token.start}"
        if token.start not in self.parameters:
            factor = percent(number) * (-1.0 if number.value < 0 else 1.0)
            entry = Entry(value=number.value * factor, numbers=(number.id,), factor=factor)
            self.parameters[token.start] = Parameter(
                name=name, entries=(entry,), meaning=token.text
            )
        return name


_RESERVED: Final = frozenset("sum min max abs exp log sqrt prod floor ceil pi".split())


def _letter(token: Token, letter: str) -> Token:
    return Token("name", letter, token.start, token.end)


__all__ = ["NotAlgebra", "Terms"]
