"""Running the server: uvicorn, with time limits for who is slow."""

from collections.abc import Callable

import uvicorn

from marsad.serve.app import create_app
from marsad.serve.assets import HOW_TO_BUILD
from marsad.serve.settings import Settings

_KEEP_ALIVE = 15  # seconds that an idle connection is kept


def run(settings: Settings, host: str, port: int, workers: int, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C. Raises MarsadError where the ledger cannot be opened."""
    app = create_app(settings)
    if not app.state.house.assets.is_built:
        say(HOW_TO_BUILD)
    app.state.house.close()
    settings.to_environment()
    shown = f"[{host}]" if ":" in host else host
    say(f"Marsad is at http://{shown}:{port} (Ctrl-C ends it).")
    uvicorn.run(
        "marsad.serve.app:from_environment",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE,
        proxy_headers=False,
    )
