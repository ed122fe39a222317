"""The addresses Jekyll gives to posts (documentation, Permalinks; lib/jekyll/url.rb, drops/url_drop.rb)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Final, NamedTuple
from unicodedata import category
from urllib.parse import quote

from blogwifi_tui.site.config_files import Settings, text_at
from blogwifi_tui.site.generator import Page
from blogwifi_tui.site.generators.english_dates import DAYS, MONTHS
from blogwifi_tui.site.generators.jekyll_scopes import Scopes

_STYLES: Final = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
_PLACEHOLDER: Final = re.compile(r":([a-z_]+)")
OF_DATES: Final[dict[str, Callable[[datetime], str]]] = {
    "year": lambda day: f"{day.year:04d}",
    "month": lambda day: f"{day.month:02d}",
    "day": lambda day: f"{day.day:02d}",
    "hour": lambda day: f"{day.hour:02d}",
    "minute": lambda day: f"{day.minute:02d}",
    "second": lambda day: f"{day.second:02d}",
    "i_day": lambda day: str(day.day),
    "i_month": lambda day: str(day.month),
    "short_month": lambda day: MONTHS[day.month - 1][:3],
    "long_month": lambda day: MONTHS[day.month - 1],
    "short_year": lambda day: f"{day.year % 100:02d}",
    "w_year": lambda day: str(day.isocalendar().year),
    "week": lambda day: f"{day.isocalendar().week:02d}",
    "w_day": lambda day: str(day.isoweekday()),
    "short_day": lambda day: DAYS[day.weekday()][:3],
    "long_day": lambda day: DAYS[day.weekday()],
    "y_day": lambda day: f"{day.timetuple().tm_yday:03d}",
}
DAY: Final = re.compile(r"\d{2,4}-\d{1,2}-\d{1,2}-", re.ASCII)
"""What the name of a post begins with."""
KEPT: Final = "._~!$&'()+,;=@"
"""Signs that stay in a title; all others become a hyphen (lib/jekyll/utils.rb, slugify, «pretty»)."""
_UNQUOTED: Final = "/-._~!$&'()+*,;=:@%?"


class Parts(NamedTuple):
    """What addresses are made of beside the posts."""

    template: str
    baseurl: str
    """With a slash before and none after it; empty for the root of a host."""
    zone: tzinfo
    """In which days are counted."""
    markdown: tuple[str, ...]
    """The endings of what becomes HTML."""


def style_template(settings: Settings) -> str:
    """The template that ``permalink`` names or is."""
    style = text_at(settings, "permalink") or "date"
    return _STYLES.get(style, style)


def address_of(parts: Parts, scopes: Scopes, page: Page, above: tuple[str, ...], relative: str) -> str | None:
    """The address of a post, with the base path; None where it hangs on what is not known.

    Args:
        parts: of the site.
        scopes: its defaults.
        page: the post.
        above: the folders above its folder of posts.
        relative: its path from the folder of collections.
    """

    def given(key: str) -> str:
        return page.given.get(key) or _text(scopes.given(relative, key))

    template = given("permalink") or parts.template
    stem, _, ending = relative.rpartition("/")[2].rpartition(".")
    slug = given("slug") or _slug_in_name(stem)
    categories = _categories(scopes, page, above, relative)
    day = page.date and page.date.astimezone(parts.zone)
    values: dict[str, str | None] = {
        "title": slugified(slug, KEPT, cased=True),
        "slug": slugified(slug),
        "name": slugified(stem),
        "categories": "/".join(dict.fromkeys(map(str.lower, categories))),
        "slugified_categories": "/".join(dict.fromkeys(map(slugified, categories))),
        "collection": "posts",
        "path": relative.rpartition(".")[0].replace("_posts", "", 1).rstrip("."),
        "output_ext": ".html" if f".{ending.lower()}" in (*parts.markdown, ".html") else f".{ending}",
        **{name: write(day) if day else None for name, write in OF_DATES.items()},
    }
    filled = _filled(template, values)
    return None if filled is None else quote(parts.baseurl + _cleaned(filled), safe=_UNQUOTED)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _slug_in_name(stem: str) -> str:
    dated = DAY.match(stem)
    return (stem[dated.end() :] if dated else stem).rstrip(".")


def _categories(scopes: Scopes, page: Page, above: tuple[str, ...], relative: str) -> tuple[str, ...]:
    """Those of the folders, of the defaults and of the header, in this order (lib/jekyll/document.rb)."""
    many, one = scopes.given(relative, "categories"), scopes.given(relative, "category")
    given = many.split() if isinstance(many, str) else many if isinstance(many, list) else []
    last = one if isinstance(one, list) else [one] if isinstance(one, str) else []
    return tuple(dict.fromkeys((*above, *map(str, given), *page.categories, *map(str, last))))


def _filled(template: str, values: dict[str, str | None]) -> str | None:
    """``template`` with its placeholders replaced; None where one is unknown, which ends the build."""
    out, at = "", 0
    for found in _PLACEHOLDER.finditer(template):
        name = found[1]
        tail = ""
        if name not in values and name.endswith("_"):
            name, tail = name[:-1], "_"
        value = values.get(name)
        if value is None:
            return None
        out += template[at : found.start()] + quote(value, safe=_UNQUOTED.replace("%", "")) + tail
        at = found.end()
    return out + template[at:]


def _cleaned(address: str) -> str:
    """Below the root, without ``..`` and doubled slashes (lib/jekyll/url.rb, sanitize_url)."""
    return re.sub(r"/{2,}", "/", f"/{address}".replace("..", "/").replace("./", ""))


def slugified(text: str, kept: str = "", *, cased: bool = False) -> str:
    """Letters, marks, digits and the signs ``kept``, with a hyphen for all between them."""
    spaced = "".join(
        sign if sign.isalpha() or sign.isdecimal() or sign in kept or category(sign)[0] == "M" else " "
        for sign in text
    )
    slug = "-".join(spaced.split())
    return slug if cased else slug.lower()
