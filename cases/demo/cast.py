"""Who plays. All names are fictional, and so are the addresses of e-mail and the telephone numbers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from accounts import services
from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from trail import played

DOMAIN = "@demo.example"
PASSWORD = "demo-routekaart-2026"  # noqa: S105  printed on purpose, for demonstration only
# The fixed keys of the organisations that play a part.
POLICE = "politie-noord-nederland"
OM = "om-noord-nederland"
PROBATION = "reclassering"
CCB = "ccb"
SHN = "slachtofferhulp-nederland"
RVDK = "rvdk"
COURT = "rechtbank-noord-nederland"
VT_GRONINGEN = "veilig-thuis-groningen"
VT_FRIESLAND = "veilig-thuis-friesland"
VT_DRENTHE = "veilig-thuis-drenthe"
ZVH_GRONINGEN = "zvh-groningen"
ZVH_FRIESLAND = "zvh-friesland"
ZVH_DRENTHE = "zvh-drenthe"
FORENSIC = "afpn-lentis"
WIJKTEAM_GRONINGEN = "wijkteam-gemeente-groningen"
WIJKTEAM_EMMEN = "wijkteam-gemeente-emmen"

_STARTED = timedelta(days=425)
_PRO, _COORDINATOR = Role.PROFESSIONAL, Role.COORDINATOR


@dataclass(frozen=True)
class Part:
    name: str
    job: str
    organisation: str
    role: Role = _PRO

    @property
    def key(self) -> str:
        return self.name.split()[0].lower()

    @property
    def email(self) -> str:
        return f"{self.key}{DOMAIN}"


PARTS = (
    Part("Anna Hofstra", "regisseur", ZVH_GRONINGEN, _COORDINATOR),
    Part("Bram Postma", "wijkagent", POLICE),
    Part("Chris Meijer", "medewerker", VT_DRENTHE),
    Part("Dora Smid", "redacteur van de routekaart", ZVH_GRONINGEN, Role.CONTENT_EDITOR),
    Part("Eva Kramer", "functioneel beheerder", ZVH_GRONINGEN, Role.FUNCTIONAL_MANAGER),
    Part("Faye Bos", "privacyfunctionaris", ZVH_GRONINGEN, Role.PRIVACY_OFFICER),
    Part("Femke Dijkstra", "medewerker", VT_FRIESLAND, _COORDINATOR),
    Part("Gijs Vos", "adviseur", CCB),
    Part("Hanna de Wit", "toezichthouder", PROBATION),
    Part("Iris Bakker", "medewerker", VT_GRONINGEN),
    Part("Joost Haan", "officier van justitie", OM),
    Part("Karim Aydin", "coördinator", POLICE, _COORDINATOR),
    Part("Lotte Veen", "wijkagent", POLICE),
    Part("Mees Oosting", "wijkagent", POLICE),
    Part("Noor Visser", "juridisch medewerker", SHN, _COORDINATOR),
    Part("Olaf Prins", "raadsonderzoeker", RVDK, _COORDINATOR),
    Part("Petra Zijlstra", "medewerker wijkteam", WIJKTEAM_GRONINGEN, _COORDINATOR),
    Part("Quinten Haveman", "behandelaar", FORENSIC, _COORDINATOR),
    Part("Ruben Kloos", "regisseur", ZVH_DRENTHE, _COORDINATOR),
    Part("Sietske Wiarda", "regisseur", ZVH_FRIESLAND, _COORDINATOR),
    Part("Tess Bruinsma", "regisseur", ZVH_GRONINGEN),
    Part("Ulco Faber", "medewerker wijkteam", WIJKTEAM_EMMEN, _COORDINATOR),
    Part("Vera Lindeboom", "medewerker strafgriffie", COURT, _COORDINATOR),
    Part("Wout Terpstra", "regisseur, uit dienst", ZVH_FRIESLAND),
    Part("Yara Zwart", "coördinator", VT_GRONINGEN, _COORDINATOR),
    Part("Zeger Bolt", "toezichthouder", PROBATION, _COORDINATOR),
)


def is_here() -> bool:
    return User.objects.filter(email__endswith=DOMAIN).exists()


def hire(now: datetime) -> dict[str, User]:
    """Makes everybody, by first name: the functional manager invites them all. She herself came with the site."""
    with played.at(now - _STARTED):
        users = {part.key: _user(part, number) for number, part in enumerate(PARTS, start=1)}
        eva = users["eva"]
        eva.save()
        for part in PARTS:
            user = services.invite_person(actor=eva, user=users[part.key])
            membership = _membership(part, user)
            if user == eva:
                membership.save()  # nobody gives rights to himself
            else:
                services.save_membership(actor=eva, membership=membership)
    User.objects.filter(pk__in=[user.pk for user in users.values()]).update(password=make_password(PASSWORD))
    return users


def _user(part: Part, number: int) -> User:
    return User(email=part.email, name=part.name, job=part.job, telephone=f"06-0000 {number:04}")


def _membership(part: Part, user: User) -> Membership:
    return Membership(user=user, organisation=Organisation.objects.get(slug=part.organisation), role=part.role)
