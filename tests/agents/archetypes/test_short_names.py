"""What a text may call a thing for short."""

from optimoot.agents.archetypes.short_names import short_names, spelled


def test_a_word_of_one_name_alone_stands_for_it():
    names = ("rack of preamps", "mixing desk", "spare speaker")
    assert short_names(names)["rack of preamps"] == ("rack of preamps", "rack", "preamps")


def test_a_word_of_two_names_stands_for_neither():
    short = short_names(("green tent", "tents for two", "stove"))
    assert short == {
        "green tent": ("green tent", "green"),
        "tents for two": ("tents for two",),
        "stove": ("stove",),
    }


def test_names_are_spelled_as_lines_are():
    assert spelled("In-Ear Kit") == "in - ear kit"
