"""A post with a folder of its own is one thing: renamed, copied and deleted with what lies in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from blogwifi_tui.core import bundles
from blogwifi_tui.core.blog import Blog
from tests.conftest import Git
from tests.site import small

POST = "content/posts/2014-02-03-eglise/index.md"
NEW = "content/posts/2014-02-03-la-chapelle/index.md"
TEXT = "---\ntitle: {title}\ndate: 2014-02-03\n{more}---\n\n{body}\n"


def write(folder: Path, path: str, data: str | bytes) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)


def text(title: str, body: str = "Texte.", more: str = "") -> str:
    return TEXT.format(title=title, body=body, more=more)


def committed(folder: Path, files: Mapping[str, str | bytes], git: Git) -> Path:
    """A repository in ``folder`` with these files, by their paths, in one commit."""
    for path, data in files.items():
        write(folder, path, data)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Tout")
    return folder


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    """A bundle in two languages with pictures, and a post that links to it."""
    files = {
        POST: text("Église", "![Mur](mur.jpg) [plan](images/plan.png)"),
        POST.replace(".md", ".en.md"): text("Church"),
        POST.replace("index.md", "mur.jpg"): b"\xff\xd8mur",
        POST.replace("index.md", "images/plan.png"): b"plan",
        "content/posts/autre.md": text("Autre", "[a](2014-02-03-eglise/index.md)"),
    }
    return committed(tmp_path / "carnet", files, git)


def names(folder: Path, inner: str = "content/posts") -> list[str]:
    """The files below a folder of the blog."""
    found = (path for path in (folder / inner).rglob("*") if path.is_file())
    return sorted(path.relative_to(folder / inner).as_posix() for path in found)


WHOLE = ["images/plan.png", "index.en.md", "index.md", "mur.jpg"]


def test_the_folder_gets_the_new_name_with_all_that_lies_in_it(folder: Path, git: Git) -> None:
    tree = git(folder, "rev-parse", "HEAD^{tree}")
    blog = Blog.open(folder)
    done = blog.rename(POST, "La chapelle")
    assert (done.path, done.links) == (NEW, 1)
    assert names(folder, "content/posts/2014-02-03-la-chapelle") == WHOLE
    assert not (folder / POST).parent.exists()
    assert "[a](2014-02-03-la-chapelle/index.md)" in (folder / "content/posts/autre.md").read_text("utf-8")
    assert "![Mur](mur.jpg) [plan](images/plan.png)" in blog.read(NEW).body
    assert git(folder, "status", "--porcelain") == ""
    blog.undo(blog.last_change())
    assert git(folder, "rev-parse", "HEAD^{tree}") == tree
    assert names(folder, "content/posts/2014-02-03-eglise") == WHOLE


def test_a_picture_that_no_commit_holds_yet_is_kept_before_the_folder_is_renamed(
    folder: Path, git: Git
) -> None:
    write(folder, POST.replace("index.md", "neuf.png"), b"neuf")
    blog = Blog.open(folder)
    blog.rename(POST, "La chapelle")
    blog.undo(blog.last_change())
    assert names(folder, "content/posts/2014-02-03-eglise") == sorted([*WHOLE, "neuf.png"])
    assert git(folder, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "link",
    [
        "[a](../posts/2014-02-03-eglise/mur.jpg)",
        "[a](@/posts/2014-02-03-eglise/index.md#mur)",
        '[a]({{< ref "2014-02-03-eglise" >}})',
        '[a]({{< ref "/posts/2014-02-03-eglise/index.en.md" >}})',
    ],
)
def test_a_link_into_the_folder_follows(folder: Path, link: str) -> None:
    write(folder, "content/posts/autre.md", text("Autre", link))
    Blog.open(folder).rename(POST, "La chapelle")
    found = (folder / "content/posts/autre.md").read_text("utf-8")
    assert found == text("Autre", link.replace("eglise", "la-chapelle"))


@pytest.mark.parametrize(
    "path", ["/posts/2014-02-03-eglise", "/posts/2014-02-03-eglise/", "2014-02-03-eglise#x"]
)
def test_a_reference_to_a_bundle_whose_page_is_known_follows(folder: Path, git: Git, path: str) -> None:
    write(folder, "hugo.toml", 'baseURL = "https://example.org/"\n')
    link = f'[a]({{{{< ref "{path}" >}}}})'
    write(folder, "content/posts/autre.md", text("Autre", link))
    Blog.open(folder).rename(POST, "La chapelle")
    found = (folder / "content/posts/autre.md").read_text("utf-8")
    assert found == text("Autre", link.replace("eglise", "la-chapelle"))


def test_a_copy_takes_the_pictures_along_and_no_other_language(folder: Path, git: Git) -> None:
    blog = Blog.open(folder)
    path = blog.duplicate(POST)
    assert path != POST
    assert path.endswith("/index.md")
    assert names(folder, str(Path(path).parent)) == ["images/plan.png", "index.md", "mur.jpg"]
    assert names(folder, "content/posts/2014-02-03-eglise") == WHOLE
    assert git(folder, "status", "--porcelain") == ""
    blog.undo(blog.last_change())
    assert not (folder / path).parent.exists()


def test_a_copy_goes_into_no_folder_that_is_there_already(folder: Path) -> None:
    blog = Blog.open(folder)
    first = Path(blog.duplicate(POST))
    blog.undo(blog.last_change())
    write(folder, str(first.with_name("brouillon.txt")), "à moi")
    second = Path(blog.duplicate(POST))
    assert second.parent.name == f"{first.parent.name}-2"
    assert names(folder, str(first.parent)) == ["brouillon.txt"]


def test_one_language_of_two_is_deleted_alone(folder: Path) -> None:
    blog = Blog.open(folder)
    assert blog.bulk.removal([POST]).beside == ()
    blog.delete(POST)
    assert names(folder, "content/posts/2014-02-03-eglise") == ["images/plan.png", "index.en.md", "mur.jpg"]


def test_the_folder_goes_with_its_last_post_and_comes_back(folder: Path, git: Git) -> None:
    write(folder, POST.replace("index.md", "neuf.png"), b"neuf")
    blog = Blog.open(folder)
    both = (POST, POST.replace(".md", ".en.md"))
    assert len(blog.bulk.removal(both).beside) == 3
    blog.delete(*both)
    assert names(folder) == ["autre.md"]
    assert not (folder / POST).parent.exists()
    assert git(folder, "status", "--porcelain") == ""
    blog.undo(blog.last_change())
    assert names(folder, "content/posts/2014-02-03-eglise") == sorted([*WHOLE, "neuf.png"])


def test_the_folder_of_the_posts_stays_when_its_last_one_goes(folder: Path) -> None:
    blog = Blog.open(folder)
    blog.delete("content/posts/autre.md")
    blog.delete(POST, POST.replace(".md", ".en.md"))
    assert [path.name for path in (folder / "content").iterdir()] == ["posts"]
    assert names(folder) == []


@pytest.mark.parametrize("other", ["note.md", "annexe/index.md", "lien", "annexe/.git", "sous-module/.git"])
def test_a_folder_that_holds_more_than_one_post_is_left_where_it_is(
    folder: Path, other: str, git: Git
) -> None:
    place = folder / POST.replace("index.md", other)
    if other == "lien":
        place.symlink_to("/etc/hostname")
    elif other == "annexe/.git":
        git(folder, "init", "--quiet", str(place.parent))
    else:
        write(folder, str(place.relative_to(folder)), text("Note"))
    blog = Blog.open(folder)
    assert blog.rename(POST, "La chapelle").path == POST
    blog.delete(POST, POST.replace(".md", ".en.md"))
    assert (folder / POST.replace("index.md", "mur.jpg")).is_file()


def test_what_git_is_told_to_ignore_stays(folder: Path, git: Git) -> None:
    write(folder, ".gitignore", "*.psd\n")
    write(folder, POST.replace("index.md", "mur.psd"), b"psd")
    blog = Blog.open(folder)
    blog.rename(POST, "La chapelle")
    assert names(folder, "content/posts/2014-02-03-eglise") == ["mur.psd"]
    assert names(folder, "content/posts/2014-02-03-la-chapelle") == WHOLE


def test_the_page_of_posts_is_no_bundle_of_theirs(tmp_path: Path, git: Git) -> None:
    folder = committed(tmp_path / "carnet", {"posts/index.md": text("Tous"), "posts/mur.jpg": b"mur"}, git)
    blog = Blog.open(folder)
    assert blog.rename("posts/index.md", "Tous les articles").path == "posts/index.md"
    blog.delete("posts/index.md")
    assert names(folder, "posts") == ["mur.jpg"]


def test_the_pictures_that_hexo_keeps_beside_a_post_go_with_it(
    tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.use(monkeypatch, name="hexo")
    files = {
        "small.toml": "post_asset_folder = true\n",
        "posts/mur.md": text("Mur"),
        "posts/mur/mur.jpg": b"mur",
    }
    folder = committed(tmp_path / "carnet", files, git)
    blog = Blog.open(folder)
    assert blog.rename("posts/mur.md", "Le mur").path == "posts/le-mur.md"
    assert names(folder, "posts") == ["le-mur.md", "le-mur/mur.jpg"]
    copy = Path(blog.duplicate("posts/le-mur.md"))
    assert (folder / copy.with_suffix("") / "mur.jpg").is_file()
    blog.undo(blog.last_change())
    assert sorted(path.name for path in (folder / "posts").iterdir()) == ["le-mur", "le-mur.md"]


@pytest.mark.parametrize("over", [0, 1], ids=["as much as may be", "more"])
@pytest.mark.parametrize("bound", ["MOST_FILES", "MOST_BYTES"])
def test_a_folder_that_holds_too_much_is_not_taken_for_one_post(
    bound: str, over: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = [path.stat().st_size for path in (folder / POST).parent.rglob("*") if path.is_file()]
    monkeypatch.setattr(bundles, bound, (len(sizes) if bound == "MOST_FILES" else sum(sizes)) - over)
    copy = Blog.open(folder).duplicate(POST)
    assert (folder / copy).with_name("mur.jpg").exists() == (not over)


@pytest.fixture
def grav(tmp_path: Path, git: Git) -> Path:
    files = {
        "user/config/site.yaml": "title: T\n",
        "user/pages/01.blog/blog.md": "---\ntitle: Blog\n---\n",
        "user/pages/01.blog/02.ete/item.fr.md": "---\ntitle: Été\ndate: 02-01-2020\n---\n\n![x](p.jpg)\n",
        "user/pages/01.blog/02.ete/p.jpg": "x",
    }
    return committed(tmp_path, files, git)


def test_a_new_post_and_a_copy_take_the_next_number_where_all_have_one(grav: Path) -> None:
    blog = Blog.open(grav)
    (grav / "user/pages/01.blog/09.liens").mkdir()
    assert blog.compose("Neige").path == "user/pages/01.blog/10.neige/item.fr.md"
    assert blog.compose("Été").path == "user/pages/01.blog/10.ete-2/item.fr.md"
    copy = blog.duplicate("user/pages/01.blog/02.ete/item.fr.md")
    assert copy == "user/pages/01.blog/10.ete-copy/item.fr.md"
    assert (grav / "user/pages/01.blog/10.ete-copy/p.jpg").is_file()
    blog.undo(blog.last_change())
    assert blog.compose("Neige").path == "user/pages/01.blog/10.neige/item.fr.md"


def test_where_a_post_has_no_number_none_gets_one(grav: Path) -> None:
    (grav / "user/pages/01.blog/02.ete").rename(grav / "user/pages/01.blog/ete")
    blog = Blog.open(grav)
    assert blog.compose("Neige").path == "user/pages/01.blog/neige/item.fr.md"
    copy = blog.duplicate("user/pages/01.blog/ete/item.fr.md")
    assert copy == "user/pages/01.blog/ete-copy/item.fr.md"


def test_a_page_of_grav_is_renamed_and_deleted_as_the_folder_it_is(grav: Path, git: Git) -> None:
    blog = Blog.open(grav)
    renamed = blog.rename("user/pages/01.blog/02.ete/item.fr.md", "L’hiver").path
    assert renamed == "user/pages/01.blog/02.l-hiver/item.fr.md"
    assert (grav / "user/pages/01.blog/02.l-hiver/p.jpg").read_text(encoding="utf-8") == "x"
    blog.delete(renamed)
    assert sorted(path.name for path in (grav / "user/pages/01.blog").iterdir()) == ["blog.md"]
    assert git(grav, "status", "--porcelain") == ""


def test_a_page_of_grav_that_stands_by_itself_leaves_no_folder(tmp_path: Path, git: Git) -> None:
    files = {
        "config/system.yaml": "home: {}\n",
        "pages/foo/item.md": "---\ntitle: Foo\n---\n\n![x](a.jpg)\n",
        "pages/foo/a.jpg": "x",
        "pages/bar/item.md": "---\ntitle: Bar\n---\n",
    }
    blog = Blog.open(committed(tmp_path, files, git))
    renamed = blog.rename("pages/bar/item.md", "Été").path
    blog.delete("pages/foo/item.md")
    assert [path.name for path in (tmp_path / "pages").iterdir()] == [renamed.split("/")[1]]
