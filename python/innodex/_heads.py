"""Heads of columns in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

#: By the column's name; what is not here is shown by its name.
HEADS: dict[str, tuple[str, str]] = {
    "code": ("代码", "code"),
    "unit": ("地区", "unit"),
    "province": ("地区", "province"),
    "year": ("年份", "year"),
    "period": ("时期", "period"),
    "rank": ("名次", "rank"),
    "score": ("得分", "score"),
    "reason": ("说明", "reason"),
    "rank_before": ("原名次", "rank before"),
    "score_before": ("原得分", "score before"),
    "rank_change": ("名次变化", "change of rank"),
    "score_change": ("得分变化", "change of score"),
    "value": ("数值", "value"),
    "from": ("自", "from"),
    "to": ("至", "to"),
    "nominal": ("名次", "rank"),
    "mean": ("平均名次", "mean"),
    "median": ("中位名次", "median"),
    "q5": ("5%分位", "5 %"),
    "q95": ("95%分位", "95 %"),
    "missing": ("缺失", "missing"),
    "lower": ("下限", "lower"),
    "upper": ("上限", "upper"),
    "best": ("最好", "best"),
    "worst": ("最差", "worst"),
    "factor": ("因素", "factor"),
    "first": ("一阶指数", "first order"),
    "total": ("总指数", "total"),
    "indicator": ("指标", "indicator"),
    "name": ("名称", "name"),
    "node": ("节点", "node"),
    "dimension": ("一级指标", "dimension"),
    "measure": ("计量单位", "unit of measure"),
    "weight": ("权重", "weight"),
    "note": ("备注", "note"),
    "group": ("比较组", "group"),
    "share": ("比例", "share"),
    "contribution": ("贡献", "contribution"),
    "message": ("内容", "message"),
    "check": ("检验", "check"),
}


def head(name: str, more: Mapping[str, Mapping[str, str]] | None = None) -> dict[str, str]:
    """A column's head in both languages; names of dimensions are given with ``more``."""
    words = (more or {}).get(name)
    if words:
        return {"zh": words.get("zh") or name, "en": words.get("en") or name}
    zh, en = HEADS.get(name, (name, name))
    return {"zh": zh, "en": en}
