"""Whether scipy's SLSQP, from many starts, finds a better split than ours.

    ALLOCATE_PROBLEMS=200 ALLOCATE_OUT=/tmp/problems.jsonl cargo test \\
        problems_for_scipy -- --ignored
    python benches/allocate/slsqp.py /tmp/problems.jsonl [starts]

The index is computed here anew, with numpy; that it gives our objective at our split is checked first. Prints every problem in
which a split is better by more than a millionth of what ours gains, and a summary. Needs numpy and scipy.
"""

import json
import sys

import numpy as np
from scipy.optimize import minimize

def normalised(x, direction, step):
    """A column, as the method's docs define it; x has a value a unit."""
    method = step["method"]
    if method == "z_score":
        spread = x.std(ddof=1)
        return step["mean"] + step["sd"] * direction * (x - x.mean()) / spread
    if method in ("min_max", "distance_to_max"):
        lower, upper = step.get("lower", 0.0), step.get("upper", 1.0)
        y = x * direction
        return lower + (upper - lower) * (y - y.min()) / (y.max() - y.min())
    if method == "fraction_of_max":
        return (x if direction > 0 else x.max() + x.min() - x) / x.max()
    raise ValueError(method)


def mean(columns, weights, kind):
    """The weighted mean of a unit's columns; missing where a geometric or harmonic mean is not defined."""
    weights = weights / weights.sum()
    if kind == "arithmetic":
        return columns @ weights
    if kind == "geometric":
        with np.errstate(all="ignore"):
            logs = np.exp(np.log(columns) @ weights)
        return np.where((columns < 0).any(axis=1), np.nan, np.where((columns == 0).any(axis=1), 0.0, logs))
    with np.errstate(all="ignore"):
        inverse = 1 / ((1 / columns) @ weights)
    return np.where((columns < 0).any(axis=1), np.nan, np.where((columns == 0).any(axis=1), 0.0, inverse))


# What is printed, of the gain; 1e-6 counts as beaten.
SHOWN = 1e-8


class Problem:
    def __init__(self, told):
        self.told = told
        self.figures = np.array(told["figures"], dtype=float)
        self.weights = np.array(told["weights"])
        self.budget = told["budget"]
        self.money = self.budget["budget"]
        self.funded = [told["codes"].index(code) for code in self.budget["units"]]
        assumptions = self.budget["assumptions"]
        self.exponent = assumptions.get("returns", {}).get("exponent", 1.0)
        self.elasticity = assumptions.get("elasticities", [{"value": 0.0}])[0]["value"]

    def value(self, amounts):
        figures = self.figures.copy()
        for unit, money in zip(self.funded, amounts):
            x = figures[unit, 0]
            figures[unit, 0] = x + x * ((1 + money / x) ** self.exponent - 1) / self.exponent
            if self.elasticity:
                figures[unit, 1] *= (figures[unit, 0] / x) ** self.elasticity
        step, directions = self.told["normalise"], self.told["directions"]
        columns = np.column_stack([normalised(figures[:, c], d, step) for c, d in enumerate(directions)])
        scores = mean(columns, self.weights, self.told["aggregate"])
        objective = self.budget["objective"]
        if objective == "mean":
            return np.nanmean(scores)
        if objective == "minimum":
            return np.nanmin(scores[self.funded])
        return scores[self.told["codes"].index(objective["unit"])]

    def searched(self, starts, rng):
        n = len(self.funded)
        ours = np.array(self.told["ours"]["amounts"])
        best, at = -np.inf, None
        begin = [np.zeros(n), np.full(n, self.money / n), ours] + [np.eye(n)[i] * self.money for i in range(n)]
        begin += [rng.dirichlet(np.ones(n)) * self.money * (1 if rng.random() < 0.7 else rng.random()) for _ in range(starts)]
        scale = max(abs(self.told["ours"]["achieved"] - self.told["ours"]["before"]), 1e-9)
        room = {"type": "ineq", "fun": lambda s: 1 - s.sum(), "jac": lambda s: -np.ones(n)}

        def aim(shares):
            value = self.value(np.maximum(shares, 0) * self.money)
            return -value / scale if np.isfinite(value) else 1e6

        for start in begin:
            found = minimize(aim, start / self.money, method="SLSQP", bounds=[(0, 1)] * n, constraints=[room], options={"maxiter": 200, "ftol": 1e-12})
            shares = np.clip(found.x, 0, 1)
            shares /= max(1.0, shares.sum())
            value = self.value(shares * self.money)
            if value > best:
                best, at = value, shares * self.money
        return best, at


def main(path, starts=24):
    beaten, differ, worst, closer, slowest = 0, 0, 0.0, 0.0, 0.0
    lines = [json.loads(line) for line in open(path, encoding="utf-8")]
    for told in lines:
        problem, ours = Problem(told), told["ours"]
        slowest = max(slowest, ours["seconds"])
        here = problem.value(np.array(ours["amounts"]))
        if not abs(here - ours["achieved"]) <= 1e-10 * abs(here):
            differ += 1
            print(told["number"], "differs:", here, ours["achieved"], told["normalise"], told["aggregate"])
        value, at = problem.searched(int(starts), np.random.default_rng(told["number"]))
        gain = ours["achieved"] - ours["before"]
        excess = (value - ours["achieved"]) / gain if gain > 0 else float(value > ours["achieved"] + 1e-9)
        closer += value > ours["achieved"] - 1e-6 * gain
        worst = max(worst, excess)
        beaten += excess > 1e-6
        if excess > SHOWN:
            print(told["number"], told["normalise"]["method"], told["aggregate"], told["budget"]["objective"], f"{excess:.2e} of the gain")
            print("   ours", [round(m, 4) for m in ours["amounts"]], ours["achieved"], "theirs", [round(m, 4) for m in at], value)
    print(f"{len(lines)} problems, {differ} differ, {beaten} beaten by SLSQP (worst {worst:.1e} of the gain), equal in {closer}; slowest {slowest:.2f} s")
    return beaten + differ


if __name__ == "__main__":
    sys.exit(bool(main(*sys.argv[1:])))
