"""Who works, on what, and when what comes again is due. All times are the database's."""

from django.db import models
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult


class Worker(models.Model):
    """A process that works, and when it was last seen."""

    name = models.CharField(max_length=40, primary_key=True)
    started_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name


class Lease(models.Model):
    """A task that is being worked on: by whom, and until when it is theirs unless they renew it."""

    task = models.OneToOneField(DBTaskResult, on_delete=models.CASCADE, primary_key=True, related_name="+")
    worker = models.CharField(max_length=40)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.task_id}: {self.worker}"


class Schedule(models.Model):
    """When a piece of periodic work is due. Whoever moves it on starts the work, so that it is started once."""

    name = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
