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


class Condition(TextChoices):
    """When a step applies. The label is shown beside a step whose condition a case cannot answer yet."""

    ALWAYS = "always", _("geldt altijd")
    SASH_AT_STAKE = "sash_matig_hoog", _("geldt bij SASH matig of hoog")
    SASH_HIGH = "sash_hoog", _("geldt bij SASH hoog")
    CHILDREN = "children", _("geldt als er kinderen zijn")
    CUSTODY = "custody", _("geldt als de verdachte vastzit")
    REPORT_TAKEN = "aangifte", _("geldt als aangifte is opgenomen")
    APPEAL = "appeal", _("geldt als er hoger beroep is")
    NEW_SIGNALS = "new_signals", _("geldt bij nieuwe signalen")


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
