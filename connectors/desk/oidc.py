"""Login with the organisation's own accounts: OpenID Connect, authorization code with PKCE.

Only who was invited gets in: the account of the organisation must carry the verified mail address of a desk account,
and from then on its own subject. Roles stay with the desk.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from authlib.integrations.base_client.errors import OAuthError  # type: ignore[import-untyped]
from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]
from itsdangerous import BadData, URLSafeTimedSerializer
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from connectors.core import DATABASE
from connectors.desk.access import HOME, own_path, set_cookie
from connectors.desk.login import let_in, login_form
from connectors.desk.pages import moved
from connectors.desk.routing import Route
from connectors.settings import Settings, secret_key
from connectors.trouble import log_trouble
from guidance import identities

log = logging.getLogger(__name__)

COOKIE = "bijsturen_desk_oidc"
PATIENCE_SECONDS = 10
ROUND_TRIP_SECONDS = 10 * 60
ALGORITHMS = ["RS256", "PS256", "ES256"]
BACK = "/desk/oidc/back"


@dataclass(frozen=True)
class Provider:
    """The login server of the organisation; `seals` signs what the browser keeps while it is there."""

    issuer: str
    client_id: str
    client_secret: str | None
    redirect_uri: str
    seals: URLSafeTimedSerializer

    def address(self, state: str, nonce: str, verifier: str) -> str:
        """Where the browser goes to log in. Raises OSError, KeyError or ValueError when the server is not well."""
        with self._client() as client:
            place = self._metadata(client)["authorization_endpoint"]
            url, _ = client.create_authorization_url(place, state=state, nonce=nonce, code_verifier=verifier)
            return str(url)

    def claims(self, code: str, nonce: str, verifier: str) -> dict[str, Any]:
        """Who logged in, from an ID token whose signature, issuer, audience, time and nonce were checked.

        Raises OSError, OAuthError, JoseError, KeyError or ValueError.
        """
        with self._client() as client:
            metadata = self._metadata(client)
            token = client.fetch_token(metadata["token_endpoint"], code=code, code_verifier=verifier)
            keys = KeySet.import_key_set(client.get(metadata["jwks_uri"], withhold_token=True).json())
        read = jwt.decode(token["id_token"], keys, algorithms=ALGORITHMS)
        rules = jwt.JWTClaimsRegistry(
            leeway=60,
            iss={"essential": True, "value": metadata["issuer"]},
            aud={"essential": True, "value": self.client_id},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        rules.validate(read.claims)
        return dict(read.claims)

    def _client(self) -> OAuth2Session:
        client = OAuth2Session(
            self.client_id,
            self.client_secret,
            scope="openid email profile",
            redirect_uri=self.redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if self.client_secret else "none",
            default_timeout=PATIENCE_SECONDS,
        )
        return client

    def _metadata(self, client: OAuth2Session) -> dict[str, Any]:
        place = self.issuer.rstrip("/") + "/.well-known/openid-configuration"
        found: dict[str, Any] = client.get(place, withhold_token=True).json()
        if found.get("issuer", "").rstrip("/") != self.issuer.rstrip("/"):
            raise ValueError("The login server calls itself differently from BIJSTUREN_OIDC_ISSUER.")
        return found


PROVIDER = web.AppKey("desk_oidc", Provider)


def provider_of(settings: Settings) -> Provider | None:
    """The login server that was set, or None."""
    if not (settings.oidc_issuer and settings.oidc_client_id):
        return None
    secret = settings.oidc_client_secret.get_secret_value() if settings.oidc_client_secret else None
    seals = URLSafeTimedSerializer(secret_key(settings), salt="bijsturen.desk.oidc")
    return Provider(settings.oidc_issuer, settings.oidc_client_id, secret, settings.base_url + BACK, seals)


async def begin(request: web.Request) -> web.Response:
    """Send the browser to the login server; what must come back is kept in a sealed cookie."""
    provider = request.app.get(PROVIDER)
    if provider is None:
        raise moved("/desk/login")
    kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    try:
        address = await asyncio.to_thread(provider.address, kept["state"], kept["nonce"], kept["verifier"])
    except (OSError, KeyError, ValueError) as error:
        log_trouble(log, "oidc_begin", error)
        return login_form(request, HOME, 502, "oidc")
    onward = web.HTTPSeeOther(address, headers={"Cache-Control": "no-store"})
    kept["next"] = own_path(request.query.get("next", HOME))
    set_cookie(request, onward, COOKIE, str(provider.seals.dumps(kept)), ROUND_TRIP_SECONDS)
    raise onward


async def back(request: web.Request) -> web.Response:
    """The browser comes back from the login server."""
    provider = request.app.get(PROVIDER)
    if provider is None:
        raise moved("/desk/login")
    try:
        kept = provider.seals.loads(request.cookies.get(COOKIE, ""), max_age=ROUND_TRIP_SECONDS)
        if not secrets.compare_digest(kept["state"].encode(), request.query.get("state", "").encode()):
            raise ValueError("The answer belongs to another login.")
        claims = await asyncio.to_thread(provider.claims, request.query["code"], kept["nonce"], kept["verifier"])
    except (BadData, OSError, OAuthError, JoseError, KeyError, ValueError) as error:
        log_trouble(log, "oidc_back", error)
        return _refused(request, "oidc")
    email = claims.get("email", "") if claims.get("email_verified") is True else ""
    account = await asyncio.to_thread(
        identities.account_of, request.app[DATABASE], provider.issuer, str(claims["sub"]), str(email), datetime.now(UTC)
    )
    if account is None:
        return _refused(request, "oidc_stranger", 403)
    return await let_in(request, account, own_path(kept["next"]), "log_in_organisation")


def _refused(request: web.Request, problem: str, status: int = 401) -> web.Response:
    answer = login_form(request, HOME, status, problem)
    answer.del_cookie(COOKIE, path=HOME)
    return answer


ROUTES = (Route("GET", "/desk/oidc", begin), Route("GET", BACK, back))
