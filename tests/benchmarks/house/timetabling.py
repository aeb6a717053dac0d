"""Second methods for the house problems of the family timetabling."""

import itertools

from house_methods import second


@second("timetabling/exam-slots", "enumeration")
def exam_slots():
    clashes = ["MP", "MC", "PC", "PU", "CB", "BL", "BU", "LA", "LM", "AU"]

    def possible(slots):
        return any(
            all(slot["MPCBLAU".index(a)] != slot["MPCBLAU".index(b)] for a, b in clashes)
            for slot in itertools.product(range(slots), repeat=7)
        )

    return next(slots for slots in range(1, 8) if possible(slots))


@second("timetabling/triage", "closed-form")
def triage():
    # Smith's rule: by loss per hour of repair.
    done = total = 0
    for hours, loss in sorted(
        [(5, 40), (2, 35), (4, 60), (1, 10)], key=lambda job: -job[1] / job[0]
    ):
        done += hours
        total += done * loss
    return total
