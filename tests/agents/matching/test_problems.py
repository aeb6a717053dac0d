"""Whole problems, told in many ways: each is read and solved to its known optimum."""

import pytest

PROBLEMS = {
    "a_limit_told_in_what_holds_one_thing_only": (
        "A workshop makes syrup and paste. A flask of syrup earns $8 and takes 4 minutes, and a "
        "jar of paste earns $3 and takes 2 minutes; there are 240 minutes. At least 30 jars must "
        "be filled. How many of each maximize profit?",
        450.0,
    ),
    "an_upper_limit_on_what_holds_one_thing_only": (
        "A bar mixes punch and cider. A bowl of punch brings $12 and takes 10 minutes, and a mug "
        "of cider brings $5 and takes 5 minutes; there are 300 minutes. At most 18 bowls can be "
        "served. How many of each bring in the most money?",
        336.0,
    ),
    "how_many_can_be_reached": (
        "A theatre has $3.6k for publicity. One poster run costs $180 and reaches 1,500 people; "
        "one letter drop costs $100 and reaches 850. It wants at least five drops, at most ten "
        "runs, and no more than twice as many drops as runs. Ignoring overlap, how many people can "
        "be reached with whole numbers of runs and drops?",
        30300.0,
    ),
    "typed_in_haste": (
        "hi, im selling scones and pies at the market. one tray of scones uses 3 cups flour and 1 "
        "cup sugar and takes me 40 min, one tray of pies is 2 cups flour, 2 cups of sugar and 55 "
        "min. ive got 24 cups flour, 16 cups sugar and 8 hrs total. i make 12 bucks on a tray of "
        "scones and 15 on pies. whats the most i can make?",
        129.0,
    ),
    "a_new_subject_in_the_same_sentence": (
        "A smith forges hooks and hinges. A hook takes 15 minutes at the fire and 0.3 kg of iron; "
        "a hinge takes 25 minutes and 0.8 kg. This week he has 20 hours at the fire and 30 kg of "
        "iron, and he nets $6 on every hook and $12 on every hinge. What is the largest profit he "
        "can make?",
        516.0,
    ),
    "by_the_tonne_and_by_the_kilogram": (
        "A brewery can burn bark, husks or briquettes. Bark gives 9 GJ per tonne and leaves 40 kg "
        "of ash per tonne; husks give 15 MJ per kg and leave 90 g of ash per kg; briquettes give "
        "18 MJ per kilogram and are ash-free. Prices are $40 per tonne of bark, $0.07 per kg of "
        "husks and $120 per tonne of briquettes. The boiler needs 600 GJ a day, ash may not go "
        "beyond 3 tonnes a day, and the feeder cannot handle more than 20,000 kg of husks a day. "
        "What is the lowest daily cost in dollars?",
        2666.666667,
    ),
    "a_bound_in_another_unit": (
        "A farm feeds turnips and oats. Turnips cost $30 per tonne and give 2 GJ per tonne; oats "
        "cost $200 per tonne and give 12 GJ per tonne. At least 100 GJ are needed a week. At most "
        "20,000 kg of turnips can be stored. What is the lowest weekly cost?",
        1600.0,
    ),
    "a_roll_so_long": (
        "A seamstress sews flags and awnings from a roll of canvas 0.2 kilometres long. A flag "
        "uses 150 cm of canvas and 20 minutes of work; an awning uses 4 m and half an hour. She "
        "can work 40 hours. A flag brings £9 and an awning 1,800 pence. At least 10 flags have "
        "been ordered in advance. What is her maximum income in pounds?",
        1125.0,
    ),
    "bare_prices": (
        "A kiosk sells bagels and wraps. Bagels cost 2 to make and sell for 5, wraps cost 3 and "
        "sell for 7. The oven can bake 90 pieces a day. Spending may not exceed 240. At least a "
        "third of the pieces should be wraps. Maximise the daily profit.",
        330.0,
    ),
    "what_is_on_hand": (
        "A chemist blends two glues, Bond and Fix. A litre of Bond requires 0.2 litres of resin "
        "and 0.6 litres of solvent, and a litre of Fix requires 0.5 litres of resin and 0.3 "
        "litres of solvent. 100 litres of resin and 120 litres of solvent are on hand. Bond is "
        "sold at 6 pounds and Fix at 8 pounds a litre. Determine the amounts for the highest "
        "revenue.",
        1950.0,
    ),
    "no_measure_told": (
        "A weaver can spend 60 hours and 240 dollars of wool on rugs and shawls. A rug takes 6 "
        "hours and 30 dollars of wool, a shawl 2 hours and 6 dollars of wool. He earns 70 dollars "
        "on a rug and 20 on a shawl. Customers have ordered 2 rugs, which he has to deliver. What "
        "should he make?",
        650.0,
    ),
    "a_list_with_bullets": (
        "A baker sells three cakes:\n- tortes: 4 eggs, 30 minutes, profit 12\n- tarts: 2 eggs, 20 "
        "minutes, profit 8\n- rolls: 1 egg, 10 minutes, profit 3.5\nHe has 60 eggs and 480 minutes "
        "this morning. At most 8 tortes can be sold. Which plan earns most?",
        192.0,
    ),
    "a_share_in_the_whole": (
        "A mill mixes meal from two grains. Barley costs $20 a sack and has 12% fibre, oats cost "
        "$32 a sack and have 4%. 400 sacks of meal are needed with no more than 7% fibre. How much "
        "of each grain should be bought to keep the cost as low as possible?",
        11000.0,
    ),
    "a_range_of_shares": (
        "A shop mixes a tea from mint and lime. Mint costs 8 per kg, lime 5 per kg. It needs 50 kg "
        "of tea. The share of mint must lie between 30% and 55%. Cheapest mix?",
        295.0,
    ),
    "an_amount_that_is_parted": (
        "You invest 50000 dollars in bonds, shares and gold. Bonds yield 3 percent, shares 8 "
        "percent and gold 2 percent a year. Put no more than 30% in shares, at least 10% in gold, "
        "and bonds should be at least as much as shares. Maximise the yearly return.",
        2200.0,
    ),
    "candles": (
        "A candle maker pours pillar candles and votive candles. A pillar candle takes 8 ounces "
        "of wax and 10 minutes of labor, while a votive takes 3 ounces of wax and 6 minutes of "
        "labor. There are 480 ounces of wax and 720 minutes of labor available. If each pillar "
        "candle sells for a profit of $6 and each votive candle for a profit of $3, how many of "
        "each should be made to maximize profit?",
        399.0,
    ),
    "coffee_blends": (
        "I run a small coffee roastery. We sell two blends, Morning and Espresso. A bag of "
        "Morning takes 300 g arabica and 200 g robusta; a bag of Espresso 150 g arabica and 350 g "
        "robusta. This week I have 45 kg of arabica and 60 kg of robusta. I earn 4.20 on Morning "
        "and 5.10 on Espresso. My wholesale client wants at least 40 bags of Espresso. How many "
        "bags of each should I pack to earn the most?",
        990.0,
    ),
    "acres_by_price": (
        "A farmer has 200 acres and wants to plant corn and wheat. Corn gives $300 an acre and "
        "wheat $220. He wants at least twice as much wheat as corn. How should he plant to get "
        "the most money?",
        49333.33333333333,
    ),
    "parcels_and_trips": (
        "A courier company can send parcels by van or by cargo bike. A van carries 60 parcels and "
        "burns $14 of fuel per trip. A cargo bike carries 12 parcels and costs $2 per trip. At "
        "most 70% of the trips may be made by cargo bike and there must be at least 900 parcels "
        "delivered. How many trips of each kind minimise the cost?",
        194.0,
    ),
    "breakfast_in_cents": (
        "A hospital cafeteria mixes oatmeal and yogurt for breakfast. A cup of oatmeal has 5 "
        "grams of protein and 4 grams of fiber; a cup of yogurt has 12 grams of protein and no "
        "fiber. Each breakfast tray must contain at least 20 grams of protein and 6 grams of "
        "fiber. Oatmeal costs 40 cents per cup and yogurt 90 cents per cup. How many cups of each "
        "food should go on a tray to keep the cost as low as possible?",
        1.5375,
    ),
    "hours_of_presses": (
        "A printing shop owns two presses. The old press prints 40 flyers and 10 posters per "
        "hour; the new press prints 70 flyers and 25 posters per hour. Running the old press "
        "costs $12 per hour and the new press $30 per hour. The shop needs at least 2000 flyers "
        "and at least 600 posters. How many hours should each press run to minimize the total "
        "cost?",
        720.0,
    ),
    "knitting": (
        "Lena sells knitted scarves and hats. She needs 4 hours to knit a scarf and 1.5 hours for "
        "a hat. Scarves bring in $35 each, hats $15 each. She can knit for 60 hours this month "
        "and has yarn for at most 25 items in total. She has promised at least 5 hats to a "
        "friend. Maximize her revenue.",
        555.0,
    ),
    "paint": (
        "A paint store blends light grey and dark grey paint from white and black base. One "
        "gallon of light grey uses 0.8 gallons of white and 0.2 gallons of black. One gallon of "
        "dark grey uses 0.35 gallons of white and 0.65 gallons of black. The store has 100 "
        "gallons of white and 60 gallons of black. It makes a profit of $7 per gallon of light "
        "grey and $9 per gallon of dark grey. How much of each should the store mix in order to "
        "maximize its profit?",
        1244.4444444444443,
    ),
    "fertilizer": (
        "A gardener wants to buy two fertilizers. Fertilizer GrowFast contains 6 units of "
        "nitrogen, 2 units of phosphate per bag while fertilizer SoilPlus contains 3 units of "
        "nitrogen and 5 units of phosphate per bag. The lawn needs a minimum of 120 units of "
        "nitrogen and 90 units of phosphate. A bag of GrowFast costs $11 and a bag of SoilPlus "
        "costs $9. How many bags of each should be bought to minimize cost?",
        269.0,
    ),
    "wages": (
        "A theme park needs to hire lifeguards and ride attendants. A lifeguard is paid $120 per "
        "day and a ride attendant is paid $95 per day. The park needs at least 40 workers in "
        "total, of whom at least 12 must be lifeguards. The number of lifeguards should be at "
        "least one third of the number of ride attendants. If the park wants to minimize its "
        "daily wage bill, how many of each should be hired?",
        4100.0,
    ),
    "boxes_of_pencils": (
        "A school orders pencils in small boxes and large boxes. Small boxes hold 24 pencils, "
        "large ones hold 60. A small box costs $3 and a large box costs $7. The school must have "
        "at least 1,500 pencils, and there must be at least three times as many small boxes as "
        "large boxes, because small boxes are easier to hand out. Also, at least 5 large boxes "
        "must be ordered. How many boxes of each type should be ordered to minimize the total "
        "cost?",
        182.0,
    ),
    "laundry": (
        "A laundry uses two detergents, Brite and Klar. Each load washed with Brite uses 50 ml of "
        "detergent and 60 liters of water; each load washed with Klar uses 35 ml of detergent and "
        "75 liters of water. There are 10 liters of detergent and 15,000 liters of water "
        "available per day. No more than 120 loads may be washed with Brite. Each Brite load "
        "earns $4 and each Klar load earns $4.50. Find the number of loads of each type that "
        "maximizes earnings.",
        948.0,
    ),
    "furniture_of_three_kinds": (
        "A carpenter builds desks, shelves and stools. A desk requires 20 board feet of oak and 6 "
        "hours of work, a shelf requires 12 board feet and 3 hours, and a stool requires 5 board "
        "feet and 2 hours. 400 board feet of oak and 110 hours of work are available per week. "
        "Profits are $80 for a desk, $45 for a shelf and $22 for a stool. Market conditions "
        "require that at least 10 stools be made. What production plan maximizes weekly profit?",
        1539.9999999999989,
    ),
    "jeeps": (
        "A film crew travels by jeep or by helicopter. Each jeep trip moves 5 people and takes 40 "
        "minutes; each helicopter trip moves 9 people and takes 15 minutes. The crew counts 90 "
        "people. The helicopter may make at most 4 trips. At least 60% of the trips must be by "
        "jeep. How many trips of each should be made to minimize the total time?",
        500.0,
    ),
    "juices_with_their_own_ingredients": (
        "A juice bar makes a green smoothie and a red smoothie. Each green smoothie needs 2 "
        "apples and 3 kale leaves, each red smoothie needs 1 apple and 5 strawberries. The bar "
        "has 100 apples, 90 kale leaves and 200 strawberries. Green smoothies sell for $5.50 and "
        "red smoothies sell for $4.75. How many of each should the bar make to maximize sales?",
        355.0,
    ),
    "lamps": (
        "A city can install solar lamps and grid lamps along a river path. A solar lamp costs "
        "$900 and lights 25 meters, a grid lamp costs $650 and lights 20 meters. The path is "
        "1,400 meters long and must be lit completely. The number of grid lamps cannot exceed the "
        "number of solar lamps. How many lamps of each kind should the city install to minimize "
        "cost?",
        48300.0,
    ),
    "diet_with_absent_nutrients": (
        "A zoo feeds its bears with fish and berries. A kilogram of fish provides 180 grams of "
        "protein and 60 grams of fat. A kilogram of berries provides 10 grams of protein and 2 "
        "grams of fat but 90 grams of sugar. Per day a bear needs at least 900 grams of protein, "
        "at least 200 grams of fat and at least 270 grams of sugar. Fish costs $5 per kilogram "
        "and berries cost $3 per kilogram. Find the cheapest daily diet.",
        33.166666666666664,
    ),
    "call_center": (
        "A call center employs full-time agents and part-time agents. A full-time agent handles "
        "70 calls a day and costs $160; a part-time agent handles 32 calls a day and costs $70. "
        "The center must handle at least 1,680 calls daily. It has desks for 45 agents. No more "
        "than 50% of all agents can be part-time. How many agents of each sort should it employ "
        "to keep daily cost at a minimum?",
        3810.0,
    ),
    "alloys": (
        "A metal works melts two alloys. Making a ton of alloy P consumes 0.6 tons of copper and "
        "0.4 tons of zinc; making a ton of alloy Q consumes 0.75 tons of copper and 0.25 tons of "
        "zinc. 90 tons of copper and 45 tons of zinc are on stock. Contracts call for a minimum "
        "of 30 tons of alloy P and a minimum of 20 tons of alloy Q. The net profit per ton is "
        "$410 for P and $380 for Q. How many tons of each should be produced in order to maximize "
        "net profit?",
        53550.0,
    ),
    "turbines": (
        "A wind farm developer can erect two turbine types. Type I generates 2.5 MW and needs 3 "
        "hectares; type II generates 4 MW and needs 6 hectares. There are 150 hectares and the "
        "budget is $90 million. A type I turbine costs $2 million and a type II turbine costs "
        "$3.5 million. How many turbines of each type should be erected to maximize the generated "
        "power?",
        112.5,
    ),
    "advertising": (
        "A company advertises on radio, in newspapers and online. A radio spot costs $400 and "
        "reaches 5,000 people; a newspaper ad costs $700 and reaches 8,000 people; an online ad "
        "costs $150 and reaches 2,200 people. The advertising budget is $20,000. At most 40 "
        "online ads can be placed, at least 10 radio spots are to be booked, and the number of "
        "newspaper ads must not exceed 12. How many ads of each type maximize the number of "
        "people reached?",
        263000.0,
    ),
    "revenue_less_cost": (
        "A toy maker produces wooden trains and puzzles. Each train requires 2 hours of cutting "
        "and 1 hour of painting. Each puzzle requires 1 hour of cutting and 3 hours of painting. "
        "The maker has 80 cutting hours and 90 painting hours per week. Each train sells for $30 "
        "and costs $12 in material; each puzzle sells for $28 and costs $8 in material. How many "
        "trains and puzzles should be made each week to maximize profit?",
        940.0,
    ),
    "figures_before_their_item": (
        "An animal shelter feeds its dogs a blend of two dry foods, BarkBest and TailWag. "
        "There are 24 grams of protein and 10 grams of fat in a scoop of BarkBest. TailWag "
        "has 18 grams of protein and 14 grams of fat in each scoop. Each day the dogs "
        "together should get 900 grams of protein or more, and 560 grams of fat or more. A "
        "scoop of BarkBest is bought for $0.60 and a scoop of TailWag for $0.50. What is the "
        "minimum the shelter can spend per day?",
        24.0,
    ),
    "times_at_most": (
        "A charity sends relief goods by lorry and by cargo plane. A lorry takes 30 pallets "
        "and burns 120 litres of fuel; a cargo plane takes 45 pallets and burns 400 litres of "
        "fuel. At the moment 660 pallets are waiting to be moved. Because of a shortage of "
        "drivers, lorries may be used 14 times at most. Find the numbers of lorry trips and "
        "flights that keep the fuel burnt to a minimum.",
        3960.0,
    ),
    "pairs_and_a_list": (
        "A tailor's workshop turns out jackets, trousers and waistcoats. Cutting takes 2 "
        "hours for a jacket, 1 hour for trousers and 0.5 hours for a waistcoat. Sewing takes "
        "5, 3 and 2 hours respectively. The workshop has 80 cutting hours and 210 sewing "
        "hours at its disposal each week. The contribution is $70 a jacket, $38 a pair of "
        "trousers and $25 a waistcoat. At least 8 jackets must be finished weekly because of "
        "a standing order. Which weekly plan gives the highest total contribution?",
        2896.0,
    ),
    "there_are_of_its_own": (
        "A nursery pots ferns, orchids and cacti. Potting requires 5 minutes per fern, 12 "
        "minutes per orchid and 3 minutes per cactus, and there are 1500 minutes of potting "
        "time. Fertilizer needs come to 20 grams per fern, 30 grams per orchid and 4 grams "
        "per cactus; 4000 grams of fertilizer are in stock. Profits are $4, $9 and $2.50 for "
        "a fern, an orchid and a cactus in that order. The number of cacti should not exceed "
        "the number of ferns and orchids combined. Find the most profitable plan.",
        1185.5,
    ),
    "people_reached": (
        "An advertising agency can book radio spots and newspaper notices for a client. Each "
        "radio spot reaches 9,000 listeners and costs $600; each newspaper notice reaches "
        "4,000 readers and costs $250. The client's budget is $15,000. It was agreed to book "
        "at least 8 newspaper notices and at least 5 radio spots. In what way should the "
        "money be used so that the number of people reached is greatest?",
        237000.0,
    ),
    "comparison_behind": (
        "Grain is carried from a port by barge or by train. A barge load is 1500 tons at a "
        "price of $9,000, a train load is 900 tons at a price of $6,300. Within the coming "
        "month, 24,000 tons at least have to leave the port. The canal authority permits at "
        "most 10 barge loads, and train loads must number at least 6. Minimize the total "
        "price of transport.",
        153000.0,
    ),
    "guides_to_lead": (
        "Mountain guides offer day hikes and overnight treks. It takes one guide to lead a "
        "day hike and three guides to lead an overnight trek. Day hikes earn the office $300 "
        "and overnight treks earn it $1,000. For July the office has 90 guide duties to give "
        "out. Regulations stipulate that at most 20 overnight treks be led, and demand for "
        "day hikes is at most 50. How should July be planned to earn as much as possible?",
        29000.0,
    ),
    "doses_for_each": (
        "A clinic gives flu shots and booster shots. A flu shot takes a nurse 6 minutes, a "
        "booster shot 9 minutes. Nurses have 540 minutes altogether today. The fridge "
        "contains 70 doses for flu shots and 50 doses for booster shots. The clinic is paid "
        "$20 for each flu shot and $32 for each booster shot. How many of each shot should be "
        "given to maximize what the clinic is paid?",
        1900.0,
    ),
    "room_for_people": (
        "A theatre sells stalls seats at $48 and balcony seats at $30. There is room for 420 "
        "people. By order of the city, at least 100 balcony seats must be offered. Regulars "
        "expect that the number of stalls seats sold be at least 1.5 times the number of "
        "balcony seats. How many seats of each kind should be sold to maximize ticket income?",
        18360.0,
    ),
    "percent_acid": (
        "A chemist mixes two solutions, Solution A and Solution B, to obtain a cleaning "
        "agent. Solution A is 30% acid, while Solution B is 10% acid. Each litre of Solution "
        "A costs $5 and each litre of Solution B costs $2. The agent must contain at least 40 "
        "litres of acid in total, and the total volume cannot go over 250 litres. How many "
        "litres of each solution should be used to minimize cost?",
        666.666667,
    ),
    "there_are_eggs": (
        "A diner sells pancakes and omelettes for breakfast. Each plate of pancakes needs 2 "
        "eggs and 150 grams of flour. Each omelette needs 3 eggs and no flour. There are 240 "
        "eggs and 9000 grams of flour. Each plate of pancakes brings a profit of $4.50 and "
        "each omelette brings a profit of $5.25. Find the number of each that should be sold "
        "to make the most profit.",
        480.0,
    ),
    "to_clean_and_to_pack": (
        "A rice mill packs brown rice and white rice. Each sack of brown rice takes 4 minutes "
        "to clean and 3 minutes to pack. Each sack of white rice takes 6 minutes to clean "
        "and 2 minutes to pack. The cleaning machine is available 480 minutes a day, and the "
        "packing machine is available 300 minutes a day. Brown rice gives $5 of profit per "
        "sack and white rice gives $6. At most 60 sacks of white rice can be sold a day. How "
        "many sacks of each should be packed?",
        564.0,
    ),
    "drops_per_flight": (
        "A fire brigade fights a forest fire with helicopters and planes. Each helicopter "
        "drops 3,000 litres of water per flight, each plane drops 6,000 litres per flight. A "
        "helicopter flight costs $1,400 and a plane flight costs $3,200. 90,000 litres of "
        "water at least must be dropped. Due to smoke, the number of plane flights cannot "
        "exceed 8. How many flights of each kind are needed so that the cost is minimal?",
        42000.0,
    ),
    "looms_can_run": (
        "A textile mill weaves cotton sheets and silk sheets. The looms need 25 minutes for a "
        "cotton sheet and 45 minutes for a silk sheet and can run 3,000 minutes per week. "
        "Dyeing needs 10 minutes for a cotton sheet and 12 minutes for a silk sheet with "
        "1,000 minutes per week available. The profit per cotton sheet is $7 and the profit "
        "per silk sheet is $12. How many sheets of each kind should be woven each week to "
        "maximize profit?",
        819.0,
    ),
    "models_with_letters_and_a_capped_fleet": (
        "A dairy picks new churns. The Alba-S stirs 20 litres, needs 1 worker and costs $300; the "
        "Alba-M stirs 45 litres, needs 2 workers and costs $600; the Alba-G stirs 90 litres, needs "
        "3 workers and costs $1,300. The dairy must stir at least 400 litres and has 20 workers. "
        "The owner has capped the row at 12 churns. At least two churns of type S must be "
        "bought, and the G churns may make up no more than half of all. How low can the cost be?",
        5400.0,
    ),
    "a_scene_and_a_refusal": (
        "When the dam broke, volunteers met at a farm. They send out carts and rafts. A cart "
        "brings 90 kg of bread and costs $30; a raft manages 140 kg for $52. At least 1,500 kg of "
        "bread has to get across. A cart takes 2 helpers and a raft 3 helpers, and the farm has 40 "
        "helpers. The wardens refuse to accept more than 15 trips altogether. Rafts must be at "
        "least as numerous as carts. What is the smallest cost?",
        544.0,
    ),
    "money_placed_in_funds": (
        "A trustee places up to £120,000 in three funds. Fund P yields 3% a year, fund Q 5% and "
        "fund R 8%. No more than 25% of the money actually placed may be in R, the amount in P "
        "must be at least the amount in R, and Q is capped at £40,000. What is the greatest "
        "yearly income in pounds?",
        5900.0,
    ),
    "at_least_so_much_of_each": (
        "A winery presses white, rose and red. Per hectolitre the margin is 90, 70 and 60 euros; "
        "the press is busy for 3, 2 and 1 hours; and 4, 5 and 2 kg of yeast are used, in that "
        "order. 150 press-hours and 260 kg of yeast are available. At least 10 hectolitres of each "
        "wine must be made, and no more white than red. Volumes need not be whole numbers. "
        "Maximise the total margin.",
        6700.0,
    ),
    "every_thousand_euros": (
        "A town splits its savings among lamps, boilers and roofs. Every thousand euros put into "
        "lamps saves 4.5 tonnes of coal, every thousand put into boilers 6 tonnes and every "
        "thousand put into roofs 5 tonnes. In all, no more than 800 thousand euros can be spent. "
        "Lamps and roofs together must receive at least 300 thousand euros, boilers no more than "
        "350 thousand euros, and the lamps must get no less than 50 thousand euros. Fractions of "
        "a thousand are allowed. How many tonnes can be saved at most?",
        4325.0,
    ),
    "drawn_and_returned": (
        "Between two hills lies a farm of 120 hectares. Three crops are possible: rye, oats and "
        "peas. The profit per hectare is 300, 260 and 340 crowns, in that order. A hectare calls "
        "for 3, 2 and 5 days, and 400 days can be had. Rye draws 30 kg of nitrogen per hectare and "
        "oats 20 kg, whereas peas return 25 kg per hectare; the net withdrawal over all the fields "
        "may not exceed 500 kg. Every crop gets 10 hectares or more, and rye and oats together may "
        "take up at most 60 percent of the planted area. What is the highest profit?",
        35680.0,
    ),
    "figures_in_thousands_for_a_row": (
        "Four dishes are on the menu of the inn: soup, curry, stew and pie. The margin per portion "
        "is 3, 5, 6 and 4 euros, in that order. A portion of each dish takes 4, 6, 9 and 7 minutes "
        "respectively, and the stove is free for 700 minutes. Every dish gets 10 portions or more. "
        "Portions cannot be split. What is the highest margin?",
        546.0,
    ),
    "people_of_two_kinds": (
        "For its summer outing a club must move 310 members and 25 guests. A coach seats 50 "
        "passengers and costs $580 for the day; a minibus seats 14 and costs $190. Five coaches "
        "are on offer, minibuses are plentiful, but only 12 drivers can be found (one per "
        "vehicle). Determine the minimum hire cost.",
        4230.0,
    ),
    "sessions_of_four_sorts": (
        "Every May a fair opens in Elm. This spring the council must decide how many stands of "
        "three sorts to let over the long weekend: herb shows, rose arbours and mills. A herb "
        "stand draws about 120 guests, a rose stand 200 and a mill 80. The budget of $9,000 "
        "has to cover $600 for each herb stand, $1,300 for each rose stand and $250 for each "
        "mill. One stand takes 2, 5 and 1 gardeners respectively, and only 40 gardeners are "
        "available. The engineers have assigned water points (2 per herb stand, 9 per rose stand, "
        "none for mills) and insist that the weekend total stay at or below 50. At least 3 "
        "mills must be set up, and there cannot be more mills than herb stands. Stands "
        "cannot be divided. How many guests, at most, can the council hope to draw?",
        2040.0,
    ),
    "a_couple_is_no_figure": (
        "A couple places up to €80,000 in three funds. Fund K yields 2% a year, fund L 4.5% and "
        "fund M 6%. No more than 20% of the money actually invested may be in M, and L is capped "
        "at €30,000. What is the greatest yearly income in euros?",
        2990.0,
    ),
    "people_by_what_they_do": (
        "A choir tour needs beds for 58 singers and 7 parents. A hostel room sleeps 6 guests and "
        "costs £95; a hotel room sleeps 2 and costs £60. Eight hostel rooms are for hire, hotel "
        "rooms are plentiful, yet no more than 20 rooms in all may be booked. Find the least cost.",
        1300.0,
    ),
    "minutes_that_bound_what_is_decided_on": (
        "A mill runs two looms. Loom A weaves 40 labels a minute at a cost of $0.90 a minute, loom "
        "B weaves 30 labels a minute at $0.75 a minute. 7,010 labels are due. Loom A must not run "
        "longer than 100 minutes. Minimize the cost.",
        0.9 * 100 + 0.75 * 3010 / 30,
    ),
    "all_of_one_family_behind_a_figure": (
        "A dyer wants exactly 90 litres of dye mixed from bath A and bath B. Bath A is 10% indigo "
        "and costs $2 a litre; bath B is 40% indigo and costs $5 a litre. The dye must contain at "
        "least 18 litres of indigo. Minimize the cost.",
        2 * 60.0 + 5 * 30.0,
    ),
    "verbs_of_one_meaning": (
        "A minibus seats 14 guests and costs $90, a coach seats 48 and costs $260, and a tram car "
        "holds 70 for $410. No fewer than 300 guests must be carried. At most 4 coaches can be "
        "had. Find the lowest cost.",
        1720.0,
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_is_read_to_its_optimum(name, optimum):
    text, expected = PROBLEMS[name]
    assert optimum(text) == pytest.approx(expected, rel=1e-6)
