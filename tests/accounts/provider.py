"""An OpenID provider of our own, for tests: small, real keys, and able to lie."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, SECRET = "parcours", "a client’s secret"


@dataclass
class Provider:
    """Its answers. ``claims`` are put over the true ones (None: left out); ``alg`` and ``key`` sign."""

    port: int = 0
    claims: dict[str, Any] = field(default_factory=dict)
    alg: str = "RS256"
    key: Any = KEY
    calls_itself: str = ""
    posts_secret: bool = False
    starts_at: str = ""
    seen: dict[str, Any] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def authorize(self, address: str) -> dict[str, str]:
        """What the person's browser brings back, once they have signed in there."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        self.seen = query
        return {"code": "one-time", "state": query["state"]}

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.calls_itself or self.issuer,
            "authorization_endpoint": self.starts_at or f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": [
                "client_secret_post" if self.posts_secret else "client_secret_basic"
            ],
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [public | {"kid": "ours", "use": "sig"}]}

    def token(self, form: dict[str, list[str]], authorization: str) -> dict[str, Any] | None:
        """The ID token, for whoever knows the secret and the verifier."""
        digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if challenge != self.seen["code_challenge"] or not (
            authorization or form.get("client_secret") == [SECRET]
        ):
            return None
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "subject-1",
            "iat": int(time.time()),
            "exp": int(time.time()) + 300,
            "nonce": self.seen["nonce"],
            "email": "person@work.example",
            "email_verified": True,
            **self.claims,
        }
        known = {name: value for name, value in claims.items() if value is not None}
        key = {"none": None, "HS256": "a shared secret that is long enough to sign"}.get(self.alg, self.key)
        return {"id_token": jwt.encode(known, key, algorithm=self.alg, headers={"kid": "ours"})}


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that listens on this computer only."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(provider.keys() if self.path == "/keys" else provider.configuration())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(provider.token(parse_qs(body), self.headers.get("Authorization", "")))

        def _say(self, answer: object) -> None:
            self.send_response(200 if answer else 400)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    provider.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
