"""Runs of nine words, hashed: a test finds those of the source of 2022, which is not in the repository itself.

`python -m phases.tests.runs SOURCE.txt` writes the hashes of a source anew.
"""

import re
import sys
from hashlib import sha256
from pathlib import Path

LENGTH = 9
HASHES = Path(__file__).with_name("source_runs.txt")


def runs(text: str) -> dict[str, str]:
    """Each run of words in the text, by its hash. Capitals, signs and line ends say nothing."""
    words = re.findall(r"[^\W_]+", text.lower())
    found = (" ".join(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1))
    return {sha256(run.encode()).hexdigest()[:10]: run for run in found}


def of_the_source() -> set[str]:
    return set(HASHES.read_text(encoding="ascii").split())


if __name__ == "__main__":
    hashes = sorted(runs(Path(sys.argv[1]).read_text(encoding="utf-8")))
    HASHES.write_text("\n".join(hashes) + "\n", encoding="ascii")
