"""Records, items and folders of evaluations, built by hand, for tests of scoring."""

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.folder import EvaluationFolder
from optimoot.benchmarks.running.header import Header, session
from optimoot.benchmarks.running.record import Ending, ItemRecord, Position, Value
from optimoot.benchmarks.scoring.rules.registry import USUAL_RULE
from optimoot.benchmarks.scoring.score import score_of
from optimoot.benchmarks.scoring.scored import ScoredItem


def item(label=100.0, name="i", *, text="A cup costs 3.", results=None, **more):
    return Item(id=name, description=text, answer=label, set="s", results=results or {}, **more)


def record(objective=100.0, name="i", *, confidence="checked", values=(), **more):
    """A sure result with an objective; `objective=None` is an unsolved item."""
    solved = objective is not None
    details = {
        "set": "s",
        "id": name,
        "repeat": 0,
        "preset": "p",
        "ending": Ending.ANSWERED,
        "verdict": "uncontested" if solved else "unsolved",
        "confidence": confidence if solved else "",
        "team": "t" if solved else "",
        "termination": "converged" if solved else "",
        "solution_status": "optimal" if solved else "",
        "sense": "maximize" if solved else "",
        "objective": objective,
        "bound": objective,
        "variables": tuple(
            Value(name="x", index=str(place), value=value) for place, value in enumerate(values)
        ),
        "positions": (position(objective=objective, confidence=confidence),) if solved else (),
        "cost": 0.0,
        "seconds": 1.0,
        "program_lines": 10 if solved else 0,
    }
    return ItemRecord(**(details | more))


def position(*, objective=100.0, confidence="checked", executed=True, team="t"):
    return Position(
        team=team,
        termination="converged" if executed else "not_solved",
        objective=objective,
        executed=executed,
        confidence=confidence,
    )


def no_plan(termination, **more):
    """A sure result that there is no (best) plan."""
    details = {
        "verdict": "uncontested",
        "confidence": "checked",
        "termination": termination,
        "solution_status": "none",
        "positions": (position(objective=None),),
    }
    return record(None, more.pop("name", "i")).model_copy(update=details | more)


def broken(ending=Ending.FAILED, **more):
    details = {"verdict": "", "ending": ending, "error": "No file 'a'.", "cost": None}
    return record(None, **(details | {"program_lines": None} | more))


def scored_one(its_item, its_record, cluster=0, *, rule=USUAL_RULE, disputed=False):
    return ScoredItem(
        item=its_item,
        record=its_record,
        score=score_of(its_item, its_record, rule),
        stated_right=rule.is_right(its_item, its_record),
        disputed=disputed,
        cluster=cluster,
    )


def scored_many(rights, clusters=None, *, confidence="checked", preset="p", prefix="i"):
    """For each item its outcome, or one for each repeat: True for right, False for wrong."""
    found = []
    for place, outcomes in enumerate(rights):
        its_item = item(100.0, f"{prefix}{place}")
        outcomes = outcomes if isinstance(outcomes, list) else [outcomes]
        for repeat, right in enumerate(outcomes):
            its = record(
                100.0 if right else 7.0,
                its_item.id,
                repeat=repeat,
                confidence=confidence,
                preset=preset,
            )
            found.append(scored_one(its_item, its, clusters[place] if clusters else place))
    return found


def evaluation(path, items, records, *, repeats=1):
    """A folder with these items and records; a record may come with the bytes of its answer."""
    folder = EvaluationFolder(path)
    folder.begin(Header())
    with folder.adding() as adding:
        adding.items(items)
        sets = {one.set: "fingerprint" for one in items}
        adding.session(session(repeats=repeats, sets=sets, presets={"p": "Teams."}))
        for one in records:
            its_record, answer = one if isinstance(one, tuple) else (one, b"")
            adding.record(its_record, answer)
    return folder
