"""Style sheets and scripts. Their addresses change with their contents, so that browsers keep them for good."""

from starlette.responses import FileResponse, Response

from marsad.serve.guard import Here
from marsad.serve.refusals import Refused


def static(visit: Here, path: str) -> Response:
    return _file(visit, "static", path)


def built(visit: Here, path: str) -> Response:
    return _file(visit, "built", path)


def _file(visit: Here, kind: str, name: str) -> Response:
    path = visit.house.assets.path(kind, name)
    if path is None:
        raise Refused(404, "There is no such file.")
    return FileResponse(path, headers={"cache-control": "public, max-age=31536000, immutable"})
