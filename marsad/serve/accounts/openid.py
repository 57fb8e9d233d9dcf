"""Signing in by OpenID Connect: authorization code with PKCE, the identity token checked against the issuer's keys."""

import base64
import datetime as dt
import json
import threading
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import urllib3
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from marsad.serve.accounts.file import AccountError, File, digest, now, secret

_WAIT = urllib3.Timeout(connect=5, read=10)
_LARGEST = 1_000_000
_FRESH = 3600  # seconds for which what the issuer says of itself is kept
_KEYS_HOLD = 60  # seconds for which its keys are not asked for again
_PENDING = dt.timedelta(minutes=10)
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who is trusted to say who people are."""

    address: str
    client: str
    secret_file: str | None = None
    role: str | None = None  # of people who come for the first time; none: only those who have an account

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        local = parts.hostname in ("localhost", "127.0.0.1", "::1")
        if parts.scheme != "https" and not (local and parts.scheme == "http"):
            raise AccountError(f"The issuer {self.address} must be an https address.")


@dataclass(frozen=True, slots=True)
class Said:
    """What the issuer says of somebody."""

    subject: str  # the issuer's own name for him, with the issuer's: it never changes
    address: str | None  # of mail, only where the issuer has verified it


class OpenId:
    """The way to one issuer and back."""

    def __init__(self, issuer: Issuer, file: File) -> None:
        self.issuer = issuer
        self._file = file
        self._http = urllib3.PoolManager(retries=False, timeout=_WAIT)
        self._lock = threading.Lock()
        self._known: tuple[float, dict[str, Any], KeySet] | None = None

    def begin(self, back: str, callback: str) -> tuple[str, str]:
        """Where to send the browser, and the state that its cookie must have when it comes back."""
        state, nonce, verifier = secret(), secret(), secret()
        with self._file.together() as db:
            db.execute("delete from openid where made < ?", (now(_PENDING),))
            db.execute("insert into openid values (?, ?, ?, ?, ?)", (digest(state), nonce, verifier, back, now()))
        challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        query = {
            "response_type": "code", "client_id": self.issuer.client, "redirect_uri": callback,
            "scope": "openid email profile", "state": state, "nonce": nonce,
            "code_challenge": challenge, "code_challenge_method": "S256",
        }  # fmt: skip
        address = self._settings()["authorization_endpoint"]
        return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}", state

    def finish(self, state: str, code: str, callback: str) -> tuple[Said, str]:
        """Who came back, and to which page he wants. A state is good for one time."""
        query = "delete from openid where state = ? and made > ? returning *"
        with self._file.together() as db:
            row = db.execute(query, (digest(state), now(_PENDING))).fetchone()
        if row is None:
            raise AccountError("This sign-in was begun too long ago, or elsewhere; begin it again.")
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": callback,
            "client_id": self.issuer.client, "code_verifier": row["verifier"],
        }  # fmt: skip
        if self.issuer.secret_file:
            form["client_secret"] = Path(self.issuer.secret_file).read_text("utf-8").strip()
        answer = self._ask("POST", self._settings()["token_endpoint"], form)
        return self._said(str(answer.get("id_token", "")), row["nonce"]), row["back"]

    def _said(self, token: str, nonce: str) -> Said:
        try:
            claims = self._decoded(token)
            jwt.JWTClaimsRegistry(
                leeway=60,
                iss={"essential": True, "value": self.issuer.address},
                aud={"essential": True, "value": self.issuer.client},
                exp={"essential": True},
                sub={"essential": True},
                nonce={"essential": True, "value": nonce},
            ).validate(claims)
        except (JoseError, ValueError) as error:
            raise AccountError(f"What {self.issuer.address} said does not hold ({error}); begin again.") from error
        verified = claims.get("email") if claims.get("email_verified") is True else None
        return Said(f"{claims['iss']} {claims['sub']}", str(verified) if verified else None)

    def _decoded(self, token: str) -> dict[str, Any]:
        """What a token says, if the issuer signed it; its keys are asked for anew where it may have changed them."""
        asked = self._fresh()[0]
        try:
            return dict(jwt.decode(token, self._keys(), algorithms=_ALGORITHMS).claims)
        except JoseError:
            if time.monotonic() - asked < _KEYS_HOLD:
                raise
            self._known = None
            return dict(jwt.decode(token, self._keys(), algorithms=_ALGORITHMS).claims)

    def _settings(self) -> dict[str, Any]:
        return self._fresh()[1]

    def _keys(self) -> KeySet:
        return self._fresh()[2]

    def _fresh(self) -> tuple[float, dict[str, Any], KeySet]:
        with self._lock:
            if self._known is None or time.monotonic() - self._known[0] > _FRESH:
                told = self._ask("GET", f"{self.issuer.address.rstrip('/')}/.well-known/openid-configuration")
                if told.get("issuer") != self.issuer.address:
                    raise AccountError(
                        f"{self.issuer.address} calls itself {told.get('issuer')}; give it that address."
                    )
                keys: Any = self._ask("GET", told["jwks_uri"])
                self._known = time.monotonic(), told, KeySet.import_key_set(keys)
            return self._known

    def _ask(self, method: str, address: str, form: dict[str, str] | None = None) -> dict[str, Any]:
        try:
            body = urlencode(form) if form else None
            headers = {"content-type": "application/x-www-form-urlencoded"} if form else {}
            answer = self._http.request(
                method, address, body=body, headers=headers, redirect=False, preload_content=False
            )
            found = json.loads(answer.read(_LARGEST))
            answer.release_conn()
        except (urllib3.exceptions.HTTPError, ValueError) as error:
            raise AccountError(f"{urlsplit(address).netloc} does not answer as an issuer should: {error}.") from error
        if answer.status != 200 or not isinstance(found, dict):
            told = found.get("error", answer.status) if isinstance(found, dict) else answer.status
            raise AccountError(f"{urlsplit(address).netloc} refused this ({told}); begin again.")
        return found
