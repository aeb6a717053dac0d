"""Second methods for the house problems of the family inventory."""

from house_methods import second


@second("inventory/flower-order", "dynamic-programming")
def flower_order():
    cost = {15: 0}
    for price, orders, limit in [(210, 60, 90), (275, 80, 70), (220, 50, 80), (310, 75, 60)]:
        later = {}
        for stock, so_far in cost.items():
            for bought in range(limit + 1):
                left = stock + bought - orders
                if left >= 0:
                    total = so_far + price * bought + 40 * left
                    later[left] = min(total, later.get(left, total))
        cost = later
    return min(cost.values()) / 100
