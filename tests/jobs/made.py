"""Tasks for tests, and what they did."""

from django.tasks import task

from parcours.jobs.declared import job

DONE: list[str] = []


@task
def note(word: str) -> str:
    """Do it, and say so."""
    DONE.append(word)
    return word


@job("Fails at first", tries=3)
@task
def stumble(times: int) -> None:
    """Fail so many times, then do it."""
    DONE.append("tried")
    if len(DONE) <= times:
        raise ValueError("Ana Roy")


@task
def fail() -> None:
    """Fail."""
    raise KeyError("Ana Roy")


@job("Kept by an organization")
@task
def of_an_organization(organization: int | None) -> None:
    """Do something for an organization."""
    DONE.append(f"for {organization}")


no_task = note.func
