import json
import math
import random

import numpy as np
import pytest

from optimoot.benchmarks.duplicates import (
    CHANGES,
    other_figures,
    rows_of_copies,
    rows_of_others,
)
from optimoot.benchmarks.house.problems import Third, house_problems
from optimoot.benchmarks.retrieval import (
    Told,
    floor_table,
    load_told,
    measure,
    precision,
    ranked_by_structure,
    read_tags,
    reduced,
    tf_idf,
)
from optimoot.errors import InputError
from optimoot.memory.records import Tags

TOLD = (
    Told("Trucks carry coal from two mines to three power plants at least cost.", "transport"),
    Told("Lorries deliver goods from depots to shops; keep the cost of freight low.", "transport"),
    Told("Nurses work shifts of eight hours; hire as few nurses as possible.", "shifts"),
    Told("Clerks are on duty five days in a row; how few clerks cover every day?", "shifts"),
    Told("A rectangle of wire encloses the largest area.", "geometry"),
)
FAMILIES = [one.family for one in TOLD]


def test_precision_counts_as_many_as_a_family_can_fill():
    similar = np.eye(5)
    similar[0, 1] = similar[1, 0] = 0.9
    similar[2, 4] = similar[3, 2] = 0.8
    # the nearest three of text 2 are 4, 0, 1 (equal ones in their order): no hit
    assert precision(similar, FAMILIES) == pytest.approx((1 + 1 + 0 + 1) / 4)
    assert math.isnan(precision(np.eye(2), ["a", "b"]))


@pytest.mark.parametrize("way", ["hashed", "tf-idf", "tf-idf-svd-3"])
def test_every_way_tells_clear_families_apart(way):
    (found,) = measure(TOLD, [way], None)
    assert found.precision == 1
    assert found.structured is None
    assert np.allclose(found.similarities, found.similarities.T)


def test_tf_idf_and_its_reduction_give_unit_rows():
    rows = tf_idf([one.text for one in TOLD])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert np.allclose(np.linalg.norm(reduced(rows, 2), axis=1), 1)
    # with all dimensions nothing is lost
    full = reduced(rows, 5)
    assert np.allclose(full @ full.T, rows @ rows.T)


def test_structure_ranks_anew_where_both_models_are_known():
    similar = np.array([[1, 0.5, 0.45], [0.5, 1, 0.4], [0.45, 0.4, 1]])
    cover, mix = Tags(classes=("cover",)), Tags(classes=("capacity",))
    scores = ranked_by_structure(similar, [cover, mix, cover])
    assert scores[0, 2] > scores[0, 1]
    unknown = ranked_by_structure(similar, [cover, Tags(), Tags()])
    assert unknown[0, 1] == 0.5


def test_tags_come_from_what_a_reader_makes_of_the_text():
    text = (
        "A farmer grows wheat and corn on 100 acres. Each acre of wheat needs 3 hours of work and "
        "yields a profit of $40; each acre of corn needs 5 hours and yields $60. There are 400 "
        "hours. How many acres of each maximize profit?"
    )
    known, unknown = read_tags([Told(text, "crops"), Told("Good morning.", "none")])
    assert "capacity" in known.classes
    assert not unknown.classes


def test_floors_tell_what_is_recalled_and_what_of_it_is_right():
    similar = np.full((5, 5), 0.1)
    similar[0, 1] = similar[1, 0] = 0.9
    lines = list(floor_table(similar, FAMILIES))
    assert lines[2] == "| 0.2 | 0.50, 1.00 | 0.00 |"


def test_files_are_read_and_faults_are_named(tmp_path):
    file = tmp_path / "told.jsonl"
    file.write_text(json.dumps({"description": "Text.", "family": "mix"}) + "\n{}\n")
    with pytest.raises(InputError, match="Line 2"):
        load_told(str(file))
    file.write_text(json.dumps({"description": "Text.", "family": "mix"}))
    assert load_told(str(file)) == (Told("Text.", "mix"),)
    with pytest.raises(InputError, match="Cannot read"):
        load_told(str(tmp_path / "absent.jsonl"))
    assert len(load_told("house:development")) == len(house_problems(Third.DEVELOPMENT))


def test_house_problems_with_other_figures_are_found_and_no_others():
    told = load_told("house:development")
    copies = {line.split("|")[1].strip(): line for line in rows_of_copies(told, 0.4)}
    count = 3 * len(told)
    assert f"| {count} of {count} | {count} |" in copies["other figures"]
    assert set(CHANGES) < set(copies)
    assert all("| 0 |" in line for line in list(rows_of_others(told, 0.4))[2:])


def test_other_figures_are_other_figures():
    text = "12 trucks carry 3.5 tonnes."
    changed = other_figures(text, random.Random(1))
    assert changed != text
    assert changed.endswith("tonnes.")
