"""Short problems of our own in many wordings, each with its model written by hand."""

from textbook_problems import Told

PROBLEMS = (
    Told(
        "a cafe sells iced tea",
        "A cafe sells iced tea and hot cocoa. An iced tea needs 2 spoons of sugar and 1 cup "
        "of ice, while a hot cocoa needs 3 spoons of sugar and 2 cups of milk. The cafe has "
        "120 spoons of sugar, 40 cups of ice and 60 cups of milk. If each iced tea earns $2 "
        "and each hot cocoa earns $3.5, how many of each drink should be made to maximize "
        "earnings?",
        "max",
        (2, 3.5),
        (((2, 3), "<=", 120), ((1, 0), "<=", 40), ((0, 2), "<=", 60)),
    ),
    Told(
        "a courier moves parcels with",
        "A courier moves parcels with bikes and vans. Each bike can take 12 parcels and each "
        "van can take 90 parcels. A bike trip costs $4 while a van trip costs $25. The "
        "courier can spend at most $600 and the number of van trips must not exceed the "
        "number of bike trips. How many trips of each should be made to maximize the number "
        "of parcels moved?",
        "max",
        (12, 90),
        (((4, 25), "<=", 600), ((-1, 1), "<=", 0)),
    ),
    Told(
        "there are two ways to",
        "There are two ways to bake bread, in a clay oven or in a gas oven. The clay oven "
        "makes 20 loaves per hour and uses 15 units of wood. The gas oven makes 35 loaves per "
        "hour and uses 22 units of gas. At least 500 loaves must be baked. There are 240 "
        "units of wood and 330 units of gas available. How many hours should each oven be "
        "used to minimize the total baking time?",
        "min",
        (1, 1),
        (((20, 35), ">=", 500), ((15, 0), "<=", 240), ((0, 22), "<=", 330)),
        whole=False,
    ),
    Told(
        "a gardener mixes two fertilizers",
        "A gardener mixes two fertilizers, GrowFast and RootStrong. Each bag of GrowFast "
        "contains 4 units of nitrogen and 2 units of potash and costs $6. Each bag of "
        "RootStrong contains 3 units of nitrogen and 5 units of potash and costs $7. The mix "
        "must have at least 60 units of nitrogen and 50 units of potash. How many bags of "
        "each should be bought to minimize cost?",
        "min",
        (6, 7),
        (((4, 3), ">=", 60), ((2, 5), ">=", 50)),
    ),
    Told(
        "a theater sells balcony seats",
        "A theater sells balcony seats for $30 and floor seats for $55. It has 400 seats in "
        "total. At least 100 seats must be balcony seats, and at least three times as many "
        "people prefer floor seats as balcony seats. How many of each should be sold to "
        "maximize revenue?",
        "max",
        (30, 55),
        (((1, 1), "<=", 400), ((1, 0), ">=", 100), ((-3, 1), ">=", 0)),
    ),
    Told(
        "a tailor makes shirts and",
        "A tailor makes shirts and trousers. It takes 2 hours to cut and 3 hours to sew a "
        "shirt. It takes 1 hour to cut and 4 hours to sew a pair of trousers. There are 80 "
        "hours available for cutting and 150 hours available for sewing. The profit per shirt "
        "is $12 and the profit per pair of trousers is $18. How many of each should be made "
        "to maximize profit?",
        "max",
        (12, 18),
        (((2, 1), "<=", 80), ((3, 4), "<=", 150)),
    ),
    Told(
        "a farmer has acres to",
        "A farmer has 120 acres to plant with oats and rye. Planting an acre of oats takes 2 "
        "hours and costs $50 while planting an acre of rye takes 3 hours and costs $40. The "
        "farmer has 300 hours of labor and $5000. If the profit is $90 per acre of oats and "
        "$110 per acre of rye, how many acres of each should be planted to maximize profit?",
        "max",
        (90, 110),
        (((1, 1), "<=", 120), ((2, 3), "<=", 300), ((50, 40), "<=", 5000)),
        whole=False,
    ),
    Told(
        "a clinic gives two kinds",
        "A clinic gives two kinds of shots: seasonal shots and travel shots. A seasonal shot "
        "takes 5 minutes and a travel shot takes 12 minutes. Each seasonal shot uses 2 ml of "
        "saline and each travel shot uses 3 ml of saline. The clinic has 900 minutes and 300 "
        "ml of saline. At least 20 travel shots must be given. How many of each should be "
        "given to maximize the total number of shots?",
        "max",
        (1, 1),
        (((5, 12), "<=", 900), ((2, 3), "<=", 300), ((0, 1), ">=", 20)),
    ),
    Told(
        "a dairy has two machines",
        "A dairy has two machines to produce butter and cheese. Machine A makes 10 kg of "
        "butter and 6 kg of cheese per hour. Machine B makes 7 kg of butter and 11 kg of "
        "cheese per hour. Machine A costs $40 per hour to run and machine B costs $50 per "
        "hour to run. The dairy needs at least 300 kg of butter and 280 kg of cheese. How "
        "many hours should each machine be run to minimize the cost?",
        "min",
        (40, 50),
        (((10, 7), ">=", 300), ((6, 11), ">=", 280)),
        whole=False,
    ),
    Told(
        "lena wants to invest at",
        "Lena wants to invest at most $20000 in bonds and shares. Bonds return 4% and shares "
        "return 9%. She wants to put at least $5000 into bonds and no more than 60% of her "
        "money into shares. How much should be invested in each to maximize her return?",
        "max",
        (0.04, 0.09),
        (((1, 1), "<=", 20000), ((1, 0), ">=", 5000), ((-0.6, 0.4), "<=", 0)),
        whole=False,
    ),
    Told(
        "a museum can advertise on",
        "A museum can advertise on posters and on the radio. A poster costs $20 and reaches "
        "300 people. A radio spot costs $150 and reaches 2500 people. The budget is $6000. "
        "There must be at least 10 radio spots and the number of posters must be between 20 "
        "and 100. How many of each should be bought to maximize the reach?",
        "max",
        (300, 2500),
        (((20, 150), "<=", 6000), ((0, 1), ">=", 10), ((1, 0), ">=", 20), ((1, 0), "<=", 100)),
    ),
    Told(
        "a bus company must transport",
        "A bus company must transport at least 800 visitors with minibuses and coaches. A "
        "minibus holds 18 visitors and a coach holds 50 visitors. At most 30% of the vehicles "
        "can be coaches. How many of each should be used to minimize the total number of "
        "vehicles?",
        "min",
        (1, 1),
        (((18, 50), ">=", 800), ((-0.3, 0.7), "<=", 0)),
    ),
    Told(
        "a store stocks lamps and",
        "A store stocks lamps and fans. A lamp takes up 2 square feet of space and a fan "
        "takes up 5 square feet. There are 200 square feet available. At most 75% of the "
        "items in stock can be lamps, and the store wants at least 8 fans. The profit is $9 "
        "on each lamp and $20 on each fan. How many of each should be stocked to maximize "
        "profit?",
        "max",
        (9, 20),
        (((2, 5), "<=", 200), ((0.25, -0.75), "<=", 0), ((0, 1), ">=", 8)),
    ),
    Told(
        "a chemist makes a cream",
        "A chemist makes a cream from two base liquids, P and Q. One litre of P has 30 grams "
        "of zinc and 12 grams of oil. One litre of Q has 18 grams of zinc and 25 grams of "
        "oil. The cream must have no less than 400 grams of zinc and no less than 350 grams "
        "of oil. Liquid P costs $3 a litre and liquid Q costs $2.5 a litre. How many litres "
        "of each should be used to minimize the cost?",
        "min",
        (3, 2.5),
        (((30, 18), ">=", 400), ((12, 25), ">=", 350)),
        whole=False,
    ),
    Told(
        "a smith forges swords and",
        "A smith forges swords and shields. Each sword uses 3 bars of iron and 2 hours of "
        "work; each shield uses 5 bars of iron and 1 hour of work. 150 bars of iron and 60 "
        "hours of work are available. A sword sells for $70 and a shield sells for $80. Find "
        "the number of swords and shields that maximizes revenue.",
        "max",
        (70, 80),
        (((3, 5), "<=", 150), ((2, 1), "<=", 60)),
    ),
    Told(
        "tom exercises by running and",
        "Tom exercises by running and swimming. Running burns 10 calories per minute and "
        "swimming burns 12 calories per minute. He must burn at least 600 calories. Because "
        "he dislikes swimming, the time spent running must be at least twice the time spent "
        "swimming. How many minutes should he spend on each to minimize the total time?",
        "min",
        (1, 1),
        (((10, 12), ">=", 600), ((1, -2), ">=", 0)),
        whole=False,
    ),
    Told(
        "a printer can print flyers",
        "A printer can print flyers and booklets. Flyers take 2 minutes of printing and 1 "
        "minute of folding; booklets take 6 minutes of printing and 4 minutes of folding. "
        "Printing time is limited to 480 minutes and folding time to 260 minutes. Each flyer "
        "brings in $0.5 and each booklet brings in $1.8. How many of each should be printed "
        "to maximize the income?",
        "max",
        (0.5, 1.8),
        (((2, 6), "<=", 480), ((1, 4), "<=", 260)),
    ),
    Told(
        "a zoo buys hay and",
        "A zoo buys hay and pellets for its animals. A bale of hay has 8 units of fiber and 3 "
        "units of protein, and a sack of pellets has 2 units of fiber and 9 units of protein. "
        "The animals need at least 160 units of fiber and 120 units of protein a day. A bale "
        "of hay costs $5 and a sack of pellets costs $11. How many bales and sacks should be "
        "bought each day to keep costs as low as possible?",
        "min",
        (5, 11),
        (((8, 2), ">=", 160), ((3, 9), ">=", 120)),
    ),
    Told(
        "a company ships goods by",
        "A company ships goods by train or by truck. A train can carry 70 tons per trip and a "
        "truck can carry 18 tons per trip. Each train trip costs $900 and each truck trip "
        "costs $300. At least 1000 tons must be shipped, and the number of train trips cannot "
        "exceed the number of truck trips. How many trips of each kind minimize the cost?",
        "min",
        (900, 300),
        (((70, 18), ">=", 1000), ((1, -1), "<=", 0)),
    ),
    Told(
        "a bakery sells muffins and",
        "A bakery sells muffins and scones in boxes. A box of muffins uses 400 g of flour and "
        "150 g of sugar, and a box of scones uses 500 g of flour and 80 g of sugar. The "
        "bakery has 20 kg of flour and 6 kg of sugar. It earns $4 on a box of muffins and "
        "$3.5 on a box of scones. How many boxes of each should it bake to maximize profit?",
        "max",
        (4, 3.5),
        (((400, 500), "<=", 20000), ((150, 80), "<=", 6000)),
    ),
    Told(
        "an office needs desks and",
        "An office needs desks and shelves. A desk seats 2 people and costs $180; a shelf "
        "stores 60 books and costs $75. There must be seats for at least 24 people and room "
        "for at least 600 books. The office floor can hold at most 40 pieces. How many desks "
        "and shelves minimize the cost?",
        "min",
        (180, 75),
        (((2, 0), ">=", 24), ((0, 60), ">=", 600), ((1, 1), "<=", 40)),
    ),
    Told(
        "a hotel cleans rooms with",
        "A hotel cleans rooms with junior and senior cleaners. A junior cleaner cleans 6 "
        "rooms per shift and earns $60. A senior cleaner cleans 10 rooms per shift and earns "
        "$95. The hotel has 150 rooms to clean and wants at least a third of the cleaners to "
        "be senior. How many of each should be scheduled to minimize the wage bill?",
        "min",
        (60, 95),
        (((6, 10), ">=", 150), ((-1 / 3, 2 / 3), ">=", 0)),
    ),
    Told(
        "a candle maker makes small",
        "A candle maker makes small and large candles. A small candle uses 100 grams of wax "
        "and burns 5 hours. A large candle uses 250 grams of wax and burns 14 hours. There "
        "are 10000 grams of wax. At least twice as many small candles as large candles must "
        "be made, and at least 10 large candles are needed. How many of each should be made "
        "to maximize the total burning time?",
        "max",
        (5, 14),
        (((100, 250), "<=", 10000), ((1, -2), ">=", 0), ((0, 1), ">=", 10)),
    ),
    Told(
        "a city can build parking",
        "A city can build parking lots and parking garages. A lot takes 2 acres of land and "
        "has 100 spaces. A garage takes 1 acre of land and has 240 spaces. The city has 30 "
        "acres of land and a budget of $9 million. A lot costs $150000 and a garage costs "
        "$600000. How many of each should be built to maximize the number of spaces?",
        "max",
        (100, 240),
        (((2, 1), "<=", 30), ((150000, 600000), "<=", 9000000.0)),
    ),
    Told(
        "a fisherman can use nets",
        "A fisherman can use nets or lines. Each net catches 30 fish and needs 12 units of "
        "bait, and each line catches 4 fish and needs 3 units of bait. He has 200 units of "
        "bait and must use at least 10 lines. How many nets and lines should he use to "
        "maximize the amount of fish caught?",
        "max",
        (30, 4),
        (((12, 3), "<=", 200), ((0, 1), ">=", 10)),
    ),
    Told(
        "a phone company runs two",
        "A phone company runs two call centers, north and south. The north center handles 40 "
        "calls per hour and costs $120 per hour. The south center handles 25 calls per hour "
        "and costs $70 per hour. In total at least 1000 calls must be handled. The south "
        "center can be open for at most 24 hours. How many hours should each center be open "
        "to minimize total cost?",
        "min",
        (120, 70),
        (((40, 25), ">=", 1000), ((0, 1), "<=", 24)),
        whole=False,
    ),
    Told(
        "a juice bar blends mango",
        "A juice bar blends mango and peach smoothies. Each mango smoothie contains 3 mangoes "
        "and 1 cup of yogurt, and each peach smoothie contains 4 peaches and 2 cups of "
        "yogurt. The bar has 90 mangoes, 100 peaches and 60 cups of yogurt. Mango smoothies "
        "sell for $5 each and peach smoothies for $6 each. How many of each smoothie should "
        "be sold to maximize sales?",
        "max",
        (5, 6),
        (((3, 0), "<=", 90), ((0, 4), "<=", 100), ((1, 2), "<=", 60)),
    ),
    Told(
        "a ferry takes cars and",
        "A ferry takes cars and trucks. Each car pays $20 and takes 8 square meters. Each "
        "truck pays $55 and takes 22 square meters. The deck has 1100 square meters. The "
        "number of trucks may be at most half the number of cars. Formulate a linear program "
        "to maximize the money collected.",
        "max",
        (20, 55),
        (((8, 22), "<=", 1100), ((-0.5, 1), "<=", 0)),
    ),
    Told(
        "a school is hiring tutors",
        "A school is hiring tutors and assistants. Each tutor helps 15 pupils and each "
        "assistant helps 8 pupils. A tutor is paid $35 per hour and an assistant is paid $18 "
        "per hour. There are 240 pupils. At least 6 tutors must be hired and there can be no "
        "more than 12 assistants. How many of each should be hired to minimize hourly pay?",
        "min",
        (35, 18),
        (((15, 8), ">=", 240), ((1, 0), ">=", 6), ((0, 1), "<=", 12)),
    ),
    Told(
        "two factories east and west",
        "Two factories, East and West, make plates and bowls. Each day that East runs, it "
        "makes 200 plates and 80 bowls at a cost of $1000. Each day that West runs, it makes "
        "120 plates and 150 bowls at a cost of $1200. An order calls for at least 2400 plates "
        "and 1800 bowls. How many days should each factory run to minimize the total cost?",
        "min",
        (1000, 1200),
        (((200, 120), ">=", 2400), ((80, 150), ">=", 1800)),
        whole=False,
    ),
    Told(
        "a florist makes two bouquets",
        "A florist makes two bouquets. A spring bouquet has 6 tulips and 3 lilies and sells "
        "for $14. A summer bouquet has 4 tulips and 5 lilies and sells for $16. There are 240 "
        "tulips and 200 lilies. How many of each bouquet should the florist make to maximize "
        "revenue?",
        "max",
        (14, 16),
        (((6, 4), "<=", 240), ((3, 5), "<=", 200)),
    ),
    Told(
        "a baker sells regular and",
        "A baker sells regular and deluxe cakes at $20 and $32 each, respectively. A regular "
        "cake requires 2 eggs and a deluxe cake requires 5 eggs. The baker has 130 eggs and "
        "can bake at most 40 cakes in total. How many cakes of each type should be baked to "
        "maximize revenue?",
        "max",
        (20, 32),
        (((2, 5), "<=", 130), ((1, 1), "<=", 40)),
    ),
    Told(
        "a rental shop buys kayaks",
        "A rental shop buys kayaks and canoes. Kayaks cost $300 each and canoes cost $450 "
        "each, and the shop can spend up to $12000. Kayaks hold 1 person while canoes hold 3 "
        "people. The shop wants at least as many kayaks as canoes. How many of each maximize "
        "the number of people who can be on the water?",
        "max",
        (1, 3),
        (((300, 450), "<=", 12000), ((1, -1), ">=", 0)),
    ),
    Told(
        "a mill produces plain and",
        "A mill produces plain and fancy paper. Producing one ton of plain paper requires 3 "
        "tons of wood and 2 hours on the press. Producing one ton of fancy paper requires 5 "
        "tons of wood and 4 hours on the press. Each week there are 90 tons of wood and 70 "
        "hours on the press. Plain paper yields a profit of $200 a ton and fancy paper $370 a "
        "ton. How many tons of each should be produced weekly to maximize profit?",
        "max",
        (200, 370),
        (((3, 5), "<=", 90), ((2, 4), "<=", 70)),
        whole=False,
    ),
    Told(
        "a company sells tents and",
        "A company sells tents and stoves. Each tent requires 4 hours of labor, and each "
        "stove requires 2.5 hours of labor. Labor is limited to 500 hours. Demand requires at "
        "least 40 tents but no more than 100 stoves. A tent makes $30 and a stove makes $22. "
        "What is the maximum profit?",
        "max",
        (30, 22),
        (((4, 2.5), "<=", 500), ((1, 0), ">=", 40), ((0, 1), "<=", 100)),
    ),
    Told(
        "a nurse must give a",
        "A nurse must give a patient pills and syrup. One pill gives 4 units of iron and 1 "
        "unit of calcium. One spoon of syrup gives 3 units of iron and 2 units of calcium. "
        "The patient needs at least 24 units of iron and exactly 12 units of calcium. A pill "
        "costs $0.3 and a spoon of syrup costs $0.5. How many of each minimize the cost?",
        "min",
        (0.3, 0.5),
        (((4, 3), ">=", 24), ((1, 2), "==", 12)),
    ),
    Told(
        "a builder uses steel beams",
        "A builder uses steel beams and wooden beams. A steel beam weighs 80 kg and holds 900 "
        "kg. A wooden beam weighs 35 kg and holds 400 kg. At least 9000 kg must be held, no "
        "more than 8 steel beams can be used, and wooden beams must make up at least 40% of "
        "all beams. How many of each minimize the total weight?",
        "min",
        (80, 35),
        (((900, 400), ">=", 9000), ((1, 0), "<=", 8), ((-0.4, 0.6), ">=", 0)),
    ),
    Told(
        "a charity packs family boxes",
        "A charity packs family boxes and single boxes. A family box contains 5 cans and 3 "
        "bags of rice. A single box contains 2 cans and 1 bag of rice. The charity has 500 "
        "cans and 280 bags of rice. A family box feeds 4 people and a single box feeds 1 "
        "person. How many of each box should be packed to feed as many people as possible?",
        "max",
        (4, 1),
        (((5, 2), "<=", 500), ((3, 1), "<=", 280)),
    ),
    Told(
        "a salon offers cuts colorings",
        "A salon offers cuts, colorings and perms. A cut takes 30 minutes, a coloring 90 "
        "minutes and a perm 120 minutes. The salon has 2400 minutes a week. A cut brings $25, "
        "a coloring $80 and a perm $95. At least 20 cuts and at most 10 perms are done each "
        "week. How many of each maximize the weekly revenue?",
        "max",
        (25, 80, 95),
        (((30, 90, 120), "<=", 2400), ((1, 0, 0), ">=", 20), ((0, 0, 1), "<=", 10)),
    ),
    Told(
        "a logistics firm has to",
        "A logistics firm has to decide how many planes and ships to charter. A plane can "
        "carry 40 pallets and costs $3000 to charter. A ship can carry 150 pallets and costs "
        "$5200 to charter. At least 1200 pallets have to be carried. To keep deliveries fast, "
        "there have to be at least twice as many planes as ships. How many of each should be "
        "chartered to minimize costs?",
        "min",
        (3000, 5200),
        (((40, 150), ">=", 1200), ((1, -2), ">=", 0)),
    ),
    Told(
        "maria bakes two kinds of",
        "Maria bakes two kinds of pies, apple pies and cherry pies. For each apple pie she "
        "needs 5 apples and 300 grams of flour, and for each cherry pie she needs 80 cherries "
        "and 250 grams of flour. She has 100 apples, 2000 cherries, and 9000 grams of flour. "
        "Each apple pie sells for $11 and each cherry pie sells for $13. How many pies of "
        "each kind should she bake in order to maximize her revenue?",
        "max",
        (11, 13),
        (((5, 0), "<=", 100), ((0, 80), "<=", 2000), ((300, 250), "<=", 9000)),
    ),
    Told(
        "a car wash offers a",
        "A car wash offers a basic wash and a premium wash. The basic wash takes 10 minutes "
        "and uses 40 liters of water. The premium wash takes 25 minutes and uses 70 liters of "
        "water. The car wash has 600 minutes of staff time and 2000 liters of water available "
        "per day. The profit from a basic wash is $6 and the profit from a premium wash is "
        "$14. Find the daily number of washes of each type that maximizes profit.",
        "max",
        (6, 14),
        (((10, 25), "<=", 600), ((40, 70), "<=", 2000)),
    ),
    Told(
        "a jeweler makes rings and",
        "A jeweler makes rings and necklaces using gold and silver. A ring takes 4 grams of "
        "gold and 6 grams of silver, while a necklace takes 10 grams of gold and 9 grams of "
        "silver. There are 500 grams of gold and 540 grams of silver in stock. The number of "
        "necklaces cannot be more than a third of the number of rings. The profit on a ring "
        "is $80 and on a necklace $190. How many rings and necklaces should be made to "
        "maximize profit?",
        "max",
        (80, 190),
        (((4, 10), "<=", 500), ((6, 9), "<=", 540), ((-1 / 3, 1), "<=", 0)),
    ),
    Told(
        "a vendor sells hot dogs",
        "A vendor sells hot dogs and pretzels from a cart that can hold at most 200 items. "
        "Each hot dog costs the vendor $1.5 and each pretzel costs $0.8. The vendor can spend "
        "no more than $250. The vendor earns $2 per hot dog and $1.2 per pretzel. The vendor "
        "must stock at least 50 hot dogs. How many of each should be stocked to maximize "
        "earnings?",
        "max",
        (2, 1.2),
        (((1, 1), "<=", 200), ((1.5, 0.8), "<=", 250), ((1, 0), ">=", 50)),
    ),
    Told(
        "a power plant burns coal",
        "A power plant burns coal and gas. Each ton of coal produces 6 units of energy and 4 "
        "units of smoke; each ton of gas produces 9 units of energy and 1 unit of smoke. Coal "
        "costs $20 per ton and gas costs $55 per ton. The plant must produce at least 360 "
        "units of energy and no more than 120 units of smoke. How many tons of each should be "
        "burned to keep the total cost to a minimum?",
        "min",
        (20, 55),
        (((6, 9), ">=", 360), ((4, 1), "<=", 120)),
        whole=False,
    ),
    Told(
        "a farmer keeps sheep and",
        "A farmer keeps sheep and goats. A sheep eats 4 pounds of hay and a goat eats 3 "
        "pounds of hay each day. There are 120 pounds of hay each day. A sheep gives 2 "
        "gallons of milk and a goat gives 1.5 gallons of milk a day. The farm can house at "
        "most 36 animals. How many sheep and goats should be kept to maximize the milk?",
        "max",
        (2, 1.5),
        (((4, 3), "<=", 120), ((1, 1), "<=", 36)),
    ),
    Told(
        "a paint maker blends matte",
        "A paint maker blends matte paint and gloss paint. Each liter of matte paint needs "
        "0.3 kg of pigment and 0.6 liters of binder. Each liter of gloss paint needs 0.2 kg "
        "of pigment and 0.7 liters of binder. The supplies are 60 kg of pigment and 140 "
        "liters of binder. A liter of matte paint gives a profit of $2.4 and a liter of gloss "
        "paint gives a profit of $2.9. How many liters of each paint should be blended to "
        "maximize profit?",
        "max",
        (2.4, 2.9),
        (((0.3, 0.2), "<=", 60), ((0.6, 0.7), "<=", 140)),
        whole=False,
    ),
    Told(
        "a tour operator uses jeeps",
        "A tour operator uses jeeps and vans. Jeeps seat 4 tourists and vans seat 9 tourists. "
        "Running a jeep pollutes 5 units and running a van pollutes 8 units. The operator "
        "must take 180 tourists, and no more than 10 vans can be used. How many jeeps and "
        "vans should be run to minimize pollution?",
        "min",
        (5, 8),
        (((4, 9), ">=", 180), ((0, 1), "<=", 10)),
    ),
    Told(
        "a student divides her study",
        "A student divides her study time between math and history. Each hour of math raises "
        "her score by 3 points and each hour of history raises her score by 2 points. She can "
        "study at most 40 hours in total. She needs to spend at least 10 hours on history and "
        "the hours of math may not exceed three times the hours of history. How many hours of "
        "each maximize her score?",
        "max",
        (3, 2),
        (((1, 1), "<=", 40), ((0, 1), ">=", 10), ((1, -3), "<=", 0)),
        whole=False,
    ),
    Told(
        "a clothing store orders scarves",
        "A clothing store orders scarves and hats. Scarves cost $8 a piece and hats cost $12 "
        "a piece. The store has a budget of $1200. It can sell at most 90 scarves and at most "
        "70 hats. A scarf is sold for $20 and a hat is sold for $27. How many of each should "
        "be ordered to maximize sales revenue?",
        "max",
        (20, 27),
        (((8, 12), "<=", 1200), ((1, 0), "<=", 90), ((0, 1), "<=", 70)),
    ),
    Told(
        "an aid group can send",
        "An aid group can send food by helicopter or by truck. A helicopter trip carries 2 "
        "tons, takes 3 hours and costs $2500. A truck trip carries 7 tons, takes 10 hours and "
        "costs $900. At least 60 tons must be sent with at most $35000. At least 5 helicopter "
        "trips are needed to reach the mountains. How many trips of each should be made to "
        "minimize the total hours?",
        "min",
        (3, 10),
        (((2, 7), ">=", 60), ((2500, 900), "<=", 35000), ((1, 0), ">=", 5)),
    ),
    Told(
        "a toy factory produces trains",
        "A toy factory produces trains and robots. The factory can produce at most 300 trains "
        "and at most 220 robots a week. Each train takes 2 hours in assembly and each robot "
        "takes 3 hours in assembly. 900 hours of assembly are available. Profit is $9 per "
        "train and $16 per robot. What production plan maximizes weekly profit?",
        "max",
        (9, 16),
        (((1, 0), "<=", 300), ((0, 1), "<=", 220), ((2, 3), "<=", 900)),
    ),
    Told(
        "a nutritionist wants to combine",
        "A nutritionist wants to combine oats and nuts into a snack. 100 grams of oats "
        "contain 11 grams of protein and 7 grams of fat. 100 grams of nuts contain 20 grams "
        "of protein and 50 grams of fat. The snack must contain at least 60 grams of protein "
        "and at most 90 grams of fat. 100 grams of oats cost $0.3 and 100 grams of nuts cost "
        "$1.5. How much of each minimizes the cost?",
        "min",
        (0.003, 0.015),
        (((0.11, 0.2), ">=", 60), ((0.07, 0.5), "<=", 90)),
        whole=False,
    ),
    Told(
        "a hospital schedules surgeons and",
        "A hospital schedules surgeons and nurses. A surgeon costs $900 per day and treats 4 "
        "patients; a nurse costs $250 per day and treats 9 patients. At least 100 patients "
        "must be treated a day. The number of nurses must be no more than four times the "
        "number of surgeons and at least 6 surgeons are needed. How many surgeons and nurses "
        "should be scheduled to minimize cost?",
        "min",
        (900, 250),
        (((4, 9), ">=", 100), ((-4, 1), "<=", 0), ((1, 0), ">=", 6)),
    ),
    Told(
        "a carpenter uses pine and",
        "A carpenter uses pine and oak to make frames of two sizes: small frames and large "
        "frames. Small frames require 2 feet of pine and 1 foot of oak. Large frames require "
        "3 feet of pine and 4 feet of oak. The carpenter has 180 feet of pine and 160 feet of "
        "oak. Small frames sell at $15 and large frames sell at $34. How many small and large "
        "frames should be made to maximize revenue?",
        "max",
        (15, 34),
        (((2, 3), "<=", 180), ((1, 4), "<=", 160)),
    ),
    Told(
        "to promote a concert a",
        "To promote a concert, a band uses flyers, posters and radio ads. A flyer costs $0.2, "
        "a poster costs $3 and a radio ad costs $80. They reach 1, 25 and 900 people "
        "respectively. The budget is $2000. At most 10 radio ads can be aired, and at least "
        "100 posters must be hung. How many of each should be used to maximize the number of "
        "people reached?",
        "max",
        (1, 25, 900),
        (((0.2, 3, 80), "<=", 2000), ((0, 0, 1), "<=", 10), ((0, 1, 0), ">=", 100)),
    ),
    Told(
        "a refinery can run on",
        "A refinery can run on light crude or heavy crude. Light crude yields 0.6 barrels of "
        "petrol and 0.2 barrels of diesel per barrel. Heavy crude yields 0.3 barrels of "
        "petrol and 0.5 barrels of diesel per barrel. The refinery must make at least 900 "
        "barrels of petrol and at least 800 barrels of diesel. Light crude costs $70 per "
        "barrel and heavy crude costs $52 per barrel. How many barrels of each should be "
        "bought to minimize costs?",
        "min",
        (70, 52),
        (((0.6, 0.3), ">=", 900), ((0.2, 0.5), ">=", 800)),
        whole=False,
    ),
    Told(
        "a warehouse has cubic feet",
        "A warehouse has 4000 cubic feet for storing sofas and armchairs. A sofa takes 60 "
        "cubic feet and an armchair takes 25 cubic feet. Because armchairs are popular, the "
        "number of armchairs must be at least 1.5 times the number of sofas. At least 10 "
        "sofas must be stored. Storing a sofa earns $12 and storing an armchair earns $6. How "
        "many of each should be stored for the highest earnings?",
        "max",
        (12, 6),
        (((60, 25), "<=", 4000), ((-1.5, 1), ">=", 0), ((1, 0), ">=", 10)),
    ),
    Told(
        "a software house has to",
        "A software house has to fix bugs and add features. Fixing a bug takes a developer 3 "
        "hours and testing it takes 1 hour. Adding a feature takes a developer 14 hours and "
        "testing it takes 5 hours. There are 280 developer hours and 110 testing hours. The "
        "value of a fixed bug is 2 points and the value of an added feature is 11 points. How "
        "many bugs and features maximize the value?",
        "max",
        (2, 11),
        (((3, 14), "<=", 280), ((1, 5), "<=", 110)),
    ),
    Told(
        "a coffee roaster sells a",
        "A coffee roaster sells a house blend and a dark blend. The house blend uses 0.4 kg "
        "of robusta beans and 0.6 kg of arabica beans per bag. The dark blend uses 0.7 kg of "
        "robusta beans and 0.3 kg of arabica beans per bag. Each week 210 kg of robusta beans "
        "and 240 kg of arabica beans can be bought. Each bag of house blend yields $5 and "
        "each bag of dark blend yields $4.5. How many bags of each blend should be sold to "
        "maximize profit?",
        "max",
        (5, 4.5),
        (((0.4, 0.7), "<=", 210), ((0.6, 0.3), "<=", 240)),
    ),
    Told(
        "a city plants maples and",
        "A city plants maples and birches along its roads. A maple costs $120 and absorbs 22 "
        "kg of dust per year, and a birch costs $75 and absorbs 13 kg of dust per year. The "
        "city wants to absorb at least 5000 kg of dust per year. No more than 60% of the "
        "trees can be maples. How many of each tree should be planted at least cost?",
        "min",
        (120, 75),
        (((22, 13), ">=", 5000), ((0.4, -0.6), "<=", 0)),
    ),
    Told(
        "a diver needs to pack",
        "A diver needs to pack oxygen tanks and nitrox tanks. Oxygen tanks weigh 12 kg and "
        "last 40 minutes; nitrox tanks weigh 15 kg and last 55 minutes. The boat allows a "
        "total weight of no more than 150 kg. At least 2 nitrox tanks must be packed. How "
        "many tanks of each type should be packed to maximize the total diving time?",
        "max",
        (40, 55),
        (((12, 15), "<=", 150), ((0, 1), ">=", 2)),
    ),
    Told(
        "a caterer serves chicken meals",
        "A caterer serves chicken meals and vegetarian meals. A chicken meal takes 20 minutes "
        "to cook and a vegetarian meal takes 15 minutes to cook. The caterer has 50 hours of "
        "cooking time. At least 40% of the meals must be vegetarian and at least 60 chicken "
        "meals were ordered. The profit per chicken meal is $7 and per vegetarian meal is $6. "
        "How many meals of each type should be served to maximize profit?",
        "max",
        (7, 6),
        (((20, 15), "<=", 3000), ((-0.4, 0.6), ">=", 0), ((1, 0), ">=", 60)),
    ),
    Told(
        "an online shop sends goods",
        "An online shop sends goods in boxes and in bags. A box fits 12 goods and a bag fits "
        "4 goods. A box costs 90 cents and a bag costs 25 cents. The shop has 200 boxes and "
        "500 bags and needs to send at least 3000 goods. How many boxes and bags should be "
        "used to minimize cost?",
        "min",
        (90, 25),
        (((12, 4), ">=", 3000), ((1, 0), "<=", 200), ((0, 1), "<=", 500)),
    ),
    Told(
        "a ski resort buys snow",
        "A ski resort buys snow guns of two types, A and B. Type A covers 3 hectares and uses "
        "20 kW; type B covers 5 hectares and uses 38 kW. The resort must cover 60 hectares. "
        "Type A costs $9000 and type B costs $14000. Power is limited to 430 kW. How many of "
        "each type should be bought to minimize the cost?",
        "min",
        (9000, 14000),
        (((3, 5), ">=", 60), ((20, 38), "<=", 430)),
    ),
    Told(
        "ana has two part time",
        "Ana has two part-time jobs, tutoring and babysitting. She can work at most 18 hours "
        "a week. Tutoring pays $22 per hour and babysitting pays $15 per hour. She must work "
        "at least 4 hours as a babysitter, and she does not want to tutor for more than 10 "
        "hours. How many hours should she work at each job to maximize her income?",
        "max",
        (22, 15),
        (((1, 1), "<=", 18), ((0, 1), ">=", 4), ((1, 0), "<=", 10)),
        whole=False,
    ),
    Told(
        "a company makes three products",
        "A company makes three products: P1, P2 and P3. The profit per unit is $12 for P1, "
        "$15 for P2 and $9 for P3. Each unit of P1 requires 2 hours of machine time, each "
        "unit of P2 requires 3 hours and each unit of P3 requires 1 hour. The company has 400 "
        "hours of machine time. The company must produce at least 20 units of P1, and the "
        "total number of units cannot exceed 220. The company wants to maximize the total "
        "profit.",
        "max",
        (12, 15, 9),
        (((2, 3, 1), "<=", 400), ((1, 0, 0), ">=", 20), ((1, 1, 1), "<=", 220)),
    ),
    Told(
        "a logistics company operates three",
        "A logistics company operates three types of trucks: small, medium, and large. The "
        "company needs to decide how many trucks of each type to buy. A small truck costs "
        "$30,000, a medium truck costs $50,000 and a large truck costs $80,000. A small truck "
        "can carry 5 tons, a medium truck can carry 9 tons, and a large truck can carry 16 "
        "tons. The company has a budget of $1,000,000. Due to parking limits, no more than 25 "
        "trucks can be bought. At least 4 small trucks are required for city work. The "
        "company wants to maximize the total carrying capacity.",
        "max",
        (5, 9, 16),
        (((30000, 50000, 80000), "<=", 1000000.0), ((1, 1, 1), "<=", 25), ((1, 0, 0), ">=", 4)),
    ),
    Told(
        "an energy firm is considering",
        "An energy firm is considering solar, wind and hydro plants. The construction cost is "
        "$2 million for a solar plant, $3 million for a wind plant and $5 million for a hydro "
        "plant. A solar plant generates 10 MW, a wind plant generates 17 MW, and a hydro "
        "plant generates 30 MW. The firm has a budget of $60 million and wants at least 2 "
        "plants of each type. How many plants of each type should be built to maximize the "
        "power generated?",
        "max",
        (10, 17, 30),
        (((2, 3, 5), "<=", 60), ((1, 0, 0), ">=", 2), ((0, 1, 0), ">=", 2), ((0, 0, 1), ">=", 2)),
    ),
    Told(
        "a bakery bakes bread cakes",
        "A bakery bakes bread, cakes and pies. For bread, the selling price is $4 and the "
        "ingredient cost is $1.5. For cakes, the selling price is $20 and the ingredient cost "
        "is $8. For pies, the selling price is $14 and the ingredient cost is $5. Bread takes "
        "1 hour, cakes take 3 hours and pies take 2 hours of oven time. There are 120 hours "
        "of oven time per week. The bakery must bake at least 10 of each item. The bakery "
        "aims to maximize its profit.",
        "max",
        (2.5, 12, 9),
        (
            ((1, 3, 2), "<=", 120),
            ((1, 0, 0), ">=", 10),
            ((0, 1, 0), ">=", 10),
            ((0, 0, 1), ">=", 10),
        ),
    ),
    Told(
        "a farmer owns acres of",
        "A farmer owns 200 acres of land and grows corn and beans. Each acre of corn yields a "
        "profit of $300 and each acre of beans yields a profit of $250. Each acre of corn "
        "needs 3 tons of fertilizer and each acre of beans needs 1 ton. The farmer has 450 "
        "tons of fertilizer. To keep the soil healthy, at least 60 acres must be planted with "
        "beans. How should the land be used to maximize the profit?",
        "max",
        (300, 250),
        (((1, 1), "<=", 200), ((3, 1), "<=", 450), ((0, 1), ">=", 60)),
        whole=False,
    ),
    Told(
        "a hospital wants to purchase",
        "A hospital wants to purchase three types of beds: standard, intensive and pediatric. "
        "The cost of each standard bed is $1,000, each intensive bed is $5,000 and each "
        "pediatric bed is $2,000. The hospital has $120,000. It needs at least 20 standard "
        "beds, at least 6 intensive beds and at least 5 pediatric beds. The number of "
        "intensive beds must not exceed half the number of standard beds. The hospital wants "
        "to maximize the total number of beds.",
        "max",
        (1, 1, 1),
        (
            ((1000, 5000, 2000), "<=", 120000),
            ((1, 0, 0), ">=", 20),
            ((0, 1, 0), ">=", 6),
            ((0, 0, 1), ">=", 5),
            ((-0.5, 1, 0), "<=", 0),
        ),
    ),
    Told(
        "a city council plans to",
        "A city council plans to install benches, fountains and lamps in a park. The "
        "objective is to minimize the total cost, with a bench costing 400 dollars, a "
        "fountain costing 3000 dollars and a lamp costing 250 dollars. The combined number of "
        "benches and lamps must be at least 60. There must be at least 2 fountains. The "
        "number of lamps must be at least twice the number of benches. All numbers must be "
        "whole.",
        "min",
        (400, 3000, 250),
        (((1, 0, 1), ">=", 60), ((0, 1, 0), ">=", 2), ((-2, 0, 1), ">=", 0)),
    ),
    Told(
        "a publisher prints novels atlases",
        "A publisher prints novels, atlases and cookbooks. Printing a novel uses 300 sheets "
        "of paper and 2 minutes of binding; printing an atlas uses 450 sheets and 6 minutes; "
        "printing a cookbook uses 200 sheets and 3 minutes. There are 90000 sheets of paper "
        "and 1200 minutes of binding available. The profits are $6, $18 and $7 for a novel, "
        "an atlas and a cookbook, respectively. How many of each should be printed to "
        "maximize profit?",
        "max",
        (6, 18, 7),
        (((300, 450, 200), "<=", 90000), ((2, 6, 3), "<=", 1200)),
    ),
    Told(
        "a school cafeteria serves pasta",
        "A school cafeteria serves pasta and salad. A portion of pasta has 500 calories and "
        "15 g of protein; a portion of salad has 200 calories and 6 g of protein. Pasta costs "
        "$2.20 a portion and salad costs $1.10 a portion. The cafeteria must provide at least "
        "90000 calories and at least 2800 g of protein. It may serve no more than 150 "
        "portions of pasta. How many portions of each give the lowest cost?",
        "min",
        (2.2, 1.1),
        (((500, 200), ">=", 90000), ((15, 6), ">=", 2800), ((1, 0), "<=", 150)),
    ),
    Told(
        "a workshop makes three kinds",
        "A workshop makes three kinds of chairs. The following table shows what each chair needs.\n"
        "\n"
        "| Chair | Wood (kg) | Labor (hours) | Profit per chair ($) |\n"
        "|-------|-----------|---------------|----------------------|\n"
        "| Basic | 4 | 1 | 12 |\n"
        "| Comfort | 6 | 2.5 | 25 |\n"
        "| Deluxe | 9 | 4 | 41 |\n"
        "\n"
        "The workshop has 600 kg of wood and 220 hours of labor available. At least 10 basic "
        "chairs must be made.\n"
        "How many chairs of each kind should be made to maximize profit?",
        "max",
        (12, 25, 41),
        (((4, 6, 9), "<=", 600), ((1, 2.5, 4), "<=", 220), ((1, 0, 0), ">=", 10)),
    ),
    Told(
        "a dispatcher assigns vans and",
        "A dispatcher assigns vans and trucks. The data are:\n"
        "\n"
        "| Vehicle | Capacity (boxes) | Cost per trip |\n"
        "| --- | --- | --- |\n"
        "| Van | 40 | $25 |\n"
        "| Truck | 110 | $60 |\n"
        "\n"
        "At least 1500 boxes must be moved. At most 10 trips can be made by truck. The dispatcher\n"
        "wants to minimize the total cost.",
        "min",
        (25, 60),
        (((40, 110), ">=", 1500), ((0, 1), "<=", 10)),
    ),
    Told(
        "let x be the number",
        "Let x be the number of desks and y the number of chairs that a firm makes. The firm "
        "wants to maximize 30x + 12y subject to 4x + 2y <= 200, x + 3y <= 180 and y >= 10, "
        "where x and y are integers.",
        "max",
        (30, 12),
        (((4, 2), "<=", 200), ((1, 3), "<=", 180), ((0, 1), ">=", 10)),
    ),
    Told(
        "a planner allocates hours to",
        "A planner allocates hours to two tasks, $T_1$ and $T_2$. Each hour on $T_1$ yields 6 "
        "points and each hour on $T_2$ yields 9 points. It must hold that $T_1 + T_2 \\leq "
        "40$, $2T_1 - T_2 \\geq 5$ and $T_2 \\leq 22$. Maximize the total points.",
        "max",
        (6, 9),
        (((1, 1), "<=", 40), ((2, -1), ">=", 5), ((0, 1), "<=", 22)),
        whole=False,
    ),
    Told(
        "an airline must choose how",
        "An airline must choose how many of aircraft A, B and C to operate. The operating "
        "costs are $4000, $6500 and $9000 per aircraft of type A, B and C. The aircraft seat "
        "100, 180 and 260 passengers respectively. At least 3000 passengers must be carried. "
        "Because of pilots, at most 10 aircraft of type C can be operated, and the number of "
        "aircraft A must be at least the number of aircraft B. Minimize the total operating "
        "cost.",
        "min",
        (4000, 6500, 9000),
        (((100, 180, 260), ">=", 3000), ((0, 0, 1), "<=", 10), ((1, -1, 0), ">=", 0)),
    ),
    Told(
        "a grocer orders apples pears",
        "A grocer orders apples, pears and plums by the crate. A crate of apples costs $14 "
        "and sells for $22. A crate of pears costs $18 and sells for $29. A crate of plums "
        "costs $25 and sells for $38. The grocer can spend at most $900 and has room for 45 "
        "crates. At least 5 crates of each fruit must be ordered. Maximize the profit.",
        "max",
        (8, 11, 13),
        (
            ((14, 18, 25), "<=", 900),
            ((1, 1, 1), "<=", 45),
            ((1, 0, 0), ">=", 5),
            ((0, 1, 0), ">=", 5),
            ((0, 0, 1), ">=", 5),
        ),
    ),
    Told(
        "a factory has two machines",
        "A factory has two machines. Machine 1 makes 50 parts per hour at a cost of $30 per "
        "hour, and machine 2 makes 80 parts per hour at a cost of $55 per hour. Each machine "
        "can run at most 16 hours a day. At least 1400 parts are needed a day. How long "
        "should each machine run to minimize the daily cost?",
        "min",
        (30, 55),
        (((50, 80), ">=", 1400), ((1, 0), "<=", 16), ((0, 1), "<=", 16)),
        whole=False,
    ),
    Told(
        "a winery bottles red and",
        "A winery bottles red and white wine. It has 3000 bottles. Each bottle of red brings "
        "a profit of $4 and each bottle of white brings a profit of $3. Red needs 0.02 hours "
        "of labor per bottle and white needs 0.01 hours. There are 45 hours of labor. The "
        "winery has orders for at least 400 bottles of white. How many bottles of each should "
        "it fill to earn the most?",
        "max",
        (4, 3),
        (((1, 1), "<=", 3000), ((0.02, 0.01), "<=", 45), ((0, 1), ">=", 400)),
    ),
    Told(
        "a resort employs gardeners and",
        "A resort employs gardeners and guides. Gardeners earn $450 per week and guides earn "
        "$600 per week. The resort requires a minimum of 60 workers, of whom at least 15 must "
        "be guides. To keep tours going, the number of guides should be at least a quarter of "
        "the number of gardeners. The resort wants to keep the weekly wage bill below $40000. "
        "Formulate an LP to minimize the wage bill.",
        "min",
        (450, 600),
        (((1, 1), ">=", 60), ((0, 1), ">=", 15), ((-0.25, 1), ">=", 0), ((450, 600), "<=", 40000)),
    ),
    Told(
        "a quarry has available a",
        "A quarry has available a total of 80 acres of land and must decide how many acres to "
        "use for marble and how many for granite. Each acre of marble brings in 3 tons of "
        "stone a day and needs 2 machines, while each acre of granite brings in 5 tons of "
        "stone a day and needs 4 machines. There are 260 machines available. How many acres "
        "of each should be used to maximize the amount of stone?",
        "max",
        (3, 5),
        (((1, 1), "<=", 80), ((2, 4), "<=", 260)),
        whole=False,
    ),
    Told(
        "there are two presses press",
        "There are two presses, press A and press B, for extracting olive oil and pomace. "
        "Press A can produce 15 units of olive oil and 9 units of pomace per hour while press "
        "B can produce 20 units of olive oil and 6 units of pomace per hour. Press A requires "
        "12 units of water per hour and press B requires 17 units of water per hour. There "
        "are 900 units of water available, and at least 600 units of olive oil and 300 units "
        "of pomace are needed. How many hours should each press be used to minimize the total "
        "time?",
        "min",
        (1, 1),
        (((15, 20), ">=", 600), ((9, 6), ">=", 300), ((12, 17), "<=", 900)),
        whole=False,
    ),
    Told(
        "a pet shop needs to",
        "A pet shop needs to transport fish either in tanks or in bags. Each tank can hold 30 "
        "fish and takes up 8 units of space, while each bag can hold 4 fish and takes up 1 "
        "unit of space. The shop has at most 120 units of space, and at least 60% of the "
        "containers must be bags. Further, at least 5 tanks must be used. How many of each "
        "container maximizes the number of fish transported?",
        "max",
        (30, 4),
        (((8, 1), "<=", 120), ((-0.6, 0.4), ">=", 0), ((1, 0), ">=", 5)),
    ),
    Told(
        "both carbon tubes and steel",
        "Both carbon tubes and steel tubes can be used to build a frame. It takes 4 grams of "
        "resin and 3 hours of heat to make one carbon tube. It takes 1 gram of resin and 5 "
        "hours of heat to make one steel tube. There is a total of 200 grams of resin and 300 "
        "hours of heat available. A carbon tube bears 90 kg and a steel tube bears 70 kg. How "
        "many of each tube should be made to maximize the load borne?",
        "max",
        (90, 70),
        (((4, 1), "<=", 200), ((3, 5), "<=", 300)),
    ),
    Told(
        "a grandmother knits socks and",
        "A grandmother knits socks and mittens. She spends 3 hours on a pair of socks and 4 "
        "hours on a pair of mittens and she has 60 hours. She uses 50 grams of wool for a "
        "pair of socks and 70 grams of wool for a pair of mittens and she has 1000 grams of "
        "wool. She sells a pair of socks for $9 and a pair of mittens for $13. How many pairs "
        "of each should she knit to maximize her revenue?",
        "max",
        (9, 13),
        (((3, 4), "<=", 60), ((50, 70), "<=", 1000)),
    ),
    Told(
        "a mine uses conveyor belts",
        "A mine uses conveyor belts and carts to move ore. A conveyor belt moves 40 tons of "
        "ore per day and needs 2 workers. A cart moves 15 tons of ore per day and needs 1 "
        "worker. The mine must move at least 900 tons of ore per day and it has 50 workers. "
        "The number of carts has to be larger than or equal to the number of conveyor belts. "
        "How many of each should the mine install to minimize the total number of machines?",
        "min",
        (1, 1),
        (((40, 15), ">=", 900), ((2, 1), "<=", 50), ((-1, 1), ">=", 0)),
    ),
    Told(
        "to get enough zinc and",
        "To get enough zinc and selenium, Omar takes powders and drops. A scoop of powder has "
        "7 mg of zinc and 20 mcg of selenium, while a vial of drops has 4 mg of zinc and 35 "
        "mcg of selenium. He needs at least 50 mg of zinc and 210 mcg of selenium. A scoop of "
        "powder costs $0.9 and a vial of drops costs $1.1. How many scoops and vials should "
        "he take to minimize cost?",
        "min",
        (0.9, 1.1),
        (((7, 4), ">=", 50), ((20, 35), ">=", 210)),
    ),
    Told(
        "an ice cream stand sells",
        "An ice cream stand sells cones and cups. The stand makes a profit of $1.5 on every "
        "cone and $2 on every cup. It takes 2 minutes to prepare a cone and 3 minutes to "
        "prepare a cup. The stand has at most 300 minutes a day. Because customers like "
        "cones, at least three times as many cones as cups must be sold. If the stand wants "
        "to maximize profit, how many cones and cups should it sell?",
        "max",
        (1.5, 2),
        (((2, 3), "<=", 300), ((1, -3), ">=", 0)),
    ),
    Told(
        "a woodworker has units of",
        "A woodworker has 150 units of walnut and 120 units of maple. He makes bowls and "
        "trays. A bowl requires 3 units of walnut and 2 units of maple, and a tray requires 4 "
        "units of walnut and 5 units of maple. If the profit per bowl is $14 and the profit "
        "per tray is $22, how many of each should he make to maximize his profit?",
        "max",
        (14, 22),
        (((3, 4), "<=", 150), ((2, 5), "<=", 120)),
    ),
    Told(
        "an embassy flies documents by",
        "An embassy flies documents by drone or by jet. A drone can carry 5 boxes and uses 3 "
        "gallons of fuel. A jet can carry 60 boxes and uses 90 gallons of fuel. At most 4 "
        "jets can be used, and at least 200 boxes must be sent. How many drones and jets "
        "should be used to minimize the fuel consumed?",
        "min",
        (3, 90),
        (((0, 1), "<=", 4), ((5, 60), ">=", 200)),
    ),
    Told(
        "a camp buys canned soup",
        "A camp buys canned soup and dried beans. Each can of soup costs $2 and provides 250 "
        "calories and 9 grams of protein. Each bag of dried beans costs $3 and provides 900 "
        "calories and 60 grams of protein. The camp wants at least 45000 calories and 2400 "
        "grams of protein. At most 40% of the items bought can be bags of dried beans. How "
        "many of each item should be bought to minimize cost?",
        "min",
        (2, 3),
        (((250, 900), ">=", 45000), ((9, 60), ">=", 2400), ((-0.4, 0.6), "<=", 0)),
    ),
    Told(
        "a farmer feeds his pigs",
        "A farmer feeds his pigs with two feeds, Feed X and Feed Y. Feed X costs $6 per "
        "kilogram and contains 4 units of fiber and 8 units of fat per kilogram. Feed Y costs "
        "$9 per kilogram and contains 7 units of fiber and 5 units of fat per kilogram. The "
        "mixture must contain at least 70 units of fiber and 90 units of fat. What is the "
        "lowest-cost mixture?",
        "min",
        (6, 9),
        (((4, 7), ">=", 70), ((8, 5), ">=", 90)),
        whole=False,
    ),
    Told(
        "a textile firm runs looms",
        "A textile firm runs looms and knitting machines. The firm can use a maximum of 30 "
        "looms and 25 knitting machines. Each loom makes 12 meters of cloth an hour and costs "
        "$8 an hour to run. Each knitting machine makes 9 meters of cloth an hour and costs "
        "$5 an hour to run. At least 350 meters of cloth must be made every hour. How many "
        "looms and knitting machines should run in order to minimize the cost?",
        "min",
        (8, 5),
        (((1, 0), "<=", 30), ((0, 1), "<=", 25), ((12, 9), ">=", 350)),
    ),
    Told(
        "a town can hire plumbers",
        "A town can hire plumbers and painters for repairs. Plumbers are paid $300 a day and "
        "painters are paid $220 a day. The repairs need at least 30 workers in all. At least "
        "8 of them must be plumbers, and the town cannot hire more than 25 painters. How can "
        "the town minimize its daily payroll?",
        "min",
        (300, 220),
        (((1, 1), ">=", 30), ((1, 0), ">=", 8), ((0, 1), "<=", 25)),
    ),
    Told(
        "two kinds of bricks are",
        "Two kinds of bricks are made in a kiln: red bricks and grey bricks. Every batch of "
        "red bricks takes 4 hours of firing and 30 kg of clay; every batch of grey bricks "
        "takes 6 hours of firing and 20 kg of clay. No more than 96 hours of firing and 500 "
        "kg of clay can be used. A batch of red bricks is worth $70 and a batch of grey "
        "bricks $85. How many batches of each kind make the most money?",
        "max",
        (70, 85),
        (((4, 6), "<=", 96), ((30, 20), "<=", 500)),
    ),
    Told(
        "a baker must decide how",
        "A baker must decide how many loaves of white bread and brown bread to bake. White "
        "bread needs 0.5 kg of flour per loaf and brown bread needs 0.6 kg per loaf. There "
        "are 60 kg of flour. The oven can bake no more than 110 loaves. At least 20 loaves of "
        "brown bread must be baked. A loaf of white bread gives $1 profit and a loaf of brown "
        "bread gives $1.4 profit. Maximize the total profit.",
        "max",
        (1, 1.4),
        (((0.5, 0.6), "<=", 60), ((1, 1), "<=", 110), ((0, 1), ">=", 20)),
    ),
    Told(
        "a radio station airs songs",
        "A radio station airs songs and ads. A song lasts 4 minutes and an ad lasts 1 minute. "
        "In an evening there are 240 minutes of air time. At least 30 songs have to be aired. "
        "The number of ads can be at most the number of songs. How many of each should be "
        "aired to maximize the number of items aired?",
        "max",
        (1, 1),
        (((4, 1), "<=", 240), ((1, 0), ">=", 30), ((-1, 1), "<=", 0)),
    ),
    Told(
        "a council wants to buy",
        "A council wants to buy buses and trams. A bus carries 50 people and a tram carries "
        "150 people. A bus costs $200,000 and a tram costs $750,000. The council has a budget "
        "of $12 million, needs to be able to carry at least 2,500 people, and wants at least "
        "20% of the vehicles to be trams. How many of each should it buy to minimize the "
        "total cost?",
        "min",
        (200000, 750000),
        (((200000, 750000), "<=", 12000000.0), ((50, 150), ">=", 2500), ((-0.2, 0.8), ">=", 0)),
    ),
    Told(
        "a technology company has three",
        "A technology company has three development teams: Web, Mobile and Data. The company "
        "must decide how many projects to give to each team. The expected profit per project "
        "is $10,000 for Web, $14,000 for Mobile and $20,000 for Data. A Web project takes 200 "
        "hours, a Mobile project takes 300 hours and a Data project takes 500 hours. The "
        "company has 6,000 hours available. Each team must get at least 2 projects, and the "
        "Data team can take at most 6 projects. The company wants to maximize its total "
        "profit.",
        "max",
        (10000, 14000, 20000),
        (
            ((200, 300, 500), "<=", 6000),
            ((1, 0, 0), ">=", 2),
            ((0, 1, 0), ">=", 2),
            ((0, 0, 1), ">=", 2),
            ((0, 0, 1), "<=", 6),
        ),
    ),
    Told(
        "a city wants to plant",
        "A city wants to plant oak, pine and birch trees. The planting cost is $50 per oak, "
        "$30 per pine and $40 per birch. An oak absorbs 48 pounds of CO2 a year, a pine "
        "absorbs 30 pounds a year and a birch absorbs 36 pounds a year. The budget is "
        "$20,000. At least 30% of the trees must be oaks, and at most 200 pines can be "
        "planted. The city wants to maximize the CO2 absorbed.",
        "max",
        (48, 30, 36),
        (((50, 30, 40), "<=", 20000), ((0.7, -0.3, -0.3), ">=", 0), ((0, 1, 0), "<=", 200)),
    ),
    Told(
        "a shipping firm can use",
        "A shipping firm can use small, medium and large containers. Small containers hold 10 "
        "tons and cost $200, medium containers hold 22 tons and cost $400, and large "
        "containers hold 35 tons and cost $600. The firm has to ship at least 500 tons. The "
        "number of large containers cannot exceed the total number of small and medium "
        "containers. How many containers of each size minimize the total cost?",
        "min",
        (200, 400, 600),
        (((10, 22, 35), ">=", 500), ((-1, -1, 1), "<=", 0)),
    ),
    Told(
        "a gym owner buys treadmills",
        "A gym owner buys treadmills, bikes and rowers. Treadmills cost $1500 each, bikes "
        "cost $700 each and rowers cost $900 each. Each treadmill attracts 12 members, each "
        "bike attracts 6 members and each rower attracts 7 members. The owner has a budget of "
        "$30000. The floor has 400 square feet, and treadmills need 30 square feet, bikes "
        "need 12 square feet and rowers need 20 square feet. Find the numbers that maximize "
        "the members attracted.",
        "max",
        (12, 6, 7),
        (((1500, 700, 900), "<=", 30000), ((30, 12, 20), "<=", 400)),
    ),
    Told(
        "a firm makes products data",
        "A firm makes 3 products. Data on each product are in the following table.\n"
        "\n"
        "| Product | Selling price ($) | Material cost ($) | Labor (hours) |\n"
        "|---------|-------------------|-------------------|---------------|\n"
        "| Alpha | 30 | 12 | 2 |\n"
        "| Beta | 45 | 20 | 3 |\n"
        "| Gamma | 28 | 9 | 1.5 |\n"
        "\n"
        "A total of 240 labor hours is available. At least 10 units of Alpha must be made.\n"
        "At most 60 units of Gamma can be sold. Maximize the total profit.",
        "max",
        (18, 25, 19),
        (((2, 3, 1.5), "<=", 240), ((1, 0, 0), ">=", 10), ((0, 0, 1), "<=", 60)),
    ),
    Told(
        "a school buys tablets and",
        "A school buys tablets and laptops. A tablet costs $250 and a laptop costs $600. The "
        "school has a budget of $45,000, wants at least 80 devices and at least 20 laptops, "
        "and wants to maximize the number of laptops.",
        "max",
        (0, 1),
        (((250, 600), "<=", 45000), ((1, 1), ">=", 80), ((0, 1), ">=", 20)),
    ),
    Told(
        "a farm grows wheat corn",
        "A farm grows wheat, corn and soy on 500 acres. The profit per acre is $200 for "
        "wheat, $250 for corn and $180 for soy. Each acre of wheat needs 3 units of water, "
        "each acre of corn needs 4 units and each acre of soy needs 2 units. There are 1600 "
        "units of water. At least 50 acres of each crop must be planted. Maximize the profit.",
        "max",
        (200, 250, 180),
        (
            ((1, 1, 1), "<=", 500),
            ((3, 4, 2), "<=", 1600),
            ((1, 0, 0), ">=", 50),
            ((0, 1, 0), ">=", 50),
            ((0, 0, 1), ">=", 50),
        ),
        whole=False,
    ),
    Told(
        "a company wants to minimize",
        "A company wants to minimize the cost of a mixture of nuts. Almonds cost $8 per kg, "
        "cashews cost $10 per kg and peanuts cost $3 per kg. The mixture must weigh exactly "
        "50 kg. Peanuts may make up at most 40% of the mixture, and there must be at least 10 "
        "kg of cashews.",
        "min",
        (8, 10, 3),
        (((1, 1, 1), "==", 50), ((-0.4, -0.4, 0.6), "<=", 0), ((0, 1, 0), ">=", 10)),
        whole=False,
    ),
)
