"""An OpenID Connect issuer on loopback: what it says of people is set by the test, and signed with a key of its own."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, private=True)
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, private=True)
CLIENT = "marsad"


class Issuer:
    """Remembers for which code whom it named, as an issuer does between the two legs."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.claims: dict[str, Any] = {}  # said of whoever signs in, over the usual ones
        self.key = KEY
        self.algorithm = "RS256"
        self._asked: dict[str, dict[str, str]] = {}

    def authorize(self, address: str) -> str:
        """What the person's browser gets for visiting the issuer: a code."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code{len(self._asked)}"
        self._asked[code] = asked
        return code

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        asked = self._asked.pop(form.get("code", ""), None)
        challenge = (
            base64.urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        )
        if asked is None or asked["code_challenge"] != challenge or asked["redirect_uri"] != form["redirect_uri"]:
            return None
        usual = {
            "iss": self.address, "aud": CLIENT, "sub": "7", "exp": int(time.time()) + 300, "nonce": asked["nonce"],
            "email": "Omar@example.org", "email_verified": True,
        }  # fmt: skip
        claims = {name: value for name, value in {**usual, **self.claims}.items() if value is not None}
        return {
            "id_token": jwt.encode({"alg": self.algorithm, "kid": "one"}, claims, self.key, algorithms=[self.algorithm])
        }


@contextmanager
def issuing() -> Iterator[Issuer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            base = issuer.address
            told = {
                "/.well-known/openid-configuration": {
                    "issuer": base, "authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token",
                    "jwks_uri": f"{base}/keys",
                },
                "/keys": {"keys": [KEY.as_dict(private=False)]},
            }  # fmt: skip
            self._answer(200, told[self.path])

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
            made = issuer.token({name: values[0] for name, values in form.items()})
            self._answer(200 if made else 400, made or {"error": "invalid_grant"})

        def _answer(self, status: int, what: object) -> None:
            body = json.dumps(what).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = Issuer(f"http://127.0.0.1:{server.server_address[1]}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield issuer
    server.shutdown()
    server.server_close()
