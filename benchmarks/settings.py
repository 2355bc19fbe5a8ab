"""The settings of the site, with one address more, the unit that `make bench` counts in, and the cost on every answer.

BENCH_WALL=0 in the environment is for a site without the second wall, to tell what it costs.
"""

from routekaart_site.settings import *  # noqa: F403
from routekaart_site.settings import MIDDLEWARE as OF_THE_SITE
from routekaart_site.settings import env

MIDDLEWARE = ["benchmarks.cost.TellsItsCost", *OF_THE_SITE]
ROOT_URLCONF = "benchmarks.urls"
WALL = env.bool("BENCH_WALL", default=True)
