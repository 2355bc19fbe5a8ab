"""A hundred cases of every shape, played by the services: `benchmarks.loading` copies them.

Whatever a verb keeps stands in these cases because the service of that verb kept it; here is only who does what.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from accounts.enums import Role
from accounts.models import Membership, Organisation, SharingGround, User
from cases import services
from cases.enums import Compartment, IncidentKind, PersonRole, RegieKind, Relation, SashLevel
from cases.models import Case, Participation, SashOutcome
from phases.enums import PhaseKey
from trail import clock, played

SEEDS = 100
# How many days ago cases were opened. Ten cases share each age, so that the newest on a list are not all alike.
AGES = (1, 2, 4, 8, 15, 30, 60, 100, 180, 330)
POLICE = "politie-noord-nederland"
PARTNERS = ("veilig-thuis-groningen", "zvh-groningen", "reclassering", "om-noord-nederland", "ccb", "rvdk")
# On every case; on every case until the copies are divided; on the one very large case.
EVERYWHERE, DIVIDED, LARGE = "overal", "verdeeld", "groot"
LONG_AGO = timedelta(days=1000)
PHASES = tuple(PhaseKey)
TEXT = "Hij stond weer bij de school en liep mee tot aan de voordeur. Zij is bang. De buren hebben het gezien. " * 2


def hire(key: str, slug: str, role: Role = Role.PROFESSIONAL) -> User:
    user = User.objects.create_user(f"{key}@meting.example", name=f"{key.title()} van Meting", job="medewerker")
    organisation = Organisation.objects.get(slug=slug)
    Membership.objects.create(user=user, organisation=organisation, role=role, since=clock.now() - LONG_AGO)
    return user


class Cast:
    """Who plays: one coordinator per organisation, and the police whose pages are measured."""

    def __init__(self) -> None:
        self.leads = {slug: hire(slug, slug, Role.COORDINATOR) for slug in (POLICE, *PARTNERS)}
        self.measured = {key: hire(key, POLICE) for key in (EVERYWHERE, DIVIDED, LARGE)}
        labels = dict(SharingGround.objects.values_list("kind", "label"))
        self.grounds = {"purpose": labels["purpose"], "legal_ground": labels["legal"]}


class History:
    """One case while it is played: `left` is the time until now, of which each beat takes some."""

    def __init__(self, cast: Cast, number: int, age: int, now: datetime) -> None:
        self.cast, self.chance = cast, Random(number)  # noqa: S311 the same cases each time
        self.moment = now - timedelta(days=age, minutes=number)
        self.left = timedelta(days=age)
        self.police = cast.leads[POLICE]
        self.partners = self.chance.sample(PARTNERS, self.chance.randint(1, 4))
        self.regisseur: User | None = None
        self.level = SashLevel.LOW
        self.case: Case

    def beat(self, verb: Callable[..., Any], **values: Any) -> Any:
        spent = self.left * self.chance.uniform(0.005, 0.03)
        self.left, self.moment = self.left - spent, self.moment + spent
        with played.at(self.moment):
            return verb(**values)

    def today(self) -> date:
        with played.at(self.moment):
            return clock.today()

    def likely(self, chance: float) -> bool:
        return self.chance.random() < chance

    def somebody(self) -> User:
        return self.cast.leads[self.chance.choice((POLICE, *self.partners))]

    def present(self) -> list[Participation]:
        return list(self.case.participations.filter(until=None).select_related("organisation"))

    # case and person
    def opens(self) -> None:
        province = self.chance.choice(("groningen", "friesland", "drenthe"))
        victim, suspect = (
            {"name": f"{word} {self.chance.randint(1, 9999)}", "birth_date": None, "relation": Relation.EX_PARTNER}
            for word in ("Slachtoffer", "Verdachte")
        )
        values = {"province": province, "summary": TEXT, "victim": victim, "suspect": suspect}
        self.case = self.beat(services.open_case, actor=self.police, **values)

    def adds_person(self) -> None:
        role = self.chance.choice((PersonRole.CHILD, PersonRole.OTHER))
        values = {"role": role, "name": f"Kind {self.chance.randint(1, 9999)}", "relation": Relation.CHILD}
        self.beat(services.add_person, actor=self.police, case=self.case, **values)

    def moves(self) -> None:
        self.case.refresh_from_db()
        place = PHASES.index(PhaseKey(self.case.phase))
        to = PHASES[place + 1] if place + 1 < len(PHASES) else PhaseKey.SIGNAL
        values = {"to_phase": to, "version": self.case.version, "reason": "Nieuwe signalen"}
        self.beat(services.move_phase, actor=self.regisseur or self.police, case=self.case, **values)

    # team and regie
    def gathers(self, *police: str) -> None:
        own = self.case.participations.get(until=None)
        for key in police:
            user = self.cast.measured[key]
            self.beat(services.add_member, actor=self.police, participation=own, user=user)
        for slug in self.partners:
            lead = self.cast.leads[slug]
            organisation = lead.work.organisation
            asked = {"case": self.case, "organisation": organisation, **self.cast.grounds}
            participation = self.beat(services.invite_organisation, actor=self.police, **asked)
            self.beat(services.add_member, actor=lead, participation=participation, user=lead)

    def takes_regie(self) -> None:
        holder = self.cast.leads["zvh-groningen"] if "zvh-groningen" in self.partners else self.police
        self.regisseur = holder
        values = {"kind": RegieKind.CHAIN, "holder": holder}
        self.beat(services.assign_regie, actor=holder, case=self.case, **values)

    def offers_regie(self) -> None:
        role = self.case.regie.get(until=None, kind=RegieKind.CHAIN)
        to = self.cast.measured[EVERYWHERE]
        self.beat(services.offer_handover, actor=self.regisseur, role=role, to=to, note="Neemt u het over?")

    # incident, sash and referral
    def reports(self) -> None:
        compartments = [Compartment.TEAM] * 8 + [Compartment.ORGANISATION, Compartment.JUSTICE]
        actor, compartment = self.somebody(), self.chance.choice(compartments)
        if compartment == Compartment.JUSTICE:
            actor = self.police
        values = {"kinds": [self.chance.choice(IncidentKind.values)], "text": TEXT, "compartment": compartment}
        self.beat(services.report_incident, actor=actor, case=self.case, occurred_on=self.today(), **values)

    def screens(self) -> None:
        """Records a SASH and shares it with some; of those, most read it."""
        author = self.cast.leads["veilig-thuis-groningen"] if self.likely(0.2) else self.police
        if author != self.police and "veilig-thuis-groningen" not in self.partners:
            author = self.police
        others = [row.organisation for row in self.present() if row.organisation != author.work.organisation]
        told = [organisation for organisation in others if self.likely(0.7)]
        self.level = SashLevel(min(SashLevel.HIGH, self.level + self.chance.randint(0, 1)))
        values = {"level": self.level, "filled_in_by": author.name, "considerations": TEXT}
        values |= {"compartment": Compartment.TEAM, "share_with": told, "filled_in_on": self.today()}
        outcome = self.beat(services.record_sash, actor=author, case=self.case, **values, **self.cast.grounds)
        for organisation in told:
            if self.likely(0.75):
                self.beat(services.read_sash, actor=self.cast.leads[organisation.slug], outcome=outcome)

    def refers(self) -> None:
        slug = self.chance.choice(("zvh-groningen", "ccb"))
        organisation = self.cast.leads[slug].work.organisation
        if self.case.referrals.filter(organisation=organisation).exists():
            return
        values = {"organisation": organisation, "text": TEXT, **self.cast.grounds}
        referral = self.beat(services.refer, actor=self.police, case=self.case, **values)
        if self.likely(0.6):
            answer = {"accept": self.likely(0.8), "reason": "Wij kijken mee"}
            self.beat(services.answer_referral, actor=self.cast.leads[slug], referral=referral, **answer)

    # step and closing
    def works(self) -> None:
        """Settles some of the tasks of those on the case."""
        for slug in (POLICE, *self.partners):
            lead = self.cast.leads[slug]
            steps = self.case.steps.filter(partner=lead.work.organisation.kind, state="open").select_related("case")
            for step in steps[: self.chance.randint(0, 5)]:
                if self.likely(0.85):
                    self.beat(services.do_step, actor=lead, step=step)
                else:
                    self.beat(services.skip_step, actor=lead, step=step, reason="Is hier niet nodig")

    def closes(self) -> None:
        """Proposes to close; where it goes through, the regisseur gives his reason and a partner confirms."""
        actor, other = self.regisseur, next(lead for lead in self.leads_here() if lead != self.regisseur)
        summary = {"case": self.case, "summary": TEXT}
        proposal = self.beat(services.propose_closing, actor=actor, **summary)
        if self.likely(0.75):
            self.beat(services.close_case, actor=actor, proposal=proposal, reason="Verhuisd")
            if self.case.closing_proposals.filter(ended_at=None).exists():
                self.beat(services.close_case, actor=other, proposal=proposal)

    def leads_here(self) -> list[User]:
        return [self.cast.leads[slug] for slug in (POLICE, *self.partners)]


def play(cast: Cast, number: int, now: datetime) -> Case:
    """One seed. No case is closed in its first phase: the list has a filter that finds nothing."""
    age = AGES[number % len(AGES)]
    history = History(cast, number, age, now)
    likely = history.likely
    history.opens()
    history.gathers(EVERYWHERE, DIVIDED)
    if likely(0.8):
        history.takes_regie()
    if likely(0.3):
        history.adds_person()
    for place in range(1 + age.bit_length() // 3):
        if place:
            history.moves()
        for _ in range(history.chance.randint(1, 4)):
            history.reports()
        if likely(0.6):
            history.screens()
        if likely(0.4):
            history.refers()
        history.works()
    if history.regisseur is not None and likely(0.1):
        history.offers_regie()
    if history.regisseur is not None and age > AGES[4] and likely(0.6):
        history.closes()
    return history.case


def play_large(cast: Cast, now: datetime) -> Case:
    """The largest case there will be: 12 persons, 500 incidents and 60 versions of the SASH, seven organisations."""
    history = History(cast, SEEDS, AGES[-1], now)
    history.partners = list(PARTNERS)
    history.opens()
    history.gathers(LARGE)
    history.takes_regie()
    for _ in range(10):
        history.adds_person()
    for number in range(500):
        history.reports()
        if number % 25 in (0, 8, 16):
            history.screens()
    history.works()
    assert SashOutcome.objects.filter(case=history.case).count() == 60  # noqa: S101
    return history.case
