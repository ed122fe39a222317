"""Renaming breaks nothing: links follow byte for byte, the old address stays, all or nothing, one undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.content import files
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.trust import agree_to_all
from blogwifi_tui.errors import HookFailed
from blogwifi_tui.i18n.result_messages import renamed
from tests.conftest import Git
from tests.site import small

POST = "posts/2014-02-03-eglise.md"
TITLE = "Les réseaux d’église"
NEW = "posts/2014-02-03-les-reseaux-d-eglise.md"
HEADER = "---\ntitle: {title}\ndate: {date}\n{more}---\n\n"


def header(title: str, date: str = "2020-05-06", more: str = "") -> str:
    return HEADER.format(title=title, date=date, more=more)


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    """A repository with the post that will be renamed, not committed yet."""
    folder = tmp_path / "carnet"
    (folder / "posts").mkdir(parents=True)
    git(folder, "init", "--quiet")
    write(folder, POST, header("Église", "2014-02-03") + "Un mur.\n")
    return folder


def write(folder: Path, path: str, text: str | bytes) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)


def keep(folder: Path, git: Git) -> Blog:
    """Commit everything, and open the blog."""
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Tout")
    return Blog.open(folder)


def paths_of(git: Git, folder: Path, commit: str = "HEAD") -> list[str]:
    return git(folder, "show", "--format=", "--no-renames", "--name-only", commit).splitlines()


LINKS = [
    ("[a](2014-02-03-eglise.md)", "[a](2014-02-03-les-reseaux-d-eglise.md)"),
    ("[a](./2014-02-03-eglise.md#mur)", "[a](./2014-02-03-les-reseaux-d-eglise.md#mur)"),
    ("[a](/posts/2014-02-03-eglise.md 'titre')", "[a](/posts/2014-02-03-les-reseaux-d-eglise.md 'titre')"),
    ("[a](<2014-02-03-eglise.md>)", "[a](<2014-02-03-les-reseaux-d-eglise.md>)"),
    ("[a][r]\n\n[r]: 2014-02-03-eglise.md", "[a][r]\n\n[r]: 2014-02-03-les-reseaux-d-eglise.md"),
    ("[a](/eglise/)", "[a](/les-reseaux-d-eglise/)"),
    ("[a](/2014/02/03/eglise.html?x=1)", "[a](/2014/02/03/les-reseaux-d-eglise.html?x=1)"),
    ("[a](/posts/2014-02-03-eglise/)", "[a](/posts/2014-02-03-les-reseaux-d-eglise/)"),
    ("[a](../eglise/index.html)", "[a](../les-reseaux-d-eglise/index.html)"),
    ('<a href="/blog/eglise/">a</a>', '<a href="/blog/les-reseaux-d-eglise/">a</a>'),
    ('{{< ref "2014-02-03-eglise.md" >}}', '{{< ref "2014-02-03-les-reseaux-d-eglise.md" >}}'),
    ("[a]({% post_url 2014-02-03-eglise %})", "[a]({% post_url 2014-02-03-les-reseaux-d-eglise %})"),
    ("[a](@/posts/2014-02-03-eglise.md)", "[a](@/posts/2014-02-03-les-reseaux-d-eglise.md)"),
    ("[a]({filename}2014-02-03-eglise.md)", "[a]({filename}2014-02-03-les-reseaux-d-eglise.md)"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), LINKS, ids=[before for before, _ in LINKS])
def test_a_link_follows_and_no_other_byte_of_its_post_changes(
    folder: Path, git: Git, before: str, after: str
) -> None:
    text = header("Autre") + "Début `" + POST + "`\r\n\n" + "{}\n\n    [a](2014-02-03-eglise.md)\n\tFin  "
    write(folder, "posts/autre.md", text.format(before))
    blog = keep(folder, git)

    done = blog.rename(POST, TITLE)

    assert (done.path, done.links, done.left) == (NEW, 1, ())
    assert (folder / "posts/autre.md").read_bytes() == text.format(after).encode()
    assert sorted(paths_of(git, folder)) == sorted([POST, NEW, "posts/autre.md"])
    assert git(folder, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "text",
    [
        "`[a](2014-02-03-eglise.md)`",
        "```\n[a](2014-02-03-eglise.md)\n```",
        "[a](/tags/eglise/) [b](/eglise-de-campagne/) [c](https://ailleurs.example/eglise/)",
        "[a](autre-dossier/2014-02-03-eglise.md)",
        "![a](eglise.png) [mail](mailto:eglise@example.org) [b](#eglise)",
        "Voir /eglise/ et eglise.",
        "[a](/2015/eglise/)",
    ],
)
def test_what_does_not_lead_to_the_post_stays(folder: Path, git: Git, text: str) -> None:
    write(folder, "posts/autre.md", header("Autre") + text)
    blog = keep(folder, git)
    done = blog.rename(POST, TITLE)
    assert done.links == 0
    assert (folder / "posts/autre.md").read_text(encoding="utf-8") == header("Autre") + text
    assert sorted(paths_of(git, folder)) == sorted([POST, NEW])


def test_a_post_follows_its_own_links_too(folder: Path, git: Git) -> None:
    write(folder, POST, header("Église", "2014-02-03") + "[moi](2014-02-03-eglise.md#mur)\n")
    blog = keep(folder, git)
    assert blog.rename(POST, TITLE).links == 1
    assert "[moi](2014-02-03-les-reseaux-d-eglise.md#mur)" in (folder / NEW).read_text(encoding="utf-8")


def test_a_slug_that_two_posts_have_is_followed_by_its_file_alone(folder: Path, git: Git) -> None:
    write(folder, "posts/2019-01-01-eglise.md", header("Autre église", "2019-01-01"))
    write(folder, "posts/autre.md", header("Autre") + "[a](/eglise/) [b](2014-02-03-eglise.md)")
    blog = keep(folder, git)
    assert blog.rename(POST, TITLE).links == 1
    text = (folder / "posts/autre.md").read_text(encoding="utf-8")
    assert text.endswith("[a](/eglise/) [b](2014-02-03-les-reseaux-d-eglise.md)")


def test_an_address_the_header_gives_does_not_change(folder: Path, git: Git) -> None:
    write(folder, POST, header("Église", "2014-02-03", "slug: eglise\n"))
    write(
        folder,
        "posts/autre.md",
        header("Autre", more="aliases: [/x/]\n") + "[a](/eglise/) [b](2014-02-03-eglise.md)",
    )
    blog = keep(folder, git)
    done = blog.rename(POST, TITLE)
    assert (done.links, done.former) == (1, "")
    assert "[a](/eglise/)" in (folder / "posts/autre.md").read_text(encoding="utf-8")


def test_the_whole_address_of_the_site_is_known_by_the_settings(folder: Path, git: Git) -> None:
    (folder / "blogwifi.toml").write_text(
        '[blog]\npublic_address = "https://marc.example/{year}/{slug}/"\n', encoding="utf-8"
    )
    write(folder, "posts/autre.md", header("Autre") + "[a](https://marc.example/2014/eglise/#x)")
    blog = keep(folder, git)
    assert blog.rename(POST, TITLE).links == 1
    text = (folder / "posts/autre.md").read_text(encoding="utf-8")
    assert text.endswith("[a](https://marc.example/2014/les-reseaux-d-eglise/#x)")


# The old address


def test_the_old_address_is_kept_where_the_blog_keeps_such(folder: Path, git: Git) -> None:
    write(
        folder, "posts/2018-09-10-gare.md", header("Gare", "2018-09-10", "aliases: [/2018/vieille-gare/]\n")
    )
    blog = keep(folder, git)
    done = blog.rename(POST, TITLE)
    assert done.former == "/2014/eglise/"
    assert blog.read(NEW).aliases == ("/2014/eglise/",)
    again = blog.rename(NEW, "Église")
    assert again.path == POST
    assert blog.read(POST).aliases == ("/2014/les-reseaux-d-eglise/",)


def test_the_old_address_goes_under_the_key_the_others_use(folder: Path, git: Git) -> None:
    (folder / "blogwifi.toml").write_text(
        '[blog]\npublic_address = "https://marc.example/{year}/{month}/{slug}.html"\n', encoding="utf-8"
    )
    write(folder, "posts/2018-09-10-gare.md", header("Gare", "2018-09-10", "redirect_from:\n  - /gare\n"))
    blog = keep(folder, git)
    blog.rename(POST, TITLE)
    assert blog.read(NEW).fields["redirect_from"] == ["/2014/02/eglise.html"]


@pytest.mark.parametrize("others", ["", "aliases: [/vieux/site.php]\n"])
def test_no_address_is_made_up(folder: Path, git: Git, others: str) -> None:
    write(folder, "posts/2018-09-10-gare.md", header("Gare", "2018-09-10", others))
    blog = keep(folder, git)
    assert blog.rename(POST, TITLE).former == ""
    assert blog.read(NEW).aliases == ()


def test_an_address_that_readers_know_and_that_leads_nowhere_any_more_is_told(
    folder: Path, bare_remote: Path, git: Git
) -> None:
    (folder / "blogwifi.toml").write_text(
        '[blog]\npublic_address = "https://marc.example/{year}/{slug}/"\n', encoding="utf-8"
    )
    blog = keep(folder, git)
    done = blog.rename(POST, TITLE)
    assert (done.former, done.lost) == ("", "")
    blog.undo(blog.last_change())
    git(folder, "remote", "add", "origin", str(bare_remote))
    blog.publication.send()
    done = blog.rename(POST, TITLE)
    assert done.lost == "/2014/eglise/"
    assert "Readers know it as /2014/eglise/, which leads nowhere after the next publication." in renamed(
        done
    )


def test_a_draft_has_no_address_to_keep(folder: Path, git: Git) -> None:
    write(
        folder, "posts/2018-09-10-gare.md", header("Gare", "2018-09-10", "aliases: [/2018/vieille-gare/]\n")
    )
    write(folder, POST, header("Église", "2014-02-03", "draft: true\n"))
    blog = keep(folder, git)
    assert blog.rename(POST, TITLE).former == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{{< ref "eglise" >}}', '{{< ref "les-reseaux-d-eglise" >}}'),
        ('{{< relref "/posts/eglise#mur" >}}', '{{< relref "/posts/les-reseaux-d-eglise#mur" >}}'),
        ('{{< ref "posts/eglise/" >}}', '{{< ref "posts/les-reseaux-d-eglise/" >}}'),
        ('{{< ref "autres/eglise" >}}', '{{< ref "autres/eglise" >}}'),
        ('{{< link "eglise" >}}', '{{< link "eglise" >}}'),
    ],
)
def test_a_word_that_names_a_file_without_its_ending_follows(
    folder: Path, git: Git, monkeypatch: pytest.MonkeyPatch, before: str, after: str
) -> None:
    small.use(monkeypatch, name="hugo")
    write(folder, "small.toml", 'address = "https://example.org/"\n')
    write(folder, "posts/eglise.md", header("Église", "2014-02-03"))
    write(folder, "posts/autre.md", header("Autre") + f"[a]({before})\n")
    blog = keep(folder, git)
    blog.rename("posts/eglise.md", TITLE)
    assert (folder / "posts/autre.md").read_text(encoding="utf-8") == header("Autre") + f"[a]({after})\n"


def test_of_two_files_of_one_name_a_word_means_the_nearer_one(
    folder: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.use(monkeypatch, name="hugo")
    write(folder, "small.toml", 'address = "https://example.org/"\n')
    link = '[a]({{< ref "eglise" >}})\n'
    for place in ("ici", "ailleurs"):
        write(folder, f"posts/{place}/eglise.md", header("Église", "2014-02-03"))
        write(folder, f"posts/{place}/autre.md", header("Autre") + link)
    keep(folder, git).rename("posts/ici/eglise.md", TITLE)
    assert link not in (folder / "posts/ici/autre.md").read_text(encoding="utf-8")
    assert link in (folder / "posts/ailleurs/autre.md").read_text(encoding="utf-8")


HEXO = {"_config.yml": "title: Carnet\n", "package.json": '{"dependencies": {"hexo": "^8.0.0"}}'}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{% post_link eglise 'là' %}", "{% post_link les-reseaux-d-eglise 'là' %}"),
        ("[a]({% post_path eglise %})", "[a]({% post_path les-reseaux-d-eglise %})"),
        ("{% post_link eglise#mur %}", "{% post_link les-reseaux-d-eglise#mur %}"),
        ('{% post_link "Église" %}', '{% post_link "les-reseaux-d-eglise" %}'),
        ("{% post_link vieille/eglise %}", "{% post_link vieille/eglise %}"),
        ("{% post_link Gare %}", "{% post_link Gare %}"),
        ("{% link eglise https://example.org %}", "{% link eglise https://example.org %}"),
    ],
)
def test_the_words_of_hexo_follow_by_slug_and_by_title(
    folder: Path, git: Git, before: str, after: str
) -> None:
    for path, text in HEXO.items():
        write(folder, path, text)
    write(folder, "source/_posts/eglise.md", header("Église", "2014-02-03"))
    write(folder, "source/_posts/vieille/eglise.md", header("Gare", "2013-02-03"))
    write(folder, "source/_posts/autre.md", header("Autre") + before + "\n")
    keep(folder, git).rename("source/_posts/eglise.md", TITLE)
    assert (folder / "source/_posts/autre.md").read_text(encoding="utf-8") == header("Autre") + after + "\n"


def test_a_title_that_is_another_post_s_slug_is_left_in_the_words_of_hexo(folder: Path, git: Git) -> None:
    for path, text in HEXO.items():
        write(folder, path, text)
    write(folder, "source/_posts/mur.md", header("eglise", "2014-02-03"))
    write(folder, "source/_posts/eglise.md", header("Gare", "2013-02-03"))
    write(folder, "source/_posts/autre.md", header("Autre") + "{% post_link eglise %} {% post_link mur %}\n")
    keep(folder, git).rename("source/_posts/mur.md", TITLE)
    text = (folder / "source/_posts/autre.md").read_text(encoding="utf-8")
    assert text.endswith("{% post_link eglise %} {% post_link les-reseaux-d-eglise %}\n")


def test_a_link_by_title_follows_where_the_file_keeps_its_name(folder: Path, git: Git) -> None:
    for path, text in HEXO.items():
        write(folder, path, text)
    write(folder, "source/_posts/eglise.md", header("Église", "2014-02-03"))
    write(folder, "source/_posts/autre.md", header("Autre") + '{% post_link "Église" %}\n')
    assert keep(folder, git).rename("source/_posts/eglise.md", "Église !").links == 1
    assert '{% post_link "eglise" %}' in (folder / "source/_posts/autre.md").read_text(encoding="utf-8")


def test_the_name_that_cecil_gives_a_page_follows(folder: Path, git: Git) -> None:
    write(folder, "cecil.yml", "title: Carnet\nbaseurl: https://example.org/\n")
    write(folder, "pages/blog/2014-02-03_eglise.md", header("Église", "2014-02-03"))
    write(folder, "pages/blog/autre.md", header("Autre") + "[a](page:blog/eglise#mur) [b](page:blog/gare)\n")
    keep(folder, git).rename("pages/blog/2014-02-03_eglise.md", TITLE)
    text = (folder / "pages/blog/autre.md").read_text(encoding="utf-8")
    assert text.endswith("[a](page:blog/les-reseaux-d-eglise#mur) [b](page:blog/gare)\n")


# What is not committed, what cannot be written


def test_words_not_committed_yet_get_a_commit_of_their_own_first(folder: Path, git: Git) -> None:
    write(folder, "posts/autre.md", header("Autre") + "[a](2014-02-03-eglise.md)\n")
    blog = keep(folder, git)
    write(folder, "posts/autre.md", header("Autre") + "[a](2014-02-03-eglise.md)\n\nAjout.\n")
    write(folder, "posts/neuf.md", header("Neuf") + "[a](2014-02-03-eglise.md)\n")
    write(folder, "posts/sans-lien.md", header("Sans lien"))
    write(folder, POST, header("Église", "2014-02-03") + "Deux murs.\n")

    done = blog.rename(POST, TITLE)

    assert sorted(done.committed) == ["posts/autre.md", "posts/neuf.md"]
    subjects = git(folder, "log", "--format=%s", "-5").splitlines()
    assert subjects[0] == f"Rename: {TITLE}"
    assert sorted(subjects[1:4]) == ["Add: Neuf", "Edit: Autre", "Edit: Église"]
    rename = git(folder, "show", "--format=", "--unified=0", "HEAD", "--", "posts/autre.md")
    assert [line for line in rename.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")] == [
        "-[a](2014-02-03-eglise.md)",
        "+[a](2014-02-03-les-reseaux-d-eglise.md)",
    ]
    assert git(folder, "status", "--porcelain") == "?? posts/sans-lien.md"


def test_a_post_that_cannot_be_written_is_named(folder: Path, git: Git) -> None:
    latin = (header("Vieux") + "Été [a](2014-02-03-eglise.md)\n").encode("latin-1")
    write(folder, "posts/vieux.md", latin)
    blog = keep(folder, git)
    done = blog.rename(POST, TITLE)
    assert (done.links, done.left) == (0, ("posts/vieux.md",))
    assert (folder / "posts/vieux.md").read_bytes() == latin


def test_a_post_whose_header_cannot_be_read_follows_all_the_same(folder: Path, git: Git) -> None:
    write(folder, "posts/casse.md", "---\ntitle: [Cassé\n---\n\n[a](2014-02-03-eglise.md)\n")
    blog = keep(folder, git)
    assert blog.rename(POST, TITLE).links == 1
    text = (folder / "posts/casse.md").read_text(encoding="utf-8")
    assert text == "---\ntitle: [Cassé\n---\n\n[a](2014-02-03-les-reseaux-d-eglise.md)\n"


def test_a_refused_renaming_leaves_every_file_as_it_was(folder: Path, git: Git) -> None:
    write(folder, "posts/autre.md", header("Autre") + "[a](2014-02-03-eglise.md)\n")
    blog = keep(folder, git)
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    agree_to_all(blog._repository.git)
    head = git(folder, "rev-parse", "HEAD")
    with pytest.raises(HookFailed):
        blog.rename(POST, TITLE)
    assert git(folder, "rev-parse", "HEAD") == head
    assert git(folder, "status", "--porcelain") == ""


def test_one_undo_takes_it_all_back(folder: Path, git: Git) -> None:
    write(
        folder, "posts/autre.md", header("Autre", more="aliases: [/vieux/]\n") + "[a](2014-02-03-eglise.md)\n"
    )
    blog = keep(folder, git)
    tree = git(folder, "rev-parse", "HEAD^{tree}")
    blog.rename(POST, TITLE)
    blog.undo(blog.last_change())
    assert git(folder, "rev-parse", "HEAD^{tree}") == tree
    assert git(folder, "status", "--porcelain") == ""


def test_history_goes_through_the_renaming(folder: Path, git: Git) -> None:
    blog = keep(folder, git)
    blog.rename(POST, TITLE)
    assert [each.path for each in blog.history.of(NEW)] == [NEW, POST]


def test_the_posts_that_link_to_one_are_known_before(folder: Path, git: Git) -> None:
    write(folder, "posts/autre.md", header("Autre") + "[a](/eglise/)")
    write(folder, "posts/vieux.md", (header("Vieux") + "é [a](/eglise/)").encode("latin-1"))
    write(folder, "posts/rien.md", header("Rien") + "eglise")
    assert keep(folder, git).linking(POST) == ("posts/autre.md", "posts/vieux.md")


@pytest.mark.parametrize("ignores_case", ["false", "true"])
def test_a_name_that_changes_only_in_letter_case_is_changed(
    folder: Path, git: Git, ignores_case: str
) -> None:
    write(folder, "posts/WiFi-Hotel.md", header("WiFi Hotel"))
    write(folder, "posts/lien.md", header("Lien") + "[ici](WiFi-Hotel.md)\n")
    blog = keep(folder, git)
    git(folder, "config", "core.ignorecase", ignores_case)
    done = blog.rename("posts/WiFi-Hotel.md", "WiFi hotel")
    assert done.path == "posts/wifi-hotel.md"
    names = {path.name for path in (folder / "posts").iterdir()}
    assert "wifi-hotel.md" in names
    assert "WiFi-Hotel.md" not in names
    assert "[ici](wifi-hotel.md)" in (folder / "posts/lien.md").read_text(encoding="utf-8")
    assert git(folder, "status", "--porcelain") == ""
    assert "posts/wifi-hotel.md" in git(folder, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    blog.undo(blog.last_change())
    assert (folder / "posts/WiFi-Hotel.md").exists()


def test_on_a_disk_that_knows_no_letter_case_only_the_title_changes(
    folder: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "posts/WiFi-Hotel.md", header("WiFi Hotel"))
    blog = keep(folder, git)
    monkeypatch.setattr(files, "is_one_file", lambda _root, path, other: path.lower() == other.lower())
    done = blog.rename("posts/WiFi-Hotel.md", "WiFi hotel")
    assert done.path == "posts/WiFi-Hotel.md"
    assert blog.read(done.path).title == "WiFi hotel"
    assert git(folder, "status", "--porcelain") == ""


def test_a_link_in_decomposed_letters_or_with_some_of_its_signs_escaped_follows(
    folder: Path, git: Git
) -> None:
    old = "posts/l'\u00e9t\u00e9 (1).md"
    write(folder, old, header("L’été", "2014-02-03") + "Un mur.\n")
    links = ["l'e\u0301te\u0301%20(1).md", "l%27\u00e9t%C3%A9%20\\(1\\).md", "<l'e\u0301t%c3%a9 (1).md>"]
    for number, link in enumerate(links):
        write(folder, f"posts/{number}.md", header("Autre") + f"[a]({link})\n")
    blog = keep(folder, git)
    blog.rename(old, "Nouvelle saison")
    for number in range(len(links)):
        text = (folder / f"posts/{number}.md").read_text(encoding="utf-8")
        assert text.endswith(("[a](nouvelle-saison.md)\n", "[a](<nouvelle-saison.md>)\n")), text


# Where the generator tells the address of each page


@pytest.fixture
def site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same on a site in a folder of its host, whose pages are ``/carnet/YEAR/slug/``."""
    small.use(monkeypatch, name="hugo")
    (folder / "small.toml").write_text('address = "https://marc.example/carnet/"\n', encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("/carnet/2014/eglise/", "/carnet/2014/les-reseaux-d-eglise/"),
        ("/2014/eglise/", "/2014/les-reseaux-d-eglise/"),
        ("../../2014/eglise/#mur", "../../2014/les-reseaux-d-eglise/#mur"),
        ("https://marc.example/carnet/2014/eglise", "https://marc.example/carnet/2014/les-reseaux-d-eglise"),
        ("/carnet/2014/eglise/index.html", "/carnet/2014/les-reseaux-d-eglise/index.html"),
        ("2014-02-03-eglise.md", "2014-02-03-les-reseaux-d-eglise.md"),
        ("/eglise/", "/eglise/"),
        ("/blog/2014/eglise/", "/blog/2014/eglise/"),
        ("../eglise/", "../eglise/"),
    ],
)
def test_a_link_to_the_page_follows_and_no_other_is_taken_for_it(
    site: Path, git: Git, before: str, after: str
) -> None:
    write(site, "posts/autre.md", header("Autre") + f"[a]({before})")
    blog = keep(site, git)
    blog.rename(POST, TITLE)
    assert (site / "posts/autre.md").read_text(encoding="utf-8") == header("Autre") + f"[a]({after})"


