"""Every route of the web app, and who may take it: the one table. A test proves that no route lacks its row.

A row names a function in `marsad/serve/pages/` or `marsad/serve/api/`. What a `kept` route answers follows from its
address and the ledger alone, so that it carries an ETag and is worked out once; anything else (locks, files, forms,
what hangs on who asks) is not kept. A page with a `twin` gives its view-model as JSON under the same address with
`.json` at its end.
"""

from dataclasses import dataclass
from typing import Literal

Permission = Literal["public", "viewer", "analyst", "admin"]
PUBLIC: Permission = "public"  # anybody, signed in or not
VIEWER: Permission = "viewer"  # who may read
ANALYST: Permission = "analyst"  # who may decide and add
ADMIN: Permission = "admin"  # who may say who may

RANKS: dict[Permission, int] = {PUBLIC: 0, VIEWER: 1, ANALYST: 2, ADMIN: 3}


@dataclass(frozen=True, slots=True)
class Row:
    """A route: where, what it is called in links, what answers, who may."""

    path: str
    name: str
    endpoint: str  # "module:function" below marsad.serve
    permission: Permission
    methods: tuple[str, ...] = ("GET",)
    kept: bool = False
    twin: bool = True
    large: bool = False  # whether it takes files, up to the setting's size

    @property
    def is_page(self) -> bool:
        return not self.path.startswith("/api/")

    @property
    def has_twin(self) -> bool:
        return self.is_page and self.twin and self.methods == ("GET",)


def page(path: str, name: str, endpoint: str, permission: Permission, kept: bool = False, twin: bool = True) -> Row:
    """A page that is looked at."""
    return Row(path, name, f"pages.{endpoint}", permission, ("GET",), kept, twin)


def act(path: str, name: str, endpoint: str, permission: Permission, methods: tuple[str, ...] = ("POST",)) -> Row:
    """Something that changes something."""
    return Row(path, name, f"pages.{endpoint}", permission, methods, twin=False)


def ask(path: str, name: str, endpoint: str) -> Row:
    """A question of the API."""
    return Row(path, f"api-{name}", f"api.{endpoint}", VIEWER, kept=True)


CORE = (
    page("/about", "about", "about:about", VIEWER, kept=True),
    page("/audit", "audit", "audit:audit", ANALYST),
    page("/health", "health", "about:health", PUBLIC, twin=False),
    page("/static/{path:path}", "static", "files:static", PUBLIC, twin=False),
    page("/built/{path:path}", "built", "files:built", PUBLIC, twin=False),
)

# Only where people sign in.
ACCOUNTS = (
    page("/sign-in", "sign-in", "entry:sign_in", PUBLIC, twin=False),
    act("/sign-in", "enter", "entry:enter", PUBLIC),
    act("/sign-out", "sign-out", "entry:leave", VIEWER),
    page("/sign-in/openid", "openid", "entry:to_issuer", PUBLIC, twin=False),
    page("/sign-in/openid/back", "openid-back", "entry:from_issuer", PUBLIC, twin=False),
    page("/account", "account", "account:account", VIEWER, twin=False),
    act("/account/password", "account-password", "account:change_password", VIEWER),
    act("/account/tokens", "account-token", "account:make_token", VIEWER),
    act("/account/tokens/revoke", "account-revoke", "account:revoke_token", VIEWER),
    page("/people", "people", "account:people", ADMIN),
    act("/people", "people-add", "account:add_person", ADMIN),
    act("/people/role", "people-role", "account:set_role", ADMIN),
    act("/people/remove", "people-remove", "account:remove_person", ADMIN),
)

