from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from blogwifi_tui.content.index import text_facts
from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.index.text_facts import TextFacts, TextReader
from blogwifi_tui.content.post_rules import GENERIC

PARIS = ZoneInfo("Europe/Paris")


class _OtherRules(type(GENERIC)):  # type: ignore[misc]
    fingerprint = "other"


def write(root: Path, name: str, text: str) -> Path:
    """A post that was changed long ago, so that its times tell when it changes again."""
    file = root / "posts" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, (1.6e9, 1.6e9))
    return file


@pytest.fixture(autouse=True)
def _at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as changed long ago, whose change of inode no test can set back."""
    monkeypatch.setattr("blogwifi_tui.content.index.index._SAFE_AGE_NS", -1_000_000_000)


def facts(root: Path, rules: object = GENERIC) -> dict[str, TextFacts]:
    """What a new run of the program is told of all posts, by the names of their files."""
    entries = Index(root, ("posts",), zone=PARIS).scan()
    reader = TextReader(root, rules, root / "blog.cache")  # type: ignore[arg-type]
    found = reader.read(entries, {entry.path for entry in entries})
    return {path.rpartition("/")[2]: each for path, each in found.items()}


def read_by(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the posts that are read from now on."""
    paths: list[str] = []
    original = text_facts.read

    def noted(root: Path, path: str) -> bytes:
        paths.append(path)
        return original(root, path)

    monkeypatch.setattr(text_facts, "read", noted)
    return paths


def test_the_words_of_a_text_are_counted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.md", "---\ntitle: A\n---\n\nUn texte court.\n")
    write(tmp_path, "b.md", "---\ntitle: B\ndate: 0001-01-01\n---\n\nDeux mots.\n")
    first = facts(tmp_path)
    read = read_by(monkeypatch)
    assert facts(tmp_path) == first
    assert first == {"a.md": TextFacts(3), "b.md": TextFacts(2, "0001-01-01T00:00:00")}
    assert read == []


def test_a_text_that_changed_is_counted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.md", "Un texte court.\n")
    write(tmp_path, "b.md", "Deux mots.\n")
    facts(tmp_path)
    read = read_by(monkeypatch)
    write(tmp_path, "b.md", "Deuxmots..\n")  # as long as it was, at the same time
    assert facts(tmp_path)["b.md"] == TextFacts(1)
    assert read == ["posts/b.md"]


def test_a_text_that_may_still_change_unseen_is_counted_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.md", "Un texte court.\n")
    monkeypatch.setattr("blogwifi_tui.content.index.index._SAFE_AGE_NS", 10**18)
    facts(tmp_path)
    read = read_by(monkeypatch)
    facts(tmp_path)
    assert read == ["posts/a.md"]


def test_texts_are_read_anew_by_other_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.md", "Un texte court.\n")
    facts(tmp_path)
    read = read_by(monkeypatch)
    facts(tmp_path, _OtherRules())
    assert read == ["posts/a.md"]


def test_of_a_post_that_cannot_be_read_nothing_is_told_or_kept(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "Deux mots.\n")
    outside = tmp_path / "outside.md"
    outside.write_text("Loin.\n", encoding="utf-8")
    os.utime(outside, (1.6e9, 1.6e9))
    blog = tmp_path / "blog"
    write_in = blog / "posts"
    write_in.mkdir(parents=True)
    (write_in / "a.md").symlink_to(outside)
    assert facts(blog) == {"a.md": TextFacts()}
    assert not (blog / "blog.texts").exists()


def test_what_is_asked_of_some_posts_forgets_nothing_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md", "c.md"):
        write(tmp_path, name, "Deux mots.\n")
    facts(tmp_path)
    write(tmp_path, "a.md", "Bien plus de mots.\n")
    (tmp_path / "posts" / "c.md").unlink()
    entries = Index(tmp_path, ("posts",), zone=PARIS).scan()
    paths = {entry.path for entry in entries}
    one = [entry for entry in entries if entry.path == "posts/a.md"]
    TextReader(tmp_path, GENERIC, tmp_path / "blog.cache").read(one, paths)
    kept = (tmp_path / "blog.texts").read_bytes()
    assert b"posts/c.md" not in kept
    read = read_by(monkeypatch)
    facts(tmp_path)
    assert read == []


@pytest.mark.parametrize("damage", [b"", b"no cache", None])
def test_a_file_that_is_damaged_is_made_again(tmp_path: Path, damage: bytes | None) -> None:
    write(tmp_path, "a.md", "Un texte court.\n")
    first = facts(tmp_path)
    file = tmp_path / "blog.texts"
    file.write_bytes(file.read_bytes()[:-9] if damage is None else damage)
    assert facts(tmp_path) == first
