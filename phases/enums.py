from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PhaseKey(TextChoices):
    """The five phases in process order. Keys are fixed; names and texts are edited in the admin."""

    SIGNAL = "signaleren", _("Signaleren")
    REPORT = "melden", _("Melden/Aangifte")
    INVESTIGATE = "onderzoek", _("Onderzoek feiten & omstandigheden")
    PROSECUTE = "vervolgen", _("Vervolgen/opvolgen")
    CONVICT = "veroordeling", _("Veroordeling")

    @property
    def short(self) -> str:
        """The name where there is little room: on the line of a case and in lists."""
        return str(self.label).split("/", maxsplit=1)[0].split(" ", maxsplit=1)[0]


class Domain(TextChoices):
    JUSTICE = "justice", _("Justitie")
    CARE = "care", _("Zorg en hulp")
    SOCIAL = "social", _("Sociaal domein")
    LINK = "link", _("Verbinding")


class StepKind(TextChoices):
    """What a step asks of a person. Only an attitude never lands on a case: it is how one works, not an act."""

    DECISION = "decision", _("besluit")
    ACTION = "action", _("actie")
    CONSIDERATION = "consideration", _("afweging")
    ATTITUDE = "attitude", _("houding")


class Condition(TextChoices):
    """When a step applies: each is a fact that a case can answer. A label reads on from "geldt"."""

    ALWAYS = "always", _("geldt altijd")
    RISK_AT_STAKE = "risk_at_stake", _("geldt als het risico matig of hoog is")
    CHILDREN = "children", _("geldt als er kinderen zijn")
    NEW_SIGNALS = "new_signals", _("geldt bij nieuwe signalen")
    REPORT_TAKEN = "aangifte", _("geldt als aangifte is opgenomen")
    CUSTODY = "custody", _("geldt als de verdachte vastzit")
    SUSPENDED = "suspended", _("geldt als de verdachte onder voorwaarden is geschorst")
    FRAMEWORK = "framework", _("geldt als er een actueel strafrechtelijk kader is")
    NO_SERIOUS_SUSPICION = "no_serious_suspicion", _("geldt als er geen ernstige bezwaren zijn")
    ADVICE_ASKED = "advice_asked", _("geldt als advies is aangevraagd")
    HEARING = "hearing", _("geldt als er een zitting is gepland")
    VERDICT = "verdict", _("geldt als er een vonnis is")
    APPEAL = "appeal", _("geldt als er hoger beroep is")
    UNSAFE = "unsafe", _("geldt bij acute of structurele onveiligheid")
    SAFE = "safe", _("geldt als er geen acute of structurele onveiligheid is")
    VIOLATION = "violation", _("geldt als een voorwaarde of maatregel is overtreden")


class ProvingVerb(TextChoices):
    """Which act on a case proves that a step was done. The values are keys of the verbs of cases."""

    RECORD_SASH = "record_sash", _("SASH vastleggen")
    ENRICH_SASH = "enrich_sash", _("SASH verrijken")
    SHARE_SASH = "share_sash", _("SASH delen")
    REQUEST_SASH = "request_sash", _("SASH opvragen")
    REFER = "refer", _("aanmelden")
    INVITE_ORGANISATION = "invite_organisation", _("organisatie uitnodigen")
    END_PARTICIPATION = "end_participation", _("deelname beëindigen")
    ASSIGN_REGIE = "assign_regie", _("regie beleggen")

    @property
    def is_about_a_partner(self) -> bool:
        return self in {ProvingVerb.REFER, ProvingVerb.INVITE_ORGANISATION, ProvingVerb.ASSIGN_REGIE}


class ResourceKind(TextChoices):
    FOLDER = "folder", _("Folder")
    BROCHURE = "brochure", _("Brochure")
    LINK = "link", _("Website")
    TELEPHONE = "telephone", _("Telefoon")


class ContentAction(TextChoices):
    """What the trail keeps of the content: who published or kept which text, and who reacted to it."""

    PUBLISH = "publish_content", _("Tekst gepubliceerd")
    RESTORE = "restore_content", _("Eerdere tekst teruggezet")
    REMOVE = "remove_content", _("Tekst weggehaald")
    MOVE = "move_content", _("Volgorde veranderd")
    KEEP_DRAFT = "keep_draft", _("Concept bewaard")
    DISCARD_DRAFT = "discard_draft", _("Concept weggegooid")
    DECIDE_NOTE = "decide_note", _("Besluit over een aantekening")
    GIVE_FEEDBACK = "give_feedback", _("Reactie gegeven")
    ANSWER_FEEDBACK = "answer_feedback", _("Reactie beantwoord")


class FeedbackKind(TextChoices):
    MISSING = "missing", _("Er ontbreekt iets")
    WRONG = "wrong", _("Er klopt iets niet")
    OTHER = "other", _("Iets anders")
