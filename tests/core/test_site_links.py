"""What is said of a link or a picture that will be dead on the site, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.checks import FindingKind
from tests.conftest import Git
from tests.site import small

HEADER = "---\ntitle: {title}\ndate: 2020-05-06\n{more}---\n\n"


def write(folder: Path, path: str, text: str | bytes = "", more: str = "") -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(text, str):
        text = (HEADER.format(title=file.stem, more=more) + text).encode()
    file.write_bytes(text)


@pytest.fixture
def folder(tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site whose pages are ``/blog/YEAR/slug/``."""
    small.use(monkeypatch, name="hugo")
    folder = tmp_path / "carnet"
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / "small.toml").write_text('address = "https://example.org/blog/"\n', encoding="utf-8")
    write(folder, "posts/voisin.md")
    write(folder, "posts/brouillon.md", more="draft: true\n")
    write(folder, "posts/cache.md", more="hidden: true\n")
    write(folder, "posts/mur/index.md")
    write(folder, "posts/images/x.png", b"x")
    write(folder, "static/images/y.png", b"y")
    return folder


def found(folder: Path, text: str) -> list[tuple[FindingKind, str]]:
    """Kind and detail of what is found in a post with this text."""
    write(folder, "posts/ici.md", text)
    return [(each.kind, each.detail) for each in Blog.open(folder).check({"posts/ici.md"})]


@pytest.mark.parametrize(
    "link",
    [
        "[a](/blog/2020/voisin/)",
        "[a](/2020/voisin/#mur)",
        "[a](../voisin/)",
        "[a](https://example.org/blog/2020/voisin/)",
        "[a](https://ailleurs.example/blog/2020/brouillon/)",
        "![y](/images/y.png)",
        "![y](/blog/images/y.png)",
        '[a]({{< ref "voisin.md" >}}) [b]({{< relref "/posts/mur" >}}) [c]({{< ref "mur/index.md#a" >}})',
        '[a]({{< ref "#ici" >}}) [b]({{< ref "posts" >}}) [c]({{< ref "/posts/voisin" >}})',
        "[a](/tags/wifi/) [b](/a-propos/)",
        '{{< link "https://ailleurs.example/" >}} {{< link "/images/y.png" >}}',
    ],
)
def test_what_leads_to_something_is_not_told(folder: Path, link: str) -> None:
    assert found(folder, link) == []


@pytest.mark.parametrize(
    "link",
    [
        "[a](/blog/2020/{name}/)",
        "[a](../{name}/)",
        "[a](https://example.org/blog/2020/{name})",
    ],
)
@pytest.mark.parametrize("name", ["brouillon", "cache"])
def test_a_link_to_a_post_that_readers_do_not_see(folder: Path, link: str, name: str) -> None:
    assert found(folder, link.format(name=name)) == [(FindingKind.KEPT_BACK, f"posts/{name}.md")]


def test_a_draft_may_lead_to_itself_and_a_page_that_readers_see_is_that_of_the_post_they_see(
    folder: Path,
) -> None:
    write(folder, "posts/brouillon.md", "[ici](/blog/2020/brouillon/#a)", more="draft: true\n")
    assert list(Blog.open(folder).check({"posts/brouillon.md"})) == []
    for name in ("alpha", "zeta"):
        write(folder, f"posts/{name}.md", more="slug: voisin\ndraft: true\n")
    assert found(folder, "[a](/blog/2020/voisin/)") == []


@pytest.mark.parametrize("name", ["brouillon", "cache", "perdu"])
def test_a_reference_to_what_readers_do_not_see_ends_the_build_and_blocks(folder: Path, name: str) -> None:
    write(folder, "posts/ici.md", f'[a]({{{{< ref "{name}.md" >}}}})')
    [finding] = Blog.open(folder).check({"posts/ici.md"})
    assert (finding.kind, finding.detail, finding.blocks) == (FindingKind.ENDS_BUILD, f"{name}.md", True)


def test_a_link_to_a_draft_that_goes_out_in_the_same_publication_is_right(folder: Path, git: Git) -> None:
    write(folder, "posts/ici.md", f"[a](/blog/{Blog.open(folder).now().year}/brouillon/)")
    blog = Blog.open(folder)
    plan = blog.publication.plan(bulk_edit=blog.bulk.publish_drafts(["posts/brouillon.md", "posts/ici.md"]))
    assert plan.findings == ()


