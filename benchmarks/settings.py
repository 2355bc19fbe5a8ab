"""The settings of the site, with one address more: the unit that `make bench` counts in.

BENCH_WALL=0 in the environment is for a site without the second wall, to tell what it costs.
"""

from routekaart_site.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
