"""Every verb the house can write, read out of its own code."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]


def verbs():
    """(file:line, verb) of each, or (file:line, None) where the code does not say it plainly."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if {"tests", "migrations"} & set(path.parts):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call, inside in _calls(tree):
            if _is_write(call):
                where = f"{path.relative_to(PACKAGE)}:{call.lineno}"
                yield from ((where, verb) for verb in _said(call.args[0], inside, tree))


def _calls(tree, inside=None):
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            yield node, inside
        yield from _calls(node, node if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else inside)


def _is_write(call):
    """`journal.write(…)`, and `write(…)` inside the journal itself."""
    name = call.func
    if isinstance(name, ast.Attribute):
        return name.attr == "write" and ast.unparse(name.value).split(".")[-1] in {"journal", "journal_actions"}
    is_ours = isinstance(name, ast.Name) and name.id == "write"
    return is_ours and {"by", "subject"} <= {one.arg for one in call.keywords}


def _said(node, inside, tree):
    """The words an expression can be: itself, either side of a choice, or what was given to the function."""
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _said(node.body, inside, tree)
        yield from _said(node.orelse, inside, tree)
    elif isinstance(node, ast.Name):
        yield from _given(node.id, inside, tree)
    else:
        yield None


def _given(name, inside, tree):
    assigned = [one.value for one in ast.walk(inside or tree) if _assigns(one, name)]
    assigned += [one.value for one in tree.body if inside is not None and _assigns(one, name)]
    names = [one.arg for one in inside.args.args] if inside is not None else []
    for value in assigned:
        yield from _said(value, inside, tree)
    if name in names:
        for call, around in _calls(tree):
            if isinstance(call.func, ast.Name) and call.func.id == inside.name:
                given = {word.arg: word.value for word in call.keywords} | dict(zip(names, call.args, strict=False))
                yield from _said(given[name], around, tree) if name in given else [None]
    elif not assigned:
        yield from _imported(name, tree)


def _assigns(node, name):
    return isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == name for one in node.targets)


def _imported(name, tree):
    """A word that has a name in another file of ours."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and name in {one.name for one in node.names}:
            other = ast.parse((PACKAGE.parent / f"{node.module.replace('.', '/')}.py").read_text(encoding="utf-8"))
            yield from _given(name, None, other)
            return
    yield None
