"""Numbers that fit what an earlier edition says, in place of those it does not say."""

from collections.abc import Mapping

from heard.text.suppression.network import Arc, Network


def fill_in(known: Mapping[Arc, int | None], total: int | None, network: Network) -> dict[Arc, int]:
    """What each arc carried then: as known, and where it is None, some number that fits the rest, at most that of now.

    `total` is the grand total then, if it is known.

    What can be worked out about an arc does not depend on which numbers are chosen, as long as they fit. Where none do
    (because people left), those that are not known are missing from the result.
    """
    then = {arc: count for arc, count in known.items() if count is not None}
    if len(then) == len(known):
        return then
    import numpy as np
    from scipy.optimize import linprog

    arcs = list(network.flow)
    # At each row and column, as much flows in as flows out; at the total and the root, as much as is known.
    balance = np.zeros((network.total, len(arcs)))
    for number, (tail, head) in enumerate(arcs):
        if tail < network.total:
            balance[tail, number] -= 1
        if head < network.total:
            balance[head, number] += 1
    bounds = [(then.get(arc, 0), then.get(arc, network.flow[arc])) for arc in arcs]
    sums = np.zeros(network.total)
    if total is not None:
        balance = np.vstack([balance, [float(network.total in arc) for arc in arcs]])
        sums = np.append(sums, total)
    found = linprog(np.zeros(len(arcs)), A_eq=balance, b_eq=sums, bounds=bounds)
    # The corners of what fits are whole numbers, because a table is a flow.
    if not found.success or found.x is None:
        return then
    return {arc: round(value) for arc, value in zip(arcs, found.x, strict=True)}
