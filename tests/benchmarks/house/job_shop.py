"""Second methods for the house problems of the family job-shop."""

import itertools

from house_methods import second


@second("job-shop/print-works", "enumeration")
def print_works():
    jobs = [
        [("P", 3), ("F", 2), ("B", 2)],
        [("P", 2), ("B", 1), ("F", 4)],
        [("F", 4), ("P", 3), ("B", 1)],
    ]

    def end(order):
        # Each job's next step, in this order, as early as its job and its machine allow.
        ready, free, done = [0] * 3, dict.fromkeys("PFB", 0), [0] * 3
        for job in order:
            machine, hours = jobs[job][done[job]]
            ready[job] = free[machine] = max(ready[job], free[machine]) + hours
            done[job] += 1
        return max(ready)

    return min(map(end, set(itertools.permutations([0, 0, 0, 1, 1, 1, 2, 2, 2]))))