@pytest.mark.parametrize("link", ["voisin.md", "./voisin.md#a", "/posts/voisin.md"])
def test_a_link_to_a_file_that_the_site_makes_no_page_address_of(folder: Path, link: str) -> None:
    assert found(folder, f"[a]({link})") == [(FindingKind.NO_PAGE, link)]
    write(folder, "layouts/_default/_markup/render-link.html", b"")
    assert found(folder, f"[a]({link})") == []


def test_a_picture_beside_a_plain_post_is_not_found_by_its_page(folder: Path) -> None:
    assert found(folder, "![x](images/x.png)") == [(FindingKind.BESIDE, "images/x.png")]
    write(folder, "static/2020/ici/images/x.png", b"x")
    assert found(folder, "![x](images/x.png)") == []


def test_a_picture_beside_the_post_of_a_bundle_is_found(folder: Path) -> None:
    write(folder, "posts/mur/x.png", b"x")
    write(folder, "posts/mur/index.md", "![x](x.png)")
    assert list(Blog.open(folder).check({"posts/mur/index.md"})) == []


@pytest.mark.parametrize(
    "file", ["layouts/shortcodes/figure.html", "static/2020/ici/perdu.png", "assets/perdu.png"]
)
def test_a_picture_that_hugo_s_own_word_does_not_find(folder: Path, file: str) -> None:
    text = '{{< figure src="perdu.png" alt="x" >}} {{< figure src="/images/y.png" alt="y" >}}'
    assert found(folder, text) == [(FindingKind.IMAGE, "perdu.png")]
    assert found(folder, '{{< imgproc src="perdu.png" alt="x" >}}') == []
    write(folder, file, b"x")
    assert found(folder, text) == []


@pytest.mark.parametrize("before", ["", f"description: {'mot ' * 1000}\n"])
def test_a_picture_that_the_header_names_is_found_by_that_name(folder: Path, before: str) -> None:
    write(folder, "posts/mur/x.png", b"x")
    more = "resources:\n  - src: x.png\n    name: mur.png\n"
    write(folder, "posts/mur/index.md", '{{< figure src="mur.png" alt="x" >}}', before + more)
    assert list(Blog.open(folder).check({"posts/mur/index.md"})) == []


def test_the_figure_of_a_theme_that_is_not_here_may_find_its_picture(folder: Path) -> None:
    small_site = 'address = "https://example.org/blog/"\ntheme = "ailleurs"\n'
    write(folder, "small.toml", small_site.encode())
    assert found(folder, '{{< figure src="perdu.png" alt="x" >}}') == []


def test_a_reference_to_nothing_ends_the_build(folder: Path) -> None:
    assert found(folder, '[a]({{< ref "perdu.md" >}})') == [(FindingKind.ENDS_BUILD, "perdu.md")]


def test_a_page_that_looks_like_that_of_a_post_and_is_none(folder: Path) -> None:
    write(folder, "posts/autre.md")
    assert found(folder, "[a](/blog/2020/perdu/) [b](/2020/05/) [c](/perdu/)") == [
        (FindingKind.LINK, "/blog/2020/perdu/")
    ]


