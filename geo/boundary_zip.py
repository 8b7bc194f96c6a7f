"""The parts of a shapefile, from a folder or a zip, brought together under one plain name; a hostile zip is refused."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from geo.boundary_trouble import BoundaryRefused

LARGEST_BYTES = 200_000_000
MOST_MEMBERS = 1000
# A shapefile packs to a tenth; its table, mostly blanks, to a hundredth.
MOST_PACKED, PACKED_FROM = 200, 5_000_000
CHUNK = 1 << 16
PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
NEEDED = (".shx", ".dbf")


def beside(path: Path, folder: Path) -> Path:
    """Bring together the parts that stand beside a `.shp`.

    Parameters
    ----------
    path : pathlib.Path
    folder : pathlib.Path
        An empty one, for links to the parts.

    Returns
    -------
    pathlib.Path
        The `.shp` there.

    Raises
    ------
    BoundaryRefused
        A part lacks, or all together are too large.
    """
    found = {
        one.suffix.lower(): one.resolve()
        for one in sorted(path.parent.iterdir())
        if one.stem == path.stem and one.suffix.lower() in PARTS and one.is_file()
    }
    found[".shp"] = path.resolve()
    _check_parts(found, path.stem)
    if sum(one.stat().st_size for one in found.values()) > LARGEST_BYTES:
        raise BoundaryRefused("too_large", str(LARGEST_BYTES // 1_000_000))
    for suffix, one in found.items():
        (folder / f"layer{suffix}").symlink_to(one)
    return folder / "layer.shp"


def unpacked(path: Path, folder: Path) -> Path:
    """Unpack what a zip has for boundaries.

    Parameters
    ----------
    path : pathlib.Path
    folder : pathlib.Path
        An empty one.

    Returns
    -------
    pathlib.Path
        A `.shp` with its parts, a `.gpkg` or a `.geojson`.

    Raises
    ------
    BoundaryRefused
        Damaged, locked, a bomb, a name that leads out of the folder, no layer or more than one.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            members = {one.filename: one for one in packed.infolist() if not one.is_dir()}
            if len(members) != len([one for one in packed.infolist() if not one.is_dir()]):
                raise BoundaryRefused("bad_zip")
            _check_members(list(members.values()), path.stat().st_size)
            left = LARGEST_BYTES
            wanted = _wanted(list(members))
            for suffix, name in wanted.items():
                left -= _copy(packed, members[name], folder / f"layer{suffix}", left)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, UnicodeDecodeError):
        raise BoundaryRefused("bad_zip") from None
    return folder / f"layer{next(iter(wanted))}"


def _check_members(members: list[zipfile.ZipInfo], packed: int) -> None:
    if len(members) > MOST_MEMBERS:
        raise BoundaryRefused("zip_bomb", str(LARGEST_BYTES // 1_000_000))
    for one in members:
        name = one.orig_filename
        if name.startswith(("/", "\\")) or ":" in name or ".." in PurePosixPath(name.replace("\\", "/")).parts:
            raise BoundaryRefused("zip_path", PurePosixPath(name.replace("\\", "/")).name)
        if one.flag_bits & 1:
            raise BoundaryRefused("locked_zip")
    whole = sum(one.file_size for one in members)
    if whole > LARGEST_BYTES or (whole > PACKED_FROM and whole > MOST_PACKED * packed):
        raise BoundaryRefused("zip_bomb", str(LARGEST_BYTES // 1_000_000))


def _wanted(names: list[str]) -> dict[str, str]:
    """Return the members to unpack by their suffix, the layer itself first."""
    seen = [name for name in names if not PurePosixPath(name).name.startswith(".") and "__MACOSX" not in name]
    for suffix in (".shp", ".gpkg", ".geojson"):
        layers = [name for name in seen if name.lower().endswith(suffix)]
        if len(layers) > 1:
            raise BoundaryRefused("two_layers", ", ".join(sorted(PurePosixPath(one).name for one in layers)[:9]))
        if not layers:
            continue
        if suffix != ".shp":
            return {suffix: layers[0]}
        stem = layers[0][: -len(suffix)]
        found: dict[str, str] = {suffix: layers[0]}
        found |= {
            part: name for name in seen for part in PARTS if name.lower() == f"{stem}{part}".lower() and part != suffix
        }
        _check_parts(found, PurePosixPath(stem).name)
        return found
    raise BoundaryRefused("no_layer")


def _check_parts(found: Mapping[str, object], stem: str) -> None:
    for part in NEEDED:
        if part not in found:
            raise BoundaryRefused("missing_part", f"{stem}{part}")


def _copy(packed: zipfile.ZipFile, member: zipfile.ZipInfo, to: Path, limit: int) -> int:
    """Unpack one member; what its header says of its size is not believed."""
    size = 0
    with packed.open(member) as source, to.open("wb") as target:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise BoundaryRefused("zip_bomb", str(LARGEST_BYTES // 1_000_000))
            target.write(chunk)
    return size
