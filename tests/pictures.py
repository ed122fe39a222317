"""Photographs as tests need them: small, and with what a telephone writes into them."""

from __future__ import annotations

import io

from PIL import ExifTags, Image


def _told() -> bytes:
    told = Image.Exif()
    told.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = "CAM-4711"
    where = told.get_ifd(ExifTags.IFD.GPSInfo)
    where[ExifTags.GPS.GPSLatitudeRef], where[ExifTags.GPS.GPSLatitude] = "N", (47.0, 14.0, 17.0)
    return told.tobytes()


TOLD = _told()
"""Where, and with which camera: EXIF."""


def picture(*, kind: str = "JPEG", told: bytes = b"") -> bytes:
    """A photograph of 32 by 24 pixels; ``told`` is its EXIF."""
    file = io.BytesIO()
    Image.radial_gradient("L").resize((32, 24)).convert("RGB").save(file, kind, exif=told)
    return file.getvalue()