def test_a_name_that_no_disk_has_leads_to_nothing_and_ends_nothing(folder: Path) -> None:
    long = "x" * 300
    assert found(folder, f"![a]({long}.png) [b]({long}.pdf) [c](/{long}/{long}.png)")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("{% post_url 2020-05-06-mur %}", []),
        ("{% post_url 2020-05-06-perdu %}", [(FindingKind.ENDS_BUILD, "2020-05-06-perdu")]),
        ("{% link _posts/2020-05-06-mur.md %}", []),
        ("{% link a-propos.html %}", []),
        ("{% link _posts/2020-05-06-perdu.md %}", [(FindingKind.ENDS_BUILD, "_posts/2020-05-06-perdu.md")]),
        ("{% post_url 2020-05-06-tu %}", [(FindingKind.ENDS_BUILD, "2020-05-06-tu")]),
        ("{% link {{ page.next }} %}", []),
        ("{% link ../dehors.html %}", [(FindingKind.ENDS_BUILD, "../dehors.html")]),
    ],
)
def test_the_words_of_jekyll(
    folder: Path, monkeypatch: pytest.MonkeyPatch, word: str, expected: list[tuple[FindingKind, str]]
) -> None:
    small.use(monkeypatch, name="jekyll", posts="_posts")
    write(folder, "_posts/2020-05-06-mur.md")
    write(folder, "_posts/2020-05-06-tu.md", more="draft: true\n")
    write(folder, "a-propos.html", b"")
    write(folder, "../dehors.html", b"")
    write(folder, "_posts/2020-05-06-ici.md", f"[a]({word})")
    told = Blog.open(folder).check({"_posts/2020-05-06-ici.md"})
    assert [(each.kind, each.detail) for each in told] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("{% post_link mur 'x' %} [a]({% post_path sous/mur %}) {% post_link mur#bas %}", []),
        ("{% post_link 'Le grand mur' %} {% link perdu https://example.org %}", []),
        ("{% post_link perdu %}", [(FindingKind.ENDS_BUILD, "perdu")]),
        ("{% post_link 2020-05-06-tu.md %}", [(FindingKind.ENDS_BUILD, "2020-05-06-tu.md")]),
        ("{% post_link _cache %}", [(FindingKind.ENDS_BUILD, "_cache")]),
        ("[a]({% post_path perdu %})", [(FindingKind.LINK, "perdu")]),
        ("{% post_link tu 'x' %}", [(FindingKind.KEPT_BACK, "source/_posts/2020-05-06-tu.md")]),
    ],
)
def test_the_words_of_hexo(
    tmp_path: Path, git: Git, words: str, expected: list[tuple[FindingKind, str]]
) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, "_config.yml", b"new_post_name: :year-:month-:day-:title.md\n")
    write(tmp_path, "package.json", b'{"dependencies": {"hexo": "^8.0.0"}}')
    write(tmp_path, "source/_posts/2020-05-06-mur.md", b"---\ntitle: Le grand mur\n---\n")
    write(tmp_path, "source/_posts/2020-05-06-sous/mur.md")
    write(tmp_path, "source/_posts/2020-05-06-tu.md", more="published: false\n")
    write(tmp_path, "source/_posts/_cache.md", b"---\ntitle: T\n---\n")
    write(tmp_path, "source/_posts/2020-05-06-ici.md", words)
    told = Blog.open(tmp_path).check({"source/_posts/2020-05-06-ici.md"})
    assert [(each.kind, each.detail) for each in told] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("blog/mur", []),
        ("/blog/Mur#bas", []),
        ("blog", []),
        ("blog/vieux", []),
        ("blog/ancien", []),
        ("a-propos", []),
        ("blog/perdu", [(FindingKind.LINK, "page:blog/perdu")]),
        ("blog/tu", [(FindingKind.KEPT_BACK, "pages/blog/tu.md")]),
    ],
)
def test_the_name_of_a_page_of_cecil(
    tmp_path: Path, git: Git, name: str, expected: list[tuple[FindingKind, str]]
) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, "cecil.yml", b"title: Carnet\nbaseurl: https://example.org/\n")
    write(tmp_path, "pages/blog/2020-05-06_mur.md", more="slug: autrement\nalias: blog/ancien\n")
    write(tmp_path, "pages/blog/tu.md", more="published: false\n")
    write(tmp_path, "pages/blog/vieux/a.md")
    write(tmp_path, "pages/blog/ici.md", f"[a](page:{name})")
    told = Blog.open(tmp_path).check({"pages/blog/ici.md"})
    assert [(each.kind, each.detail) for each in told] == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[a]({filename}mur.md#bas) [b]({filename}/2020/mur.md) [c](|filename|../2020/le%20pont.md)", []),
        ("![a]({static}/images/x.png) ![b]({attach}plan.png) [c]({static}/vignettes/800/x.png)", []),
        ("[a]({category}terrain) [b]({tag}wifi) [c]({index}) [d]({filename|mur.md)", []),
        ("[a]({filename}tu.md) [b]({filename}../../../ailleurs/mur.md)", []),
        ("[a]({filename}perdu.md)", [(FindingKind.LINK, "{filename}perdu.md")]),
        ("[a]({filename}/mur.md)", [(FindingKind.LINK, "{filename}/mur.md")]),
        ("![a]({static}/images/perdu.png)", [(FindingKind.IMAGE, "{static}/images/perdu.png")]),
        ("[a]({attach}perdu.pdf)", [(FindingKind.LINK, "{attach}perdu.pdf")]),
    ],
)
def test_the_addresses_of_pelican(
    tmp_path: Path, git: Git, link: str, expected: list[tuple[FindingKind, str]]
) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, "pelicanconf.py", b"PATH = 'content'\nTIMEZONE = 'UTC'\n")
    for name, more in (("mur", ""), ("le pont", ""), ("tu", "status: draft\n")):
        write(tmp_path, f"content/2020/{name}.md", more=more)
    write(tmp_path, "content/2020/plan.png", b"x")
    write(tmp_path, "content/images/x.png", b"x")
    write(tmp_path, "content/2020/ici.md", link)
    told = Blog.open(tmp_path).check({"content/2020/ici.md"})
    assert [(each.kind, each.detail) for each in told] == expected


