"""A link to another post looks like the other links of the blog."""

from __future__ import annotations

import pytest

from blogwifi_tui.site.link_style import Ends, address, usual_style

ENDS = Ends("content/posts/a.md", "content/posts/2024/b é.md", "https://example.org/blog/2024/b-%C3%A9/")


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ([], "2024/b%20%C3%A9.md"),
        (["[x](2020-a.md) [y](/y/)", "[z](../c.md#suite)"], "2024/b%20%C3%A9.md"),
        (["[x](/2020/x/) ![i](/images/i.png)"], "/blog/2024/b-%C3%A9/"),
        (["![i](/images/i.png) ![j](/images/j.png)", "[x](x.md)"], "2024/b%20%C3%A9.md"),
        (['[x]({{< ref "x.md" >}})'], '{{< ref "posts/2024/b é.md" >}}'),
        (['[x]({{< relref "x.md" >}})'], '{{< relref "posts/2024/b é.md" >}}'),
        (["[x]({% post_url 2020-01-01-x %})"], "{% post_url b é %}"),
        (["[x](@/posts/x.md)"], "@/posts/2024/b%20%C3%A9.md"),
        (["[x]({filename}/x.md)"], "{filename}/posts/2024/b%20%C3%A9.md"),
        (["[x](https://example.org/x.md) [y](mailto:a.md)"], "2024/b%20%C3%A9.md"),
    ],
)
def test_a_link_is_made_as_most_are(bodies: list[str], expected: str) -> None:
    assert address(usual_style(bodies), ENDS) == expected


def test_without_a_public_address_the_file_is_named() -> None:
    assert address("page", ENDS._replace(page="")) == "2024/b%20%C3%A9.md"
