"""Draws shared out among threads are the draws that one instance makes."""

from __future__ import annotations

from typing import Any

import innodex
import pytest
from innodex._engine import Instance

pytestmark = pytest.mark.skipif(
    not Instance().has("flatmodel_draw_ranks"), reason="kernel.wasm is older than its sources"
)


@pytest.fixture(autouse=True)
def as_usual() -> Any:
    yield
    innodex.options.threads = None


def large(units: int = 60, indicators: int = 40) -> innodex.Model:
    rows = [
        {"unit": f"u{u:03}", "year": 2022, **{f"x{i}": (u * 7919 + i * 104729) % 9973 for i in range(indicators)}}
        for u in range(units)
    ]
    made = innodex.Framework("large")
    for group in range(indicators // 10):
        made = made.dimension(f"g{group}", [f"x{i}" for i in range(group * 10, group * 10 + 10)])
    return innodex.Model(rows, made.normalise("min_max").aggregate("arithmetic"))


def with_threads(count: int, model: innodex.Model, **request: Any) -> Any:
    innodex.options.threads = count
    return model.uncertainty(**request)


@pytest.mark.parametrize(
    "request_of",
    [
        {"draws": 4001},
        {"draws": 4000, "seed": 9, "group": "central"},
        {"draws": 4000, "spec": {"weights": {"noise": 0.5, "distribution": "dirichlet"}, "leave_out": True}},
    ],
)
def test_the_answer_is_that_of_one_thread(request_of: dict[str, Any]) -> None:
    model = innodex.Model()
    one = with_threads(1, model, period=2022, **request_of)
    assert one["draws"] == request_of["draws"]
    for threads in (2, 3, 5):
        assert with_threads(threads, model, period=2022, **request_of) == one


def test_what_is_wrong_is_said_as_with_one() -> None:
    model = innodex.Model()
    for request in ({"draws": 10**6, "period": 1990}, {"draws": 10**6, "group": "north"}):
        errors = []
        for threads in (1, 2):
            with pytest.raises(innodex.InnodexError) as caught:
                with_threads(threads, model, **request)
            errors.append((caught.value.code, caught.value.place))
        assert errors[0] == errors[1]


def test_a_closed_model_gives_back_all_its_instances() -> None:
    model = large()
    with_threads(3, model, draws=3000)
    helpers = [helper for helper, _ in model._calculator._helpers]
    assert len(helpers) == 2 and model._calculator.size >= sum(helper.size for helper in helpers)
    model._calculator._leave()
    assert not any(helper.close.alive for helper in helpers)
    assert with_threads(2, model, draws=3000)["draws"] == 3000