@pytest.mark.parametrize("level", ["error", "warn"])
@pytest.mark.parametrize("name", ["mur.md", "mur.md#bas", "_index.md", "cache.md", "perdu.md", "tu.md"])
def test_the_addresses_of_zola(tmp_path: Path, git: Git, name: str, level: str) -> None:
    git(tmp_path, "init", "--quiet")
    settings = f'base_url = "https://example.org"\n[link_checker]\ninternal_level = "{level}"\n'
    write(tmp_path, "config.toml", settings.encode())
    header = "+++\ntitle = 'T'\ndate = 2020-05-06\n{}+++\n\n"
    write(tmp_path, "content/notes/mur.md", header.format("").encode())
    write(tmp_path, "content/notes/tu.md", header.format("draft = true\n").encode())
    write(tmp_path, "content/notes/cache.md", header.format("render = false\n").encode())
    write(tmp_path, "content/notes/ici.md", (header.format("") + f"[a](@/notes/{name})").encode())
    told = [(each.kind, each.detail) for each in Blog.open(tmp_path).check({"content/notes/ici.md"})]
    ends = {"perdu.md", "tu.md"} if level == "error" else set()
    kind = FindingKind.ENDS_BUILD if name in ends else FindingKind.LINK
    assert told == ([(kind, f"@/notes/{name}")] if name in ends | {"perdu.md"} else [])


@pytest.mark.parametrize("folders", ["true", "false"])
@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("{% asset_img x.png 'x' %} [a]({% asset_path x.png %}) {% asset_link x.pdf %}", None),
        ("{% asset_img perdu.png 'x' %}", FindingKind.IMAGE),
        ("{% asset_image left perdu.png 'x' %}", FindingKind.IMAGE),
        ("[a]({% asset_path perdu.png %})", FindingKind.LINK),
        ("{% asset_link perdu.png %}", FindingKind.LINK),
    ],
)
def test_the_words_of_hexo_for_files_of_a_post(
    tmp_path: Path, git: Git, word: str, kind: FindingKind | None, folders: str
) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, "_config.yml", f"post_asset_folder: {folders}\n".encode())
    write(tmp_path, "package.json", b'{"dependencies": {"hexo": "^8.0.0"}}')
    for name in ("ici/x.png", "ici/x.pdf", "autre/perdu.png"):
        write(tmp_path, f"source/_posts/{name}", b"x")
    write(tmp_path, "source/_posts/ici.md", word)
    told = [(each.kind, each.detail) for each in Blog.open(tmp_path).check({"source/_posts/ici.md"})]
    assert told == ([(kind, "perdu.png")] if kind and folders == "true" else [])


@pytest.fixture
def jekyll(tmp_path: Path, git: Git) -> Path:
    """A site of Jekyll whose pages lie below ``/blog/``."""
    git(tmp_path, "init", "--quiet")
    write(tmp_path, "_config.yml", b"url: https://example.org\nbaseurl: /blog\n")
    for name, more in (("mur", ""), ("tu", "published: false\n")):
        write(tmp_path, f"_posts/2020-05-06-{name}.md", more=more)
    write(tmp_path, "assets/x.png", b"x")
    return tmp_path


def told_by_jekyll(folder: Path, text: str) -> list[tuple[FindingKind, str]]:
    path = "_posts/2020-05-06-ici.md"
    write(folder, path, text)
    return [(each.kind, each.detail) for each in Blog.open(folder).check({path})]


