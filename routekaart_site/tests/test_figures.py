import subprocess
import sys

from django.conf import settings


def test_make_figures_prints_the_figures_of_the_house():
    order = ["make", "--no-print-directory", "figures", f"PYTHON={sys.executable}"]
    told = subprocess.run(order, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True, timeout=120)  # noqa: S603
    figures = ("files", "functions", "template lines", "runs of 6 lines", "upward imports")
    assert [line.startswith(word) for line, word in zip(told.stdout.splitlines(), figures, strict=True)] == [True] * 5
