"""Second methods for the house problems of the family shortest-path."""

import heapq

from house_methods import second


@second("shortest-path/courier-bike", "dynamic-programming")
def courier_bike():
    tower = 0
    fountain = 6 + tower
    chapel = min(4 + fountain, 14 + tower)
    arch = min(3 + chapel, 9 + fountain)
    bridge = min(2 + arch, 12 + fountain)
    return min(7 + arch, 4 + bridge)


@second("shortest-path/data-packets", "network")
def data_packets():
    # Dijkstra.
    links = {"AB": 7, "AC": 9, "AF": 14, "BC": 10, "BD": 15, "CD": 11, "CF": 2, "DE": 6, "EF": 9}
    links |= {name[::-1]: delay for name, delay in links.items()}
    queue, done = [(0, "A")], set()
    while queue:
        delay, node = heapq.heappop(queue)
        if node == "E":
            return delay
        if node not in done:
            done.add(node)
            for name, extra in links.items():
                if name[0] == node:
                    heapq.heappush(queue, (delay + extra, name[1]))
    raise AssertionError("E cannot be reached")
