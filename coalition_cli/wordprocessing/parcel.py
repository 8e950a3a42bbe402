"""A zip whose bytes depend on what is in it and on nothing else: no clock is asked."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_FIRST_YEAR = 1980
_LAST_YEAR = 2107


def parcel(files: Mapping[str, bytes], day: str, stored: str = "") -> bytes:
    """Return a zip of ``files`` in their order, each of ``day``; the one ``stored`` is not packed.

    ``day`` is as ISO writes it; where zip knows no such day, its first one is taken.
    """
    at = _date_of(day)
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            info = ZipInfo(name, date_time=at)
            info.compress_type = ZIP_STORED if name == stored else ZIP_DEFLATED
            info.create_system = 0  # of every machine the same
            info.external_attr = 0
            archive.writestr(info, content)
    return buffer.getvalue()


def _date_of(day: str) -> tuple[int, int, int, int, int, int]:
    parts = day.split("-")
    if len(parts) == 3 and all(part.isascii() and part.isdecimal() for part in parts):
        year, month, of_month = map(int, parts)
        if _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= of_month <= 31:
            return (year, month, of_month, 0, 0, 0)
    return (_FIRST_YEAR, 1, 1, 0, 0, 0)
