"""Who acts for an employer: whoever holds a link about it."""

from parcours.programs.models import Employer


def subject_of(employer: Employer) -> str:
    """Return what a link about the employer names."""
    return f"programs.employer:{employer.pk}"


def employer_in(subject: str) -> int:
    """Return the number of the employer that a link about ``subject`` is about."""
    return int(subject.partition(":")[2])
