"""What the tests of the second wall share: a stage with everything on it, and plain SQL through somebody's gate."""

from datetime import timedelta

from django.apps import apps
from django.db import DatabaseError, connection, transaction

from accounts.models import Membership
from cases import alerts, services, wall
from cases.enums import Compartment
from cases.models import Case, Circumstance, Closure, DeputyPeriod, Interpretation, PossibleDuplicate, TeamMember
from cases.tests.builders import (
    case_of_others,
    closed_case,
    colleague,
    incident,
    join,
    open_case,
    staged_case,
    take_regie,
)
from cases.wall.building import tables
from trail import clock

MODELS = {model._meta.model_name: model for model in apps.get_app_config("cases").get_models()}


@alerts.once_at_the_end()
def staged(cast):
    """Own, closed and foreign cases with everything in them; items in every compartment; people who came and went."""
    cast.lotte = colleague("Lotte", "politie-noord-nederland")
    cast.gone = colleague("Gerben", "reclassering")
    cast.back = colleague("Bente", "veilig-thuis-groningen")
    cast.own, cast.closed, cast.others = staged_case(cast), closed_case(cast), case_of_others()
    case = cast.own.case
    for user in (cast.lotte, cast.gone, cast.back):
        join(case, cast.anna, user)
    incident(case, cast.bram, "Voor justitie", Compartment.JUSTICE)
    incident(case, cast.bram, "Van de politie", Compartment.ORGANISATION)
    incident(case, cast.bram, "Met een toegelaten", "justice", admitted=cast.iris, admission_ground="Zij belt haar")
    incident(case, cast.iris, "Van Veilig Thuis", "organisation")
    for staged in (cast.own, cast.others):
        opener, organisation = staged.case.opened_by, staged.case.opened_for
        PossibleDuplicate.objects.create(
            case=staged.case, reason="Een ander", by=opener, organisation=organisation, compartment="organisation"
        )
        was_closed = {"since": staged.case.opened_at, "until": clock.now(), "reason": "Hij is terug"}
        Closure.objects.create(case=staged.case, proposal=staged.proposal, closed_by=opener, **was_closed)
        DeputyPeriod.objects.create(role=staged.role, user=opener)
        told = {"kind": "suspect", "value": "custody", "on": clock.today()}
        # As rows: by their verbs they would end the proposal to close.
        Circumstance.objects.create(case=staged.case, by=opener, **told)
        judged = {"level": 3, "reason": "Hij dreigt.", "case": staged.case, "by": opener, "organisation": organisation}
        for compartment in ("team", "organisation"):
            Interpretation.objects.create(compartment=compartment, at_stake_since=clock.now(), **judged)
        services.write_note(actor=opener, case=staged.case, kind="note", text="Voor ons", compartment="organisation")
        TeamMember.objects.filter(participation__case=staged.case).update(since=clock.now() - timedelta(days=2))
    Membership.objects.filter(user=cast.gone).update(until=clock.now() - timedelta(days=1))
    Membership.objects.filter(user=cast.back).update(until=clock.now() - timedelta(days=1))
    Membership.objects.create(user=cast.back, organisation=cast.iris.work.organisation, since=clock.now())
    advised = open_case(cast.bram, "Oda")
    join(advised, cast.bram, cast.gijs)
    incident(advised, cast.gijs, "Van het CCB", "ccb")
    for holder, text in ((cast.anna, "Voor de vervanger"), (colleague("Wout", "zvh-friesland"), "Zonder regisseur")):
        directed = open_case(cast.bram, "Rixt")
        for user in (holder, cast.iris):
            join(directed, cast.bram, user)
        take_regie(directed, holder, deputy=cast.iris)
        incident(directed, cast.bram, text, "justice")
    Membership.objects.filter(user=holder).update(until=clock.now())
    left = open_case(cast.bram, "Nynke")
    join(left, cast.bram, cast.hanna)
    join(left, cast.bram, cast.karim)
    services.end_participation(
        actor=cast.hanna, participation=left.participations.get(organisation__slug="reclassering"), reason="Klaar"
    )
    proposal = cast.others.case.closing_proposals.get()
    services.answer_closing(actor=proposal.proposed_by, proposal=proposal, view="no_objection")
    services.answer_closing(actor=cast.iris, proposal=cast.own.case.closing_proposals.get(), view="not_yet")
    alerts.refresh_together(Case.objects.all())
    return cast


def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table}")  # noqa: S608  our own table names
        return {pk for (pk,) in cursor.fetchall()}


def shown(user):
    """Per table, what plain SQL finds in the gate of this person."""
    with wall.opened(user):
        return {name: rows(table) for name, table in tables().items()}


def asked(user, statement, parameters=()):
    """How many rows it touched, or the database's refusal; nothing of it stays."""
    try:
        with transaction.atomic(), wall.opened(user), connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            touched = cursor.rowcount
            transaction.set_rollback(True)
            return touched
    except DatabaseError as error:
        return error
