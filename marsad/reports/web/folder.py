"""Files of the archive by name: an index that came from elsewhere must not lead out of the folder."""

from pathlib import Path

from marsad.errors import ReportError


def file_in(folder: Path, name: str) -> Path:
    """The file of a name in a folder; raises ReportError where the name, or a link, leads anywhere else."""
    path = folder / name
    if path.name != name or name in ("", ".", "..") or path.is_symlink():
        raise ReportError(f"The index beside {folder} names {name[:100]!r}, which is no file in it; it was altered.")
    return path
