"""The words of case tracking: values that are chosen from a fixed list."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Look(TextChoices):
    """What the trail keeps beside the verbs: that somebody read, or looked for something."""

    READ = "read", _("Gelezen")
    SEARCH = "search", _("In de zaken gezocht")
    POSSIBLE_DUPLICATE = "possible_duplicate", _("Gezien dat iemand al in een zaak staat")


class Reading(TextChoices):
    """Why a case was opened on the screen: the purpose on a reading's trail line."""

    MY_WORK = "my_work", _("mijn werk bekeken")

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
    """What happened; of one incident more than one may hold, so its row keeps them as `flags`.

    A list made for this road map ("vastgesteld voor deze routekaart"): the road map itself names physical, digital,
    through third parties, and weapon. A kind more is added at the end, or the flags would change their meaning.
    """

    THREAT = "threat", _("Bedreiging")
    FOLLOWING = "following", _("Volgen of opwachten")
    CONTACT = "contact", _("Bellen en berichten")
    ONLINE = "online", _("Online")
    THIRD_PARTY = "third_party", _("Via anderen")
    VIOLENCE = "violence", _("Lichamelijk geweld")
    DAMAGE = "damage", _("Vernieling")
    WEAPON = "weapon", _("Wapen")
    VIOLATION = "violation", _("Overtreding van een maatregel")
    OTHER = "other", _("Anders")

    @property
    def flag(self) -> int:
        return 1 << list(IncidentKind).index(self)

    @property
    def is_digital(self) -> bool:
        return self in (IncidentKind.CONTACT, IncidentKind.ONLINE)

    @property
    def is_physical(self) -> bool:
        return self in (IncidentKind.FOLLOWING, IncidentKind.VIOLENCE, IncidentKind.DAMAGE, IncidentKind.WEAPON)

    @classmethod
    def of(cls, flags: int) -> list["IncidentKind"]:
        return [kind for kind in cls if kind.flag & flags]

    @classmethod
    def in_words(cls, flags: int) -> str:
        return ", ".join(str(kind.label) for kind in cls.of(flags)).capitalize()


class CircumstanceKind(TextChoices):
    """What can be the case with a case; `cases.circumstances` says what each may be."""

    REPORT = "report", _("Aangifte")
    SUSPECT = "suspect", _("Verdachte")
    FRAMEWORK = "framework", _("Strafrechtelijk kader")
    SUSPICION = "suspicion", _("Ernstige bezwaren")
    ADVICE = "advice", _("Advies van de reclassering")
    DANGER = "danger", _("Onveiligheid")
    CHILDREN = "children", _("Kinderen")
    HEARING = "hearing", _("Zitting")
    VERDICT = "verdict", _("Uitspraak")
    APPEAL = "appeal", _("Hoger beroep")


class CircumstanceValue(TextChoices):
    YES = "yes", _("Ja")
    NO = "no", _("Nee")
    FREE = "free", _("Vrij, zonder voorwaarden")
    CUSTODY = "custody", _("Zit vast")
    SUSPENDED = "suspended", _("Geschorst onder voorwaarden")


class NoteKind(TextChoices):
    NOTE = "note", _("Notitie")
    PHONE = "phone", _("Telefonisch contact")


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
    """LATER: decided not to decide yet; it is open again from its day on."""

    OPEN = "open", _("open")
    LATER = "later", _("later")
    DONE = "done", _("gedaan")
    SKIPPED = "skipped", _("overgeslagen")


# What may still ask for somebody's act.
WAITING = (StepState.OPEN, StepState.LATER)


class Chosen(TextChoices):
    """What became of something that was weighed."""

    YES = "yes", _("Wel")
    NO = "no", _("Niet")


class ClosingView(TextChoices):
    """What an organisation answers to a proposal to close. No reason is owed."""

    NO_OBJECTION = "no_objection", _("Geen bezwaar")
    NOT_YET = "not_yet", _("Nog niet")


class Happening(TextChoices):
    """The kinds of lines in the timeline, by the nouns of their verbs (`timeline.choosing`); the values stand in
    addresses."""

    INCIDENT = "incidenten", _("Incidenten")
    RISK = "risico", _("SASH en risico")
    TEAM = "team", _("Regie en team")
    TASK = "taken", _("Besluiten en taken")
    REFERRAL = "aanmeldingen", _("Aanmeldingen")
    OTHER = "overig", _("Overig")


class Severity(IntegerChoices):
    WARN = 1, _("let op")
    RED = 2, _("dringend")
