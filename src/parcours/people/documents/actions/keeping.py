"""Keeping, opening and removing documents. What is kept was examined first, and lies sealed."""

from functools import partial

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core import sealed_files
from parcours.core.keyring import Unreadable
from parcours.core.plain import plain
from parcours.core.refusals import Refused
from parcours.people.documents import scanning
from parcours.people.documents.formats import LARGEST, Format, format_of, refusal, tidy_name, too_large
from parcours.people.documents.lists import CV, KIND, OTHER, Reading, Scan
from parcours.people.documents.models import Document
from parcours.people.documents.models.document import FOLDER
from parcours.people.documents.policies import check_documents, check_see_document
from parcours.people.documents.queries import room_taken, text_field
from parcours.people.documents.reader.outcome import Outcome
from parcours.people.documents.reading import read_apart
from parcours.people.models import Person
from parcours.people.policies import is_oneself

MOST = 40
"""Documents of one person, every version counted."""
MOST_BYTES = 200_000_000
"""Bytes of them."""


def keep_document(*, person: Person, kind: str, file: File[bytes], by: Actor, title: str = "") -> Document:
    """Examine ``file`` and keep it as the next version of the person's document of this ``kind`` and ``title``.

    Raises NotAllowed, and Refused, in words for whoever sent it, for what is not kept: the wrong kind of file, one with
    macros, a password or malware, or one too many. A text that cannot be read is no reason to refuse.
    """
    check_documents(by, person)
    title = "" if kind == CV else " ".join(title.split())[:100]
    if kind not in KIND or (kind == OTHER and not title):
        raise Refused(_("Say what the document is, such as a diploma or a letter."))
    data = _bytes(file)
    format_ = format_of(data)
    _check_room(person, len(data))
    scan = scanning.scan(data)
    if scan is Scan.INFECTED:
        raise Refused(
            _("Malware was found in this file, so it is not kept. Check the computer it comes from.")
        )
    said = read_apart(data, format_)
    if said.refusal:
        raise Refused(refusal(said.refusal))
    row = Document(
        organization=by.here,
        person=person,
        kind=kind,
        title=title,
        title_key=plain(title)[:100],
        name=tidy_name(file.name or "", format_),
        format=format_,
        size=len(data),
        scan=scan,
        reading=_reading(said),
        remarks=said.remarks,
        uploaded_by=by.user,
        by_oneself=is_oneself(by, person),
    )
    return _keep(row, data, said.text, by)


@transaction.atomic
def open_document(*, document: Document, by: Actor) -> bytes:
    """Return the content, after asking whether the actor may see it now; that they did is kept.

    Raises NotAllowed, and Refused where the file is missing or was changed.
    """
    check_see_document(by, document)
    try:
        data = sealed_files.read(document.stored)
    except (FileNotFoundError, Unreadable) as problem:
        raise Refused(
            _("The file of this document is missing or damaged. Ask for it again, or restore a backup.")
        ) from problem
    record(
        by=by,
        verb="document.opened",
        what=document,
        about=document.person.user,
        kind=document.kind,
        number=document.number,
    )
    return data


@transaction.atomic
def remove_document(*, document: Document, by: Actor) -> None:
    """Remove one version for good, with its file. Raises NotAllowed."""
    check_documents(by, document.person)
    record(by=by, verb="document.removed", what=document, about=document.person.user, kind=document.kind)
    document.delete()
    # A file removed before the row is gone for good would be missing if it is not.
    transaction.on_commit(partial(sealed_files.remove, document.stored))


def _bytes(file: File[bytes]) -> bytes:
    """Return what is in the file, of which no more is read than is kept."""
    if (file.size or 0) > LARGEST:
        raise Refused(too_large())
    data: bytes = file.read(LARGEST + 1)
    return data


def _check_room(person: Person, more: int) -> None:
    many, held = room_taken(person)
    if many >= MOST or held + more > MOST_BYTES:
        raise Refused(_("There is no room for more documents of this person. Remove older versions first."))
    if room_taken()[1] + more > settings.DOCUMENTS_MEGABYTES * 1_000_000:
        raise Refused(
            _("The documents of this organization take all the room they have. Tell a coordinator.")
        )


def _reading(said: Outcome) -> Reading:
    if said.is_dead:
        return Reading.COULD_NOT_READ
    return Reading.READ if said.text.strip() else Reading.NO_TEXT


def _keep(row: Document, data: bytes, text: str, by: Actor) -> Document:
    """Write the file, then the row; without the row there is no file."""
    row.stored = sealed_files.keep(FOLDER, data)
    try:
        with transaction.atomic():
            # One after the other: the person's row is ours until the version has its number.
            Person.objects.select_for_update().get(pk=row.person_id)
            _check_room(row.person, row.size)
            earlier = Document.objects.filter(person=row.person, kind=row.kind, title_key=row.title_key)
            row.number = (earlier.order_by().aggregate(last=Max("number"))["last"] or 0) + 1
            row.save()
            text_field().write(row, text)
            row.save(update_fields=["text"])
            record(
                by=by,
                verb="document.kept",
                what=row,
                about=row.person.user,
                kind=row.kind,
                number=row.number,
                format=str(Format(row.format)),
                scan=str(row.scan),
            )
    except BaseException:
        sealed_files.remove(row.stored)
        raise
    return row
