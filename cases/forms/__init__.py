"""One form per verb. None of them saves."""

from cases.enums import Verb
from cases.forms.base import VerbForm
from cases.forms.case import (
    AddPersonForm,
    AnswerClosingForm,
    CloseCaseForm,
    EditCaseForm,
    MovePhaseForm,
    OpenCaseForm,
    ProposeClosingForm,
    ReopenCaseForm,
)
from cases.forms.risk import (
    AnswerReferralForm,
    EnrichSashForm,
    RecordSashForm,
    ReferForm,
    ReportIncidentForm,
    RequestSashForm,
    ShareSashForm,
)
from cases.forms.team import (
    AddMemberForm,
    AnswerHandoverForm,
    AssignRegieForm,
    EndMemberForm,
    EndParticipationForm,
    InviteOrganisationForm,
    OfferHandoverForm,
)
from cases.forms.work import DoStepForm, ReopenStepForm, SkipStepForm

FORMS: dict[Verb, type[VerbForm]] = {
    Verb.OPEN_CASE: OpenCaseForm,
    Verb.EDIT_CASE: EditCaseForm,
    Verb.ADD_PERSON: AddPersonForm,
    Verb.MOVE_PHASE: MovePhaseForm,
    Verb.PROPOSE_CLOSING: ProposeClosingForm,
    Verb.ANSWER_CLOSING: AnswerClosingForm,
    Verb.CLOSE_CASE: CloseCaseForm,
    Verb.REOPEN_CASE: ReopenCaseForm,
    Verb.INVITE_ORGANISATION: InviteOrganisationForm,
    Verb.END_PARTICIPATION: EndParticipationForm,
    Verb.ADD_MEMBER: AddMemberForm,
    Verb.END_MEMBER: EndMemberForm,
    Verb.ASSIGN_REGIE: AssignRegieForm,
    Verb.OFFER_HANDOVER: OfferHandoverForm,
    Verb.ANSWER_HANDOVER: AnswerHandoverForm,
    Verb.REPORT_INCIDENT: ReportIncidentForm,
    Verb.RECORD_SASH: RecordSashForm,
    Verb.ENRICH_SASH: EnrichSashForm,
    Verb.SHARE_SASH: ShareSashForm,
    Verb.REQUEST_SASH: RequestSashForm,
    Verb.REFER: ReferForm,
    Verb.ANSWER_REFERRAL: AnswerReferralForm,
    Verb.DO_STEP: DoStepForm,
    Verb.SKIP_STEP: SkipStepForm,
    Verb.REOPEN_STEP: ReopenStepForm,
}

__all__ = ["FORMS", "VerbForm"]