@pytest.mark.parametrize(
    "words",
    [
        "{{{{ site.baseurl }}}}/{}",
        "{{{{site.url}}}}{{{{ site.baseurl }}}}/{}",
        "{{{{ '/{}' | relative_url }}}}",
        '{{{{ "{}" | absolute_url }}}}',
        "{{{{ '/{}' | prepend: site.baseurl }}}}",
    ],
)
def test_what_stands_behind_the_words_of_jekyll_for_the_folder_of_the_site(jekyll: Path, words: str) -> None:
    page = words.format("2020/05/06/mur.html")
    assert told_by_jekyll(jekyll, f"![x]({words.format('assets/x.png')}) [a]({page})") == []
    lost, kept_back = words.format("assets/perdu.png"), words.format("2020/05/06/tu.html")
    assert told_by_jekyll(jekyll, f"![x]({lost})") == [(FindingKind.IMAGE, lost)]
    assert told_by_jekyll(jekyll, f"[a]({kept_back})") == [(FindingKind.KEPT_BACK, "_posts/2020-05-06-tu.md")]


def test_words_of_jekyll_that_may_stand_for_anything(jekyll: Path) -> None:
    assert told_by_jekyll(jekyll, "![x]({{ page.cover }}/assets/perdu.png) [a]({{ site.baseurl }})") == []


@pytest.mark.parametrize("address", ["/assets/x.png", "/2020/05/06/mur.html", "/2020/05/06/mur.html#bas"])
def test_an_address_that_leaves_out_the_folder_of_the_site_leads_out_of_it(
    jekyll: Path, address: str
) -> None:
    assert told_by_jekyll(jekyll, f"[a]({address})") == [(FindingKind.OUT_OF_SITE, address)]
    write(jekyll, "_layouts/post.html", b"{{ content | replace: 'src=\"/', 'src=\"/blog/' }}")
    assert FindingKind.OUT_OF_SITE not in {kind for kind, _ in told_by_jekyll(jekyll, f"[a]({address})")}


def test_the_layouts_of_a_site_lie_in_its_source(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, "_config.yml", b"url: https://example.org\nbaseurl: /blog\nsource: src\n")
    write(tmp_path, "src/_layouts/post.html", b"{{ content }}")
    write(tmp_path, "src/_posts/2020-05-06-mur.md")
    path, address = "src/_posts/2020-05-06-ici.md", "/2020/05/06/mur.html"
    write(tmp_path, path, f"[a]({address})")
    told = [(each.kind, each.detail) for each in Blog.open(tmp_path).check({path})]
    assert told == [(FindingKind.OUT_OF_SITE, address)]
    write(tmp_path, "src/_layouts/post.html", b"{{ content | strip | replace: '/2', '/blog/2' }}")
    assert list(Blog.open(tmp_path).check({path})) == []


def test_an_address_of_the_host_that_is_none_of_the_site_is_not_told(jekyll: Path) -> None:
    text = (
        "[a](/) [b](/contact/) [c](/photos/) [d](/blog/assets/x.png) [e](/blog) [f](https://example.org/a/)"
    )
    assert told_by_jekyll(jekyll, text) == []


@pytest.mark.parametrize("plugins", ["[search, blog]", "[blog, gen-files]"])
@pytest.mark.parametrize(
    "target", ["../../guide/lire.md", "voisin.md", "../guide/lire.md", "../../../../a.md"]
)
def test_the_way_to_a_file_of_mkdocs(tmp_path: Path, git: Git, target: str, plugins: str) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, "mkdocs.yml", f"site_name: Carnet\nplugins: {plugins}\n".encode())
    write(tmp_path, "docs/guide/lire.md", b"# Lire\n")
    write(tmp_path, "docs/blog/posts/voisin.md")
    write(tmp_path, "docs/blog/posts/ici.md", f"[a]({target})")
    told = [(each.kind, each.detail) for each in Blog.open(tmp_path).check({"docs/blog/posts/ici.md"})]
    is_dead = target == "../guide/lire.md" and "gen-files" not in plugins
    assert told == ([(FindingKind.LINK, target)] if is_dead else [])


def test_plugins_of_mkdocs_that_are_no_names_may_do_anything(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, "mkdocs.yml", b"plugins:\n  - blog\n  - [a]\n")
    write(tmp_path, "docs/guide/lire.md", b"# Lire\n")
    write(tmp_path, "docs/blog/posts/ici.md", "[a](../guide/lire.md)")
    assert list(Blog.open(tmp_path).check({"docs/blog/posts/ici.md"})) == []
