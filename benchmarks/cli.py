"""The command line of the benchmarks, mounted as `optimoot bench`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from optimoot.benchmarks.scoring import ItemResult, Score, shares
from optimoot.errors import InputError

app = typer.Typer(
    name="bench",
    help="Run teams on benchmark problems and hold their answers against the labels.",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
)


@app.callback()
def bench() -> None:
    """Run teams on benchmark problems and hold their answers against the labels."""


@app.command()
def run(
    items: Annotated[
        str,
        typer.Argument(
            metavar="FILE.jsonl",
            help="Items: id, description, answer; or house, house:development, house:validation.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the results go.")],
    teams: Annotated[
        str, typer.Option("--teams", metavar="NAMES", help="builtin, all, or names with commas.")
    ] = "builtin",
    model: Annotated[
        str, typer.Option("--model", metavar="PROVIDER:NAME", help="A language model.")
    ] = "",
    base_url: Annotated[str, typer.Option("--base-url", metavar="URL", help="Its server.")] = "",
    time_limit: Annotated[
        float, typer.Option("--time-limit", metavar="SECONDS", min=0, help="Of the solver.")
    ] = 0.0,
    memory: Annotated[
        str,
        typer.Option(
            "--memory",
            metavar="off | frozen | growing",
            help="Whether earlier runs are recalled, and whether these are kept as well.",
        ),
    ] = "off",
    bank: Annotated[
        str,
        typer.Option("--bank", metavar="DIR | URL", help="The memory bank; default: within --out."),
    ] = "",
) -> None:
    """Run teams on the items of a file; each result is written as soon as it is there.

    An interrupted run goes on where it stood when it is started again with the same --out. The
    traces of the runs are kept in the folder `runs` of --out. Records of the memory bank that are
    nearly the item at hand are never recalled; they are counted and listed.
    """
    from optimoot.benchmarks.registry import named_items
    from optimoot.benchmarks.run import RESULTS, choose_teams, run_items
    from optimoot.settings import Settings

    given = {"model": model, "base_url": base_url, "time_limit": time_limit}
    changes: dict[str, Any] = {name: value for name, value in given.items() if value}
    settings = Settings(**changes, **_remembering(memory, bank), data_folder=out / "runs")
    results = run_items(
        named_items(items),
        teams=choose_teams(teams, settings),
        settings=settings,
        folder=out,
        told=lambda result: typer.echo(line(result)),
    )
    for text in summary(results):
        typer.echo(text)
    typer.echo(f"Results: {out / RESULTS}")


@app.command()
def perturb(
    items: Annotated[
        str,
        typer.Argument(metavar="FILE.jsonl", help="Items, as for `run`; or house, …"),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the results go.")],
    copies: Annotated[
        int, typer.Option("--copies", metavar="N", min=1, help="Of each distortion and item.")
    ] = 1,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Of the distortions.")] = 0,
    time_limit: Annotated[
        float, typer.Option("--time-limit", metavar="SECONDS", min=0, help="Of the solver.")
    ] = 10.0,
) -> None:
    """Distort problems whose result is known, and count what the built-in teams make of them.

    Figures are changed and the known model is solved again; sentences are shuffled, cut and
    contradicted; cells are emptied, currencies mixed, signs replaced and algebra put in.
    """
    from optimoot.benchmarks.perturbation import RESULTS, table
    from optimoot.benchmarks.perturbation import perturb as run_copies
    from optimoot.benchmarks.registry import named_items
    from optimoot.benchmarks.run import choose_teams
    from optimoot.settings import Settings
    from optimoot.solvers.sandbox import shared_sandbox

    settings = Settings(time_limit=time_limit or 10.0, data_folder=out / "runs", memory="off")
    sandbox = shared_sandbox()
    found = run_copies(
        named_items(items),
        teams=choose_teams("builtin", settings),
        settings=settings,
        run=lambda program, options: sandbox.run(program, options),
        folder=out,
        copies=copies,
        seed=seed,
    )
    typer.echo(table(found))
    typer.echo(f"Results: {out / RESULTS}")


def line(result: ItemResult) -> str:
    """One item for people."""
    found = "-" if result.objective is None else f"{result.objective:.10g}"
    label = result.answer if isinstance(result.answer, str) else f"{result.answer:.10g}"
    return f"{result.score:<9} {result.id}: {found} (label {label}), {result.seconds:.2f} s"


def _remembering(memory: str, bank: str) -> dict[str, Any]:
    """The settings that say what is remembered in an evaluation."""
    if memory == "off":
        return {"memory": "off"}
    if memory not in ("frozen", "growing"):
        raise InputError(f"--memory cannot be {memory!r}.", remedy="Say off, frozen or growing.")
    return {"memory": bank, "memory_use": memory}


def summary(results: Sequence[ItemResult]) -> list[str]:
    """Shares with their 95 % intervals, the median time, and what was not recalled."""
    found = shares(results)
    seconds = sorted(result.seconds for result in results)
    return [
        *(f"{score.value:<9} {found[score]}" for score in Score),
        f"median    {seconds[len(seconds) // 2]:.3f} s an item",
        *_left_out(results),
    ]


def _left_out(results: Sequence[ItemResult]) -> list[str]:
    """Which records were not recalled for which items, as they are nearly these."""
    found = [(result.id, name) for result in results for name in result.excluded]
    if not found:
        return []
    listed = ", ".join(f"{name} for {item}" for item, name in found)
    return [f"memory    {len(found)} near-duplicates were not recalled: {listed}"]
