"""Writes the page of Python's API out of the docstrings, as Markdown: python3 scripts/python_api.py"""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "python" / "innodex"


def modules() -> dict[str, ast.Module]:
    return {path.stem: ast.parse(path.read_text("utf8")) for path in sorted(PACKAGE.rglob("*.py"))}


def public() -> list[str]:
    """The names that the package gives: its `__all__`."""
    for node in ast.parse((PACKAGE / "__init__.py").read_text("utf8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return list(ast.literal_eval(node.value))
    raise SystemExit("no __all__ in innodex")


def signature(function: ast.FunctionDef) -> str:
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    arguments = ast.unparse(function.args).removeprefix("self, ").removeprefix("self")
    return f"{function.name}({arguments}){returns}"


def shown(node: ast.AST, level: int) -> str:
    """A function or class with its docstring; of a class, its public methods too."""
    text = f"```text\n{ast.get_docstring(node) or ''}\n```"
    if isinstance(node, ast.FunctionDef):
        return f"{'#' * level} {node.name}\n\n```python\n{signature(node)}\n```\n\n{text}\n"
    methods = [m for m in node.body if isinstance(m, ast.FunctionDef) and not m.name.startswith("_")]
    bases = [ast.unparse(base) for base in node.bases]
    inherited = [c for base in bases for c in CLASSES.get(base.split(".")[-1], [])]
    methods += [m for c in inherited for m in c.body if isinstance(m, ast.FunctionDef) and not m.name.startswith("_")]
    return f"{'#' * level} {node.name}\n\n{text}\n\n" + "\n".join(shown(m, level + 1) for m in methods)


CLASSES: dict[str, list[ast.ClassDef]] = {}
FOUND: dict[str, ast.AST] = {}
for tree in modules().values():
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            CLASSES.setdefault(node.name, []).append(node)
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            FOUND.setdefault(node.name, node)

print("# Python API\n\nMade from the docstrings.\n")
for name in public():
    if name in FOUND:
        print(shown(FOUND[name], 2))
