"""Pictures go into a blog upright, with their colours, and without what they say of who took them."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from blogwifi_tui.content.picture_metadata import Private, UnreadablePicture, cleaned, private_parts

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description exif:GPSLatitude="47,14.3N" '
    b'aux:SerialNumber="4711"/></rdf:RDF></x:xmpmeta>'
)
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]


def scene() -> Image.Image:
    """Wider than high, its upper left corner red."""
    image = Image.radial_gradient("L").resize((64, 48)).convert("RGB")
    image.paste((255, 0, 0), (0, 0, 16, 12))
    return image


def exif(*, orientation: int = 1, place: bool = True) -> bytes:
    """What a telephone writes."""
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = orientation
    told.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = "CAM-4711"
    if place:
        where = told.get_ifd(ExifTags.IFD.GPSInfo)
        where[ExifTags.GPS.GPSLatitudeRef], where[ExifTags.GPS.GPSLatitude] = "N", (47.0, 14.0, 17.0)
    return told.tobytes()


def photo(kind: str, told: bytes = b"", **options: object) -> bytes:
    """The scene as a file."""
    return saved(scene(), kind, exif=told, icc_profile=PROFILE, **options)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def is_red(colour: object) -> bool:
    assert isinstance(colour, tuple)
    return colour[0] > 200 and colour[1] < 60


@pytest.mark.parametrize("kind", FORMATS)
def test_a_photograph_no_longer_says_where_and_with_which_camera_it_was_taken(kind: str) -> None:
    data = photo(kind, exif())
    clean = cleaned(data)
    assert clean.private == {Private.PLACE, Private.SERIAL} == private_parts(data)
    assert private_parts(clean.data) == frozenset()
    assert b"CAM-4711" in data
    assert b"CAM-4711" not in clean.data
    assert not opened(clean.data).getexif()


@pytest.mark.parametrize("kind", FORMATS)
def test_its_colours_stay(kind: str) -> None:
    assert opened(cleaned(photo(kind, exif())).data).info["icc_profile"] == PROFILE
    assert opened(cleaned(photo(kind, exif(orientation=6))).data).info["icc_profile"] == PROFILE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_one_that_stands_upright_keeps_every_pixel(kind: str) -> None:
    data = photo(kind, exif())
    assert opened(cleaned(data).data).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [
        (2, (64, 48), (60, 3)),
        (3, (64, 48), (60, 44)),
        (4, (64, 48), (3, 44)),
        (5, (48, 64), (3, 3)),
        (6, (48, 64), (44, 3)),
        (7, (48, 64), (44, 60)),
        (8, (48, 64), (3, 60)),
    ],
)
def test_one_that_lies_on_its_side_is_turned_upright(
    kind: str, orientation: int, size: tuple[int, int], corner: tuple[int, int]
) -> None:
    turned = opened(cleaned(photo(kind, exif(orientation=orientation))).data)
    assert turned.size == size
    assert turned.getexif().get(ExifTags.Base.Orientation, 1) == 1
    assert is_red(turned.getpixel(corner))


def test_a_turned_png_keeps_what_its_colours_mean() -> None:
    told = PngImagePlugin.PngInfo()
    told.add(b"gAMA", (45455).to_bytes(4, "big"))
    data = saved(scene(), "PNG", exif=exif(orientation=8), pnginfo=told)
    assert b"gAMA" in cleaned(data).data


@pytest.mark.parametrize("kind", FORMATS)
def test_what_says_nothing_stays_byte_for_byte(kind: str) -> None:
    data = photo(kind)
    assert cleaned(data).data == data
    assert cleaned(data).private == frozenset()


@pytest.mark.parametrize("kind", FORMATS)
def test_cleaning_twice_changes_nothing_more(kind: str) -> None:
    once = cleaned(photo(kind, exif(orientation=6))).data
    assert cleaned(once).data == once


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_place_goes_out_of_xmp_too(kind: str) -> None:
    data = photo(kind, xmp=XMP) if kind != "PNG" else saved(scene(), "PNG", pnginfo=png_text(XMP))
    assert cleaned(data).private == {Private.PLACE, Private.SERIAL}
    assert b"GPSLatitude" not in cleaned(data).data


def png_text(xmp: bytes) -> PngImagePlugin.PngInfo:
    told = PngImagePlugin.PngInfo()
    told.add_itxt("XML:com.adobe.xmp", xmp.decode(), zip=True)
    return told


def with_thumbnail(data: bytes) -> bytes:
    """A JPEG whose EXIF holds a small picture of what it was before it was cut."""
    small = saved(scene().resize((16, 12)), "JPEG")
    first = 8 + 2 + 4
    second = first + 2 + 3 * 12 + 4
    tiff = b"II*\0\x08\0\0\0" + b"\0\0" + first.to_bytes(4, "little")
    entries = [(0x0103, 3, 6), (0x0201, 4, second), (0x0202, 4, len(small))]
    tiff += len(entries).to_bytes(2, "little")
    for tag, kind, value in entries:
        tiff += tag.to_bytes(2, "little") + kind.to_bytes(2, "little") + (1).to_bytes(4, "little")
        tiff += value.to_bytes(4, "little")
    payload = b"Exif\0\0" + tiff + b"\0\0\0\0" + small
    return data[:2] + b"\xff\xe1" + (len(payload) + 2).to_bytes(2, "big") + payload + data[2:]


def test_a_small_picture_of_what_it_was_before_it_was_cut_goes() -> None:
    data = with_thumbnail(photo("JPEG"))
    assert cleaned(data).private == {Private.THUMBNAIL}
    assert cleaned(data).data == photo("JPEG")


def test_what_hangs_behind_the_end_of_a_jpeg_goes() -> None:
    plain = photo("JPEG")
    assert cleaned(plain + b"ftypmp42 a short film, " + XMP).data == plain


def test_a_comment_and_the_words_of_programs_go_out_of_a_film_and_its_pictures_stay() -> None:
    frames = [scene().convert("P"), scene().rotate(180).convert("P")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], loop=0, comment=b"rue Bersot 12")
    clean = opened(cleaned(data).data)
    assert b"rue Bersot" not in cleaned(data).data
    assert isinstance(clean.info["loop"], int)
    assert getattr(clean, "n_frames", 1) == 2


def test_a_drawing_in_words_stays() -> None:
    for data in (b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\n<?xml version='1.0'?>\n<svg/>"):
        assert cleaned(data).data == data


@pytest.mark.parametrize(
    "damage",
    [
        lambda _data: b"",
        lambda _data: b"no picture at all",
        lambda data: data[:40],
        lambda data: data[: len(data) // 2],
        lambda data: data[:2] + b"\xff\xe1\xff\xff" + data[2:],
        lambda data: data.replace(b"IDAT", b"\xff\xff\xff\xff"),
        lambda data: data[:20] + b"\0" * (len(data) - 20),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_damaged_picture_is_said_to_be_so_or_draws_as_before(
    kind: str, damage: Callable[[bytes], bytes]
) -> None:
    data = damage(saved(scene(), kind))
    try:
        clean = cleaned(data)
    except UnreadablePicture:
        return
    assert clean.private == frozenset()


@pytest.mark.parametrize("told", [b"II*\0" + b"\xff" * 60, b"garbage", b""])
def test_damaged_exif_goes(told: bytes) -> None:
    data = photo("JPEG")
    payload = b"Exif\0\0" + told
    data = data[:2] + b"\xff\xe1" + (len(payload) + 2).to_bytes(2, "big") + payload + data[2:]
    assert cleaned(data).data == photo("JPEG")
