"""Files that pages refer to: our own style sheets in `static/`, and scripts that `make web` builds into `_built/`."""

from functools import cached_property
from hashlib import blake2b
from pathlib import Path

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
BUILT = _HERE / "_built"
HOW_TO_BUILD = (
    "The pages' scripts are not built: run `make web` in Marsad's folder (it needs Node), or install a wheel."
)


class Assets:
    """Where files are, and addresses of theirs that change with their contents, so that browsers keep them for good."""

    def __init__(self, static: Path = STATIC, built: Path = BUILT) -> None:
        self.folders = {"static": static, "built": built}
        self._stamps = {
            (kind, path.relative_to(folder).as_posix()): blake2b(path.read_bytes(), digest_size=6).hexdigest()
            for kind, folder in self.folders.items()
            if folder.is_dir()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def find(self, name: str) -> str | None:
        """The address of a file, built or our own; None where there is no such file."""
        for kind in ("built", "static"):
            if stamp := self._stamps.get((kind, name)):
                return f"/{kind}/{name}?v={stamp}"
        return None

    def path(self, kind: str, name: str) -> Path | None:
        """The file itself, only if it was there when the server began: no way leads out of the folder."""
        return self.folders[kind] / name if (kind, name) in self._stamps else None

    @property
    def is_built(self) -> bool:
        return any(kind == "built" for kind, _ in self._stamps)

    @cached_property
    def stamp(self) -> str:
        told = "\n".join(f"{kind}/{name} {stamp}" for (kind, name), stamp in self._stamps.items())
        return blake2b(told.encode(), digest_size=6).hexdigest()
