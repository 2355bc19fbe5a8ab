"""What `make bench` measures, and how many units it may cost at most (None: measured only)."""

from dataclasses import dataclass

UNIT = "/eenheid/"
# Who looks: how many cases he is on the team of. The last has one case, the largest there will be.
FIVE, HUNDRED, FIVE_HUNDRED, ALL, LARGE = "5", "100", "500", "all", "large"
PEOPLE = (FIVE, HUNDRED, FIVE_HUNDRED, ALL)
# A page with 100,000 cases against 1,000, and for somebody on all cases against somebody on 100.
GROWTH, ON_ALL = 1.2, 1.5
# The second wall, on against off.
WALL = 1.10


@dataclass(frozen=True)
class Page:
    """`path` may name a `{case}` and the `{middle}` of the list; a page that `posts` sends the form it finds there."""

    name: str
    path: str
    limit: float | None
    posts: bool = False
    people: tuple[str, ...] = PEOPLE
    behind_wall: bool = False


_CASE, _FORM = "/zaken/{case}/", "/zaken/{case}/incident-melden/"

PAGES = (
    Page("list", "/zaken/", 10, behind_wall=True),
    Page("list, from the middle on", "/zaken/?na={middle}", 10),
    Page("list, with a warning", "/zaken/?let-op=ja", 12),
    Page("list, no regisseur", "/zaken/?regie=zonder", 10),
    Page("list, SASH hoog", "/zaken/?sash=hoog", 10),
    Page("list, ZVH nodig", "/zaken/?zvh=needed", 10),
    Page("list, phase and province", "/zaken/?fase=onderzoek&provincie=drenthe", 10),
    Page("no hits: closed, first phase", "/zaken/?stand=gesloten&fase=signaleren", 5),
    Page("no hits: I have the regie", "/zaken/?regie=ik", 5),
    Page("my work", "/mijn-werk/", 8),
    Page("case", _CASE, 12, behind_wall=True),
    Page("form of an incident", _FORM, 7),
    Page("POST of an incident", _FORM, 14, posts=True),
    Page("large case", _CASE, None, people=(LARGE,)),
    Page("POST on the large case", _FORM, None, posts=True, people=(LARGE,)),
)
