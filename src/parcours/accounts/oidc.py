"""OpenID Connect, as much of it as signing in needs: the code flow, with PKCE, a nonce, and every signature checked.

docs/adr/0036 says why it is ours and which part is a library's.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import jwt
from django.utils.crypto import constant_time_compare

from parcours.accounts.models import IdentityProvider
from parcours.core.outgoing import fetch_json

# Asymmetric signatures only: with "none" or a shared secret, anybody could sign.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_CLOCKS_APART = 60  # seconds
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class NotVouchedFor(Exception):
    """The provider's answer proves nothing. The message says why, in English, for the log."""


@dataclass(frozen=True, slots=True)
class Handshake:
    """What is kept in the person's session between leaving for the provider and coming back. It is used once."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Claims:
    """Whom the provider vouches for."""

    subject: str
    email: str
    email_verified: bool


def new_handshake() -> Handshake:
    """Return a handshake that nobody can guess."""
    return Handshake(*(secrets.token_urlsafe(32) for _ in range(3)))


def discover(provider: IdentityProvider) -> dict[str, Any]:
    """Return what the provider publishes about itself. Raises NotReached or NotVouchedFor."""
    found = fetch_json(provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
    if not isinstance(found, dict) or found.get("issuer") != provider.issuer:
        raise NotVouchedFor("the provider calls itself something else than the issuer that was set up")
    if not all(isinstance(found.get(name), str) for name in _NEEDED):
        raise NotVouchedFor("the provider does not say where to sign in")
    if not found["authorization_endpoint"].startswith(("https://", "http://")):
        raise NotVouchedFor("the provider's sign-in page is not on the web")
    return found


def authorization_address(provider: IdentityProvider, handshake: Handshake, redirect: str) -> str:
    """Return where the person signs in. Raises NotReached or NotVouchedFor."""
    digest = hashlib.sha256(handshake.verifier.encode()).digest()
    query = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": redirect,
        "scope": "openid email",
        "state": handshake.state,
        "nonce": handshake.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii"),
        "code_challenge_method": "S256",
    }
    start = discover(provider)["authorization_endpoint"]
    return f"{start}{'&' if '?' in start else '?'}{urlencode(query)}"


def claims_for(provider: IdentityProvider, handshake: Handshake, code: str, redirect: str) -> Claims:
    """Return whom the provider vouches for with ``code``. Raises NotReached or NotVouchedFor."""
    found = discover(provider)
    methods = found.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect,
        "code_verifier": handshake.verifier,
    }
    basic = None
    if "client_secret_basic" in methods:
        basic = (provider.client_id, provider.secret)
    else:
        form |= {"client_id": provider.client_id, "client_secret": provider.secret}
    answer = fetch_json(found["token_endpoint"], form=form, basic=basic)
    token = answer.get("id_token") if isinstance(answer, dict) else None
    if not isinstance(token, str):
        raise NotVouchedFor("the provider sent no ID token")
    claims = _checked(provider, token, fetch_json(found["jwks_uri"]))
    if not constant_time_compare(str(claims.get("nonce", "")), handshake.nonce):
        raise NotVouchedFor("the nonce is another one")
    return Claims(
        subject=str(claims["sub"]),
        email=str(claims.get("email", "")),
        email_verified=claims.get("email_verified") is True,
    )


def _checked(provider: IdentityProvider, token: str, keys: Any) -> dict[str, Any]:  # noqa: ANN401 - as they came
    """Return the claims of ``token``, once its signature, issuer, audience and times are right."""
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in _ALGORITHMS:
            raise NotVouchedFor("the token is signed in a way that proves nothing")
        usable = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use in {None, "sig"}]
        named = [key for key in usable if key.key_id == header.get("kid")]
        if not named:
            raise NotVouchedFor("the token is signed with a key that the provider does not publish")
        claims: dict[str, Any] = jwt.decode(
            token,
            key=named[0],
            algorithms=list(_ALGORITHMS),
            issuer=provider.issuer,
            audience=provider.client_id,
            leeway=_CLOCKS_APART,
            options={"require": ["iss", "aud", "exp", "iat", "sub"]},
        )
    except (jwt.PyJWTError, AttributeError, TypeError) as error:
        raise NotVouchedFor(f"the token is not good: {type(error).__name__}") from error
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != provider.client_id:
        raise NotVouchedFor("the token was made for another client")
    return claims
