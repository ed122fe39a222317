"""What a picture says besides what is seen: found, and taken out without touching what is seen.

A photograph carries the place where it was taken, the numbers of camera and lens, and a small picture of what
it was before it was cut. The containers (JPEG, PNG, WebP, GIF) are taken apart block by block and joined
again without the blocks that describe, so that not one pixel and no colour profile changes; only a picture
that lies on its side is drawn anew, by Pillow, and so is an AVIF. SVG is a drawing in words, and stays.
"""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS: Final = 100_000_000
"""The largest picture that is drawn anew."""
_LONGEST_TEXT: Final = 1 << 20
"""Bytes of a compressed description that are looked into."""


class UnreadablePicture(Exception):
    """Whether a picture says more than is seen cannot be told: it is damaged, or of a kind we do not know."""


class Private(StrEnum):
    """What a picture may say of the one who took it."""

    PLACE = "place"
    SERIAL = "serial number"
    THUMBNAIL = "thumbnail"


class CleanPicture(NamedTuple):
    """A picture as the blog is to have it."""

    data: bytes
    """Upright, with its colours, and nothing that describes; the bytes given when there was nothing."""
    private: frozenset[Private]
    """What the bytes given said."""


class TellingPicture(NamedTuple):
    """A picture of a blog that says more than is seen."""

    path: str
    private: frozenset[Private]


class _Parts(NamedTuple):
    """A picture taken apart."""

    kept: bytes
    """All that draws it."""
    exif: tuple[bytes, ...]
    """TIFF structures, as EXIF writes them."""
    other: tuple[bytes, ...]
    """XMP, IPTC, comments, thumbnails, all else that was taken out."""


@contextmanager
def _quiet() -> Iterator[None]:
    """Pillow's complaints of odd metadata belong on nobody's screen."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def private_parts(data: bytes) -> frozenset[Private]:
    """What the picture in ``data`` says besides what is seen.

    Raises:
        UnreadablePicture: it cannot be told.
    """
    with _quiet():
        return _private(_parts(data))


def cleaned(data: bytes) -> CleanPicture:
    """The picture in ``data`` without what describes it.

    Raises:
        UnreadablePicture: it cannot be told what it says.
    """
    with _quiet():
        return _cleaned(data)


def _cleaned(data: bytes) -> CleanPicture:
    parts = _parts(data)
    private = _private(parts)
    if not parts.exif and not parts.other:
        return CleanPicture(data, private)
    turned = next((turn for turn in map(_orientation, parts.exif) if turn > 1), 1)
    if _is_avif(data):  # what Pillow tells of its boxes may be no more than how it is turned
        return CleanPicture(_drawn_anew(data, turned) if private else data, private)
    return CleanPicture(_drawn_anew(parts.kept, turned) if turned > 1 else parts.kept, private)


def _parts(data: bytes) -> _Parts:
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return _png(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return _gif(data)
    except (IndexError, ValueError) as error:
        raise UnreadablePicture from error
    if _is_avif(data):
        return _avif(data)
    if re.match(
        rb"(?:\xef\xbb\xbf)?\s{0,999}<(?:\?xml|!--|!DOCTYPE\s+svg|svg)\b", data[:1100], re.IGNORECASE
    ):
        return _Parts(data, (), ())
    raise UnreadablePicture


_SVG = re.compile(rb"(?:\xef\xbb\xbf)?<(?:\?xml|!--|!doctype\s+svg|svg)", re.IGNORECASE)


class _Sorter:
    """Gathers the blocks of a picture: those that draw, and those that describe."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []
        self._exif: list[bytes] = []
        self._other: list[bytes] = []

    def keep(self, block: bytes) -> None:
        self._kept.append(block)

    def drop(self, block: bytes) -> None:
        if block:
            self._other.append(block)

    def drop_exif(self, block: bytes) -> None:
        self._exif.append(block)

    def parts(self) -> _Parts:
        return _Parts(b"".join(self._kept), tuple(self._exif), tuple(self._other))


_EXIF = b"Exif\0\0"
_JPEG_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
"""Markers that no length follows."""


