"""What a synthesis came to: survival by filter and archetype, round trips, diversity."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from optimoot.benchmarks.synthesis.counting import FILTERS, Stage, Survival
from optimoot.benchmarks.synthesis.diversity import Diversity


class ArchetypeSummary(BaseModel):
    """One archetype.

    Attributes:
        shares: Of what came to a filter, the share that it let through.
        read_back: Questions that were read back.
        round_trip: The share of these that gave the same model; None: none was read back.
        refusals: Why others were refused, most frequent first.
    """

    model_config = ConfigDict(frozen=True)

    made: int
    kept: int
    shares: dict[str, float | None]
    read_back: int
    round_trip: float | None
    refusals: dict[str, int]
    exhausted: bool


class Summary(BaseModel):
    """A synthesis as a whole; what is written beside its items.

    Attributes:
        calls: Completions that telling and reading back took, with their tokens and US dollars
            (None: unknown).
    """

    model_config = ConfigDict(frozen=True)

    wanted: int
    seed: int
    told_by: str
    round_trip: str
    readers: tuple[str, ...]
    items: int
    calls: int
    tokens: int
    money: float | None
    archetypes: dict[str, ArchetypeSummary]
    diversity: Diversity | None


def by_archetype(survival: Survival, names: list[str]) -> dict[str, ArchetypeSummary]:
    """The figures of each archetype."""
    return {
        name: ArchetypeSummary(
            made=survival.counts[name, Stage.MADE],
            kept=survival.counts[name, Stage.KEPT],
            shares={stage.value: _rounded(survival.share(name, stage)) for stage in FILTERS},
            read_back=survival.read_back[name],
            round_trip=_rounded(survival.round_trips(name)),
            refusals={
                reason: count
                for (one, reason), count in survival.reasons.most_common()
                if one == name
            },
            exhausted=name in survival.exhausted,
        )
        for name in names
    }


def told(summary: Summary) -> Iterator[str]:
    """The summary as lines of Markdown."""
    yield f"# {summary.items:,} items, seed {summary.seed}, told by {summary.told_by}"
    yield ""
    yield (
        "Of what came to each filter, the share that it let through: a proven optimum (solved), "
        "every constraint matters (matters), exactly the right figures (told), no near-duplicate "
        "(fresh). Read back: the share that gave the same model "
        f"({summary.round_trip}; {', '.join(summary.readers) or 'nobody read'})."
    )
    yield ""
    yield "| archetype | made | solved | matters | told | fresh | kept | read back |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for name, one in summary.archetypes.items():
        shares = " | ".join(_percent(one.shares[stage.value]) for stage in FILTERS)
        mark = " (exhausted)" if one.exhausted else ""
        yield f"| {name}{mark} | {one.made} | {shares} | {one.kept} | {_percent(one.round_trip)} |"
    yield _all(summary)
    yield ""
    yield from _diversity(summary.diversity)
    if summary.calls:
        cost = "unknown cost" if summary.money is None else f"${summary.money:.2f}"
        noun = "completion" if summary.calls == 1 else "completions"
        yield f"- {summary.calls:,} {noun}, {summary.tokens:,} tokens, {cost}"


def _all(summary: Summary) -> str:
    rows = list(summary.archetypes.values())
    through = [float(one.made) for one in rows]
    shares = []
    for stage in FILTERS:
        came = sum(through)
        through = [
            count * (one.shares[stage.value] or 0.0)
            for count, one in zip(through, rows, strict=True)
        ]
        shares.append(_percent(sum(through) / came if came else None))
    read = sum(one.read_back for one in rows)
    right = sum((one.round_trip or 0.0) * one.read_back for one in rows)
    made, kept = sum(one.made for one in rows), sum(one.kept for one in rows)
    trips = _percent(right / read if read else None)
    return f"| all | {made} | {' | '.join(shares)} | {kept} | {trips} |"


def _diversity(found: Diversity | None) -> Iterator[str]:
    if found is None:
        return
    distinct = ", ".join(f"{n}: {share:.3f}" for n, share in found.distinct.items())
    yield f"- different runs of words, by length: {distinct}; {found.vocabulary:,} different words"
    for name, spread in (
        ("words in a question", found.words),
        ("decisions", found.sizes),
        ("constraints", found.constraints),
        ("optima, by size", found.answers),
    ):
        low, middle, high = spread
        yield f"- {name}: {low:g} to {high:g}, median {middle:g}"
    for name, counts in (("kinds", found.kinds), ("styles", found.styles)):
        yield f"- {name}: {', '.join(f'{one} {count}' for one, count in counts.items())}"
    yield (
        f"- {found.scenes} scenes; mean likeness to the nearest other question {found.mean_nearest}"
    )


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f} %"
