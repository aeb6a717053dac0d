"""Problems of the best-known families, told as users may tell them."""

DIET = """
A kennel mixes a feed from four grains. Each sack has a price and a content:

- Oats: 8 grams of fat, 20 grams of fibre, for $5.
- Barley: For $3, you get 4 grams of fat and 10 grams of fibre.
- Maize: Costs $9 and provides 2 grams of fat, 40 grams of fibre.
- Bran: At $20, it offers 1 gram of fat and 5 grams of fibre.

The feed must hold at least 16 grams of fat and 60 grams of fibre. What is the lowest cost?
"""
REDISTRIBUTION = """
A bicycle hire has three depots. Depot 1 has 30 bicycles but needs 10. Depot 2 has 5 bicycles but
needs 15. Depot 3 has 5 bicycles but needs 12.
The costs are as follows: moving a bicycle from depot 1 to depot 2 costs 4 units, to depot 3 costs
9 units. From depot 2 to depot 1 costs 4 units, to depot 3 costs 3 units. From depot 3 to depot 1
costs 9 units, to depot 2 costs 3 units. Minimize the cost of moving the bicycles so that every
need is met.
"""
MAX_FLOW = """
Pipes join five wells, and each pipe has a capacity in litres a second:

- From Well 0 (Source): pipes lead to Well 1 (7 litres), Well 2 (5 litres).
- From Well 1: pipes lead to Well 2 (2 litres), Well 3 (4 litres).
- From Well 2: pipes lead to Well 3 (6 litres), Well 4 (1 litre).
- From Well 3: pipes lead to Well 4 (9 litres).

What is the maximum amount of water that can be sent from Well 0 to Well 4 (Destination)?
"""
LOCATION = """
A baker may open ovens in two villages to serve three markets at the lowest total cost.

Opening cost of each oven:
- Oven A: 100
- Oven B: 150

Delivery cost per loaf from each oven to each market:
- From Oven A: $2 to Market 1, $4 to Market 2, $5 to Market 3
- From Oven B: $3 to Market 1, $1 to Market 2, $2 to Market 3

Demand of each market:
- Market 1: 20 loaves
- Market 2: 30 loaves
- Market 3: 40 loaves

Capacity of each oven:
- Oven A: 60 loaves
- Oven B: 70 loaves

Minimize the total cost of opening the ovens and of delivering the loaves.
"""
TRANSPORT = """
Sand goes from two pits to three sites. Minimize the total cost of carrying it.

| Pit \\ Site | Site 1 | Site 2 | Site 3 | Supply |
|---|---|---|---|---|
| Pit 1 | 4 | 6 | 9 | 50 |
| Pit 2 | 5 | 3 | 2 | 40 |
| Demand | 30 | 25 | 20 | |

The numbers in the table are the cost per ton, the tons at hand and the tons demanded.
"""
TOUR = """
A courier visits four offices exactly once and returns to the start. The offices lie at:

Office P: (0,0)
Office Q: (3,4)
Office R: (6,0)
Office S: (3,9)

Distances between offices in kilometres:
P to Q: 5.0 km
P to R: 6.0 km
P to S: 9.5 km
Q to R: 5.0 km
Q to S: 5.0 km
R to S: 9.5 km

Direct travel between Office P and Office R is impossible. Find the minimal length of the circuit.
"""
JOB_SHOP = """
Three parts are made on three machines. Each part runs through them in the order given.

* Part 1 follows: (Machine A, 3) → (Machine B, 2) → (Machine C, 2)
* Part 2 follows: (Machine A, 2) → (Machine C, 1) → (Machine B, 4)
* Part 3 follows: (Machine B, 4) → (Machine C, 3) → (Machine A, 1)

A machine can only handle one part at a time. The objective is to schedule all parts so that the
total completion time is minimized.
"""
STOCK = """
A dairy plans its milk powder for 3 weeks. The initial stock is 10 tons. In each week t = 1, ..., 3
it may order between 5 and 30 tons, which arrive immediately.

The demand is as follows:
* Week 1: 20 tons
* Week 2: 25 tons
* Week 3: 40 tons

Unmet demand is lost. The stock must not exceed the capacity of 15 tons. The order cost is 4 per ton
ordered; the storage cost is 1 per ton held from one week to the next; and the penalty is 9 per ton
of unmet demand. Minimize the total cost.
"""
GRID = """
A workshop makes two toys. The profit per toy is as follows:
- Toy 1 yields 5 dollars of profit
- Toy 2 yields 4 dollars of profit

Hours needed per toy:
- For Toy 1, Bench A consumes 6, Bench B consumes 1
- For Toy 2, Bench A consumes 4, Bench B consumes 2

Hours available:
- Bench A: 24 hours at most
- Bench B: 6 hours at most

Fractions of a toy are allowed: amounts may be continuous. Maximize the total profit.
"""
TABLE_MIX = """
A smith makes hoes and axes for a fair and wants to maximize the revenue. He has 40 hours of forge
time available and 30 kilograms of iron. The table gives what one piece needs.

| Tool | Forge time (hours) | Iron (kilograms) | Revenue ($) |
|---|---|---|---|
| Hoe | 2 | 1 | 30 |
| Axe | 4 | 5 | 80 |
"""
