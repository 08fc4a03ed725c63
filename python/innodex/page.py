"""The files of a page that shows innodex without Python."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ._files import of_pages
from ._given import checked_lang
from ._html import escaped
from ._period import period_text
from .error import problem
from .model import Model
from .result import to_html

__all__ = ["copy_files", "publish"]


def copy_files(folder: str | os.PathLike[str] = "innodex") -> Path:
    """Copies what a page of one's own, or a cell in plain JavaScript, loads: ``innodex.js`` and the files beside it.

    They are those of the ranking, growth and the scenario, and of the JavaScript API. The other elements (``whatif.js``,
    ``uncertainty.js``, ``profile.js``, ``table.js``, ``audit.js``) are in the npm package.

    Returns:
        The folder. What else stands in it is left alone.
    """
    target = Path(folder)
    try:
        for name, content in of_pages():
            copy = target / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
    except OSError as fault:
        raise problem(
            "file_unwritable",
            (f"无法写入文件：{fault}", f"A file cannot be written: {fault}."),
            ("请换一个可写的文件夹。", "Choose a folder that can be written to."),
            str(target),
        ) from fault
    return target


def publish(
    folder: str | os.PathLike[str],
    df: Any = None,
    framework: Any = "provincial",
    *,
    title: str = "",
    period: Any = None,
    growth: str | None = None,
    scenario: tuple[str, str] | None = None,
    indicators: Any = None,
    unit: str | None = None,
    lang: str | None = None,
) -> Path:
    """Writes a page for a server of one's own: the ranking, in the page's own elements, with everything that they load.

    The page asks no other host for anything and needs no inline script or style. The ranking stands in it as a plain table too,
    for who reads it without scripts.

    Args:
        folder: where it is written; ``index.html`` is the page.
        df, framework, indicators, unit: see :class:`innodex.Model`; a model in place of ``df`` stands for all of them.
        title: the heading.
        period: that of the ranking; the newest complete one where left out.
        growth: an indicator whose growth is shown too.
        scenario: a unit and an indicator: a slider that changes this figure is shown too.
        lang: ``"zh"`` or ``"en"``.

    Returns:
        The page.
    """
    lang = checked_lang(lang)
    model = df if isinstance(df, Model) else Model(df, framework, indicators=indicators, unit=unit)
    ranking = model.rank(period, lang=lang)  # what is wrong is said before anything is written
    when = model.usual_period if period is None else period_text(period)
    source = model._source
    files = {"panel.csv": source.table and source.table.csv(), "indicators.json": source.indicators}
    if source.ready is None:
        files["framework.json"] = source.framework
    target = copy_files(Path(folder) / "innodex").parent
    given = {name: content for name, content in files.items() if content is not None}
    attributes = {"framework": source.ready} if source.ready else {}
    attributes |= {Path(name).stem.replace("panel", "data"): name for name in given}
    table = to_html(ranking)
    table = table[table.index("<table") : table.rindex("</table>") + len("</table>")]
    inside = [_element("ranking", {"period": when}, table)]
    if growth is not None:
        inside.append(_element("growth", {"indicator": growth, "period": when}))
    if scenario is not None:
        inside.append(_element("scenario", {"unit": model.unit(scenario[0]), "indicator": scenario[1], "period": when}))
    body = _element("model", {**attributes, "lang": lang}, "\n".join(inside))
    heading = escaped(title or ("创新指数" if lang == "zh" else "Innovation index"))
    page = _PAGE.format(lang="zh-CN" if lang == "zh" else "en", title=heading, body=body)
    for name, content in {**given, "index.html": page, "page.css": _STYLE}.items():
        (target / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return target / "index.html"


def _element(name: str, attributes: Mapping[str, str], inside: str = "") -> str:
    said = "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items())
    return f"<innodex-{name}{said}>{inside}</innodex-{name}>"


_PAGE = """<!doctype html>
<html lang="{lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self' 'wasm-unsafe-eval'">
<title>{title}</title>
<link rel="stylesheet" href="page.css">
<script type="module" src="innodex/innodex.js"></script>
<h1>{title}</h1>
{body}
</html>
"""
_STYLE = "body { font-family: system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }\n"
