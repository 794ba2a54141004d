"""What the tables of programs hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import Held

PERSONAL = (
    Held(
        "programs.employer",
        "contact_name contact_email language",
        "to ask an employer for mentors",
        (Permission.MANAGE_PROGRAMS.value,),
        "until another contact is noted, or the person is erased",
    ),
)

IMPERSONAL = {
    "programs.program": "kind name_en name_fr summary_en summary_fr description_en "
    "description_fr is_public duration_months documents follow_up_points follow_up_before_days "
    "follow_up_after_days related required_hours first_meeting_days silence_days "
    "invitation_days mentor_answer_days referral_answer_days surveys_asked review_opens_days pulse_first_day "
    "pulse_every_days "
    "follow_up_attempts session_confirm_days overdue_days draft_days draft_kept_days check_days eligible_days "
    "review_days waitlist_days accepted_days screening screened_only",
    "programs.eligibilityrule": "program field operator values reason_en reason_fr next_step_en next_step_fr",
    "programs.cohort": "program name status intake seats taken has_waitlist",
    "programs.agreement": "program edition text_en text_fr written_at",
    "programs.ask": "employer noc number by_day status",
    "programs.employer": "partnership name asked_at",
    "programs.programpartner": "program partnership amount reference",
    "programs.target": "program cohort indicator number",
    "programs.criterion": "program name_en name_fr",
    "programs.resource": "program title_en title_fr address",
    "programs.phase": "cohort kind starts_on ends_on",
}
