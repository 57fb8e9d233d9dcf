"""What the watch told of: the alerts in the files that it writes, the newest first."""

from starlette.responses import Response

from marsad.serve.guard import Here
from marsad.serve.views.alerts import read_alerts

_SHOWN = 100


def alerts(visit: Here) -> Response:
    rule, limit = visit.text("rule"), visit.number("limit", _SHOWN, 2_000) or _SHOWN
    found, rules = read_alerts(visit.house.settings.alerts, rule, limit)
    model = {"alerts": found, "rules": rules, "rule": rule}
    if visit.wants_json:
        return visit.json(model)
    return visit.page("alerts/alerts.html", model | {"files": visit.house.settings.alerts})
