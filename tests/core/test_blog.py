"""Blog: opening, making, finding, saving and committing, on real repositories."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.content.files import MAX_BYTES
from blogwifi_tui.content.post import State
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import (
    BlogExists,
    FileChanged,
    FileExists,
    FileMissing,
    IdentityMissing,
    NoBlog,
    NotARepository,
    NothingToCommit,
    PostAmbiguous,
    PostNotFound,
)
from blogwifi_tui.vcs.status import Sync

Git = Callable[..., str]
POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"


@pytest.fixture
def blog(blog_folder: Path) -> Blog:
    return Blog.open(blog_folder)


def changed(git: Git, folder: Path, revision: str = "HEAD") -> list[str]:
    """The paths one commit touches."""
    return git(
        folder, "-c", "core.quotePath=false", "show", "--format=", "--name-only", revision
    ).splitlines()


# Opening and making


def test_a_blog_opens_from_any_folder_inside_it(blog_folder: Path) -> None:
    assert Blog.open(blog_folder / "posts").root == blog_folder
    assert Blog.open(blog_folder / POST).root == blog_folder


def test_the_nearest_settings_file_makes_the_blog_not_the_repository_around_it(blog_folder: Path) -> None:
    inner = blog_folder / "site" / "posts"
    inner.mkdir(parents=True)
    (blog_folder / "site" / "blogwifi.toml").write_text('[blog]\ntitle = "Dedans"\n', encoding="utf-8")

    assert Blog.open(inner).root == blog_folder / "site"
    assert Blog.open(inner).title == "Dedans"


def test_no_blog_is_an_error_that_names_the_place(tmp_path: Path) -> None:
    with pytest.raises(NoBlog) as error:
        Blog.open(tmp_path / "ailleurs")
    assert str(tmp_path / "ailleurs") in error.value.path


def test_an_empty_folder_becomes_a_blog_with_one_commit_of_its_settings(tmp_path: Path, git: Git) -> None:
    blog = Blog.init(tmp_path / "neuf", title="Les ondes de l’œuvre")

    assert blog.title == "Les ondes de l’œuvre"
    assert blog.posts() == ()
    assert (blog.root / "posts").is_dir()
    assert git(blog.root, "rev-list", "--count", "HEAD") == "1"
    assert changed(git, blog.root) == ["blogwifi.toml"]
    assert git(blog.root, "status", "--porcelain") == ""


def test_a_repository_becomes_a_blog_and_what_was_staged_stays_staged(blog_folder: Path, git: Git) -> None:
    (blog_folder / "notes.txt").write_text("à garder pour moi\n", encoding="utf-8")
    git(blog_folder, "add", "notes.txt")

    Blog.init(blog_folder)

    assert changed(git, blog_folder) == ["blogwifi.toml"]
    assert git(blog_folder, "diff", "--cached", "--name-only") == "notes.txt"


def test_a_blog_or_a_folder_with_other_files_is_not_made_one_again(tmp_path: Path, blog_folder: Path) -> None:
    Blog.init(blog_folder)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "chat.jpg").write_bytes(b"\xff\xd8")

    for folder in (blog_folder, tmp_path / "photos"):
        with pytest.raises(BlogExists):
            Blog.init(folder)
    assert sorted(path.name for path in (tmp_path / "photos").iterdir()) == ["chat.jpg"]


# Finding and reading


def test_a_post_is_found_by_path_slug_or_a_part_only_it_has(blog: Blog) -> None:
    for name in (POST, "le-wifi-de-l-hotel", "wifi", "L'HOTEL"):
        assert blog.find(name).path == POST


def test_a_post_is_found_by_its_path_from_the_current_folder(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(blog.root / "posts")
    assert blog.find("2026-05-12-le-wifi-de-l-hotel.md").path == POST


def test_a_post_is_found_by_its_name_however_its_accents_are_typed(blog: Blog) -> None:
    for name in ("e\u0301te\u0301.md", "été-2.md", "2026-06-01-l-été.md", "2026-06-02-l-été.md"):
        (blog.root / "posts" / name).write_text("Texte.\n", encoding="utf-8")
    assert blog.find("été").path == "posts/e\u0301te\u0301.md"
    assert blog.find("posts/été.md").path == "posts/e\u0301te\u0301.md"
    assert blog.find("e\u0301te\u0301-2.md").path == "posts/été-2.md"
    assert blog.find("2026-06-01-l-été").path == "posts/2026-06-01-l-été.md"


def test_a_name_that_means_no_post_or_several_is_an_error(blog: Blog) -> None:
    (blog.root / "posts" / "2026-06-01-le-wifi-du-gite.md").write_text("# Le gîte\n", encoding="utf-8")

    with pytest.raises(PostNotFound):
        blog.find("camping")
    with pytest.raises(PostAmbiguous) as error:
        blog.find("le-wifi")
    assert len(error.value.matches) == 2


def test_posts_are_listed_newest_first_as_the_files_are_now(blog: Blog) -> None:
    blog.posts()
    (blog.root / "posts" / "2026-06-01-le-gite.md").write_text(
        "---\ntitle: Le gîte\ndate: 2026-06-01\ndraft: true\n---\n", encoding="utf-8"
    )
    entries = blog.posts()

    assert [entry.title for entry in entries] == ["Le gîte", "Le WiFi de l’hôtel"]
    assert entries[0].state(blog.now()) is State.DRAFT


def test_posts_can_be_read_where_there_is_no_repository(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "blogwifi.toml").write_text("", encoding="utf-8")
    (tmp_path / "posts" / "a.md").write_text("# Ah\n", encoding="utf-8")
    blog = Blog.open(tmp_path)

    assert [entry.title for entry in blog.posts()] == ["Ah"]
    assert not blog.has_repository
    with pytest.raises(NotARepository):
        blog.status()


# Saving


def test_saving_an_unchanged_post_does_not_touch_its_file(blog: Blog) -> None:
    post = blog.read(POST)
    stamp = (blog.root / POST).stat()

    blog.save(post, post)

    now = (blog.root / POST).stat()
    assert (now.st_ino, now.st_mtime_ns) == (stamp.st_ino, stamp.st_mtime_ns)


def test_a_new_text_is_saved_byte_for_byte(blog: Blog) -> None:
    post = blog.read(POST)
    after = post.with_body("Une ligne\r\nune autre\x0c\u2028et « la fin »")

    blog.save(after, post)

    assert (blog.root / POST).read_bytes() == after.data
    assert blog.read(POST).body == after.body


def test_saving_never_overwrites_what_another_program_wrote(blog: Blog) -> None:
    post = blog.read(POST)
    (blog.root / POST).write_text("écrit ailleurs\n", encoding="utf-8")

    with pytest.raises(FileChanged):
        blog.save(post.with_body("écrit ici\n"), post)
    assert (blog.root / POST).read_text(encoding="utf-8") == "écrit ailleurs\n"


def test_saving_a_post_deleted_elsewhere_does_not_bring_it_back_unasked(blog: Blog) -> None:
    post = blog.read(POST)
    (blog.root / POST).unlink()

    with pytest.raises(FileMissing):
        blog.save(post.with_body("écrit ici\n"), post)
    assert not (blog.root / POST).exists()


def test_a_new_post_is_on_disk_only_once_saved_and_never_over_another(blog: Blog) -> None:
    post = blog.compose("L’été à Noël : le WiFi d’œuvre", ["wifi"])
    assert not (blog.root / post.path).exists()
    assert post.path.endswith("-l-ete-a-noel-le-wifi-d-oeuvre.md")
    assert post.draft

    blog.save(post, None)

    assert blog.compose("L’été à Noël : le WiFi d’œuvre").path.endswith("-oeuvre-2.md")
    with pytest.raises(FileExists):
        blog.save(post.with_body("autre"), None)


# Committing


def test_a_commit_holds_the_named_post_and_nothing_else(blog: Blog, git: Git) -> None:
    other = blog.compose("Autre chose")
    blog.save(other, None)
    (blog.root / "notes.txt").write_text("mis de côté\n", encoding="utf-8")
    git(blog.root, "add", "notes.txt")
    post = blog.read(POST)
    blog.save(post.with_body("Trois bornes.\n"), post)

    commit = blog.commit([POST], "Compte les bornes")

    assert git(blog.root, "log", "-1", "--format=%H %s") == f"{commit.sha} Compte les bornes"
    assert changed(git, blog.root) == [POST]
    assert git(blog.root, "diff", "--cached", "--name-only") == "notes.txt"
    assert blog.pending() == [other.path]


def test_the_proposed_message_says_what_happened_to_the_post(blog: Blog, git: Git) -> None:
    new = blog.compose("Été")
    blog.save(new, None)
    blog.commit_post(new.path)
    blog.save(new.with_body("Du texte.\n"), new)
    blog.commit_post(new.path)
    (blog.root / new.path).unlink()
    blog.commit_post(new.path)

    added, edited, deleted = git(blog.root, "log", "-3", "--reverse", "--format=%s").splitlines()
    assert (added, edited) == ("Add: Été", "Edit: Été")
    assert deleted.startswith("Delete: ")


def rewrite(blog: Blog, path: str) -> None:
    post = blog.read(path)
    blog.save(post.with_body("\nAutre chose.\n"), post)


@pytest.mark.usefixtures("french")
def test_the_proposed_message_is_in_the_persons_language(blog: Blog) -> None:
    assert blog.proposed_message(blog.read(POST)) is None
    rewrite(blog, POST)
    assert blog.proposed_message(blog.read(POST)) == "Modifie : Le WiFi de l’hôtel"
    new = blog.compose("Été")
    blog.save(new, None)
    assert blog.proposed_message(new) == "Ajoute : Été"


def test_the_blog_may_word_its_own_messages(blog_folder: Path) -> None:
    (blog_folder / "blogwifi.toml").write_text(
        '[commit.messages]\nedit = "[{path}] {title}"\n', encoding="utf-8"
    )
    blog = Blog.open(blog_folder)
    rewrite(blog, POST)
    assert blog.proposed_message(blog.read(POST)) == f"[{POST}] Le WiFi de l’hôtel"


def test_committing_what_did_not_change_is_told_apart_from_a_failure(blog: Blog, git: Git) -> None:
    with pytest.raises(NothingToCommit):
        blog.commit_post(POST)
    assert git(blog.root, "rev-list", "--count", "HEAD") == "1"


def test_a_commit_without_a_name_keeps_the_text_and_goes_through_once_the_name_is_given(
    blog: Blog, no_identity: None, git: Git
) -> None:
    post = blog.read(POST)
    blog.save(post.with_body("Trois bornes.\n"), post)

    assert blog.git.identity() is None
    with pytest.raises(IdentityMissing):
        blog.commit_post(POST)
    assert blog.read(POST).body == "Trois bornes.\n"

    blog.git.set_identity("Renée Œillet", "renee@example.org")
    blog.commit_post(POST)
    assert git(blog.root, "log", "-1", "--format=%an <%ae>") == "Renée Œillet <renee@example.org>"


def test_a_post_is_edited_then_to_publish_then_online(published_blog: Path) -> None:
    blog = Blog.open(published_blog)
    assert blog.status().sync(POST) is None
    post = blog.read(POST)
    blog.save(post.with_body("Trois bornes.\n"), post)
    assert blog.status().sync(POST) is Sync.EDITED
    assert blog.differs(POST)
    blog.commit_post(POST)
    assert blog.status().sync(POST) is Sync.TO_PUBLISH
    blog.publication.send()
    assert blog.status().sync(POST) is None


def test_a_post_is_committed_with_the_pictures_it_brings_and_nothing_else(
    blog_folder: Path, git: Git
) -> None:
    images = blog_folder / "posts" / "images"
    images.mkdir()
    for name in ("a.png", "b.svg", "c.png", "autre.png", "ignore.png"):
        (images / name).write_bytes(b"x")
    (blog_folder / ".gitignore").write_text("ignore.png\n")
    post = blog_folder / POST
    text = '\n![A](images/a.png)\n\n<img src="images/b.svg"> <img src=images/c.png>\n\n'
    text += "![I](images/ignore.png) ![](images/non.png)\n"
    post.write_text(post.read_text(encoding="utf-8") + text, encoding="utf-8")
    Blog.open(blog_folder).commit_post(POST)
    shown = git(blog_folder, "show", "--name-only", "--format=").split()
    assert shown == [POST, "posts/images/a.png", "posts/images/b.svg", "posts/images/c.png"]
    assert git(blog_folder, "status", "--porcelain") == "?? .gitignore\n?? posts/images/autre.png"


def test_a_picture_git_keeps_is_not_committed_again_with_a_post(blog_folder: Path, git: Git) -> None:
    (blog_folder / "posts" / "images").mkdir()
    image = blog_folder / "posts" / "images" / "a.png"
    image.write_bytes(b"x")
    git(blog_folder, "add", "posts")
    git(blog_folder, "commit", "--quiet", "-m", "Image")
    image.write_bytes(b"y")
    post = blog_folder / POST
    post.write_text(post.read_text(encoding="utf-8") + "\n![A](images/a.png)\n", encoding="utf-8")
    Blog.open(blog_folder).commit_post(POST)
    assert git(blog_folder, "show", "--name-only", "--format=").split() == [POST]


def test_undoing_a_commit_takes_its_picture_back_too(blog_folder: Path, git: Git) -> None:
    post = blog_folder / POST
    before = post.read_bytes()
    image = blog_folder / "posts" / "images" / "a.png"
    image.parent.mkdir()
    image.write_bytes(b"x" * (MAX_BYTES + 1))
    post.write_bytes(before + b"\n![A](images/a.png)\n")
    blog = Blog.open(blog_folder)
    blog.commit_post(POST)
    blog.undo(blog.last_change())
    assert (post.read_bytes(), image.exists()) == (before, False)
    assert git(blog_folder, "status", "--porcelain") == ""


def test_a_cover_that_only_the_header_names_is_committed_with_its_post(blog_folder: Path, git: Git) -> None:
    (blog_folder / "posts" / "une de mai.jpg").write_bytes(b"x")
    post = blog_folder / POST
    post.write_text('---\ntitle: A\nimage: {src: "une de mai.jpg", alt: b}\n---\n\nA.\n', encoding="utf-8")
    Blog.open(blog_folder).commit_post(POST)
    assert git(blog_folder, "show", "--name-only", "--format=", "HEAD").split("\n") == [
        POST,
        "posts/une de mai.jpg",
    ]