VIEWS = (
    page("/", "home", "home:home", VIEWER, kept=True),
    page("/posture", "posture", "posture:posture", VIEWER, kept=True),
    page("/conflicts", "conflicts", "conflicts:conflicts", VIEWER, kept=True),
    page("/events", "events", "events:events", VIEWER, kept=True),
    page("/event/{id}", "event", "events:event", VIEWER, kept=True),
    page("/diff", "diff", "diff:diff", VIEWER, kept=True),
    page("/sources", "sources", "sources:sources", VIEWER, kept=True),
    page("/search", "search", "search:search", VIEWER, kept=True),
    page("/unknown", "unknown", "unknown:unknown", VIEWER, kept=True),
    page("/changes", "changes", "changes:changes", VIEWER, kept=True),
    page("/alerts", "alerts", "alerts:alerts", VIEWER),
    page("/map", "map", "map:map_page", VIEWER, kept=True),
    page("/map/days", "map-days", "map:several_days", VIEWER, kept=True, twin=False),
    page("/timeline", "timeline", "timeline:timeline", VIEWER, kept=True),
    page("/export", "export", "export:export", VIEWER, twin=False),
    page("/brief", "brief", "export:brief", VIEWER, twin=False),
    page("/claim/{id}", "claim", "claim:claim", VIEWER, kept=True),
    page("/report/{id:path}", "report", "report:report", VIEWER),
    page("/archived/{id:path}", "archived", "report:archived", VIEWER, twin=False),
)  # fmt: skip

WORK: tuple[Row, ...] = (
    page("/review", "review", "review:review", ANALYST),
    page("/agreement", "agreement", "agreement:agreement", ANALYST),
    page("/gold", "gold", "agreement:gold", ANALYST, twin=False),
    act("/claim/{id}/decide", "decide", "review:decide", ANALYST),
    act("/claim/{id}/hold", "hold", "review:hold", ANALYST),
    act("/claim/{id}/amend", "amend", "review:amend", ANALYST),
    page("/missed/{id:path}", "missed", "missed:missed", ANALYST, twin=False),
    act("/missed/{id:path}", "missed-add", "missed:add", ANALYST),
    page("/names", "names", "names:names", ANALYST, twin=False),
    act("/decision/{id}/undo", "undo", "review:undo", ANALYST),
    act("/unknown", "resolve", "unknown:resolve", ANALYST),
    page("/add", "add", "add:add", ANALYST),
    Row("/add", "add-start", "pages.add:start", ANALYST, ("POST",), twin=False, large=True),
    page("/add/{job}", "adding", "add:adding", ANALYST),
)

API = (
    ask("/api/v1/openapi.json", "openapi", "schema:openapi"),
    ask("/api/v1/claims", "claims", "claims:claims"),
    ask("/api/v1/claims/{id}", "claim", "claims:claim"),
    ask("/api/v1/reports", "reports", "claims:reports"),
    ask("/api/v1/reports/{id:path}", "report", "claims:report"),
    ask("/api/v1/posture", "posture", "answers:posture"),
    ask("/api/v1/timeline", "timeline", "answers:timeline"),
    ask("/api/v1/events", "events", "answers:events"),
    ask("/api/v1/events/{id}", "event", "answers:event"),
    ask("/api/v1/conflicts", "conflicts", "answers:conflicts"),
    ask("/api/v1/diff", "diff", "answers:diff"),
    ask("/api/v1/brief", "brief", "answers:brief"),
    ask("/api/v1/sources", "sources", "answers:sources"),
    ask("/api/v1/unknown", "unknown", "answers:unknown"),
    ask("/api/v1/search", "search", "answers:search"),
    ask("/api/v1/decisions", "decisions", "decisions:decisions"),
    Row("/api/v1/decisions", "api-decide", "api.decisions:decide", ANALYST, ("POST",)),
)

ROUTES: tuple[Row, ...] = (*CORE, *ACCOUNTS, *VIEWS, *WORK, *API)

BY_NAME = {row.name: row for row in ROUTES}

# The pages of the main menu, in its order; each has its word, `nav.NAME`, in words/*/core.yaml.
NAVIGATION = (
    "home", "map", "timeline", "posture", "events", "conflicts", "diff", "sources", "search", "unknown", "changes",
    "alerts", "review", "add",
)  # fmt: skip
