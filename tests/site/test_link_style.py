"""A link to another post looks like the other links of the blog."""

from __future__ import annotations

import pytest

from blogwifi_tui.site.generator import Generator, Site
from blogwifi_tui.site.link_style import Ends, address, usual_style, written

ENDS = Ends("content/posts/a.md", "content/posts/2024/b é.md", "https://example.org/blog/2024/b-%C3%A9/")


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        (["[x](2020-a.md) [y](/y/)", "[z](../c.md#suite)"], "2024/b%20%C3%A9.md"),
        (["[x](/2020/x/) ![i](/images/i.png)"], "/blog/2024/b-%C3%A9/"),
        (["![i](/images/i.png) ![j](/images/j.png)", "[x](x.md)"], "2024/b%20%C3%A9.md"),
        (['[x]({{< ref "x.md" >}})'], '{{< ref "posts/2024/b é.md" >}}'),
        (['[x]({{< relref "x.md" >}})'], '{{< relref "posts/2024/b é.md" >}}'),
        (["[x]({% post_url 2020-01-01-x %})"], "{% post_url b é %}"),
        (["[x](@/posts/x.md)"], "@/posts/2024/b%20%C3%A9.md"),
        (["[x]({filename}/x.md)"], "{filename}/posts/2024/b%20%C3%A9.md"),
    ],
)
def test_a_link_is_made_as_most_are(bodies: list[str], expected: str) -> None:
    assert address(usual_style(bodies), ENDS) == expected


def test_links_to_elsewhere_show_no_way_of_linking_posts() -> None:
    assert usual_style([]) == ""
    assert usual_style(["[x](https://example.org/x.md) [y](mailto:a.md)"]) == ""


def site(link: str | None = None) -> Site:
    return Site(Generator(name="small", label="", link=lambda _site, _origin, _target, _address: link))


@pytest.mark.parametrize(
    ("link", "style", "resolves", "page", "expected"),
    [
        ('{{< relref "/posts/b" >}}', "", False, "https://example.org/b/", '{{< relref "/posts/b" >}}'),
        ('{{< relref "/posts/b" >}}', "ref", False, "https://example.org/b/", '{{< ref "/posts/b" >}}'),
        ('{{< relref "/posts/b" >}}', "page", False, "https://example.org/b/", "/b/"),
        (None, "", False, "https://example.org/b/", "/b/"),
        (None, "", None, "/b/", "/b/"),
        (None, "", True, "/b/", "2024/b%20%C3%A9.md"),
        (None, "file", None, "/b/", "2024/b%20%C3%A9.md"),
        (None, "", None, "", "2024/b%20%C3%A9.md"),
    ],
)
def test_a_link_works_on_the_site(
    link: str | None, style: str, resolves: bool | None, page: str, expected: str
) -> None:
    assert written(site(link), style, ENDS._replace(page=page), resolves) == expected


def test_a_way_of_linking_that_leads_to_no_page_is_none() -> None:
    assert usual_style(["[x](a.md) [y](b.md) [z](/z/)"], without={"file"}) == "page"


def test_without_a_public_address_the_file_is_named() -> None:
    assert address("page", ENDS._replace(page="")) == "2024/b%20%C3%A9.md"
