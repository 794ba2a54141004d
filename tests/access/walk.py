"""Every page of the site, opened by somebody: as a page, and as a file where it gives one."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.test import Client
from pypdf import PdfReader

from parcours.accounts.models import IdentityProvider, SignedLink
from parcours.accounts.models.link import Purpose
from parcours.people.models import SensitiveFacts
from parcours.web.pages import Audience
from tests.access.addresses import EXAMPLES, Address, addresses, known_person, same_person
from tests.access.forms import QUERIES
from tests.access.test_matrix import path_of
from tests.access.world import World

LATER = datetime(2100, 1, 1, tzinfo=UTC)

FILES = ("csv", "xlsx")


def pages() -> list[Address]:
    """Return every address that can be opened, but for those of a demo."""
    return [
        address
        for address in addresses()
        if address.access and "GET" in address.access.methods and address.access.audience is not Audience.DEMO
    ]


def furnish(world: World) -> None:
    """Give the organization one row of everything that its pages show."""
    for name in ("contact", "privacy_officer"):
        setattr(world.organization, f"{name}_name", "Somebody")
        setattr(world.organization, f"{name}_email", f"{name}@example.org")
    world.organization.save()
    for make in EXAMPLES.values():
        make(world)
    for person in (known_person(world), same_person(world)):
        world.row(SensitiveFacts, person_id=person)
    link = {"purpose": Purpose.CONFIRM_CONTACT, "token_hash": f"hash {world.organization.slug}"}
    world.row(SignedLink, **link, name="Somebody", email="contact@example.org", expires_at=LATER)
    issuer = "https://login.example.org"
    world.row(IdentityProvider, issuer=issuer, client_id="parcours", domains=["example.org"])


def answers(client: Client, world: World, *, files: bool = True) -> Iterator[tuple[str, Any]]:
    """Open every page of the site in the organization, and each of its files; give the address and the answer."""
    for address in pages():
        path = path_of(address, world.organization.slug, world)
        query = QUERIES[address.name](world) if address.name in QUERIES else {}
        response = client.get(path, query)
        yield path, response
        if files and "list" in (response.context or {}):
            for kind in FILES:
                yield f"{path}?file={kind}", client.get(path, {"file": kind})


def text_of(response: Any) -> str:  # noqa: ANN401 - the test client’s own answer
    """Return all that an answer says: its headers and its content, a workbook or package unpacked, a PDF read."""
    content = b"".join(response) if response.streaming else response.content
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as workbook:
            content = b"\n".join(workbook.read(name) for name in workbook.namelist())
    if content[:5] == b"%PDF-" and b"%%EOF" in content:
        lines = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
        content = "".join("".join(lines).split()).encode()  # a mark is one word, wherever its line was broken
    heads = "\n".join(f"{name}: {value}" for name, value in response.items())
    return heads + "\n" + content.decode("utf-8", "replace")
