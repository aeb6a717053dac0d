"""Second methods for the house problems of the family shortest-path."""

from house_methods import second


@second("shortest-path/courier-bike", "dynamic-programming")
def courier_bike():
    tower = 0
    fountain = 6 + tower
    chapel = min(4 + fountain, 14 + tower)
    arch = min(3 + chapel, 9 + fountain)
    bridge = min(2 + arch, 12 + fountain)
    return min(7 + arch, 4 + bridge)