def test_the_old_address_is_kept_where_the_generator_leads_on_from_it(site: Path, git: Git) -> None:
    blog = keep(site, git)
    assert blog.rename(POST, TITLE).former == "/2014/eglise/"
    assert blog.read(NEW).fields["aliases"] == ["/2014/eglise/"]


def test_no_old_address_is_kept_where_the_generator_knows_no_such_key(
    site: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("small", "jekyll", "hexo"):
        small.use(monkeypatch, name=name)
        blog = keep(site, git) if name == "small" else Blog.open(site)
        assert blog.rename(blog.find("2014-02-03").path, f"Chapelle {name}").former == ""


def test_jekyll_leads_on_from_an_old_address_with_its_plugin(
    site: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.use(monkeypatch, name="jekyll")
    (site / "small.toml").write_text('plugins = ["jekyll-redirect-from"]\n', encoding="utf-8")
    blog = keep(site, git)
    assert blog.rename(POST, TITLE).former == "/2014/eglise/"
    assert blog.read(NEW).fields["redirect_from"] == ["/2014/eglise/"]


def test_links_follow_a_page_that_is_named_by_the_title_alone(
    site: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.use(monkeypatch, address=lambda _site, page: f"/{page.title.lower()}/")
    write(site, "posts/mur.md", header("Mur"))
    write(site, "posts/autre.md", header("Autre") + "[a](/mur/)")
    blog = keep(site, git)
    done = blog.rename("posts/mur.md", "MÛR")
    assert (done.path, done.links) == ("posts/mur.md", 1)
    assert (site / "posts/autre.md").read_text(encoding="utf-8") == header("Autre") + "[a](/m%C3%BBr/)"


def test_a_title_that_is_the_heading_of_the_page_is_renamed_and_copied_there(folder: Path, git: Git) -> None:
    text = "---\ndate: 2020-05-06\ndraft: true\n---\n\n# Le mur\n\nUn mur.\n"
    write(folder, "posts/2020-05-06-le-mur.md", text)
    blog = keep(folder, git)
    path = blog.rename("posts/2020-05-06-le-mur.md", "La tour").path
    assert path == "posts/2020-05-06-la-tour.md"
    assert blog.read(path).data.decode() == text.replace("# Le mur", "# La tour")
    copy = blog.read(blog.duplicate(path))
    assert (copy.title, "title" in copy.fields) == ("La tour (copy)", False)
    assert copy.body == "\n# La tour (copy)\n\nUn mur.\n"
