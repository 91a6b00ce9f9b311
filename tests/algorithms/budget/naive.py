"""Equal Shares and Phragmén as a person would count them: one voter at a time, in fractions.

Slow and plain, with nothing shared with the code under test but the election and the tie chain.
"""

from fractions import Fraction

from hypothesis import strategies as st

from zaedno.algorithms.budget.election import election


def voters(e):
    """One mapping of project to points for each voter."""
    b = e.ballots
    each = []
    for row, weight in enumerate(b.weight.tolist()):
        part = slice(b.starts[row], b.starts[row + 1])
        ballot = dict(zip(b.projects[part].tolist(), b.points[part].tolist(), strict=True))
        each += [ballot] * weight
    return each


def price(purses, utilities, cost):
    """The smallest rho with sum of min(b, rho u) = cost; None where the money is too little."""
    left = [(purses[i], u) for i, u in utilities.items()]
    if sum(b for b, _u in left) < cost:
        return None
    left.sort(key=lambda pair: Fraction(pair[0]) / pair[1])
    need = Fraction(cost)
    for place, (b, u) in enumerate(left):
        rest = sum(v for _b, v in left[place:])
        if need * u <= b * rest:
            return need / rest
        need -= b
    return None


def equal_shares(e, chain, utility="cost", share=None):
    """Projects in order with their prices per utility, and what every voter has left."""
    ballots = voters(e)
    purses = [Fraction(e.budget, len(ballots)) if share is None else share] * len(ballots)

    def worth(project, points):
        return {"cost": max(e.projects[project].cost, 1), "cardinality": 1}.get(utility, points)

    utilities = {
        p: {i: worth(p, b[p]) for i, b in enumerate(ballots) if b.get(p)}
        for p in range(len(e.projects))
    }
    utilities = {p: u for p, u in utilities.items() if u}
    taken = []
    while True:
        prices = {
            p: rho
            for p, u in utilities.items()
            if p not in dict(taken) and (rho := price(purses, u, e.projects[p].cost)) is not None
        }
        if not prices:
            return taken, purses
        best = min(prices, key=lambda p: (prices[p], chain.rank[p]))
        taken.append((best, prices[best]))
        for i, u in utilities[best].items():
            purses[i] -= min(purses[i], prices[best] * u)


COSTS = st.integers(0, 12)


@st.composite
def elections(draw, kind="approval", most_voters=9, most_projects=6, costs=COSTS):
    """Small elections with many ties, equal costs and budgets that come out even."""
    names = [f"p{i}" for i in range(draw(st.integers(1, most_projects)))]
    projects = [(name, draw(costs)) for name in names]
    subsets = st.lists(st.sampled_from(names), unique=True, max_size=len(names))
    ballots = draw(st.lists(subsets, min_size=1, max_size=most_voters))
    if kind == "cumulative":
        ballots = [{name: draw(st.integers(1, 4)) for name in ballot} for ballot in ballots]
    return election(projects, draw(st.integers(1, 40)), ballots, kind)


def phragmen(e, chain, end):
    """Projects in order with the loads they bring."""
    ballots = voters(e)
    loads = [Fraction(0)] * len(ballots)
    behind = {
        p: who
        for p, project in enumerate(e.projects)
        if (who := [i for i, b in enumerate(ballots) if p in b]) and project.cost <= e.budget
    }
    taken, left = [], e.budget
    while behind:
        new = {
            p: (e.projects[p].cost + sum(loads[i] for i in who)) / Fraction(len(who))
            for p, who in behind.items()
        }
        tied = [p for p in new if new[p] == min(new.values())]
        dear = [p for p in tied if e.projects[p].cost > left]
        if dear and end == "stop":
            return taken
        for p in dear:
            del behind[p]
        fit = sorted((p for p in tied if p in behind), key=chain.rank.__getitem__)
        if fit:
            taken.append((fit[0], new[fit[0]]))
            left -= e.projects[fit[0]].cost
            for i in behind.pop(fit[0]):
                loads[i] = new[fit[0]]
    return taken
