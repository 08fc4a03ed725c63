"""Draws on one thread and on two: PYTHONPATH=build/python python benches/threads.py"""

import random
import time

import innodex

draw = random.Random(1)
frame = {"unit": [f"u{i}" for i in range(300)], "year": [2020] * 300, **{f"x{j}": [draw.random() for _ in range(300)] for j in range(60)}}
framework = {
    "id": "made-up",
    "indicators": [{"id": f"x{j}", "column": f"x{j}", "direction": 1} for j in range(60)],
    "tree": {"id": "index", "children": [{"id": f"x{j}"} for j in range(60)]},
    "steps": [{"step": "normalise", "method": "min_max"}, {"step": "aggregate", "method": "arithmetic"}],
}
model = innodex.Model(frame, framework)


def seconds(threads: int) -> float:
    innodex.options.threads = threads
    model.uncertainty(draws=1000)
    times = []
    for _ in range(3):
        began = time.perf_counter()
        model.uncertainty(draws=20_000)
        times.append(time.perf_counter() - began)
    return min(times)


one, two = seconds(1), seconds(2)
print(f"300 units x 60 indicators, 20,000 draws: one thread {one:.2f} s, two {two:.2f} s, ratio {two / one:.2f}")
