"""Signing in by somebody else's word: OpenID Connect.

`/sign-in/with/<provider>` leads to the provider, `/oauth2callback` comes back from it. Streamlit's own two routes do the talking;
what they answer is read here and goes no further: the reader gets a session of ours, as after a password, or a sentence.
Streamlit's cookies with name and tokens, good for thirty days, never reach the browser.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nap.discreet import Fit
from nap.monitor import House, NotNow, SignInRefused, sign_in_identity
from nap.words import say
from web.enter import browser_of, entered, local_path
from web.identity_pages import trouble
from web.language import language_of
from web.not_now import not_now
from web.origin import origin
from web.providers import CALLBACK, LOGIN, START, Identity, Providers, identity_of, leads_elsewhere
from web.sign_in import refusal

_NEXT = "nap_next"
"""Where the reader wanted to go, while she is at the provider."""
_SECONDS = 15 * 60
_THEIRS = "_streamlit_user"
"""Streamlit's cookies of a person begin with it."""
_UNDER_WAY = "_streamlit_session"
"""Streamlit's cookie by which a sign-in under way is recognised when it comes back."""
_AGE = re.compile(r"Max-Age=\d+")
_UNFIT = re.compile(r"[^\w.:/-]")
"""What a line of the log does not repeat."""
_ERRORS = frozenset(
    {"access_denied", "invalid_request", "invalid_scope", "unauthorized_client", "unsupported_response_type", "server_error"}
    | {"temporarily_unavailable", "login_required", "interaction_required", "consent_required", "account_selection_required"}
)
"""What a provider may answer; anything else in that place was written by whoever asks."""
_LOG = logging.getLogger("nap.identity")


class Told(NamedTuple):
    """What Streamlit answered: where it leads, and the `Set-Cookie` headers by the name of their cookie."""

    way: str
    kept: dict[str, str]


class SignInElsewhere:
    """ASGI middleware inside the door: answers the two addresses above, passes on everything else."""

    def __init__(self, app: ASGIApp, house: Callable[[], House], providers: Providers) -> None:
        self.app = app
        self.house = house
        self.providers = providers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let through."""
        ours = scope["type"] == "http" and leads_elsewhere(scope["path"])
        answer = await self._answer(Request(scope, receive)) if ours else self.app
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        labels, path = self.providers.labels(), request.url.path
        provider = path.removeprefix(START)
        if not (labels and path == CALLBACK) and provider not in labels:
            return PlainTextResponse("not found", 404)
        if request.method != "GET":
            return PlainTextResponse("not allowed", 405)
        return await (self._come_back(request) if path == CALLBACK else self._set_out(request, provider, labels[provider]))

    async def _set_out(self, request: Request, provider: str, label: str) -> Response:
        query, target = self.providers.begin(provider).encode(), local_path(request.query_params.get("next", ""))
        told = await self._ask({**request.scope, "path": LOGIN, "raw_path": LOGIN.encode(), "query_string": query}, request)
        if not told.way.startswith(("https://", "http://")):
            _LOG.warning("sign-in with %s: the provider cannot be reached", Fit(provider))
            return trouble(request, _said(request, "unreachable", provider=label), 502, target=target)
        response = RedirectResponse(told.way, 303, headers={"Cache-Control": "no-store"})
        self._keep(response, told)
        response.set_cookie(
            _NEXT, quote(target, safe=""), _SECONDS, path=CALLBACK, secure=self._secure(), httponly=True, samesite="lax"
        )
        return response

    async def _come_back(self, request: Request) -> Response:
        told, target = await self._ask(request.scope, request), local_path(unquote(request.cookies.get(_NEXT, "")))
        claims = self.providers.claims({name: _value(header) for name, header in told.kept.items()})
        if claims is None:
            response = _not_vouched(request, target)
        else:
            who = identity_of(claims, self.house().settings.trusted_issuers)
            response = await run_in_threadpool(_enter, request, self.house(), who, target)
        self._keep(response, told)
        response.delete_cookie(_NEXT, path=CALLBACK)
        for name in request.cookies:
            if name.startswith(_THEIRS):
                response.delete_cookie(name)
        return response

    async def _ask(self, scope: Scope, request: Request) -> Told:
        """What Streamlit's route answers, without its page. A failure of its own is an answer that leads nowhere."""
        headers: list[tuple[bytes, bytes]] = []

        async def listen(message: Message) -> None:
            headers.extend(message.get("headers", ()))

        try:
            await self.app(scope, request.receive, listen)
        except Exception as problem:  # whatever a provider's answer breaks there, the other ways in stay open
            _LOG.warning("sign-in elsewhere failed: %s", type(problem).__name__)
            return Told("", {})
        found = Headers(raw=headers)
        return Told(found.get("location", ""), {kept.partition("=")[0]: kept for kept in found.getlist("set-cookie")})

    def _keep(self, response: Response, told: Told) -> None:
        """Hand on the one cookie of Streamlit that a sign-in under way needs, for as long as one takes, not for weeks."""
        if given := told.kept.get(_UNDER_WAY):
            kept = _AGE.sub(f"Max-Age={_SECONDS}", given) + "; secure" * self._secure()
            response.raw_headers.append((b"set-cookie", kept.encode("latin-1")))

    def _secure(self) -> bool:
        return urlsplit(self.house().settings.base_url).scheme == "https"


def _value(header: str) -> str:
    return header.partition("=")[2].partition(";")[0]


def _said(request: Request, code: str, **facts: str) -> str:
    return say(language_of(request), f"identity.trouble.{code}", **facts)


def _not_vouched(request: Request, target: str) -> Response:
    """The reader did not want to, or what came back belongs to no sign-in that this browser began."""
    error = request.query_params.get("error", "")
    known = error if error in _ERRORS else "another error"
    _LOG.warning("sign-in elsewhere came back without a person: %s", Fit(known if error else "no sign-in under way"))
    return trouble(request, _said(request, "declined" if error == "access_denied" else "again"), 403, target=target)


def _enter(request: Request, house: House, who: Identity, target: str) -> Response:
    """Asks the store, so it is called in a thread."""
    try:
        token = sign_in_identity(house, who.email, who.verified, who.issuer, origin(request, house), browser_of(request))
    except NotNow as problem:
        return not_now(request.scope, problem)
    except SignInRefused as refused:
        _LOG.warning("sign-in by the word of %s: %s", Fit(_UNFIT.sub("?", who.issuer)[:200]), refused.code)
        why = refusal(language_of(request), refused) if who.email else _said(request, "no_email")
        return trouble(request, why, 403, target=target, email=who.email)
    return entered(request, house, token, target)
