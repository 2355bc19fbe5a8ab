from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """Which chain partner an organisation is. The values are the fixed partner slugs of the road map."""

    POLICE = "politie", _("Politie")
    PROSECUTION = "openbaar-ministerie", _("Openbaar Ministerie")
    PROBATION = "reclassering", _("Reclassering")
    SAFE_HOME = "veilig-thuis", _("Veilig Thuis")
    CHILD_PROTECTION = "raad-voor-de-kinderbescherming", _("Raad voor de Kinderbescherming")
    VICTIM_SUPPORT = "slachtofferhulp-nederland", _("Slachtofferhulp Nederland")
    CCB = "ccb", _("CCB")
    COURT = "rechterlijke-macht", _("Rechterlijke macht")
    SOCIAL = "sociaal-domein", _("Sociaal domein")
    FORENSIC_CARE = "forensische-zorg", _("Forensische zorg")
    ZVH = "zorg-en-veiligheidshuis", _("Zorg- en Veiligheidshuis")


# Partners inside the compartment `justice`.
JUSTICE_KINDS = (
    OrganisationKind.POLICE,
    OrganisationKind.PROSECUTION,
    OrganisationKind.PROBATION,
    OrganisationKind.CCB,
    OrganisationKind.COURT,
)


class Province(TextChoices):
    GRONINGEN = "groningen", _("Groningen")
    FRIESLAND = "friesland", _("Friesland")
    DRENTHE = "drenthe", _("Drenthe")


class Role(TextChoices):
    PROFESSIONAL = "professional", _("Professional")
    COORDINATOR = "coordinator", _("Coördinator van de organisatie")
    CONTENT_EDITOR = "content_editor", _("Redacteur van de routekaart")
    FUNCTIONAL_MANAGER = "functional_manager", _("Functioneel beheerder")
    PRIVACY_OFFICER = "privacy_officer", _("Privacyfunctionaris")


# Roles in which somebody works on cases; the others never see a case by their role.
WORK_ROLES = (Role.PROFESSIONAL, Role.COORDINATOR)


class AccountAction(TextChoices):
    """What the trail keeps of people: how they were added and changed, and how they come in and go out."""

    INVITE_PERSON = "invite_person", _("Persoon uitgenodigd")
    CHANGE_PERSON = "change_person", _("Persoon gewijzigd")
    SAVE_ORGANISATION = "save_organisation", _("Organisatie bewaard")
    SAVE_GROUND = "save_ground", _("Doel of grondslag bewaard")
    CHANGE_OWN_ADDRESS = "change_own_address", _("Eigen e-mailadres gewijzigd")
    PROPOSE_ADDRESS = "propose_address", _("Ander e-mailadres voorgesteld")
    CONFIRM_ADDRESS = "confirm_address", _("Ander e-mailadres bevestigd")
    REFUSE_ADDRESS = "refuse_address", _("Ander e-mailadres geweigerd")
    SAVE_MEMBERSHIP = "save_membership", _("Lidmaatschap bewaard")
    LOG_IN = "log_in", _("Ingelogd")
    LOG_OUT = "log_out", _("Uitgelogd")
    LOGIN_FAILED = "login_failed", _("Inloggen mislukt")
    SET_PASSWORD = "set_password", _("Wachtwoord gekozen")
    CHANGE_PASSWORD = "change_password", _("Wachtwoord gewijzigd")
    RESET_PASSWORD = "reset_password", _("Wachtwoord opnieuw gekozen na een mail")
