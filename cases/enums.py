"""The words of case tracking. A verb is the key of its rule, service, URL and trail line.

A verb's label is its line in the timeline.
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    OPEN_CASE = "open_case", _("Zaak geopend")
    EDIT_CASE = "edit_case", _("Zaakgegevens gewijzigd")
    ADD_PERSON = "add_person", _("Persoon toegevoegd")
    MOVE_PHASE = "move_phase", _("Fase gewijzigd")
    PROPOSE_CLOSING = "propose_closing", _("Sluiting voorgesteld")
    ANSWER_CLOSING = "answer_closing", _("Voorstel tot sluiten beantwoord")
    CLOSE_CASE = "close_case", _("Zaak gesloten")
    REOPEN_CASE = "reopen_case", _("Zaak heropend")
    INVITE_ORGANISATION = "invite_organisation", _("Organisatie uitgenodigd")
    END_PARTICIPATION = "end_participation", _("Deelname beëindigd")
    ADD_MEMBER = "add_member", _("Teamlid toegevoegd")
    END_MEMBER = "end_member", _("Teamlid afgemeld")
    ASSIGN_REGIE = "assign_regie", _("Regie belegd")
    OFFER_HANDOVER = "offer_handover", _("Overdracht van regie aangeboden")
    ANSWER_HANDOVER = "answer_handover", _("Overdracht van regie beantwoord")
    REPORT_INCIDENT = "report_incident", _("Incident gemeld")
    RECORD_SASH = "record_sash", _("SASH vastgelegd")
    ENRICH_SASH = "enrich_sash", _("SASH verrijkt")
    SHARE_SASH = "share_sash", _("SASH gedeeld")
    READ_SASH = "read_sash", _("SASH gelezen")
    REQUEST_SASH = "request_sash", _("SASH opgevraagd")
    REFER = "refer", _("Aangemeld")
    ANSWER_REFERRAL = "answer_referral", _("Aanmelding beantwoord")
    DO_STEP = "do_step", _("Taak gedaan")
    SKIP_STEP = "skip_step", _("Taak overgeslagen")
    REOPEN_STEP = "reopen_step", _("Taak heropend")


class Reading(TextChoices):
    """Why a case was opened on the screen: the purpose on a reading's trail line."""

    SHOW_CASE = "show_case", _("zaak bekeken")
    SHOW_TIMELINE = "show_timeline", _("tijdlijn bekeken")
    SHOW_SASH = "show_sash", _("SASH-uitkomst bekeken")
    SHOW_TEAM = "show_team", _("team bekeken")
    SHOW_REFERRAL = "show_referral", _("aanmelding bekeken")
    PREPARE = "prepare", _("formulier geopend")


class Compartment(TextChoices):
    """Who may see one item. `rules.md`, Who sees what; Onderzoek and Veroordeling: reclassering; Onderzoek: CCB."""

    TEAM = "team", _("Iedereen in het team van deze zaak")
    JUSTICE = "justice", _("Alleen justitie (politie, OM, reclassering, CCB, rechterlijke macht)")
    ORGANISATION = "organisation", _("Alleen mijn eigen organisatie")
    CCB = "ccb", _("Alleen het CCB")


class PersonRole(TextChoices):
    VICTIM = "victim", _("Slachtoffer")
    SUSPECT = "suspect", _("Verdachte")
    CHILD = "child", _("Kind")
    OTHER = "other", _("Ander")


class Relation(TextChoices):
    """What the person is to the victim; for the victim, what he or she is to the suspect."""

    EX_PARTNER = "ex_partner", _("ex-partner")
    PARTNER = "partner", _("partner")
    CHILD = "child", _("kind")
    PARENT = "parent", _("ouder")
    FAMILY = "family", _("ander familielid")
    NEW_PARTNER = "new_partner", _("nieuwe partner")
    ACQUAINTANCE = "acquaintance", _("bekende, buur of collega")
    STRANGER = "stranger", _("onbekende")
    OTHER = "other", _("anders")


class RegieKind(TextChoices):
    """Three kinds of regie beside each other. Every phase: regievoerder; Melden: politie; Onderzoek, Vervolgen: OM."""

    CHAIN = "chain", _("Regievoerder van de keten")
    POLICE = "police", _("Casusregisseur politie")
    CRIMINAL = "criminal", _("Regie over de strafzaak")


class HandoverState(TextChoices):
    OFFERED = "offered", _("wacht op antwoord")
    ACCEPTED = "accepted", _("aanvaard")
    REFUSED = "refused", _("geweigerd")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class IncidentKind(TextChoices):
    PHYSICAL = "physical", _("Lichamelijk")
    DIGITAL = "digital", _("Digitaal")
    THIRD_PARTY = "third_party", _("Via anderen")
    DAMAGE = "damage", _("Vernieling")
    WEAPON = "weapon", _("Wapen")
    OTHER = "other", _("Anders")


class SashLevel(IntegerChoices):
    """Outcome of the Screening Assessment for Stalking and Harassment; the instrument itself is not in this site."""

    LOW = 1, _("Laag")
    MEDIUM = 2, _("Matig")
    HIGH = 3, _("Hoog")

    @property
    def is_at_stake(self) -> bool:
        """The source's "gemiddeld tot hoog": matig or hoog."""
        return self >= SashLevel.MEDIUM


class ReferralState(TextChoices):
    SENT = "sent", _("wacht op antwoord")
    ACCEPTED = "accepted", _("aangenomen")
    REFUSED = "refused", _("geweigerd")


class ZvhFlag(TextChoices):
    UNKNOWN = "unknown", _("nog niet bekend")
    NOT_NEEDED = "not_needed", _("niet nodig")
    NEEDED = "needed", _("nodig")
    REFERRED = "referred", _("aangemeld")
    ACCEPTED = "accepted", _("aangenomen")
    REFUSED = "refused", _("geweigerd")


class StepState(TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("gedaan")
    SKIPPED = "skipped", _("overgeslagen")


class ClosingView(TextChoices):
    """What an organisation answers to a proposal to close. No reason is owed."""

    NO_OBJECTION = "no_objection", _("Geen bezwaar")
    NOT_YET = "not_yet", _("Nog niet")


class Severity(IntegerChoices):
    WARN = 1, _("let op")
    RED = 2, _("dringend")
