from django.utils.translation import gettext as _

from cases.enums import RegieKind
from cases.models import Participation, TeamMember
from cases.timeline.base import Line, Source

SOURCES = {
    "participation": Source(
        lambda seat: Participation.objects.filter(case=seat.case),
        texts={
            "organisation": "organisation__name",
            "purpose": "purpose",
            "ground": "legal_ground",
            "end_reason": "end_reason",
        },
    ),
    "teammember": Source(
        lambda seat: TeamMember.objects.filter(case=seat.case),
        texts={"name": "user__name", "organisation": "participation__organisation__name"},
    ),
}


def invite_organisation(line: Line) -> None:
    line.say(line.row.organisation)
    line.say(_("Doel: %(purpose)s. Grondslag: %(ground)s"), purpose=line.row.purpose, ground=line.row.ground)
    if "sash_version" in line.facts:
        line.say(_("SASH versie %(version)s meteen gedeeld"), version=line.facts["sash_version"])
    if "uncoordinated" in line.facts:
        line.say(_("Deze organisatie had toen geen coördinator. De functioneel beheerder kreeg bericht."))


def end_participation(line: Line) -> None:
    line.say(line.row.organisation)
    line.say(_("Reden: %(reason)s"), reason=line.row.end_reason)
    if line.facts["lost"]:
        roles = ", ".join(str(RegieKind(kind).label) for kind in line.facts["lost"])
        line.say(_("Valt open: %(roles)s"), roles=roles)


def add_member(line: Line) -> None:
    line.say(_("%(name)s, %(organisation)s"), name=line.row.name, organisation=line.row.organisation)


end_member = add_member
