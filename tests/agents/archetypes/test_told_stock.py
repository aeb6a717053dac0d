"""Stock over periods told in prose."""

import pytest

from optimoot.agents.builtin.reading import NotRead

BEER = (
    "A brewery has to supply 400, 650 and 500 crates in April, May and June. It can brew at most "
    "550 crates a month, at a cost of 8 euros per crate. Crates that are not sold can be stored "
    "for 1.5 euros per crate and month. The cellar is empty at the beginning of April. {}What is "
    "the lowest total cost?"
)
HEATERS = (
    "Demand for a heater over the next four weeks is 120, 180, 90 and 210 units. Each week in "
    "which heaters are made costs a set-up of $300, and every heater kept in stock from one week "
    "to the next costs $2. There is no stock at the start. Demand must be met on time. Plan "
    "production so that the total cost of set-ups and storage is as low as possible."
)
DOLLS = (
    "A toy maker expects orders for 900 dolls in week 1, 1,400 in week 2 and 1,600 in week 3. In "
    "regular time it can make up to 1,200 dolls a week at $6 each; in overtime it can make up to "
    "300 more a week at $9 each. Holding a doll in stock costs $0.50 per week. At present 100 "
    "dolls are in stock. All orders must be met on time. Minimise the total cost."
)
GRAIN = (
    "A mill buys grain at 200 dollars a tonne in January, 230 in February, 210 in March and 250 in "
    "April. It needs 50, 60, 40 and 70 tonnes in these months. The silo can hold at most 80 tonnes "
    "and a tonne that is left at the end of a month costs 6 dollars of storage. "
    "On 1 January there are 10 tonnes in the silo, and at the end of April at least 15 tonnes must "
    "remain. Find the cheapest purchasing plan."
)


@pytest.mark.parametrize(
    ("text", "objective"),
    [
        (BEER.format(""), 8 * 1550 + 1.5 * 100),
        (HEATERS, 3 * 300 + 2 * 90),
        (DOLLS, 6 * 3600 + 9 * 200 + 0.5 * (400 + 200)),
        (GRAIN, 200 * 100 + 210 * 120 + 250 * 5 + 6 * (60 + 80 + 15)),
    ],
    ids="beer heaters dolls grain".split(),
)
def test_reads_stock_told_in_prose(optimum, text, objective):
    assert optimum(text) == ("stock over periods", pytest.approx(objective))


@pytest.mark.parametrize(
    "twist",
    [
        "A crate may be kept for at most two months. ",
        "In May the brewery is closed for repairs. ",
        "Storage is free in the first month. ",
        "Beer may be brewed in at most 2 of the months. ",
        "Output may differ by at most 50 crates from one month to the next. ",
        "At most 1,400 crates can be brewed in total. ",
        "Ten of the crates stored spoil each month. ",
        "Storage is charged on the average stock of a month. ",
        "Storage is charged on the stock at the beginning of each month. ",
        "Crates are brewed in batches of 50. ",
        "In June brewing costs 1 euro more per crate. ",
        "The town takes 2 euros for each crate brewed in May. ",
        "Crates brewed in April cannot be sold in June. ",
        "Wages come to 100 euros per week. ",
        "Deliveries take one month. ",
        "Crates leave in full truckloads. ",
        "Customers pay 20 euros each. ",
        "A crate holds 12 litres, a barrel 2 hl. ",
    ],
)
def test_a_rule_that_no_role_knows_makes_it_abstain(read, twist):
    reading = read(BEER.format(twist))
    assert isinstance(reading, NotRead) or reading.tentative


def test_a_limit_of_a_single_period_stands_in_place_of_the_rule(optimum):
    text = BEER.format("In May at most 540 crates can be brewed, and in June only 480. ")
    assert optimum(text)[1] == pytest.approx(8 * 1550 + 1.5 * (130 + 20))