def _jpeg(data: bytes) -> _Parts:
    """Segments, by ITU-T T.81 annex B; what follows the end of the first picture describes too."""
    sorter = _Sorter()
    sorter.keep(data[:2])
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError(at)
        while data[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            sorter.keep(data[at : at + 2])
            sorter.drop(data[at + 2 :].strip(b"\0"))
            return sorter.parts()
        if marker in _JPEG_ALONE:
            sorter.keep(data[at : at + 2])
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end < at + 4 or end > len(data):
            raise ValueError(at)
        _sort_segment(sorter, marker, data[at:end])
        at = end
        if marker == 0xDA:
            at = _scan_end(data, at)
            sorter.keep(data[end:at])


def _sort_segment(sorter: _Sorter, marker: int, segment: bytes) -> None:
    payload = segment[4:]
    if marker == 0xE0 and payload.startswith(b"JFIF\0"):
        sorter.drop(payload[14:])  # a thumbnail
        sorter.keep(b"\xff\xe0\0\x10" + payload[:12].ljust(12, b"\0") + b"\0\0")
    elif marker == 0xE1 and payload.startswith(_EXIF):
        sorter.drop_exif(payload[len(_EXIF) :])
    elif 0xE0 <= marker <= 0xEF or marker == 0xFE:
        draws = (marker == 0xE2 and payload.startswith(b"ICC_PROFILE\0")) or (
            marker == 0xEE and payload.startswith(b"Adobe")
        )
        (sorter.keep if draws else sorter.drop)(segment)
    else:
        sorter.keep(segment)


def _scan_end(data: bytes, at: int) -> int:
    """Where the coded picture from ``at`` ends: at a marker that is neither a stuffed byte nor RST."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


_PNG_DRAWS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs hIST sPLT "
    b"acTL fcTL fdAT".split()
)


def _png(data: bytes) -> _Parts:
    """Chunks, by the PNG specification, third edition; colours and animation stay."""
    sorter = _Sorter()
    sorter.keep(data[:8])
    at = 8
    while True:
        kind, length = data[at + 4 : at + 8], int.from_bytes(data[at : at + 4], "big")
        end = at + 12 + length
        if len(kind) < 4 or end > len(data):
            raise ValueError(at)
        chunk = data[at:end]
        if kind in _PNG_DRAWS:
            sorter.keep(chunk)
        elif kind == b"eXIf":
            sorter.drop_exif(chunk[8:-4])
        else:
            _drop_png_text(sorter, kind, chunk[8:-4])
        at = end
        if kind == b"IEND":
            sorter.drop(data[end:].strip(b"\0"))
            return sorter.parts()


def _drop_png_text(sorter: _Sorter, kind: bytes, content: bytes) -> None:
    """A description, unpacked; ImageMagick writes EXIF into one as hexadecimal digits."""
    text = content
    packed = b""
    if kind == b"zTXt":
        packed = content.partition(b"\0")[2][1:]
    elif kind == b"iTXt" and content.partition(b"\0")[2][:1] == b"\1":
        packed = content.partition(b"\0")[2][2:].partition(b"\0")[2].partition(b"\0")[2]
    if packed:
        try:
            text = (
                content.partition(b"\0")[0] + b"\0" + zlib.decompressobj().decompress(packed, _LONGEST_TEXT)
            )
        except zlib.error:
            text = content
    if text.startswith((b"Raw profile type exif", b"Raw profile type APP1")):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", b"".join(text.split(b"\n")[3:]))
        payload = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        if payload.startswith(_EXIF):
            sorter.drop_exif(payload[len(_EXIF) :])
            return
        text = payload
    sorter.drop(text or kind)


_WEBP_CODED = re.compile(rb"VP8[ L]")
_WEBP_DRAWS = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))


def _webp(data: bytes) -> _Parts:
    """Chunks of a RIFF file, by the WebP container specification (RFC 9649)."""
    sorter = _Sorter()
    end_of_all = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    at = 12
    while at + 8 <= end_of_all:
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length
        if end > len(data):
            raise ValueError(at)
        content = data[at + 8 : end]
        if kind == b"VP8X":
            sorter.keep(data[at : at + 8] + bytes([content[0] & ~0x0C]) + content[1:])
        elif kind in _WEBP_DRAWS:
            sorter.keep(data[at:end] + (b"\0" if length % 2 else b""))
        elif kind == b"EXIF":
            sorter.drop_exif(content.removeprefix(_EXIF))
        else:
            sorter.drop(content or kind)
        at = end + length % 2
    sorter.drop(data[end_of_all:].strip(b"\0"))
    parts = sorter.parts()
    return parts._replace(kept=b"RIFF" + (4 + len(parts.kept)).to_bytes(4, "little") + b"WEBP" + parts.kept)


_GIF_DRAWS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def _gif(data: bytes) -> _Parts:
    """Blocks, by the GIF89a specification; what programs add goes, but the loop and the colours."""
    sorter = _Sorter()
    at = 13 + _colours(data[10])
    sorter.keep(data[:at])
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x2C:
            at = _past_blocks(data, at + 11 + _colours(data[at + 9]))
            sorter.keep(data[start:at])
        elif data[at] == 0x21:
            label, at = data[at + 1], _past_blocks(data, at + 2)
            draws = label in (0xF9, 0x01) or (label == 0xFF and data[start + 3 : start + 14] in _GIF_DRAWS)
            (sorter.keep if draws else sorter.drop)(data[start:at])
        else:
            raise ValueError(at)
    sorter.keep(b"\x3b")
    sorter.drop(data[at + 1 :].strip(b"\0"))
    return sorter.parts()


def _colours(packed: int) -> int:
    """Bytes of the table of colours that a packed field announces."""
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0


def _past_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def _is_avif(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis", b"mif1", b"miaf")


def _avif(data: bytes) -> _Parts:
    """What Pillow finds in the boxes, how the picture is turned among it."""
    with _opened(data, "AVIF") as image:
        exif, xmp = image.info.get("exif", b""), image.info.get("xmp", b"")
    return _Parts(data, (exif.removeprefix(_EXIF),) if exif else (), (xmp,) if xmp else ())


def _opened(data: bytes, *formats: str) -> Image:
    from PIL import Image

    try:
        image = Image.open(BytesIO(data), formats=formats)
    # Pillow's readers of damaged files raise nearly anything.
    except Exception as error:
        raise UnreadablePicture from error
    if image.width * image.height > MOST_PIXELS:
        raise UnreadablePicture
    return image


_TURNS: Final = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""EXIF's orientation as Pillow's ``Transpose``, whose members are numbers too."""


def _drawn_anew(data: bytes, orientation: int) -> bytes:
    """The picture turned upright, in its own format, with its profile, as near to what it was as may be."""
    from PIL import Image, JpegImagePlugin

    with _opened(data, "JPEG", "PNG", "WEBP", "AVIF") as image:
        if getattr(image, "n_frames", 1) > 1:  # a film is drawn by its frames, and no camera turns one
            return data
        kind = image.format or ""
        options: dict[str, object] = {"icc_profile": image.info.get("icc_profile")}
        if isinstance(image, JpegImagePlugin.JpegImageFile):
            options |= {"qtables": image.quantization, "subsampling": JpegImagePlugin.get_sampling(image)}
            options["progressive"] = bool(image.info.get("progressive"))
        elif kind == "WEBP":
            options |= {"lossless": _WEBP_CODED.findall(data)[:1] == [b"VP8L"], "quality": 95, "method": 4}
        elif kind == "AVIF":
            options |= {"quality": 90, "exif": b"", "xmp": b""}
        result = BytesIO()
        try:
            turned = image.transpose(Image.Transpose(_TURNS[orientation])) if orientation > 1 else image
            turned.save(result, kind, **options)
        except Exception as error:
            raise UnreadablePicture from error
    return _with_colours(data, result.getvalue()) if kind == "PNG" else result.getvalue()


def _with_colours(data: bytes, drawn: bytes) -> bytes:
    """A PNG drawn anew, with the chunks that say what its colours mean, which Pillow leaves out."""
    meaning = (b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI", b"pHYs")
    chunks = [chunk for chunk in _chunks(drawn) if chunk[4:8] not in meaning]
    given = [chunk for chunk in _chunks(data) if chunk[4:8] in meaning]
    return b"".join((drawn[:8], chunks[0], *given, *chunks[1:]))


def _chunks(data: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        yield data[at:end]
        at = end


_XMP_PLACE = re.compile(
    rb"GPSL|GPSLatitude|GPSPosition|photoshop:(?:City|State)|Iptc4xmp\w{0,9}:Location|\bGPS:"
)
_XMP_SERIAL = re.compile(rb"SerialNumber|CameraOwner|ImageUniqueID|OwnerName", re.IGNORECASE)
_XMP_THUMBNAIL = re.compile(rb"xmp:Thumbnails|xmpGImg:|\bJFXX\0|\xff\xd8\xff")
_IPTC_PLACE = re.compile(rb"\x1c\x02[\x5a\x5c\x5f\x64\x65\x1a\x1b]")
"""City, sublocation, state, country, content location: records of IPTC-IIM 4.2."""


def _private(parts: _Parts) -> frozenset[Private]:
    found: set[Private] = set()
    for block in parts.exif:
        found |= _said_by_exif(block)
    for block in parts.other:
        if _XMP_PLACE.search(block) or (b"8BIM\x04\x04" in block and _IPTC_PLACE.search(block)):
            found.add(Private.PLACE)
        if _XMP_SERIAL.search(block):
            found.add(Private.SERIAL)
        if _XMP_THUMBNAIL.search(block) or b"8BIM\x04\x0c" in block or b"8BIM\x04\x09" in block:
            found.add(Private.THUMBNAIL)
    return frozenset(found)


_SERIALS = frozenset((0xA420, 0xA430, 0xA431, 0xA435, 0x927C))
"""Unique number, owner, numbers of camera and lens, and the maker's own notes, which hold them too."""


def _said_by_exif(block: bytes) -> set[Private]:
    from PIL import ExifTags, Image

    exif = Image.Exif()
    try:
        exif.load(block)
        own, place = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
        small = exif.get_ifd(ExifTags.IFD.IFD1)
    except Exception:  # noqa: BLE001 - damaged in any way: it may say all, and goes out
        return set(Private)
    found = {Private.PLACE} if any(tag in place for tag in (1, 2, 3, 4, 0x1D, 0x1C, 0x1B)) else set[Private]()
    if _SERIALS & own.keys() or {0xC62F, 0xC65D} & exif.keys():
        found.add(Private.SERIAL)
    return found | {Private.THUMBNAIL} if small else found


def _orientation(block: bytes) -> int:
    """How the picture is to be turned, 1 to 8, as EXIF numbers it."""
    from PIL import Image

    exif = Image.Exif()
    try:
        exif.load(block)
        turn = exif.get(0x0112, 1)
    except Exception:  # noqa: BLE001 - as above
        return 1
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1
