"""Anchors: the day's heads of all chains, signed and kept elsewhere, against which a cut or rewritten log shows."""

import json
from collections.abc import Iterable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from parcours.accounts.audit.chain import as_bytes
from parcours.accounts.audit.queries import chains_across
from parcours.accounts.audit.verify import Anchor, Verdict, verify
from parcours.accounts.models import AuditChain, User
from parcours.core.keyring import derived


class BadAnchor(Exception):
    """A file is not one of this installation's anchors, or was changed."""


def _key(name: str = "") -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(derived("audit anchor", name))


def exported() -> str:
    """Return the heads of all chains as they are now, as signed JSON."""
    heads = [
        {"chain": chain.pk, "number": chain.length, "hash": chain.head}
        for chain in chains_across()
        if chain.length
    ]
    said = {"parcours": "audit anchor", "time": timezone.now().isoformat(), "heads": heads}
    key = _key()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    signed = {**said, "key": public, "signature": key.sign(as_bytes(said)).hex()}
    return json.dumps(signed, indent=2) + "\n"


def read_anchors(text: str) -> list[Anchor]:
    """Return the anchors in an exported file.

    Raises BadAnchor where it is none, or none of ours.
    """
    try:
        said = json.loads(text)
        signature = bytes.fromhex(said.pop("signature"))
        said.pop("key")
        anchors = [Anchor(head["chain"], head["number"], head["hash"]) for head in said["heads"]]
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BadAnchor("this is not an anchor") from problem
    if not any(_signed(name, signature, as_bytes(said)) for name in settings.DATA_KEYS):
        raise BadAnchor("it was changed, or comes from another installation")
    return anchors


def _signed(name: str, signature: bytes, said: bytes) -> bool:
    try:
        _key(name).public_key().verify(signature, said)
    except InvalidSignature:
        return False
    return True


def verify_all(anchors: Iterable[Anchor] = (), chains: Iterable[AuditChain] | None = None) -> list[Verdict]:
    """Return how each chain is. One that was exported and is gone altogether counts as cut at its first entry."""
    known = list(anchors)
    verdicts = [verify(chain, known) for chain in (chains_across() if chains is None else chains)]
    if chains is None:
        gone = {anchor.chain for anchor in known} - {verdict.chain.pk for verdict in verdicts}
        verdicts += [verify(AuditChain(pk=number, salt=""), known) for number in sorted(gone)]
    return verdicts


def mail_anchor() -> int:
    """Mail today's anchor to everybody who runs the installation; return how many they are."""
    anchor = exported()
    name = f"parcours-audit-{timezone.localdate().isoformat()}.json"
    administrators = User.objects.filter(is_platform_admin=True, is_active=True).order_by("pk")
    for user in administrators:
        with translation.override({"fr": "fr-ca"}.get(user.language, "en")):
            message = EmailMessage(
                subject=_("Parcours: today’s heads of the audit log"),
                body=_(
                    "Keep the file attached outside this server. Later it shows whether entries of the audit log "
                    "were cut off or rewritten:\n\n"
                    "parcours audit verify --anchor %(file)s\n"
                )
                % {"file": name},
                to=[user.email],
            )
        message.attach(name, anchor, "application/json")
        message.send()
    return len(administrators)
