"""Whole problems as people jot them down: each is read and solved to its known optimum."""

import pytest

PROBLEMS = {
    "entries": (
        "Kite: $24 profit, 2 h sewing, 3 m silk\nWindsock: $15 profit, 1 h sewing, 2 m silk\n"
        "Resources: sewing 30 h, silk 50 m\nMaximise total profit.",
        390.0,
    ),
    "entries_with_signs": (
        "Goal: maximize weekly revenue from two teas.\n"
        "• Dawn: 30 g mint + 10 g sage per box, sells at $4\n"
        "• Dusk: 20 g mint + 30 g sage per box, sells at $5\n"
        "• We have 1.2 kg mint and 900 g sage\n• Must produce ≥ 5 boxes of each",
        209.0,
    ),
    "so_many_of_each_are_whole": (
        "me and my pal flip old stuff. the cart takes 90 kg, one trip only. at the sale theres 2 "
        "stoves (40kg each, we make $50 on one), 5 lamps (7 kg, $6). how much can we make if we "
        "load the cart right",
        106.0,
    ),
    "so_many_of_each_are_there": (
        "we resell old gear. the trailer takes 200 kg and 3 m3, one trip only. at the auction "
        "theres 4 ovens (50kg, 0.5 m3 each, we make $70 on one), 6 chairs (10 kg, 0.3 m3, $20) and "
        "2 washers (80 kg, .6 m3, $90). how much can we make if we load the trailer right",
        310.0,
    ),
    "blocks": (
        "Product: Bell\n - price: 20\n - material cost: 8\n - casting: 5 min\n"
        "Product: Gong\n - price: 45\n - material cost: 15\n - casting: 14 min\n"
        "Casting capacity: 700 min per week\nMax demand bells: 60\n"
        "Question: what weekly plan gives the highest margin?",
        1572.0,
    ),
    "comma_separated": (
        "Which bikes should we build? Profit in $, time in hours.\n\n"
        "bike,profit,frame_shop,paint_shop,max_demand\nroad,90,3,2,20\ntouring,70,2,2,25\n"
        "available,,100,70,\n\nMaximise profit.",
        2850.0,
    ),
    "json": (
        '{"rooms": {"single": {"profit": 40, "linen_kg": 3, "cleaning_min": 25}, "double": '
        '{"profit": 65, "linen_kg": 5, "cleaning_min": 35}}, "available": {"linen_kg": 120, '
        '"cleaning_min": 900}}\n\nFind the integer number of each to maximise total profit.',
        1575.0,
    ),
    "measures_in_rows": (
        "|            | Jug | Vase | Available |\n|------------|-----|------|-----------|\n"
        "| Clay (kg)  | 3   | 5    | 150       |\n| Kiln (h)   | 2   | 1    | 60        |\n"
        "| Profit ($) | 14  | 18   |           |\n\nFind the mix with the highest profit.",
        604.0,
    ),
    "measures_in_lines": (
        "Land: 80 acres\nWater: A 3, B 2 units per acre, 200 units available\n"
        "Profit: A 90, B 70 per acre\nPlant at least 20 acres of B\nMax profit",
        6400.0,
    ),
    "telegram": (
        "2 stalls: soup $30 -> 60 guests, crepe $45 -> 80 guests. budget 600. min 4 crepe. "
        "max 15 soup. most guests?",
        1160.0,
    ),
    "brackets": (
        "Need at least 40 seats and 30 lockers. Wagon types: short (4 seats, 6 lockers, $90), "
        "long (9 seats, 4 lockers, $130). No more than 3 long ones. Minimize cost.",
        750.0,
    ),
    "once_each": (
        "thing;weight;value\nrope;3;8\nlamp;2;5\ntarp;4;9\nstove;3;7\n"
        "The sack can carry 8 kg. Which do I take for the highest value (each at most once)?",
        20.0,
    ),
    "once_each_without_signs": (
        "Budget $500k. Projects:\n A cost 200k NPV 230k\n B cost 150k NPV 190k\n"
        " C cost 300k NPV 350k\nEach project is done fully or not at all. Maximise total NPV.",
        580_000.0,
    ),
    "chatty": (
        "hi! so i knit hats and scarves. a hat needs 80g wool and sells with 6.50 profit, a scarf "
        "needs 150g wool plus 2 buttons and gives me 11 profit. i've 3kg wool and 24 buttons. hats "
        "don't take buttons. how many of each for max profit",
        240.5,
    ),
    "elliptic": (
        "Geese need 3 m2 and cost 20 dollars; a hen needs 1 m2 and costs 9 dollars. Space: 45 m2, "
        "money: 360 dollars. Geese give 2 eggs a week, hens 5. I want the most eggs.",
        200.0,
    ),
    "shares": (
        "Feed: oats cost £0.20/kg (12% protein, 10% fibre), peas cost £0.35/kg (24% protein, 6% "
        "fibre). I need 500 kg of feed with at least 16% protein and at most 9% fibre. Cheapest "
        "mix?",
        125.0,
    ),
    "yields": (
        "Got 2 strategies: A yields 5%, B yields 9%. Capital $2M. Not more than $800k in B, "
        "at least $300k in A. Maximise yield.",
        132_000.0,
    ),
    "holders_in_json": (
        '{"machines": [{"name": "saw", "hours": 90}, {"name": "lathe", "hours": 60}], "items": '
        '[{"name": "bowl", "saw": 1, "lathe": 2, "profit": 9}, {"name": "tray", "saw": 2, '
        '"lathe": 0.5, "profit": 7}]}\nMaximise profit, whole items.',
        427.0,
    ),
    "unit_behind_a_word": (
        "A jab takes 20 min of a vet and 15 min of a nurse and brings $40. An operation takes "
        "50 min of a vet and 60 min of a nurse and brings $150. There are 10 vet hours and 9 nurse "
        "hours a day. At least 8 jabs. Maximize the day's revenue.",
        1400.0,
    ),
    "mixed_cents": (
        "Each scone earns $2 and each bun earns 70 cents. Each scone takes 4 minutes and each bun "
        "takes 90 seconds. The oven has 3 hours. At least 40 buns must be sold. Maximise profit.",
        88.0,
    ),
    "per_hour": (
        "Line 1: makes 4 kg A and 2 kg B per hour, costs $50/h. Line 2: makes 1 kg A and 3 kg B "
        "per hour, costs $40/h. Daily demand: at least 30 kg of A and 40 kg of B. Min. cost?",
        650.0,
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_is_read_to_its_optimum(name, optimum):
    text, expected = PROBLEMS[name]
    assert optimum(text) == pytest.approx(expected, rel=1e-6)
