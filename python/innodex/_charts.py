"""Pictures of answers, as Vega-Lite has them: plain dicts. The colours are those of the page (www/elements/style.js)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from ._heads import head

Row = Mapping[str, Any]
Spec = dict[str, Any]

ACCENT, MUTED, CHOSEN = "#2f6db3", "#566170", "#c2570c"
UP, DOWN = "#0b6b3a", "#a5341a"
PARTS = ("#6096d0", "#2f6db3", "#0d3f7a", "#b97a10", "#6b7785", "#4a2f6b")
HEAT = ("#e4eefa", "#c3d9f2", "#93bae6", "#3a74bb", "#1f5799", "#0d3667")
WIDTH = 480
CONFIG = {"view": {"stroke": None}, "axis": {"labelLimit": 260}, "legend": {"labelLimit": 320}}
#: Columns of a ranking that are no dimension of it.
PLAIN = ("code", "unit", "rank", "score", "reason", "rank_before", "score_before")

TITLES = {
    "ranking": ("排名", "Ranking"),
    "intervals": ("名次区间", "Rank intervals"),
    "bump": ("历年名次", "Ranks over the years"),
    "heat": ("分项得分", "Scores by dimension"),
    "sensitivity": ("名次变动的来源", "Where the spread of ranks comes from"),
    "growth": ("增长", "Growth"),
    "contributions": ("指标贡献", "Contributions of indicators"),
    "tornado": ("增减的影响", "More and less of everything"),
}
FACTORS = {
    "weights": ("权重", "weights"),
    "normalise": ("标准化", "normalisation"),
    "aggregate": ("合成", "aggregation"),
    "treat": ("离群值处理", "treatment"),
    "impute": ("插补", "imputation"),
    "leave_out": ("剔除指标", "leaving out"),
}


class Look:
    """What all pictures of an answer share: language, names of dimensions, and the units that are picked out."""

    def __init__(self, lang: str, heads: Mapping[str, Any], highlight: Collection[str]) -> None:
        self.lang, self.heads, self.highlight = lang, heads, set(highlight)

    def word(self, both: tuple[str, str]) -> str:
        """One of two words."""
        return both[self.lang == "en"]

    def head(self, name: str) -> str:
        """The head of a column."""
        return head(name, self.heads)[self.lang]

    def colour(self, usual: str) -> Spec:
        """A colour, another one for what is picked out."""
        chosen = {"test": {"field": "_chosen", "equal": True}, "value": CHOSEN}
        return {"condition": chosen, "value": usual}

    def marked(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """Rows that say whether they are picked out."""
        return [{**row, "_chosen": bool({row.get("unit"), row.get("code")} & self.highlight)} for row in rows]


def kind_of(rows: Sequence[Row]) -> str | None:
    """The picture that fits rows, by their columns."""
    names = set(rows[0]) if rows else set()
    for needed, kind in _FITS:
        if needed <= names:
            return kind
    return None


def spec(kind: str, rows: Sequence[Row], look: Look) -> Spec:
    """The picture of rows."""
    title = {"text": look.word(TITLES[kind]), "anchor": "start"}
    return {"title": title, "config": CONFIG, **_DRAW[kind](rows, look)}


def _ranking(rows: Sequence[Row], look: Look) -> Spec:
    ranked = look.marked([row for row in rows if row["score"] is not None])
    x: Spec = {"field": "score", "type": "quantitative", "title": look.head("score")}
    bars: Spec = {"mark": {"type": "bar"}, "encoding": {"x": x, "color": look.colour(ACCENT)}}
    words: Spec = {"mark": {"type": "text", "align": "left", "dx": 4, "color": MUTED}}
    words["encoding"] = {"x": x, "text": {"field": "score", "format": ".1f"}}
    return _units(ranked, look, [bars, words], ["rank", "unit", "score"])


def _intervals(rows: Sequence[Row], look: Look) -> Spec:
    low, high, middle = ("q5", "q95", "nominal") if "q5" in rows[0] else ("lower", "upper", "rank")
    placed = sorted(
        (row for row in rows if row[low] is not None), key=lambda row: (row.get(middle) or row[low], row[low])
    )
    x: Spec = {"type": "quantitative", "title": look.head("rank")}
    x |= _ranks(max((row[high] for row in placed), default=1), 1)
    x["axis"]["orient"] = "top"
    band: Spec = {"mark": {"type": "rule", "strokeWidth": 6, "strokeCap": "round"}}
    band["encoding"] = {"x": {"field": low, **x}, "x2": {"field": high}, "color": look.colour(HEAT[2])}
    layers = [band]
    if middle in rows[0]:
        point: Spec = {"mark": {"type": "point", "filled": True, "size": 45}}
        point["encoding"] = {"x": {"field": middle, **x}, "color": {"value": PARTS[2]}}
        layers.append(point)
    return _units(look.marked(placed), look, layers, [name for name in ("unit", middle, low, high) if name in rows[0]])


def _bump(rows: Sequence[Row], look: Look) -> Spec:
    ranked = look.marked([row for row in rows if row["rank"] is not None])
    units = list(dict.fromkeys(row["unit"] for row in ranked))
    few = len(units) <= len(PARTS)
    scale: Spec = {"domain": units, "range": list(PARTS[: len(units)])}
    colour: Spec = (
        {"field": "unit", "type": "nominal", "scale": scale, "legend": None} if few else look.colour(PARTS[0])
    )
    faint = {"opacity": {"condition": {"test": "datum._chosen", "value": 1}, "value": 0.45}}
    x: Spec = {"field": "period", "type": "ordinal", "title": look.head("period")}
    y: Spec = {"field": "rank", "type": "quantitative", "title": look.head("rank")}
    ranks = [row["rank"] for row in ranked] or [1]
    y |= _ranks(max(ranks), min(ranks))
    y["scale"]["reverse"] = True
    shared: Spec = {"x": x, "y": y, "color": colour, "detail": {"field": "unit"}, **({} if few else faint)}
    shared["tooltip"] = [_tip(name, look) for name in ("unit", "period", "rank", "score") if name in rows[0]]
    last = max((row["period"] for row in ranked), default="")
    names: Spec = {"transform": [{"filter": {"field": "period", "equal": last}}]}
    names |= {"mark": {"type": "text", "align": "left", "dx": 6}}
    names["encoding"] = {"text": {"field": "unit"}, "opacity": {"value": 1}} | (
        {} if few else {"color": look.colour(MUTED)}
    )
    lines = [{"mark": {"type": "line"}}, {"mark": {"type": "point", "filled": True}}]
    size = {"width": WIDTH, "height": max(160, 14 * len(units))}
    return {"data": {"values": ranked}, **size, "encoding": shared, "layer": [*lines, names]}


def _heat(rows: Sequence[Row], look: Look) -> Spec:
    ranked = [row for row in rows if row["score"] is not None]
    dimensions = [name for name in rows[0] if name not in PLAIN and _is_number(rows, name)]
    cells = [
        {"unit": row["unit"], "dimension": look.head(name), "score": row[name]} for row in ranked for name in dimensions
    ]
    shades = {"scale": {"type": "quantize", "range": list(HEAT)}, "legend": {"title": look.head("score")}}
    colour: Spec = {"field": "score", "type": "quantitative", **shades}
    x: Spec = {"field": "dimension", "type": "nominal", "sort": None, "title": None}
    x["axis"] = {"orient": "top", "labelAngle": -30}
    y: Spec = {"field": "unit", "type": "nominal", "sort": None, "title": None}
    encoding = {
        "x": x,
        "y": y,
        "color": colour,
        "tooltip": [_tip(name, look) for name in ("unit", "dimension", "score")],
    }
    size = {"width": {"step": 64}, "height": {"step": 16}}
    return {"data": {"values": cells}, **size, "mark": {"type": "rect"}, "encoding": encoding}


def _sensitivity(rows: Sequence[Row], look: Look) -> Spec:
    bars = []
    for row in rows:
        factor = look.word(FACTORS.get(row["factor"], (row["factor"], row["factor"])))
        for part in ("first", "total"):
            ends = {"low": row.get(f"{part}_low"), "high": row.get(f"{part}_high")}
            bars.append({"factor": factor, "index": look.head(part), "value": row[part], **ends})
    both = [look.head("first"), look.head("total")]
    colour: Spec = {"field": "index", "type": "nominal", "title": None}
    colour["scale"] = {"domain": both, "range": [PARTS[0], PARTS[2]]}
    shared: Spec = {"y": {"field": "factor", "type": "nominal", "sort": None, "title": None}}
    shared["yOffset"] = {"field": "index", "sort": both}
    bar = {
        "mark": {"type": "bar"},
        "encoding": {"x": _axis("value", look.word(("份额", "share of variance"))), "color": colour},
    }
    error = {
        "mark": {"type": "rule", "color": MUTED},
        "encoding": {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}},
    }
    return {"data": {"values": bars}, "width": WIDTH, "height": {"step": 22}, "encoding": shared, "layer": [bar, error]}


def _growth(rows: Sequence[Row], look: Look) -> Spec:
    grown = sorted((row for row in rows if row["value"] is not None), key=lambda row: -row["value"])
    colour: Spec = {"condition": {"test": "datum.value < 0", "value": DOWN}, "value": UP}
    x: Spec = {**_axis("value", look.head("value")), "axis": {"format": "%"}}
    bars: Spec = {"mark": {"type": "bar"}, "encoding": {"x": x, "color": colour}}
    return _units(look.marked(grown), look, [bars], ["unit", "value"])


def _contributions(rows: Sequence[Row], look: Look) -> Spec:
    indicators = list(dict.fromkeys(row["indicator"] for row in rows))
    there = [row for row in rows if row["value"] is not None]
    sums: dict[str, float] = {}
    for row in there:
        sums[row["unit"]] = sums.get(row["unit"], 0) + row["value"]
    there.sort(key=lambda row: -sums[row["unit"]])
    told = [
        {**row, "indicator": look.head(row["indicator"]), "_at": indicators.index(row["indicator"])} for row in there
    ]
    names = [look.head(each) for each in indicators]
    scale: Spec = {"domain": names, "range": [PARTS[at % len(PARTS)] for at in range(len(names))]}
    colour: Spec = {"field": "indicator", "type": "nominal", "scale": scale, "title": None}
    bars: Spec = {
        "mark": {"type": "bar", "stroke": "#fff"},
        "encoding": {"x": _axis("value", look.head("score")), "color": colour},
    }
    bars["encoding"] |= {"order": {"field": "_at"}}
    return _units(told, look, [bars], ["unit", "indicator", "value"])


def _tornado(rows: Sequence[Row], look: Look) -> Spec:
    sides = (("less", ("减少", "less"), PARTS[3]), ("more", ("增加", "more"), PARTS[1]))
    bars = [
        {"name": row.get("name") or row["indicator"], "side": look.word(words), "value": row[side]["score_change"]}
        for row in rows
        for side, words, _ in sides
        if row[side] is not None
    ]
    scale: Spec = {"domain": [look.word(words) for _, words, _ in sides], "range": [colour for *_, colour in sides]}
    encoding = {
        "y": {"field": "name", "type": "nominal", "sort": None, "title": None},
        "x": {**_axis("value", look.head("score_change")), "stack": None},
        "color": {"field": "side", "type": "nominal", "scale": scale, "title": None},
    }
    return {
        "data": {"values": bars},
        "width": WIDTH,
        "height": {"step": 18},
        "mark": {"type": "bar"},
        "encoding": encoding,
    }


def _units(rows: Sequence[Row], look: Look, layers: list[Spec], told: list[str]) -> Spec:
    """A line for every unit, in the order of the rows."""
    order = list(dict.fromkeys(row["unit"] for row in rows))
    shared: Spec = {"y": {"field": "unit", "type": "nominal", "sort": order, "title": None}}
    shared["tooltip"] = [_tip(name, look) for name in told]
    return {"data": {"values": list(rows)}, "width": WIDTH, "height": {"step": 18}, "encoding": shared, "layer": layers}


def _ranks(most: float, least: float) -> Spec:
    """A scale of ranks, half a rank beyond both ends."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 10**9) if most - least <= 12 * step)
    ticks = [least, *(rank for rank in range(step, int(most) + 1, step) if rank > least)]
    scale = {"domain": [least - 0.5, most + 0.5], "zero": False, "nice": False}
    return {"scale": scale, "axis": {"values": ticks, "format": "d"}}