FENCES = (
    "A forge has promised 12 gates for March, 17 for April, 9 for May and 16 for June. A gate "
    "costs $300 to make in March and April, but $340 in May and June because iron is dearer "
    "then. The forge can finish at most 15 gates a month. A gate that is finished early costs "
    "$10 a month in a rented barn. How cheaply can the forge keep its promises?"
)
LATE = (
    "A yard has to hand over 2 boats in quarter 1, 5 in quarter 2 and 2 in quarter 3. It can build "
    "3 boats a quarter at most, for 40,000 euros each. A boat that waits costs 900 euros per "
    "quarter to keep; for each boat that is handed over late the yard pays a penalty of 700 euros "
    "per quarter. {}There are no boats in stock at the start. Find the lowest total cost."
)
WEEKENDS = (
    "A printer must deliver 300 calendars in week 1, 500 in week 2 and 700 in week 3. During "
    "normal hours it prints up to 400 a week for 3 euros each; weekends add as many as 150 a "
    "week for 5 euros each. Storing a calendar costs 0.5 euros a week. It starts week 1 with 50"
    " calendars in stock. What is the cheapest plan?"
)
KILN = (
    "Orders of 20, 30 and 10 vases are due in weeks 1, 2 and 3. Each week in which the kiln is "
    "fired costs 90 euros, whatever the number of vases. A vase that waits for its week costs 2 "
    "euros per week. Nothing is in store at first. What is the lowest sum of costs?"
)


SCARVES = (
    "Her order book says: 30 scarves in October, 50 in November and 70 in December. With her two "
    "looms she gets through 60 scarves a month at the very most, and the wool for one scarf costs "
    "her 8 euros in October and 9 euros afterwards. Scarves woven ahead lie in a rented locker "
    "that costs 0.50 euros per scarf and month. Nothing is in the locker at the beginning of "
    "October. Customers do not accept late scarves. What does it cost her at the minimum?"
)
TOWER = (
    "A water tower can hold 40 cubic metres and now contains 20. Consumption over the next three "
    "six-hour shifts will be 60, 80 and 50 cubic metres. Pumping one cubic metre costs $0.10 in "
    "shift 1, $0.30 in shift 2 and $0.20 in shift 3, and the pump lifts no more than 90 cubic "
    "metres per shift. The tower must never run below 10 cubic metres at the end of a shift. Find "
    "the least cost."
)
STONE = (
    "A quarry must ship 80 tonnes in April, 110 in May and 120 in June. Its own crusher gives 90 "
    "tonnes per month at 5 euros a tonne; in June, however, only 70 tonnes because of repairs. "
    "Missing stone can be bought from a neighbouring quarry at 7 euros a tonne. Stone can be piled "
    "up for 0.30 euros per tonne and month. There is no pile on 1 April. Minimise the total cost."
)
SKIS = (
    "A maker of skis produces 100 pairs per month in regular production for SEK 900 a pair and can "
    "add up to 30 pairs a month in overtime at SEK 1,150 a pair. Sales contracts: May 70 pairs, "
    "June 120 pairs, July 150 pairs. Carrying a pair over to the following month costs SEK 40. The "
    "opening stock on 1 May is 15 pairs, and the maker wishes to finish July with no fewer than 10 "
    "pairs. What is the minimum total cost?"
)


@pytest.mark.parametrize(
    ("text", "objective"),
    [
        (SCARVES, 1_310),
        (TOWER, 33),
        (STONE, 1_673),
        (SKIS, 313_650),
        (FENCES, 300 * 30 + 340 * 24 + 10 * (3 + 1 + 1)),
        (WEEKENDS, 3 * 1200 + 5 * 250 + 0.5 * (150 + 150)),
        (KILN, 90 + 2 * 30 + 4 * 10),
    ],
    ids="scarves tower stone skis gates weekends kiln".split(),
)
def test_reads_more_ways_to_tell_it(optimum, text, objective):
    assert optimum(text)[1] == pytest.approx(objective)


def test_whether_orders_may_stay_open_must_be_told(read, optimum):
    assert isinstance(read(LATE.format("")), NotRead) or read(LATE.format("")).tentative
    told = LATE.format("By the end of quarter 3 all boats must have been handed over. ")
    assert optimum(told)[1] == pytest.approx(9 * 40000 + 900 + 700)
