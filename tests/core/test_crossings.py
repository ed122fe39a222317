"""Two machines rename, delete, move and add at once: one question for each file, no marks, no word lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from blogwifi_tui.content.merge.three_way import Side
from blogwifi_tui.content.post import Post
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.conflicts import Kind, PostConflict
from blogwifi_tui.errors import Conflict
from blogwifi_tui.vcs.repository import Repository

Git = Callable[..., str]
Change = Callable[[Path], object]
LONG = "---\ntitle: {}\ndate: 2026-05-12\n---\n\n" + "".join(f"Paragraphe {n}.\n\n" for n in range(20))
PICTURE = b"\x89PNG\r\n\x1a\n\0"


def move(old: str, new: str, more: str = "") -> Change:
    def change(root: Path) -> None:
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / old).rename(root / new)
        if more:
            with (root / new).open("a", encoding="utf-8") as file:
                file.write(f"{more}.\n")

    return change


def add(path: str, words: str) -> Change:
    return lambda root: write(root / path, f"---\ntitle: {words}\n---\n\n{words} tout neuf.\n".encode())


def edit(path: str, words: str, old: str = "Paragraphe 3.") -> Change:
    return lambda root: write(root / path, (root / path).read_bytes().replace(old.encode(), words.encode()))


def append(path: str, words: str) -> Change:
    return lambda root: write(root / path, (root / path).read_bytes() + f"{words}.\n".encode())


def write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def delete(path: str) -> Change:
    return lambda root: (root / path).unlink()


def all_of(*changes: Change) -> Change:
    return lambda root: [change(root) for change in changes]


def folder(old: str, new: str) -> Change:
    return lambda root: (root / old).rename(root / new)


def link(path: str, target: str) -> Change:
    return lambda root: ((root / path).unlink(missing_ok=True), (root / path).symlink_to(target))


def picture(path: str, words: str) -> Change:
    return lambda root: write(root / path, PICTURE + words.encode())


A, B, C, M, T = (f"posts/{name}.md" for name in ("a", "b", "c", "m", "t"))
CROSSINGS: dict[str, tuple[Change, Change]] = {
    "renamed, to two names": (move(A, M), move(A, T)),
    "renamed to two names, edited there": (move(A, M), move(A, T, "Leurmot")),
    "renamed to two names, the same place edited": (move(A, M, "Monmot"), move(A, T, "Leurmot")),
    "renamed to two names, edited elsewhere": (
        all_of(move(A, M), edit(M, "Monmot")), move(A, T, "Leurmot"),
    ),
    "renamed to one name, the same place edited": (move(A, C, "Monmot"), move(A, C, "Leurmot")),
    "two renamed to one name": (move(A, C), move(B, C)),
    "two renamed to one name, one edited by the other": (
        all_of(move(A, C, "Monmot")), all_of(move(B, C), edit(A, "Corrigé.")),
    ),
    "two renamed to one name, each edited at one place": (
        all_of(move(A, C, "Monmot"), edit(B, "Monautre")),
        all_of(move(B, C), edit(C, "Leurautre"), append(A, "Leurmot")),
    ),
    "renamed here, added there": (move(A, C), add(C, "Leurmot")),
    "renamed and edited here, added and edited there": (
        move(A, C, "Monmot"),
        all_of(add(C, "Leurneuf"), append(A, "Leurmot")),
    ),
    "renamed and edited there, added and edited here": (
        all_of(add(C, "Monneuf"), append(A, "Monmot")),
        move(A, C, "Leurmot"),
    ),
    "renamed here, deleted there": (move(A, C), delete(A)),
    "renamed and edited here, deleted there": (move(A, C, "Monmot"), delete(A)),
    "deleted here, renamed and edited there": (delete(A), move(A, C, "Leurmot")),
    "renamed here, edited there": (move(A, C), edit(A, "Leurmot")),
    "deleted here, edited there": (delete(A), edit(A, "Leurmot")),
    "added on both sides": (add(C, "Monmot"), add(C, "Leurmot")),
    "renamed here to a name that there is given to a new one, and to another": (
        move(A, C), all_of(move(A, T), add(C, "Leurmot")),
    ),
    "renamed twice, the old name used again there": (move(A, M), all_of(move(A, T), add(A, "Leurmot"))),
    "the folder renamed there, a new one here": (add(C, "Monmot"), folder("posts", "articles")),
    "the folder renamed here, a new one there": (folder("posts", "articles"), add(C, "Leurmot")),
    "the folder renamed there, renamed here": (move(A, C, "Monmot"), folder("posts", "articles")),
    "a folder in the place of a file": (
        all_of(delete(A), add(f"{A}/index.md", "Monmot")), edit(A, "Leurmot"),
    ),
    "a link here, edited there": (link(A, "b.md"), edit(A, "Leurmot")),
    "edited here, a link there": (edit(A, "Monmot"), link(A, "b.md")),
    "a new link here, a new file there": (link(C, "b.md"), add(C, "Leurmot")),
    "letter case here, another name there": (move(A, "posts/A.md"), move(A, T)),
    "letter case here, edited there": (move(A, "posts/A.md"), edit(A, "Leurmot")),
    "a picture on both sides": (picture("posts/p.png", "Monmot"), picture("posts/p.png", "Leurmot")),
    "executable here, edited on both": (
        all_of(edit(A, "Monmot"), lambda root: (root / A).chmod(0o755)), edit(A, "Leurmot"),
    ),
}  # fmt: skip


@pytest.fixture
def machines(published_blog: Path, other_clone: Path, git: Git) -> tuple[Path, Path]:
    """Two machines with the same posts."""
    for name in ("a", "b", "d", "e"):
        text = LONG.format(name.upper()).replace(
            "Paragraphe", f"{name} paragraphe" if name != "a" else "Paragraphe"
        )
        write(published_blog / "posts" / f"{name}.md", text.encode())
    git(published_blog, "add", "posts")
    git(published_blog, "commit", "--quiet", "-m", "Départ")
    git(published_blog, "push", "--quiet")
    git(other_clone, "pull", "--quiet")
    return published_blog, other_clone


def both(machines: tuple[Path, Path], git: Git, here: Change, there: Change) -> tuple[str, str]:
    """Make the two changes and publish the other; all the new words here, and there."""
    words = []
    for root, change in zip(machines, (here, there), strict=True):
        change(root)
        git(root, "add", ".")
        git(root, "commit", "--quiet", "-m", "Changé")
        words.append(everything(git, root))
    git(machines[1], "push", "--quiet")
    return words[0], words[1]


def texts(git: Git, root: Path) -> dict[str, bytes]:
    """Every file of the last commit."""
    names = git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0")
    runner = Repository.open(root).runner
    return {name: runner.read("cat-file", "blob", f"HEAD:{name}").out for name in names if name}


def everything(git: Git, root: Path) -> str:
    return b"\n".join(texts(git, root).values()).decode("utf-8", "replace")


def answered(conflicts: Sequence[PostConflict], side: Side) -> dict[str, Post | None]:
    answers: dict[str, Post | None] = {}
    for each in conflicts:
        if each.settled:
            answers[each.path] = each.settled
        elif each.merge:
            answers[each.path] = each.merge.result([side] * len(each.merge.pieces))
        else:
            answers[each.path] = each.mine if side is Side.MINE else each.theirs
    return answers


@pytest.mark.parametrize("side", [Side.MINE, Side.THEIRS])
@pytest.mark.parametrize("name", CROSSINGS)
def test_every_crossing_is_joined_without_marks_and_without_losing_what_was_chosen(
    machines: tuple[Path, Path], git: Git, bare_remote: Path, name: str, side: Side
) -> None:
    root = machines[0]
    here, there = both(machines, git, *CROSSINGS[name])
    asked = published(Blog.open(root), side)
    assert len(asked) <= 1
    pieces = [piece for each in asked if each.merge for piece in each.merge.pieces]
    open_words = "".join(f"{piece.mine}{piece.theirs}" for piece in pieces)
    whole = any(each.merge is None for each in asked)
    found = texts(git, root)
    assert not any(b"<<<<<<<" in text or b">>>>>>>" in text for text in found.values())
    assert not any("~" in path for path in found)
    assert git(root, "status", "--porcelain") == ""
    assert git(bare_remote, "rev-parse", "main") == git(root, "rev-parse", "HEAD")
    now = everything(git, root)
    for words, of in ((here, Side.MINE), (there, Side.THEIRS)):
        for word in ("Monmot", "Monneuf", "Monautre", "Leurmot", "Leurneuf", "Leurautre"):
            if word in words and (side is of or not (whole or word in open_words)):
                assert word in now


def published(blog: Blog, side: Side) -> list[PostConflict]:
    """Publish, answering each question with ``side``; what was asked."""
    try:
        blog.publication.send()
    except Conflict:
        conflicts = blog.conflicts.current()
    else:
        return []
    blog.conflicts.resolve(conflicts, answered(conflicts, side))
    blog.publication.send()
    return [each for each in conflicts if not each.settled]


def test_a_post_renamed_on_both_sides_is_one_question_and_goes_under_the_name_that_is_chosen(
    machines: tuple[Path, Path], git: Git
) -> None:
    both(machines, git, move(A, M), move(A, T, "Leurmot"))
    office = Blog.open(machines[0])
    with pytest.raises(Conflict):
        office.publication.send()
    (conflict,) = office.conflicts.current()
    assert conflict.merge is not None
    (piece,) = conflict.merge.pieces
    assert (piece.is_name, piece.before, piece.mine, piece.theirs) == (True, A, M, T)
    office.conflicts.resolve([conflict], {conflict.path: conflict.merge.result([Side.THEIRS])})
    found = texts(git, machines[0])
    assert T in found
    assert A not in found
    assert M not in found
    assert b"Leurmot" in found[T]


def test_both_posts_of_a_double_rename_may_stay_each_under_its_name(
    machines: tuple[Path, Path], git: Git
) -> None:
    both(machines, git, move(A, M, "Monmot"), move(A, T, "Leurmot"))
    office = Blog.open(machines[0])
    with pytest.raises(Conflict):
        office.publication.send()
    (conflict,) = office.conflicts.current()
    office.conflicts.resolve(
        [conflict], {conflict.path: conflict.theirs}, [office.conflicts.keep_both(conflict)]
    )
    found = texts(git, machines[0])
    assert b"Monmot" in found[M]
    assert b"Leurmot" in found[T]
    assert A not in found


@pytest.mark.parametrize(
    ("old", "new", "place"), [("posts", "articles", "articles/c.md"), ("_drafts", "_posts", "_drafts/c.md")]
)
def test_a_new_post_follows_its_folder_but_never_out_of_the_drafts(
    machines: tuple[Path, Path], git: Git, old: str, new: str, place: str
) -> None:
    office, laptop = machines
    if old == "_drafts":
        write(office / "_drafts/x.md", LONG.format("X").encode())
        git(office, "add", ".")
        git(office, "commit", "--quiet", "-m", "Brouillon")
        git(office, "push", "--quiet")
        git(laptop, "pull", "--quiet")
    both(machines, git, add(f"{old}/c.md", "Monmot"), folder(old, new))
    Blog.open(machines[0]).publication.send()
    assert place in texts(git, machines[0])
    assert git(machines[0], "status", "--porcelain") == ""


def test_a_theme_that_both_updated_is_one_of_the_two_commits(
    machines: tuple[Path, Path], git: Git, tmp_path: Path, bare_remote: Path
) -> None:
    theme = tmp_path / "theme"
    git(tmp_path, "init", "--quiet", str(theme))
    commits = []
    for colour in ("noir", "rouge", "bleu"):
        write(theme / "style.css", f"a{{color:{colour}}}\n".encode())
        git(theme, "add", ".")
        git(theme, "commit", "--quiet", "-m", colour)
        commits.append(git(theme, "rev-parse", "HEAD"))
        git(theme, "checkout", "--quiet", "--orphan", f"b{colour}") if colour != "bleu" else None
    office, laptop = machines
    git(
        office, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(theme), "themes/papier"
    )
    git(office, "-C", "themes/papier", "checkout", "--quiet", commits[0])
    git(office, "add", ".")
    git(office, "commit", "--quiet", "-m", "Thème")
    git(office, "push", "--quiet")
    git(laptop, "pull", "--quiet")
    for root, sha in zip(machines, commits[1:], strict=True):
        git(root, "update-index", "--cacheinfo", f"160000,{sha},themes/papier")
        git(root, "commit", "--quiet", "-m", "Thème à jour")
    git(laptop, "push", "--quiet")
    blog = Blog.open(office)
    with pytest.raises(Conflict):
        blog.publication.send()
    (conflict,) = blog.conflicts.current()
    assert (conflict.kind, conflict.title, conflict.merge) == (Kind.SUBMODULE, "themes/papier", None)
    blog.conflicts.resolve([conflict], {conflict.path: conflict.theirs})
    blog.publication.send()
    assert git(office, "ls-tree", "HEAD", "themes/papier") == f"160000 commit {commits[2]}\tthemes/papier"
    assert git(bare_remote, "rev-parse", "main") == git(office, "rev-parse", "HEAD")


def test_the_posts_are_found_again_where_the_other_machine_moved_them(
    machines: tuple[Path, Path], git: Git
) -> None:
    both(machines, git, add(C, "Monmot"), folder("posts", "articles"))
    office = Blog.open(machines[0])
    count = len(office.posts())
    office.publication.send()
    entries = office.posts()
    assert len(entries) == count
    assert "articles/c.md" in {entry.path for entry in entries}
    assert office.holds("articles/c.md")
    office.set("articles/c.md", {"title": "Neuf"})
    assert office.publication.send().paths == ("articles/c.md",)


def test_a_new_post_follows_its_picture_to_the_name_it_gets_beside_another(
    machines: tuple[Path, Path], git: Git
) -> None:
    shown = all_of(picture("posts/p.png", "Monmot"), lambda root: write(root / C, b"![Borne](p.png)\n"))
    both(machines, git, shown, picture("posts/p.png", "Leurmot"))
    office = Blog.open(machines[0])
    with pytest.raises(Conflict):
        office.publication.send()
    (conflict,) = office.conflicts.current()
    office.conflicts.resolve(
        [conflict], {conflict.path: conflict.theirs}, [office.conflicts.keep_both(conflict)]
    )
    assert office.read(C).body == "![Borne](p-2.png)\n"
    assert (machines[0] / "posts/p-2.png").read_bytes() == PICTURE + b"Monmot"
    assert git(machines[0], "status", "--porcelain") == ""
