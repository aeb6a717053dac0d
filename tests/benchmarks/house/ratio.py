"""Second methods for the house problems of the family ratio."""

from house_methods import best, second


@second("ratio/delivery-vans", "enumeration")
def delivery_vans():
    def per_basket(small, large):
        baskets = 40 * small + 75 * large
        return (200 + 90 * small + 150 * large) / baskets if baskets >= 250 else None

    return best(per_basket, range(7), range(5))


@second("ratio/alloy-strength", "enumeration")
def alloy_strength():
    # A ratio of linear functions is best at a corner.
    corners = [(0, 2), (0, 10), (7, 0), (7, 3), (6, 0)]
    assert all(x + y <= 10 and x + 3 * y >= 6 and x <= 7 for x, y in corners)
    return max((3 * x + 5 * y + 4) / (x + 2 * y + 2) for x, y in corners)