def _axis(field: str, title: str) -> Spec:
    return {"field": field, "type": "quantitative", "title": title}


def _tip(name: str, look: Look) -> Spec:
    kind = "nominal" if name in ("unit", "indicator", "dimension", "period") else "quantitative"
    return {
        "field": name,
        "type": kind,
        "title": look.head(name),
        **({"format": ".4~g"} if kind == "quantitative" else {}),
    }


def _is_number(rows: Sequence[Row], name: str) -> bool:
    return all(row.get(name) is None or isinstance(row[name], (int, float)) for row in rows)


_DRAW: dict[str, Callable[[Sequence[Row], Look], Spec]] = {
    "ranking": _ranking,
    "intervals": _intervals,
    "bump": _bump,
    "heat": _heat,
    "sensitivity": _sensitivity,
    "growth": _growth,
    "contributions": _contributions,
    "tornado": _tornado,
}
KINDS = tuple(_DRAW)
#: The columns that a picture needs; the first that fits is drawn where none is asked for.
_FITS = (
    ({"unit", "q5", "q95"}, "intervals"),
    ({"unit", "lower", "upper"}, "intervals"),
    ({"unit", "period", "rank", "score"}, "bump"),
    ({"factor", "first", "total"}, "sensitivity"),
    ({"indicator", "less", "more"}, "tornado"),
    ({"unit", "indicator", "value"}, "contributions"),
    ({"unit", "rank", "score"}, "ranking"),
    ({"unit", "value"}, "growth"),
)
#: What a picture that is asked for by its name needs.
NEEDS = {kind: [needed for needed, of in _FITS if of == kind] for kind in KINDS} | {"heat": [{"unit", "rank", "score"}]}
