"""The command line of the benchmarks, mounted as `optimoot bench`.

What a command does stands in `optimoot.benchmarks.commands`; nothing is imported before it runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from optimoot.benchmarks.commands import scoring_commands
from optimoot.benchmarks.commands.export import export
from optimoot.benchmarks.commands.synthesize import synthesize

app = typer.Typer(
    name="bench",
    help="Run teams on benchmark problems and hold their answers against the labels.",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


SetsFolder = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        "--sets", metavar="DIR", help="Where fetched data sets are; default: in the data folder."
    ),
]


@app.callback()
def bench() -> None:
    """Run teams on benchmark problems and hold their answers against the labels."""


@app.command()
def run(
    sets: Annotated[
        list[str],
        typer.Argument(
            metavar="SET",
            help="Data sets by name, files with items, or NAME=PATH.",
        ),
    ],
    out: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            "--out",
            metavar="DIR",
            help="The evaluation's folder; default: one in `evaluations`, named after what is run.",
        ),
    ] = None,
    teams: Annotated[
        str,
        typer.Option(
            "--teams", metavar="NAMES", help="builtin (the default), all, or names with commas."
        ),
    ] = "",
    preset: Annotated[
        str,
        typer.Option(
            "--preset", metavar="NAMES", help="Presets with commas, each run on every item."
        ),
    ] = "",
    model: Annotated[
        str, typer.Option("--model", metavar="PROVIDER:NAME", help="A language model.")
    ] = "",
    base_url: Annotated[str, typer.Option("--base-url", metavar="URL", help="Its server.")] = "",
    repeat: Annotated[
        int, typer.Option("--repeat", metavar="N", min=1, help="Attempts at each item.")
    ] = 1,
    limit: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option("--limit", metavar="N", min=1, help="Items of each set at most."),
    ] = None,
    seed: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option("--seed", metavar="N", help="Shuffles the items; default: their own order."),
    ] = None,
    concurrency: Annotated[
        int, typer.Option("--concurrency", metavar="N", min=1, help="Attempts at work at once.")
    ] = 2,
    time_limit: Annotated[
        float, typer.Option("--time-limit", metavar="SECONDS", min=0, help="Of the solver.")
    ] = 0.0,
    item_timeout: Annotated[
        Optional[float],  # noqa: UP045
        typer.Option("--item-timeout", metavar="SECONDS", help="Of an attempt at an item."),
    ] = None,
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
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Attempt again what failed or timed out.")
    ] = False,
    executor: Annotated[
        str,
        typer.Option(
            "--executor",
            metavar="local | dask",
            help="Here, or on a Dask cluster.",
        ),
    ] = "local",
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", help="Of the cluster: tcp://HOST:8786.")
    ] = "",
    sets_folder: SetsFolder = None,
) -> None:
    """Run teams and presets on data sets; each result is logged as soon as it is there.

    The same command goes on where an interrupted one stood, and does nothing where all is done;
    with more repeats, presets or items it adds these. Records of the memory bank that are nearly
    the item at hand are never recalled; they are counted and listed.
    """
    from optimoot.benchmarks.commands.run import Wish
    from optimoot.benchmarks.commands.run import run as run_wish

    wish = Wish(
        sets=sets,
        out=out,
        teams=teams,
        presets=preset,
        model=model,
        base_url=base_url,
        time_limit=time_limit,
        repeats=repeat,
        limit=limit,
        seed=seed,
        concurrency=concurrency,
        item_timeout=item_timeout,
        memory=memory,
        bank=bank,
        retry_failed=retry_failed,
        executor=executor,
        scheduler=scheduler,
        sets_folder=sets_folder,
    )
    raise typer.Exit(run_wish(wish))


@app.command()
def sets(
    folder: SetsFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for scripts.")] = False,
) -> None:
    """List the known data sets, and which of them are here."""
    from optimoot.benchmarks.commands.sets import run as list_sets

    raise typer.Exit(list_sets(folder, as_json=as_json))


@app.command()
def fetch(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="Known data sets.")],
    to: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--to", metavar="DIR", help="Where they go; default: in the data folder."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace what is there, and take it as it is now.")
    ] = False,
) -> None:
    """Get data sets, each once; later reads are held against its checksum."""
    from optimoot.benchmarks.commands.fetch import run as fetch_sets

    raise typer.Exit(fetch_sets(names, to=to, force=force))


@app.command()
def presets(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for scripts.")] = False,
) -> None:
    """List the presets: the assembly, its ablations, and baselines of the literature."""
    from optimoot.benchmarks.commands.presets import run as list_presets

    raise typer.Exit(list_presets(as_json=as_json))


@app.command()
def report(
    runs: Annotated[
        list[str],
        typer.Argument(metavar="RUN", help="Evaluations' folders, or FOLDER@PRESET."),
    ],
    out: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--out", metavar="DIR", help="Where files go; default: the first run's."),
    ] = None,
    rule: Annotated[
        str, typer.Option("--rule", metavar="NAME", help="Of scoring; default: objective-1e-4.")
    ] = "",
    disputes: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--disputes", metavar="FILE", help="Items whose label is disputed."),
    ] = None,
    formats: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "--format", metavar="NAME", help="terminal, markdown or html; default: all three."
        ),
    ] = None,
) -> None:
    """Report evaluations side by side: a table, Markdown, and one page with plots and all items."""
    from optimoot.benchmarks.commands.report import report as make_report

    make_report(runs, out=out, rule=rule, disputes=disputes, formats=formats or ())


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
    from optimoot.benchmarks.running.preset import preset_of_teams
    from optimoot.benchmarks.sets.registry import find_set
    from optimoot.settings import Settings
    from optimoot.solvers.sandbox import shared_sandbox

    settings = Settings(time_limit=time_limit or 10.0, data_folder=out / "runs", memory="off")
    sandbox = shared_sandbox()
    found = run_copies(
        find_set(items).items,
        teams=preset_of_teams("builtin").teams(settings),
        settings=settings,
        run=lambda program, options: sandbox.run(program, options),
        folder=out,
        copies=copies,
        seed=seed,
    )
    typer.echo(table(found))
    typer.echo(f"Results: {out / RESULTS}")


app.command()(scoring_commands.score)
app.command()(scoring_commands.audit)
app.command()(scoring_commands.compare)
app.command()(export)
app.command()(synthesize)
