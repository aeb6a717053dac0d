"""Every known set, and how it is found."""

import json
import re

import pytest
from pydantic import ValidationError

from optimoot.benchmarks.running.fingerprint import fingerprint
from optimoot.benchmarks.sets.registry import find_set, find_sets, known_sets, set_named
from optimoot.benchmarks.sets.spec import DatasetSpec
from optimoot.errors import InputError

IN_FILES = [name for name, spec in known_sets().items() if not spec.packaged]
ONE = {"id": "a", "description": "x", "answer": 1}


@pytest.mark.parametrize("name", known_sets())
def test_a_known_set_tells_what_it_is_and_how_it_is_got(name):
    spec = known_sets()[name]
    assert spec.name == name
    assert spec.title
    assert spec.packaged or spec.file
    assert spec.packaged or spec.address or spec.how
    assert not (spec.address and spec.packaged)
    assert spec.sha256 is None or re.fullmatch(r"[0-9a-f]{64}", spec.sha256)
    if spec.address:  # pinned: what stands there does not change
        assert re.search(r"/[0-9a-f]{40}/", spec.address)


def test_the_sets_of_the_field_are_known():
    assert set(IN_FILES) == {
        "NL4OPT", "NLP4LP", "EasyLP", "ComplexLP", "IndustryOR", "ComplexOR", "ReSocratic",
        "OPT-Principled", "OptiBench",
    }  # fmt: skip


def test_a_spec_is_frozen_and_its_address_is_encrypted():
    with pytest.raises(ValidationError, match="https"):
        DatasetSpec(name="x", title="X", address="http://example.org/x.jsonl")
    with pytest.raises(ValidationError):
        set_named("house").name = "other"


@pytest.mark.parametrize("name", IN_FILES)
def test_a_set_is_found_in_the_folder_or_by_its_path(name, tmp_path):
    spec = known_sets()[name]
    with pytest.raises(InputError, match="is not there"):
        find_set(name, tmp_path)
    path = tmp_path / spec.file
    content = [ONE] if spec.format == "json" else ONE
    path.write_text(json.dumps(content))
    found = find_set(name, tmp_path)
    assert found.name == name
    assert [(item.id, item.set) for item in found.items] == [("a", name)]
    other = tmp_path / "elsewhere.jsonl"
    other.write_text(json.dumps(ONE))
    assert find_set(f"{name}={other}").items[0].set == name


def test_a_name_that_is_none_is_told_with_the_nearest(tmp_path):
    with pytest.raises(InputError, match=r"no data set 'NL4OTP'.*NL4OPT"):
        find_set("NL4OTP")
    with pytest.raises(InputError, match=r"mine\.jsonl"):
        find_set(str(tmp_path / "mine.jsonl"))


def test_two_sets_of_one_name_are_refused(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.jsonl").write_text(json.dumps(ONE))
    wishes = [str(tmp_path / folder / "mine.jsonl") for folder in ("a", "b")]
    with pytest.raises(InputError, match="Two data sets are called 'mine'"):
        find_sets(wishes)
    assert list(find_sets([wishes[0], wishes[0]])) == ["mine"]


def test_house_is_whole_and_in_thirds():
    whole, parts = (
        find_set("house"),
        [find_set(f"house:{p}") for p in ("development", "validation")],
    )
    assert len(whole.items) == sum(len(part.items) for part in parts) >= 120
    assert len({item.family for item in whole.items}) > 20
    assert fingerprint(whole.items) == fingerprint(reversed(whole.items))
    assert fingerprint(parts[0].items) != fingerprint(parts[1].items)


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("nl4opt", "NL4OPT"),
        ("nosuch=items.jsonl", "no data set 'nosuch'"),
        ("NL4OPT=", "names no file"),
        ("house=items.jsonl", "comes with OptiMoot"),
    ],
)
def test_a_name_that_means_nothing_is_told(tmp_path, monkeypatch, wish, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "items.jsonl").write_text(json.dumps(ONE))
    with pytest.raises(InputError) as refused:
        find_set(wish)
    assert told in f"{refused.value.message} {refused.value.remedy}"


def test_a_path_may_hold_an_equals_sign(tmp_path):
    path = tmp_path / "seed=1" / "items.jsonl"
    path.parent.mkdir()
    path.write_text(json.dumps(ONE))
    assert find_set(str(path)).name == "items"
