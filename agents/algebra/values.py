"""Values of expressions: scalars, vectors and matrices whose entries are texts."""

from __future__ import annotations

from dataclasses import dataclass


class NotAlgebra(Exception):
    """What could not be read; its text quotes it. Never leaves the reader."""


@dataclass(frozen=True)
class Value:
    """A scalar (one row with one entry), a column or row vector, or a matrix of expressions."""

    rows: tuple[tuple[str, ...], ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.rows), len(self.rows[0])

    @property
    def alone(self) -> str:
        """The text of a scalar; raises `NotAlgebra` of anything else."""
        if self.shape != (1, 1):
            raise NotAlgebra("a vector where a single value is meant")
        return self.rows[0][0]

    def transposed(self) -> Value:
        """With rows and columns exchanged."""
        return Value(tuple(zip(*self.rows, strict=True)))


def scalar(text: str) -> Value:
    """The Value of one expression."""
    return Value(((text,),))


def each(value: Value, form: str) -> Value:
    """Every entry put into `form`."""
    return Value(tuple(tuple(form.format(entry) for entry in row) for row in value.rows))


def beside(left: Value, right: Value, form: str) -> Value:
    """The entries of two Values of one shape, pair by pair in `form`."""
    if left.shape != right.shape:
        raise NotAlgebra("vectors of different lengths")
    return Value(
        tuple(
            tuple(form.format(a, b) for a, b in zip(above, below, strict=True))
            for above, below in zip(left.rows, right.rows, strict=True)
        )
    )


def times(left: Value, right: Value) -> Value:
    """The product of scalars, vectors and matrices."""
    if left.shape == (1, 1):
        return each(right, f"{_factor(left.alone)} * {{}}")
    if right.shape == (1, 1):
        return each(left, f"{{}} * {_factor(right.alone)}")
    if left.shape[1] != right.shape[0]:
        if left.shape[1] == 1 and left.shape == right.shape:
            left = left.transposed()  # c · x of two columns
        else:
            raise NotAlgebra("a product of vectors whose lengths do not fit")
    columns = right.transposed().rows
    return Value(tuple(tuple(_dot(row, column) for column in columns) for row in left.rows))


def _dot(row: tuple[str, ...], column: tuple[str, ...]) -> str:
    told = " + ".join(f"{_factor(a)} * {_factor(b)}" for a, b in zip(row, column, strict=True))
    return f"({told})" if len(row) > 1 else told


def _factor(text: str) -> str:
    return f"({text})" if " + " in text or " - " in text else text
