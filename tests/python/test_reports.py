"""Figures out of work reports, as frames."""

from __future__ import annotations

import warnings

import innodex
import pandas
import polars
import pytest

TEXT = "全区新认定高新技术企业130家，协议金额约39亿元，增长3-5%。"


def test_rows_are_those_of_the_command_line() -> None:
    firms, money, growth = innodex.report(TEXT)
    assert (firms["start"], firms["end"], firms["value"], firms["unit"], firms["kind"]) == (11, 15, 130, "家", "new")
    assert (money["normalised"], money["normalised_unit"], money["qualifier"], money["bound"]) == (
        3.9e9,
        "元",
        "约",
        "about",
    )
    assert (growth["value"], growth["high"], growth["kind"]) == (3, 5, "growth")
    assert firms["high"] is None and firms["part_of"] is None


def test_frames_keep_what_is_missing() -> None:
    pandas_frame = innodex.report(TEXT, to="pandas")
    assert isinstance(pandas_frame, pandas.DataFrame) and pandas_frame["high"].isna().tolist() == [True, True, False]
    polars_frame = innodex.report(TEXT, to="polars")
    assert polars_frame["high"].to_list() == [None, None, 5.0]
    assert polars_frame.schema["part_of"] == polars.Int64


def test_a_text_without_figures_is_an_empty_frame() -> None:
    assert innodex.report("第二批名单已于2024年公布。") == []
    assert innodex.report("", to="polars").height == 0


def test_questions_are_warnings() -> None:
    with pytest.warns(innodex.InnodexWarning, match="没有整数"):
        innodex.report("入库企业279家，同比增长65.8%。")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        innodex.report(TEXT)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(innodex.InnodexError) as caught:
        innodex.report(b"130")  # type: ignore[arg-type]
    assert caught.value.code == "bad_parameter"
