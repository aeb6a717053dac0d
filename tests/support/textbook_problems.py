"""Problems of our own, each with its model written by hand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """A problem as it is told, and what it means.

    Attributes:
        rows: Coefficients, comparison and right-hand side of each constraint.
        whole: Whether the decisions are whole numbers.
    """

    name: str
    text: str
    sense: str
    costs: tuple[float, ...]
    rows: tuple[tuple[tuple[float, ...], str, float], ...]
    whole: bool = True


PROBLEMS = (
    Told(
        "product mix",
        "A carpentry shop builds stools and benches. Each stool needs 3 boards and 40 minutes of "
        "sanding, and each bench needs 7 boards and 65 minutes of sanding. The shop has 210 boards "
        "and 2400 minutes of sanding available each month. It earns a profit of $18 on each stool "
        "and $45 on each bench. How many stools and benches should be built to maximize profit?",
        "max",
        (18, 45),
        (((3, 7), "<=", 210), ((40, 65), "<=", 2400)),
    ),
    Told(
        "diet with units",
        "A zookeeper mixes two feeds, pellets and hay cubes. A scoop of pellets provides 12 "
        "grams of protein and 4 grams of fibre, while a scoop of hay cubes provides 5 grams of "
        "protein and 11 grams of fibre. An animal must get at least 90 grams of protein and 80 "
        "grams of fibre a day. If a scoop of pellets costs $0.75 and a scoop of hay cubes costs "
        "$0.40, how many scoops of each should be fed to minimize the cost?",
        "min",
        (0.75, 0.40),
        (((12, 5), ">=", 90), ((4, 11), ">=", 80)),
    ),
    Told(
        "land is divisible",
        "A grower has 80 hectares for barley and lentils. Barley brings a profit of 300 dollars "
        "per hectare and lentils bring a profit of 420 dollars per hectare. At least 15 hectares "
        "of barley must be sown, and lentils may take up at most 45.5 hectares. How many "
        "hectares of each crop should be sown to maximize the profit?",
        "max",
        (300, 420),
        (((1, 1), "<=", 80), ((1, 0), ">=", 15), ((0, 1), "<=", 45.5)),
        whole=False,
    ),
    Told(
        "symbols and combinations",
        "A planner splits crews between two sites, $P$ and $Q$. The total number of crews at "
        "both sites cannot exceed 60. Three times the crews at site P plus the crews at site Q "
        "must be at least 75. The difference between the crews at site Q and site P must not "
        "exceed 12. Each crew costs \\$9 at site P and \\$7 at site Q. Crews are whole numbers. "
        "What is the minimum total cost?",
        "min",
        (9, 7),
        (((1, 1), "<=", 60), ((3, 1), ">=", 75), ((-1, 1), "<=", 12)),
    ),
    Told(
        "share and ratio",
        "An event firm rents tables and booths. A table seats 6 guests and a booth seats 10 "
        "guests. At most 35% of the pieces rented can be booths, and there must be at least "
        "twice as many tables as booths. The firm must seat at least 420 guests. Renting a table "
        "costs $14 and renting a booth costs $32. How many of each should it rent to minimize "
        "the total cost?",
        "min",
        (14, 32),
        (((-0.35, 0.65), "<=", 0), ((1, -2), ">=", 0), ((6, 10), ">=", 420)),
    ),
    Told(
        "count of things",
        "A courier uses bicycles and scooters. A bicycle carries 8 parcels a trip and a scooter "
        "carries 13 parcels a trip. Each scooter trip burns 2 litres of petrol. There are 44 "
        "litres of petrol at hand. If at least 500 parcels must be carried, minimize the total "
        "number of trips.",
        "min",
        (1, 1),
        (((8, 13), ">=", 500), ((0, 2), "<=", 44)),
    ),
    Told(
        "bulleted list",
        "A bakery plans its morning batch of three goods: muffins, scones and tarts.\n- Each "
        "muffin needs 60 grams of flour and 20 grams of sugar.\n- Each scone needs 80 grams of "
        "flour and 10 grams of sugar.\n- Each tart needs 50 grams of flour and 35 grams of "
        "sugar.\nThere are 9000 grams of flour and 2800 grams of sugar in stock. The profit is "
        "$1.10 per muffin, $1.00 per scone and $1.60 per tart. No more than 50 tarts can be "
        "sold. How many of each should be baked to maximize profit?",
        "max",
        (1.10, 1.00, 1.60),
        (((60, 80, 50), "<=", 9000), ((20, 10, 35), "<=", 2800), ((0, 0, 1), "<=", 50)),
    ),
    Told(
        "respectively",
        "A printer makes posters, flyers and banners that sell for a profit of $4, $1 and $11 "
        "respectively. A poster takes 3 minutes of press time, a flyer takes 1 minute of press "
        "time and a banner takes 9 minutes of press time. The press runs for at most 480 minutes "
        "a day. At least 40 flyers and at least 10 posters are on order. Maximize the daily "
        "profit.",
        "max",
        (4, 1, 11),
        (((3, 1, 9), "<=", 480), ((0, 1, 0), ">=", 40), ((1, 0, 0), ">=", 10)),
    ),
    Told(
        "hours and minutes",
        "A tailor sews coats and vests. A coat takes 3 hours of sewing and a vest takes 45 "
        "minutes of sewing. In a month there are 120 hours of sewing time available. Cloth is "
        "limited: a coat uses 4 metres of cloth and a vest uses 1.5 metres of cloth, and 190 "
        "metres of cloth are in stock. The profit per coat is $85 and the profit per vest is "
        "$30. How many coats and vests should the tailor sew to maximize profit?",
        "max",
        (85, 30),
        (((3, 0.75), "<=", 120), ((4, 1.5), "<=", 190)),
    ),
    Told(
        "labels",
        "Two machines, machine A and machine B, stamp lids. Machine A stamps 90 lids an hour and "
        "uses 4 kWh of power per hour. Machine B stamps 130 lids an hour and uses 7 kWh of power "
        "per hour. At least 2000 lids have to be stamped and at most 110 kWh of power can be "
        "used. How many hours should each machine run to minimize the total time needed?",
        "min",
        (1, 1),
        (((90, 130), ">=", 2000), ((4, 7), "<=", 110)),
        whole=False,
    ),
    Told(
        "budget",
        "A school buys tablets and readers. A tablet costs $210 and a reader costs $90. The "
        "school has a budget of $9000. At least 20 tablets are needed, and the number of readers "
        "must be at least one and a half times the number of tablets. A tablet serves 4 pupils "
        "and a reader serves 2 pupils. How many of each should the school buy to maximize the "
        "number of pupils served?",
        "max",
        (4, 2),
        (((210, 90), "<=", 9000), ((1, 0), ">=", 20), ((-1.5, 1), ">=", 0)),
    ),
    Told(
        "offsets",
        "A choir is planning rehearsal hours for three groups: sopranos, altos and basses. Each "
        "hour costs 12 credits for sopranos, 9 credits for altos and 8 credits for basses. The "
        "sopranos must rehearse at least 3 hours more than the altos. The combined hours of the "
        "altos and the basses must be at least 10. The basses cannot rehearse more than 7 hours. "
        "All hours are whole numbers. What is the minimum total cost in credits?",
        "min",
        (12, 9, 8),
        (((1, -1, 0), ">=", 3), ((0, 1, 1), ">=", 10), ((0, 0, 1), "<=", 7)),
    ),
    Told(
        "investment in dollars",
        "An aunt wants to invest up to $50000 in bonds and shares. Each dollar invested in bonds "
        "earns $0.04 and each dollar invested in shares earns $0.09. At least 40% of the money "
        "must be in bonds and at most $22000 can be in shares. How much should she invest in "
        "each to maximize her earnings?",
        "max",
        (0.04, 0.09),
        (((1, 1), "<=", 50000), ((0.6, -0.4), ">=", 0), ((0, 1), "<=", 22000)),
        whole=False,
    ),
    Told(
        "ranges",
        "A lab allocates runs to three assays: x1, x2 and x3. The costs are 5, 8 and 6 units for "
        "x1, x2 and x3 respectively. The sum of twice the runs of x1 and the runs of x2 must be "
        "at least 40. The runs of x3 must be at least half the runs of x2 plus 4. Each assay has "
        "bounds: x1: [0 - 12], x2: [5 - 30], x3: [0 - 25]. Runs are integers. What is the "
        "minimum total cost?",
        "min",
        (5, 8, 6),
        (
            ((2, 1, 0), ">=", 40),
            ((0, -0.5, 1), ">=", 4),
            ((1, 0, 0), "<=", 12),
            ((0, 1, 0), ">=", 5),
            ((0, 1, 0), "<=", 30),
            ((0, 0, 1), "<=", 25),
        ),
    ),
    Told(
        "exceed by",
        "An airline splits cabin crews between routes X and Y. Twice the crews on route X must "
        "exceed the crews on route Y by at least 15. The crews on route Y must be at least 9. In "
        "total, exactly 40 crews must be assigned. A crew costs 300 units on route X and 260 "
        "units on route Y. Crews must be whole numbers. What is the minimum total cost?",
        "min",
        (300, 260),
        (((2, -1), ">=", 15), ((0, 1), ">=", 9), ((1, 1), "==", 40)),
    ),
    Told(
        "only one of them limited",
        "A ferry takes cars and lorries. A car pays a fare of $25 and a lorry pays a fare of "
        "$90. A car takes up 12 square metres of deck and a lorry takes up 40 square metres of "
        "deck. The deck has 900 square metres. Because of the ramp, no more than 14 lorries can "
        "board, and at least 20 cars are booked. How many cars and lorries should board to "
        "maximize the fares?",
        "max",
        (25, 90),
        (((12, 40), "<=", 900), ((0, 1), "<=", 14), ((1, 0), ">=", 20)),
    ),
    Told(
        "minimum of one item",
        "A mountain hut is supplied by mules and drones. A mule can bring 60 kg of goods per "
        "trip and a drone can bring 25 kg of goods per trip. At least 1500 kg of goods must be "
        "brought. The number of drone trips cannot exceed the number of mule trips. Find the "
        "minimum number of mule trips.",
        "min",
        (1, 0),
        (((60, 25), ">=", 1500), ((-1, 1), "<=", 0)),
    ),
    Told(
        "fractions of another",
        "A florist ties roses and tulips into bunches. Every bunch of roses takes 8 minutes and "
        "every bunch of tulips takes 5 minutes. The florist works at most 400 minutes. The "
        "number of rose bunches must be at least a quarter of the number of tulip bunches. A "
        "bunch of roses brings $9 of profit, a bunch of tulips $6. How many bunches of each "
        "should be tied to maximize profit?",
        "max",
        (9, 6),
        (((8, 5), "<=", 400), ((1, -0.25), ">=", 0)),
    ),
    Told(
        "two factories",
        "A dairy runs two plants. Plant 1 makes 40 cheeses and 25 butters per hour. Plant 2 "
        "makes 30 cheeses and 45 butters per hour. Running plant 1 costs $220 per hour and "
        "running plant 2 costs $260 per hour. The dairy must deliver at least 900 cheeses and "
        "800 butters. How many hours should each plant run to minimize the cost?",
        "min",
        (220, 260),
        (((40, 30), ">=", 900), ((25, 45), ">=", 800)),
        whole=False,
    ),
    Told(
        "money in both directions",
        "A stall sells mugs and plates. It can spend at most $600 on them. A mug costs the stall "
        "$4 and a plate costs the stall $6. Each mug is sold for a profit of $3 and each plate "
        "is sold for a profit of $5. At least 30 mugs but at most 80 mugs are sold a week. How "
        "many of each should it buy to maximize profit?",
        "max",
        (3, 5),
        (((4, 6), "<=", 600), ((1, 0), ">=", 30), ((1, 0), "<=", 80)),
    ),
    Told(
        "shared limit on a pair",
        "A council funds four parks: parks A, B, C and D. Each unit of funding for parks A, B, C "
        "and D costs 20, 25, 30 and 10 units respectively. The combined funding of parks A and B "
        "must be at least 12. The combined funding of parks C and D must be at least 9. The "
        "funding of park D cannot exceed 6. The sum of the funding of parks A and C must be at "
        "least 8. All funding is in whole units. What is the minimum total cost?",
        "min",
        (20, 25, 30, 10),
        (
            ((1, 1, 0, 0), ">=", 12),
            ((0, 0, 1, 1), ">=", 9),
            ((0, 0, 0, 1), "<=", 6),
            ((1, 0, 1, 0), ">=", 8),
        ),
    ),
    Told(
        "workers",
        "A call centre hires day agents and night agents. Day agents handle 45 calls a shift and "
        "night agents handle 30 calls a shift. Day agents are paid $150 per shift and night agents "
        "are paid $170 per shift. The centre must handle 1200 calls. Since nights are quiet, at "
        "least 8 night agents have to be hired. How many of each should be hired to minimize the "
        "wage bill?",
        "min",
        (150, 170),
        (((45, 30), ">=", 1200), ((0, 1), ">=", 8)),
    ),
)
