"""The figures of the house: how long files and functions are, and what stands twice. Run by `make figures`."""

import ast
import re
import statistics
from collections import defaultdict
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
FLOORS = ("trail", "accounts", "phases", "cases", "routekaart_site")
_RUN = 6  # as many lines alike in two places count as written twice


def sources() -> dict[str, str]:
    """Own code by its path: no tests, no generated migrations, no empty files."""
    found = {}
    for floor in FLOORS:
        for path in sorted((BASE / floor).rglob("*.py")):
            text = path.read_text()
            if text.strip() and not {"migrations", "tests"} & set(path.parts):
                found[path.relative_to(BASE).as_posix()] = text
    return found


def percentile(values: list[int], part: float) -> int:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def functions(texts: dict[str, str]) -> list[int]:
    """Lengths of all functions, in lines."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    nodes = [node for text in texts.values() for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]
    return [node.end_lineno - node.lineno + 1 for node in nodes]


def inner_imports(texts: dict[str, str]) -> int:
    """Imports inside functions."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    roots = [node for text in texts.values() for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]
    return sum(isinstance(line, ast.Import | ast.ImportFrom) for root in roots for line in ast.walk(root))


def upward_imports(texts: dict[str, str]) -> int:
    """Imports from a floor above one's own."""
    count = 0
    for path, text in texts.items():
        floor = FLOORS.index(path.split("/")[0])
        modules = re.findall(r"^\s*(?:from|import) ([a-z_]+)", text, re.MULTILINE)
        count += sum(module in FLOORS and FLOORS.index(module) > floor for module in modules)
    return count


def runs_twice(texts: dict[str, str]) -> int:
    """Runs of at least six lines of code, imports left out, that stand word for word in two places."""
    places = defaultdict(list)
    for path, text in texts.items():
        lines = [line.strip() for line in text.splitlines()]
        code = [line for line in lines if line and not line.startswith(("#", "from ", "import "))]
        for start in range(len(code) - _RUN + 1):
            run = tuple(code[start : start + _RUN])
            if sum(len(line) > 3 for line in run) == _RUN:
                places[run].append((path, start))
    twice = [found for found in places.values() if len(found) > 1]
    # The windows of a longer run follow each other in the same places: only the first of them counts.
    return sum([(path, start - 1) for path, start in found] not in twice for found in twice)


def wide_template_lines() -> tuple[int, int]:
    lines = [line for path in (BASE / "templates").rglob("*.html") for line in path.read_text().splitlines()]
    return sum(len(line) > 160 for line in lines), len(lines)


def main() -> None:
    texts = sources()
    files = [text.count("\n") for text in texts.values()]
    lengths = functions(texts)
    wide, lines = wide_template_lines()
    print(f"files {len(files)}: median {statistics.median(files):.0f}, p90 {percentile(files, 0.9)}, max {max(files)}")
    print(f"functions {len(lengths)}: median {statistics.median(lengths):.0f}, p90 {percentile(lengths, 0.9)}")
    print(f"template lines over 160 signs: {wide} of {lines}")
    print(f"runs of {_RUN} lines that stand twice: {runs_twice(texts)}")
    print(f"upward imports: {upward_imports(texts)}, imports inside functions: {inner_imports(texts)}")


if __name__ == "__main__":
    main()
