"""The command line: the same verbs without a screen, their exit status, their sentences."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from blogwifi_tui.cli.main import main
from blogwifi_tui.content.picture_metadata import private_parts
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.step_journal import FileChange, StepJournal
from blogwifi_tui.settings.paths import config_file
from tests.cli.conftest import Ran, Run, refused
from tests.pictures import TOLD, picture
from tests.small_generators import QUIET, know, site_of

Git = Callable[..., str]
POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"


# list and show


def test_status_says_what_makes_the_site_where_its_posts_are_and_what_is_left_out(
    published_blog: Path, run: Run
) -> None:
    (published_blog / "README.md").write_text("# Projet\n", encoding="utf-8")
    (published_blog / POST).write_text("---\ntitle: Autre\n---\n", encoding="utf-8")
    *lines, last = run(published_blog, "status").out.splitlines()
    assert last.startswith("Last publication: ")
    assert lines[:2] == ["No generator found: a folder of posts.", "Posts: posts/ 1"]
    remote = run(published_blog, "remote").out.strip()
    assert lines[-4:] == [
        "Left out of the list:",
        "· README.md – about the project",
        f"Publications go to origin: {remote}.",
        "Edited: 1; to publish: 0.",
    ]
    told = run(published_blog, "status", "--json").data
    assert told["sites"][0]["posts"] == [["posts", 1]]
    assert told["left_out"] == [{"path": "README.md", "pages": 1, "reason": "project"}]
    assert (told["states"], told["sync"]) == ({"published": 1}, {"edited": 1})
    assert (told["branch"], told["upstream"], told["to_take_in"]) == ("main", "origin/main", 0)
    assert told["last_publication"]


def test_status_says_what_the_other_machine_published(
    published_blog: Path, other_clone: Path, run: Run, git: Git
) -> None:
    assert run(other_clone, "set", "hotel", "lang=fr").status == 0
    git(other_clone, "push", "--quiet")
    git(published_blog, "fetch", "--quiet")
    assert "1 change to take in from origin/main." in run(published_blog, "status").out.splitlines()
    assert run(published_blog, "status", "--json").data["to_take_in"] == 1


def test_status_says_what_leaves_the_site_and_what_both_sides_changed(
    published_blog: Path, other_clone: Path, run: Run, git: Git
) -> None:
    run(other_clone, "set", "hotel", "lang=fr")
    git(other_clone, "push", "--quiet")
    git(published_blog, "fetch", "--quiet")
    run(published_blog, "set", "hotel", "draft=true")
    lines = run(published_blog, "status").out.splitlines()
    assert "Edited: 0; to publish: 1; leaves the site: 1." in lines
    assert "1 post is changed on both sides." in lines
    told = run(published_blog, "status", "--json").data
    assert told["sync"] == {"to publish": 1, "changed there": 1, "leaves the site": 1}
    assert told["on_both_sides"] == 1
    run(published_blog, "delete", "hotel")
    assert "Edited: 0; to publish: 0; leaves the site: 1." in run(published_blog, "status").out.splitlines()


def test_init_says_which_posts_it_found_and_names_the_generator_in_the_settings(
    tmp_path: Path, run: Run, git: Git
) -> None:
    (tmp_path / "content" / "notes").mkdir(parents=True)
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ntitle = "Le carnet"\n', encoding="utf-8"
    )
    (tmp_path / "content" / "notes" / "a.md").write_text(
        "---\ntitle: A\ndate: 2020-01-01\n---\n", encoding="utf-8"
    )
    git(tmp_path, "init", "--quiet", "--template=")
    assert run(tmp_path, "init").out.splitlines()[0] == "1 post found in content/notes/ (Hugo)."
    settings = (tmp_path / "blogwifi.toml").read_text(encoding="utf-8")
    assert 'title = "Le carnet"\ngenerator = "hugo"\n# posts = "content/notes"\n' in settings
    assert [each["path"] for each in run(tmp_path, "list", "--json").data] == ["content/notes/a.md"]
    assert not (tmp_path / "posts").exists()


def test_init_says_of_posts_in_the_folder_itself_that_they_are_here(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    assert run(tmp_path, "init").out.splitlines()[0] == "1 post found here."


def test_list_shows_state_sync_title_tags_and_path(published_blog: Path, run: Run) -> None:
    ran = run(published_blog, "list")
    assert ran.status == 0
    assert ran.out.split(maxsplit=2)[:2] == ["2026-05-12", "published"]
    for part in ("Le WiFi de l’hôtel", "wifi, hôtel", POST):
        assert part in ran.out.split("\t")


def test_list_as_json_has_every_field_of_a_post(published_blog: Path, run: Run) -> None:
    (published_blog / "blogwifi.toml").write_text('[blog]\ntime_zone = "Europe/Paris"\n', encoding="utf-8")
    assert run(published_blog, "list", "--json").data == [
        {
            "path": POST,
            "title": "Le WiFi de l’hôtel",
            "date": "2026-05-12T09:30:00+02:00",
            "tags": ["wifi", "hôtel"],
            "categories": [],
            "draft": False,
            "state": "published",
            "sync": None,
            "words": 12,
            "problem": None,
            "address": None,
            "since": "2026-05-12T09:30:00+02:00",
            "live": None,
            "address_from": None,
        }
    ]


@pytest.mark.parametrize("zone", ["America/Martinique", "Pacific/Auckland"])
@pytest.mark.parametrize(
    ("marks", "path", "date"),
    [
        ({"hugo.toml": 'baseURL = "https://a.test/"\n'}, "content/posts/a.md", "date: 2026-06-01\n"),
        ({"hugo.toml": "[frontmatter]\ndate = [':filename']\n"}, "content/posts/2026-06-01-a.md", ""),
        ({"docusaurus.config.js": "export default { title: 'A' };\n"}, "blog/2026-06-01-a.md", ""),
        ({"eleventy.config.js": "export default {};\n"}, "posts/2026-06-01-a.md", ""),
        ({"_config.yml": "timezone: UTC\n"}, "_posts/2026-06-01-a.md", ""),
        ({}, "posts/a.md", "date: 2026-06-01\n"),
    ],
)
def test_a_day_without_a_time_is_that_day_in_every_zone(
    tmp_path: Path, run: Run, git: Git, zone: str, marks: dict[str, str], path: str, date: str
) -> None:
    git(tmp_path, "init", "--quiet")
    settings = {"blogwifi.toml": f'[blog]\ntime_zone = "{zone}"\n'}
    for name, text in {**marks, **settings, path: f"---\ntitle: A\n{date}---\n\nText.\n"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run(tmp_path, "list").out.startswith("2026-06-01\t")
    assert [each["date"][:19] for each in run(tmp_path, "list", "--json").data] == ["2026-06-01T00:00:00"]
    assert "2026-06-01" in run(tmp_path, "list", "after:2026-05-31 before:2026-06-02").out


def test_list_takes_a_query(published_blog: Path, run: Run) -> None:
    run(published_blog, "new", "Brouillon du soir")
    assert [post["title"] for post in run(published_blog, "list", "--json", "state:draft").data] == [
        "Brouillon du soir"
    ]
    assert run(published_blog, "list", "introuvable").out == ""


ODD = {
    "yaml.md": "---\ntitle: « YAML »\ndate: 2020-01-01\ntags: [œuvre]\n---\nTexte\n",
    "toml.md": '+++\ntitle = "TOML"\ndate = 2021-02-03T04:05:06+01:00\n+++\nTexte\n',
    "json.md": '{\n  "title": "JSON",\n  "date": "2019-01-01"\n}\n\nTexte\n',
    "crlf.md": "---\r\ntitle: CRLF\r\ndate: 2018-01-01\r\n---\r\nTexte\r\n",
    "bom.md": "\ufeff---\ntitle: BOM\n---\nTexte\n",
    "nu.md": "Rien que du texte.\n",
    "vide.md": "",
    "casse.md": "---\ntitle: [cassé\n---\nTexte\n",
    "ouvert.md": "---\ntitle: jamais fermé\n",
    "pelican.md": "Title: Pelican\nDate: 2010-12-03\n\nTexte\n",
    "piege.md": '---\ntitle: "\\e]0;pwned\\a[/nope]"\n---\nTexte\n',
}


@pytest.fixture
def odd_blog(blog_folder: Path, git: Git) -> Path:
    """A blog of posts as they come from everywhere."""
    for name, text in ODD.items():
        (blog_folder / "posts" / name).write_bytes(text.encode())
    (blog_folder / "posts" / "latin1.md").write_bytes("---\ntitle: Café\n---\nété\n".encode("latin-1"))
    (blog_folder / "posts" / "dehors.md").symlink_to("/etc/hostname")
    os.mkfifo(blog_folder / "posts" / "tuyau.md")
    return blog_folder


def test_list_names_every_post_however_odd_and_succeeds(odd_blog: Path, run: Run) -> None:
    ran = run(odd_blog, "list", "--json")

    assert (ran.status, ran.err) == (0, "")
    posts = {Path(post["path"]).name: post for post in ran.data}
    assert set(posts) >= {*ODD, "latin1.md", "dehors.md"}
    titles = {name: posts[name]["title"] for name in posts}
    assert (titles["yaml.md"], titles["toml.md"], titles["json.md"]) == ("« YAML »", "TOML", "JSON")
    assert (titles["crlf.md"], titles["bom.md"], titles["pelican.md"]) == ("CRLF", "BOM", "Pelican")
    assert (titles["nu.md"], titles["vide.md"]) == ("nu", "vide")
    assert posts["yaml.md"]["tags"] == ["œuvre"]


def test_list_finds_what_the_search_box_finds_the_newest_first(blog_folder: Path, run: Run) -> None:
    for day, words in enumerate(("rien", "Une station météo.", "La météo, la météo, la météo."), start=1):
        text = f"---\ntitle: T{day}\ndate: 2020-01-0{day}\n---\n\n{words}\n"
        (blog_folder / "posts" / f"{day}.md").write_text(text, encoding="utf-8")
    assert [post["title"] for post in run(blog_folder, "list", "--json", "meteo").data] == ["T3", "T2"]
    assert [
        post["title"] for post in run(blog_folder, "list", "--json", "--", "-meteo", "year:2020").data
    ] == ["T1"]
    assert run(blog_folder, "list", "--json", "meteo", "before:2020-01-03").data[0]["title"] == "T2"


def test_entities_of_an_import_are_read_as_their_characters(blog_folder: Path, run: Run) -> None:
    file = blog_folder / "posts" / "2013-05-21-import.md"
    text = "---\ntitle: 'Conf&eacute;rence : l&#8217;&eacute;t&eacute;'\ntags: [r&eacute;seau, b]\n---\n\nx\n"
    file.write_text(text, encoding="utf-8")
    for query in ("conference", "l'été", "tag:réseau"):
        assert run(blog_folder, "list", "--json", query).data[0]["title"] == "Conférence : l’été"
    assert run(blog_folder, "tag", str(file), "--add", "c").status == 0
    assert file.read_text(encoding="utf-8") == text.replace("b]", "b, c]")
    assert run(blog_folder, "rename", str(file), "Conférence : l’été").status == 0
    renamed = blog_folder / "posts" / "2013-05-21-conference-l-ete.md"
    assert renamed.read_text(encoding="utf-8").startswith(text.partition("tags")[0])


def test_list_says_in_a_sentence_why_a_post_cannot_be_read(odd_blog: Path, run: Run) -> None:
    posts = {Path(post["path"]).name: post for post in run(odd_blog, "list", "--json").data}

    unreadable = {name for name, post in posts.items() if post["state"] == "unreadable"}
    assert unreadable == {"casse.md", "ouvert.md", "dehors.md"}
    for name in unreadable:
        assert posts[name]["problem"].endswith(".")
    assert all(post["problem"] is None for name, post in posts.items() if name not in unreadable)
    assert re.match("Line [23]:", posts["casse.md"]["problem"])


def test_no_control_character_of_a_post_reaches_the_terminal(odd_blog: Path, run: Run) -> None:
    for arguments in (["list"], ["show", "piege"], ["list", "pwned"]):
        ran = run(odd_blog, *arguments)
        assert ran.status == 0
        assert "pwned" in ran.out
        assert not set(ran.out) & {"\x1b", "\x07"}


def test_show_prints_what_a_reader_sees(blog_folder: Path, run: Run) -> None:
    ran = run(blog_folder, "show", "hotel")
    assert ran.status == 0
    assert "Le WiFi de l’hôtel" in ran.out
    assert "canal 36" in ran.out
    assert "tags:" not in ran.out


def test_show_draws_no_lines_for_who_wants_words_alone(blog_folder: Path, run: Run) -> None:
    assert "━" in run(blog_folder, "show", "hotel").out
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text("[ui]\nplain = true\n", encoding="utf-8")
    shown = run(blog_folder, "show", "hotel").out
    assert "━" not in shown
    assert "# Le WiFi de l’hôtel" in shown


def test_show_raw_prints_the_very_bytes(odd_blog: Path, capfdbinary: Any, monkeypatch: Any) -> None:
    monkeypatch.chdir(odd_blog)
    for name in ("crlf.md", "bom.md", "latin1.md", "vide.md"):
        assert main(["show", "--raw", f"posts/{name}"]) == 0
        assert capfdbinary.readouterr().out == (odd_blog / "posts" / name).read_bytes()


# Changing


def test_new_prints_the_path_of_a_committed_draft(blog_folder: Path, run: Run, git: Git) -> None:
    ran = run(blog_folder, "new", "L’été à Noël : le WiFi d’œuvre", "--tag", "wifi", "--tag", "noël")

    path = ran.out.strip()
    assert path.endswith("-l-ete-a-noel-le-wifi-d-oeuvre.md")
    assert git(blog_folder, "log", "-1", "--format=%s") == "Add: L’été à Noël : le WiFi d’œuvre"
    post = run(blog_folder, "list", "--json", "œuvre").data[0]
    assert (post["draft"], post["tags"]) == (True, ["wifi", "noël"])


def test_set_writes_values_as_yaml_does_and_touches_no_other_line(
    blog_folder: Path, run: Run, git: Git
) -> None:
    ran = run(blog_folder, "set", "hotel", "draft=true", "tags=[wifi, gîte]", "title=WiFi : le guide")
    assert ran.status == 0
    post = run(blog_folder, "list", "--json").data[0]
    assert (post["draft"], post["tags"], post["title"]) == (True, ["wifi", "gîte"], "WiFi : le guide")
    assert git(blog_folder, "show", "--format=", "--numstat").split()[:2] == ["3", "2"]

    run(blog_folder, "set", "hotel", "--unset", "draft")
    assert "draft" not in (blog_folder / POST).read_text(encoding="utf-8")


def test_commit_takes_posts_changed_by_other_programs_one_commit_each(
    blog_folder: Path, run: Run, git: Git
) -> None:
    (blog_folder / POST).write_text("---\ntitle: Repris\n---\nAutrement.\n", encoding="utf-8")
    (blog_folder / "posts" / "autre.md").write_text("# Autre\n", encoding="utf-8")
    (blog_folder / "brouillon.txt").write_text("pas un article\n", encoding="utf-8")

    ran = run(blog_folder, "commit", "--json")

    assert sorted(done["path"] for done in ran.data) == [POST, "posts/autre.md"]
    assert sorted(git(blog_folder, "log", "-2", "--format=%s").splitlines()) == ["Add: Autre", "Edit: Repris"]
    assert git(blog_folder, "status", "--porcelain") == "?? brouillon.txt"
    assert run(blog_folder, "commit").out == "Nothing to commit.\n"


def test_commit_takes_the_message_given(blog_folder: Path, run: Run, git: Git) -> None:
    (blog_folder / POST).write_text("Autrement.\n", encoding="utf-8")
    assert run(blog_folder, "commit", "hotel", "-m", "Corrige « le » titre").status == 0
    assert git(blog_folder, "log", "-1", "--format=%s") == "Corrige « le » titre"


def test_rename_duplicate_and_delete_are_a_commit_each_and_print_the_path(
    blog_folder: Path, run: Run, git: Git
) -> None:
    assert run(blog_folder, "rename", "hotel", "Le gîte").out == "posts/2026-05-12-le-gite.md\n"
    copy = run(blog_folder, "duplicate", "le-gite").out.strip()
    assert (blog_folder / copy).is_file()
    assert run(blog_folder, "delete", copy).status == 0
    assert not (blog_folder / copy).exists()
    assert git(blog_folder, "rev-list", "--count", "HEAD") == "4"


def test_rename_tells_what_followed(blog_folder: Path, run: Run) -> None:
    (blog_folder / "posts" / "b.md").write_text(
        f"---\ntitle: B\ndate: 2020-01-01\n---\n\n[a]({POST.removeprefix('posts/')})\n", encoding="utf-8"
    )
    ran = run(blog_folder, "rename", POST, "Le gîte")
    assert ran.out == "posts/2026-05-12-le-gite.md\n"
    assert ran.err == "blogwifi: 1 link to it follows. Committed first, with their own changes: posts/b.md.\n"


def test_history_lists_the_commits_of_a_post(blog_folder: Path, run: Run) -> None:
    run(blog_folder, "rename", "hotel", "Le gîte")
    messages = [each["message"] for each in run(blog_folder, "history", "gite", "--json").data]
    assert messages == ["Rename: Le gîte", "Premier article"]
    assert "Premier article" in run(blog_folder, "history", "gite").out


def test_another_blog_is_named_with_an_option(blog_folder: Path, tmp_path: Path, run: Run) -> None:
    assert POST in run(tmp_path, "list", "--blog", str(blog_folder)).out


# What to know before publishing


def test_check_names_place_and_problem_and_succeeds_when_nothing_blocks(
    published_blog: Path, run: Run
) -> None:
    assert run(published_blog, "check").out == ""
    (published_blog / POST).write_text(
        "---\ntitle: A\ndate: 2020-01-01\n---\n\nVoir [b](b.md).\n\n![](x.png)\n", encoding="utf-8"
    )
    ran = run(published_blog, "check", "hotel")
    assert ran.status == 0
    assert ran.out.splitlines() == [
        f"{POST}:6: The link “b.md” leads to nothing in this blog.",
        f"{POST}:8: The image “x.png” is not in this blog.",
        f"{POST}:8: The image “x.png” has no text for those who cannot see it.",
    ]


def test_check_tells_of_photographs_that_say_where_they_were_taken_and_cleans_them_on_request(
    published_blog: Path, run: Run, git: Git
) -> None:
    (published_blog / POST).write_text(
        "---\ntitle: A\ndate: 2020-01-01\ncover: une.webp\n---\n\n![Rue](rue.jpg) ![Toit](toit.jpg)\n",
        encoding="utf-8",
    )
    street, roof = published_blog / "posts" / "rue.jpg", published_blog / "posts" / "toit.jpg"
    street.write_bytes(picture(told=TOLD))
    cover = published_blog / "posts" / "une.webp"
    cover.write_bytes(picture(kind="WEBP", told=TOLD))
    roof.write_bytes(picture())
    git(published_blog, "add", ".")
    git(published_blog, "commit", "--quiet", "-m", "Photos")
    assert run(published_blog, "check").out.splitlines() == [
        f"{POST}:4: The picture “une.webp” says where it was taken.",
        f"{POST}:7: The picture “rue.jpg” says where it was taken.",
    ]
    cleaned = run(published_blog, "check", "--clean-pictures")
    assert cleaned.out == ""
    assert "earlier commits keep what they said" in cleaned.err
    assert street.read_bytes() == roof.read_bytes() == picture()
    assert not private_parts(street.read_bytes()) | private_parts(cover.read_bytes())
    assert git(published_blog, "show", "--name-only", "--format=%s", "HEAD").split("\n") == [
        "Take out of 2 pictures where and how they were taken",
        "",
        "posts/rue.jpg",
        "posts/une.webp",
    ]
    before = git(published_blog, "rev-parse", "HEAD")
    assert run(published_blog, "check", "--clean-pictures").err == ""
    assert git(published_blog, "rev-parse", "HEAD") == before


def test_check_finds_photographs_that_are_linked_to_called_by_a_shortcode_or_only_lie_there(
    published_blog: Path, run: Run, git: Git
) -> None:
    (published_blog / POST).write_text(
        "---\ntitle: A\ndate: 2020-01-01\n---\n\n[![Rue](rue.jpg)](grande.JPG)\n\n"
        '{{< figure src="toit.jpg" alt="Le toit" >}}\n',
        encoding="utf-8",
    )
    names = ("grande.JPG", "toit.jpg", "seule été.jpg")
    for name in names:
        (published_blog / "posts" / name).write_bytes(picture(told=TOLD))
    (published_blog / "posts" / "rue.jpg").write_bytes(picture())
    git(published_blog, "add", ".")
    git(published_blog, "commit", "--quiet", "-m", "Photos")
    assert run(published_blog, "check").out.splitlines() == [
        f"{POST}:6: The picture “grande.JPG” says where it was taken.",
        f"{POST}:8: The picture “toit.jpg” says where it was taken.",
        "posts/seule été.jpg:1: The picture “posts/seule été.jpg” says where it was taken.",
    ]
    assert run(published_blog, "publish").err.count("says where it was taken") == 3
    run(published_blog, "check", "--clean-pictures")
    assert not any(private_parts((published_blog / "posts" / name).read_bytes()) for name in names)
    assert run(published_blog, "check").out == ""


def test_check_judges_no_link_by_a_name_that_a_header_nobody_can_read_may_give(
    published_blog: Path, run: Run
) -> None:
    (published_blog / POST).write_text(
        "---\ntitle: A\ndate: 2020-01-01\n---\n\n[b](b.md) [c](c.md) [d](d.md)\n", encoding="utf-8"
    )
    (published_blog / "posts" / "casse.md").write_text("---\ntitle: [A\nslug: b\n---\n", encoding="utf-8")
    (published_blog / "posts" / "lu.md").write_text(
        "---\ntitle: C\ndate: 2020-01-01\naliases: [/2014/c.md]\n---\n", encoding="utf-8"
    )
    ran = run(published_blog, "check", "hotel")
    assert ran.out.splitlines() == [f"{POST}:6: The link “d.md” leads to nothing in this blog."]


def test_check_fails_for_what_must_be_mended_and_tells_it_as_json(published_blog: Path, run: Run) -> None:
    (published_blog / "posts" / "casse.md").write_text("---\ntitle: [A\n---\n", encoding="utf-8")
    ran = run(published_blog, "check", "--json")
    assert ran.status == 1
    (found,) = ran.data
    assert {key: found[key] for key in ("path", "kind", "blocks")} == {
        "path": "posts/casse.md",
        "kind": "unreadable",
        "blocks": True,
    }
    assert found["sentence"].startswith("The front matter is not well formed")


# Publishing


def test_publish_says_how_many_posts_went_out(published_blog: Path, run: Run) -> None:
    run(published_blog, "set", "hotel", "title=Repris")
    assert run(published_blog, "publish").out == "Published: 1 correction.\n"
    assert run(published_blog, "publish").out == "Nothing to publish: origin has everything.\n"


def test_publish_says_which_address_did_not_get_it_and_ends_with_1(
    published_blog: Path, bare_remote: Path, tmp_path: Path, run: Run, git: Git
) -> None:
    away = tmp_path / "miroir.git"
    for address in (bare_remote, away):
        git(published_blog, "config", "--add", "remote.origin.pushurl", str(address))
    run(published_blog, "set", "hotel", "title=Repris")
    ran = run(published_blog, "publish")
    assert ran.status == 1
    assert ran.out.startswith(f"Published: 1 correction. {away} did not get it: There is no repository")
    assert run(published_blog, "list", "--json").data[0]["sync"] == "to publish"
    git(tmp_path, "clone", "--quiet", "--bare", str(bare_remote), str(away))
    ran = run(published_blog, "publish")
    assert (ran.status, ran.out) == (0, f"There was nothing new to publish. {away} has caught up.\n")
    assert run(published_blog, "list", "--json").data[0]["sync"] is None


def test_publish_makes_no_branch_beside_others_unasked(
    published_blog: Path, bare_remote: Path, run: Run, git: Git
) -> None:
    git(published_blog, "switch", "--quiet", "-c", "brouillon")
    run(published_blog, "new", "Neuf")
    refused(run(published_blog, "publish", "neuf"), "“brouillon”", "main", "--new-branch")
    assert git(bare_remote, "branch", "--format=%(refname:short)") == "main"
    assert run(published_blog, "list", "--json", "neuf").data[0]["draft"]
    ran = run(published_blog, "publish", "--new-branch")
    assert ran.out.startswith("Published to the branch “brouillon” of origin: ")
    assert git(bare_remote, "rev-parse", "brouillon") == git(published_blog, "rev-parse", "HEAD")


def test_publish_shows_what_the_server_says_made_harmless(
    published_blog: Path, bare_remote: Path, run: Run
) -> None:
    hook = bare_remote / "hooks" / "post-receive"
    hook.write_text(
        "#!/bin/sh\nprintf 'ERREUR \\033]0;x\\007date\\nSite NON mis à jour.\\n' >&2\n", encoding="utf-8"
    )
    hook.chmod(0o755)
    run(published_blog, "set", "hotel", "title=Repris")
    ran = run(published_blog, "publish", "--json")
    assert ran.data["words"] == "ERREUR date\nSite NON mis à jour."
    assert ran.err == ""
    run(published_blog, "set", "hotel", "title=Encore repris")
    ran = run(published_blog, "publish")
    assert ran.out == "Sent: 1 correction.\n"
    assert ran.err == (
        "blogwifi: The server took it, and reports a fault:\n"
        "origin: ERREUR date\norigin: Site NON mis à jour.\n"
    )


def test_a_hook_of_the_server_that_fails_after_the_push_fails_no_publication(
    published_blog: Path, bare_remote: Path, run: Run, git: Git
) -> None:
    hook = bare_remote / "hooks" / "post-receive"
    hook.write_text(
        "#!/bin/sh\necho Building\necho 'Error: no theme'\necho Stopped\nexit 1\n", encoding="utf-8"
    )
    hook.chmod(0o755)
    run(published_blog, "set", "hotel", "title=Repris")
    ran = run(published_blog, "publish", "--json")
    assert ran.status == 0
    assert ran.data["server"] == ["Building", "Error: no theme", "Stopped"]
    assert ran.data["fault"] == "Error: no theme"
    assert git(bare_remote, "rev-parse", "main") == git(published_blog, "rev-parse", "main")


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("#!/bin/sh\nkill -9 $$\n", "error: hooks/post-receive died of signal 9"),
        ("#!/nowhere\n", "fatal: cannot run hooks/post-receive: No such file or directory"),
    ],
    ids=["killed", "not started"],
)
def test_what_git_on_the_server_says_of_a_hook_that_never_spoke_is_told(
    published_blog: Path, bare_remote: Path, run: Run, script: str, told: str
) -> None:
    hook = bare_remote / "hooks" / "post-receive"
    hook.write_text(script, encoding="utf-8")
    hook.chmod(0o755)
    run(published_blog, "set", "hotel", "title=Repris")
    ran = run(published_blog, "publish", "--json")
    assert (ran.status, ran.data["server"], ran.data["fault"]) == (0, [told], told)


def test_what_a_forge_advertises_is_no_alarm(published_blog: Path, bare_remote: Path, run: Run) -> None:
    hook = bare_remote / "hooks" / "post-receive"
    words = "Create a pull request for 'fix-failed' on GitHub by visiting:"
    hook.write_text(f'#!/bin/sh\necho "{words}"\n', encoding="utf-8")
    hook.chmod(0o755)
    run(published_blog, "set", "hotel", "title=Repris")
    ran = run(published_blog, "publish")
    assert ran.out == "Published: 1 correction.\n"
    assert ran.err == f"origin: {words}\n"


def test_publish_names_first_the_commits_that_change_files_outside_the_blog(
    published_blog: Path, run: Run, git: Git
) -> None:
    site = published_blog / "site"
    (site / "posts").mkdir(parents=True)
    (site / "blogwifi.toml").write_text("", encoding="utf-8")
    (published_blog / "firmware.c").write_text("int x;\n", encoding="utf-8")
    git(published_blog, "add", "firmware.c")
    git(published_blog, "commit", "--quiet", "-m", "Pas fini")
    short = git(published_blog, "rev-parse", "--short=7", "HEAD")
    run(site, "new", "Neuf")
    ran = run(site, "publish")
    assert (ran.status, ran.out) == (0, "1 draft sent as a copy, not shown.\n")
    assert ran.err.splitlines() == [
        "blogwifi: Commits that change files outside the blog go along:",
        f"  {short} Pas fini (firmware.c)",
    ]


def test_site_learn_without_an_address_says_what_to_give(blog_folder: Path, run: Run) -> None:
    refused(run(blog_folder, "site", "learn"), "No address of a site was given", "https://example.org/")


def test_posts_in_a_repository_of_their_own_are_told_apart(published_blog: Path, run: Run, git: Git) -> None:
    inner = published_blog / "posts" / "carnet"
    git(published_blog, "clone", "--quiet", str(published_blog), str(inner))
    file = inner / "posts" / Path(POST).name
    file.write_text(file.read_text(encoding="utf-8") + "Ajout.\n", encoding="utf-8")
    path = file.relative_to(published_blog).as_posix()
    assert {one["path"]: one["sync"] for one in run(published_blog, "list", "--json").data} == {
        POST: None,
        path: "not kept",
    }
    where = "1 post lies in a repository of its own: open posts/carnet to commit and publish it."
    ran = run(published_blog, "commit")
    assert (ran.out, ran.err) == ("", f"blogwifi: {where}\n")
    refused(run(published_blog, "commit", path), "posts/carnet")
    refused(run(published_blog, "delete", path), "posts/carnet")
    assert file.exists()
    ran = run(published_blog, "publish")
    assert ran.out == f"There is nothing to publish from the repository around the posts. {where}\n"
    assert run(inner, "commit").status == 0


def test_new_takes_a_folder_and_other_keys(blog_folder: Path, run: Run) -> None:
    (blog_folder / "posts" / "notes").mkdir()
    (blog_folder / "posts" / "notes" / "un.md").write_text("---\ntitle: Un\n---\n\nUn.\n", encoding="utf-8")
    ran = run(
        blog_folder, "new", "Deux", "--in", "notes", "--set", "description=Une phrase", "--set", "toc=true"
    )
    assert (ran.status, ran.out) == (0, "posts/notes/deux.md\n")
    text = (blog_folder / "posts/notes/deux.md").read_text(encoding="utf-8")
    assert "\ndescription: Une phrase\n" in text
    assert "\ntoc: true\n" in text
    refused(run(blog_folder, "new", "Trois", "--in", "static"), "static", "posts/notes")
    refused(run(blog_folder, "new", "Trois", "--set", "toc"), "toc", status=2)


def test_new_says_where_the_site_would_show_a_draft(blog_folder: Path, run: Run) -> None:
    (blog_folder / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\nbuildDrafts = true\n', encoding="utf-8"
    )
    (blog_folder / "content").mkdir()
    ran = run(blog_folder, "new", "Neuf")
    assert ran.out == "content/posts/neuf.md\n"
    assert "draft" not in (blog_folder / "content/posts/neuf.md").read_text(encoding="utf-8")
    assert ran.err.startswith("blogwifi: The site shows drafts (buildDrafts = true)")


def test_new_leaves_no_file_where_nothing_may_be_committed_yet(blog_folder: Path, run: Run, git: Git) -> None:
    git(blog_folder, "config", "core.hooksPath", "hooks")
    (blog_folder / "hooks").mkdir()
    (blog_folder / "hooks" / "pre-commit").write_text("#!/bin/sh\n", encoding="utf-8")
    (blog_folder / "hooks" / "pre-commit").chmod(0o755)
    before = set((blog_folder / "posts").iterdir())
    refused(run(blog_folder, "new", "Neuf"), "blogwifi trust")
    assert set((blog_folder / "posts").iterdir()) == before


def test_new_leaves_no_file_in_a_repository_of_its_own(published_blog: Path, run: Run, git: Git) -> None:
    git(published_blog, "clone", "--quiet", str(published_blog), "content")
    (published_blog / "blogwifi.toml").write_text('[blog]\nposts = "content/posts"\n', encoding="utf-8")
    refused(run(published_blog, "new", "Neuf"), "content", "repository of its own")
    assert git(published_blog / "content", "status", "--porcelain") == ""


def test_check_names_the_copies_that_programs_left(published_blog: Path, run: Run) -> None:
    copy = "posts/2026-05-12-le-wifi-de-l-hotel.sync-conflict-20261126-101010-ABCDEFG.md"
    shutil.copyfile(published_blog / POST, published_blog / copy)
    assert f"{copy}:1: By its name, a copy of {POST}" in run(published_blog, "check").out


def test_publish_sends_a_draft_only_when_it_is_named(
    published_blog: Path, bare_remote: Path, run: Run, git: Git
) -> None:
    path = run(published_blog, "new", "Au jour dit").out.strip()
    run(published_blog, "publish")
    assert "draft: true" in git(bare_remote, "show", f"main:{path}")
    run(published_blog, "publish", "jour")
    assert "draft: true" not in git(bare_remote, "show", f"main:{path}")
    assert git(bare_remote, "log", "-1", "--format=%s", "main") == "Publish: Au jour dit"


def test_publish_warns_and_goes_on(published_blog: Path, run: Run) -> None:
    text = "---\ntitle: A\ndate: 2020-01-01\n---\n\n[b](b.md)\n"
    (published_blog / POST).write_text(text, encoding="utf-8")
    ran = run(published_blog, "publish", "hotel")
    assert (ran.status, ran.out) == (0, "Published: 1 correction.\n")
    assert ran.err == f"{POST}:6: The link “b.md” leads to nothing in this blog.\n"


def test_publish_sends_and_commits_nothing_when_something_must_be_mended(
    published_blog: Path, bare_remote: Path, run: Run, git: Git
) -> None:
    text = "---\ntitle: A\ndate: 2020-01-01\nlang: fr\n---\n\n<<<<<<< a\n=======\n>>>>>>> b\n"
    (published_blog / POST).write_text(text, encoding="utf-8")
    before = git(published_blog, "rev-parse", "HEAD")
    ran = run(published_blog, "publish", "hotel")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        f"{POST}:7: Two versions stand in the text, between <<<<<<< and >>>>>>>.",
        "blogwifi: Nothing was sent. Mend this first, then publish again:",
        f"  {POST}: Keep what is right, and delete the lines with the marks.",
    ]
    assert git(published_blog, "rev-parse", "HEAD") == before == git(bare_remote, "rev-parse", "main")
    assert (published_blog / POST).read_text(encoding="utf-8") == text


def test_what_the_settings_of_a_site_and_the_names_of_its_folders_hold_acts_on_no_terminal(
    blog_folder: Path, run: Run, git: Git
) -> None:
    (blog_folder / "_config.yml").write_text(
        'title: "Car\\e[31mnet"\nurl: "https://x\u202e"\n', encoding="utf-8"
    )
    (blog_folder / "_posts").mkdir()
    (blog_folder / "_posts/2020-01-02-a.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    folder = blog_folder / "notes\x1b]0;x\x07"
    folder.mkdir()
    (folder / "b.md").write_text("---\ntitle: B\n---\n", encoding="utf-8")
    ran = run(blog_folder, "status")
    assert ran.status == 0
    assert "Car␛[31mnet" in ran.out
    assert "notes␛]0;x␇" in ran.out
    assert not {"\x1b", "\x07", "\u202e"} & {*ran.out, *ran.err}


def test_the_title_of_a_post_that_leaves_acts_on_no_terminal(
    published_blog: Path, run: Run, git: Git
) -> None:
    text = '---\ntitle: "A\\e[31m\\u202e"\ndate: 2020-01-02\n---\n\nTexte.\n'
    (published_blog / "posts/a.md").write_text(text, encoding="utf-8")
    git(published_blog, "add", ".")
    git(published_blog, "commit", "--quiet", "-m", "A")
    git(published_blog, "push", "--quiet")
    run(published_blog, "delete", "posts/a.md")
    ran = run(published_blog, "publish")
    assert (ran.status, ran.err) == (0, "blogwifi: Leaves the site: posts/a.md (“A␛[31m‹U+202E›”)\n")
    assert not {"\x1b", "\u202e"} & {*ran.out}


def test_publish_sends_a_withdrawal_says_so_and_does_not_make_the_post_public_again(
    published_blog: Path, bare_remote: Path, run: Run, git: Git
) -> None:
    run(published_blog, "set", "hotel", "draft=true")
    ran = run(published_blog, "publish", "hotel")
    assert (ran.status, ran.err) == (0, f"blogwifi: Leaves the site: {POST} (“Le WiFi de l’hôtel”)\n")
    assert ran.out.startswith("Published: 1 post taken off the site.")
    assert "draft: true" in git(bare_remote, "show", f"main:{POST}")


def test_publish_says_when_the_site_will_show_what_was_sent(
    tmp_path: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    know(monkeypatch)
    ahead = "---\ntitle: Plus tard\ndate: 2095-01-01 10:00:00\n---\n\na\n"
    blog = site_of(QUIET, tmp_path / "blog", {"texts/a.md": ahead}, git)
    git(tmp_path, "init", "--quiet", "--bare", "r.git")
    git(blog.root, "remote", "add", "origin", str(tmp_path / "r.git"))
    ran = run(blog.root, "publish", "--json")
    assert [each["path"] for each in json.loads(ran.out)["later"]] == ["texts/a.md"]
    (blog.root / "texts/a.md").write_text(f"{ahead}b\n", encoding="utf-8")
    told = run(blog.root, "publish", "a").out
    assert told.startswith("Published: 1 correction. The site will show “Plus tard” from 1 January 2095, ")


def test_publish_tells_of_posts_that_stay_behind(published_blog: Path, run: Run) -> None:
    (published_blog / POST).write_text("Pas fini.\n", encoding="utf-8")
    ran = run(published_blog, "publish")
    assert ran.status == 0
    assert "1 changed post is not committed" in ran.err


# What fails is a sentence with a next step


def test_a_folder_that_is_not_there_is_told_from_one_without_a_blog(tmp_path: Path, run: Run) -> None:
    refused(run(tmp_path, "-C", "/nope", "list"), "no such folder: /nope")


def test_no_blog_offers_init_and_demo(tmp_path: Path, run: Run) -> None:
    refused(run(tmp_path, "list"), "no blog", str(tmp_path), "blogwifi init", "blogwifi demo")


def test_a_word_that_is_neither_verb_nor_path_opens_nothing(blog_folder: Path, run: Run) -> None:
    refused(run(blog_folder, "pubish"), "pubish", "“blogwifi publish”", status=2)


def test_a_name_that_fits_no_post_or_several_is_said(blog_folder: Path, run: Run) -> None:
    run(blog_folder, "new", "Le WiFi du gîte")
    refused(run(blog_folder, "show", "camping"), "“camping”", "blogwifi list")
    refused(run(blog_folder, "show", "le-wifi-d"), POST, "le-wifi-du-gite.md")


def test_no_repository_still_lists_and_says_how_to_get_one(tmp_path: Path, run: Run) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "blogwifi.toml").touch()
    (tmp_path / "posts" / "ici.md").write_text("# Ici\n", encoding="utf-8")

    ran = run(tmp_path, "list", "--json")
    assert (ran.status, ran.data[0]["title"], ran.data[0]["sync"]) == (0, "Ici", None)
    refused(run(tmp_path, "publish"), "not in a git repository", "git init")
    refused(run(tmp_path, "history", "ici"), "not in a git repository")


def test_without_an_identity_a_title_is_typed_again_and_a_text_is_kept(
    blog_folder: Path, no_identity: None, run: Run
) -> None:
    for _time in range(2):
        refused(run(blog_folder, "new", "Sans nom"), "git config --global user.name")
        assert not list((blog_folder / "posts").glob("*-sans-nom*.md"))
    ran = run(blog_folder, "new", "Sans nom", "--body", "Un texte.", "--json")
    (kept,) = (blog_folder / "posts").glob("*-sans-nom.md")
    assert kept.read_text(encoding="utf-8").endswith("Un texte.\n")
    said = json.loads(ran.err)
    assert (ran.status, said["path"]) == (1, f"posts/{kept.name}")
    assert f"blogwifi commit posts/{kept.name}" in said["message"]


def test_a_new_post_whose_editor_fails_goes_unless_something_was_written(
    blog_folder: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "false")
    refused(run(blog_folder, "new", "Sans editeur", "--edit"), "name another editor in EDITOR")
    monkeypatch.setenv("EDITOR", "no-such-editor")
    refused(run(blog_folder, "new", "Sans editeur", "--edit"), "Install it, or name another editor in EDITOR")
    assert not list((blog_folder / "posts").glob("*-sans-editeur*"))
    editor = tmp_path / "editeur"
    editor.write_text('#!/bin/sh\necho Des mots. >> "$1"; exit 1\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    refused(run(blog_folder, "new", "Sans editeur", "--edit"), "blogwifi commit posts/")
    (kept,) = (blog_folder / "posts").glob("*-sans-editeur*")
    assert kept.read_text(encoding="utf-8").endswith("Des mots.\n")


def test_a_new_post_that_a_lock_keeps_from_its_commit_is_not_left_behind(blog_folder: Path, run: Run) -> None:
    (blog_folder / ".git" / "index.lock").touch()
    assert run(blog_folder, "new", "Verrou").status == 1
    assert not list((blog_folder / "posts").glob("*-verrou*"))


def test_no_remote_says_how_to_add_one(blog_folder: Path, run: Run) -> None:
    refused(run(blog_folder, "publish"), "blogwifi remote ADDRESS")


def test_a_remote_that_is_gone_is_told_from_an_accident(
    published_blog: Path, bare_remote: Path, run: Run, git: Git
) -> None:
    run(published_blog, "set", "hotel", "title=Repris")
    shutil.rmtree(bare_remote)
    refused(
        run(published_blog, "publish"),
        f"Your post is safe (commit {git(published_blog, 'rev-parse', '--short=7', 'HEAD')}).",
        "no repository at the address of origin",
        "blogwifi remote ADDRESS",
    )
    assert git(published_blog, "log", "-1", "--format=%s") == "Edit: Repris"


def test_a_header_that_cannot_be_changed_is_left_as_it_is(odd_blog: Path, run: Run) -> None:
    before = (odd_blog / "posts" / "casse.md").read_bytes()
    refused(run(odd_blog, "set", "casse", "draft=true"), "posts/casse.md", "as text")
    assert (odd_blog / "posts" / "casse.md").read_bytes() == before


def test_a_setting_that_is_wrong_names_file_line_and_the_right_word(blog_folder: Path, run: Run) -> None:
    (blog_folder / "blogwifi.toml").write_text('[blog]\ntitel = "Ondes"\n', encoding="utf-8")
    sentence = f"{blog_folder}/blogwifi.toml, line 2: there is no setting called “blog.titel”."
    ran = run(blog_folder, "list")
    assert (ran.status, POST in ran.out) == (0, True)
    assert ran.err == f"blogwifi: {sentence} Did you mean “blog.title”?\n"
    assert json.loads(run(blog_folder, "list", "--json").err)["note"].startswith(sentence)
    first = run(blog_folder, "settings", "--json").data[0]
    assert (first["key"], first["mistake"]) == ("blog.titel", f"{sentence} Did you mean “blog.title”?")
    assert run(blog_folder, "check").status == 1


def test_a_blog_that_does_not_say_rightly_what_is_published_publishes_nothing(
    published_blog: Path, run: Run, git: Git
) -> None:
    before = git(published_blog, "rev-parse", "origin/main")
    run(published_blog, "new", "Neuf")
    (published_blog / "blogwifi.toml").write_text('[blog]\nposts = "../ailleurs"\n', encoding="utf-8")
    for words in (["publish"], ["publish", "neuf"], ["publish", "--dry-run"]):
        ran = run(published_blog, *words)
        last = ran.err.splitlines()[-1]
        assert (ran.status, "line 2: “blog.posts”" in last) == (1, True)
        assert last.startswith("blogwifi: Nothing is published before this is mended. ")
    assert git(published_blog, "ls-remote", "origin", "main").split()[0] == before.strip()
    (published_blog / "blogwifi.toml").write_text("[blog]\ntitle = 3\n[commit]\nask = 1\n", encoding="utf-8")
    assert run(published_blog, "publish").status == 0
    assert git(published_blog, "ls-remote", "origin", "main").split()[0] != before.strip()


@pytest.mark.parametrize(
    "arguments",
    [
        ["set"],
        ["show"],
        ["new"],
        ["list", "--jsn"],
        ["set", "hotel", "no-equals-sign"],
        ["set", "hotel", "=x"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_two_and_changes_nothing(
    blog_folder: Path, run: Run, git: Git, arguments: list[str]
) -> None:
    ran = run(blog_folder, *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err
    assert git(blog_folder, "rev-list", "--count", "HEAD") == "1"


def test_without_a_terminal_the_program_points_to_the_verbs(
    blog_folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        refused(run(blog_folder), "blogwifi --help", status=2)


@pytest.mark.usefixtures("french")
def test_sentences_are_in_the_persons_language(tmp_path: Path, run: Run) -> None:
    refused(run(tmp_path, "list"), "Il n’y a pas de blog", f"«\u00a0blogwifi init {tmp_path}\u00a0»")


def test_restore_brings_back_what_a_post_said_even_a_deleted_one(
    blog_folder: Path, run: Run, git: Git
) -> None:
    first = (blog_folder / POST).read_bytes()
    sha = git(blog_folder, "rev-parse", "HEAD")
    run(blog_folder, "set", "hotel", "lang=fr")
    assert run(blog_folder, "restore", "hotel", sha[:8]) == Ran(0, f"{POST}\n", "")
    assert (blog_folder / POST).read_bytes() == first
    run(blog_folder, "delete", "hotel")
    assert run(blog_folder, "restore", POST, sha, "--json").data["commit"] == git(
        blog_folder, "rev-parse", "HEAD"
    )
    assert (blog_folder / POST).read_bytes() == first
    refused(run(blog_folder, "restore", "hotel", "0000000"), "knows no", "blogwifi history")
    refused(run(blog_folder, "restore", "inconnu", sha), "inconnu")


def test_undo_takes_back_the_last_change_and_says_when_it_was_published(
    published_blog: Path, run: Run, git: Git
) -> None:
    refused(run(published_blog, "undo"), "no change made here")
    run(published_blog, "set", "hotel", "lang=fr")
    run(published_blog, "publish")
    ran = run(published_blog, "undo")
    assert ran.status == 0
    assert (
        ran.out
        == f"{git(published_blog, 'rev-parse', '--short=7', 'HEAD')} Undone: “Edit: Le WiFi de l’hôtel”.\n"
    )
    assert "had been published" in ran.err
    assert git(published_blog, "diff", "HEAD~2", "HEAD") == ""


def test_a_verb_says_what_became_of_a_step_that_was_killed_and_goes_on(blog_folder: Path, run: Run) -> None:
    blog = Blog.open(blog_folder)
    before = (blog_folder / POST).read_bytes()
    journal = StepJournal(blog_folder, blog._repository.head)

    def killed() -> None:
        with journal.step([FileChange(POST, before, b"Neuf.")], "Tags: a → b"):
            (blog_folder / POST).write_bytes(b"Neuf.")
            raise SystemExit

    with pytest.raises(SystemExit):
        killed()
    listed = run(blog_folder, "list", "--json")
    assert listed.status == 0
    told = "“Tags: a → b” was interrupted, and has been taken back: do it again if you like."
    assert json.loads(listed.err) == {"note": told}
    assert [entry["sync"] for entry in listed.data] == ["to publish"]
    assert run(blog_folder, "list").err == ""


def test_a_long_history_is_printed_whole(blog_folder: Path, git: Git, run: Run) -> None:
    tip = git(blog_folder, "rev-parse", "HEAD")
    entry = (
        "commit refs/heads/main\ncommitter M <m@e> {when} +0000\ndata 1\nm\n{parent}M 100644 inline {path}\n"
    )
    stream = "".join(
        entry.format(when=1_800_000_000 + number, parent="" if number else f"from {tip}\n", path=POST)
        + f"data 3\n{number:03d}\n"
        for number in range(230)
    )
    git(blog_folder, "fast-import", "--quiet", stdin=stream)
    assert len(run(blog_folder, "history", POST, "--json").data) == 231
    assert len(run(blog_folder, "history", POST).out.splitlines()) == 231


def test_settings_tells_each_with_its_value_and_where_it_comes_from(
    run: Run, blog_folder: Path, home: Path, git: Git
) -> None:
    (home / "config" / "blogwifi").mkdir(parents=True)
    (home / "config" / "blogwifi" / "config.toml").write_text('[ui]\ntheme = "nord"\n')
    (blog_folder / "blogwifi.toml").write_text("[publish]\nfetch_minutes = 0\n")
    told = run(blog_folder, "settings")
    rows = {key: rest for key, *rest in (line.split("\t") for line in told.out.splitlines())}
    assert told.status == 0
    assert rows["ui.theme"] == ["nord", "person"]
    assert rows["publish.fetch_minutes"] == ["0", "blog"]
    assert rows["commit.ask"] == ["true", "default"]
    data = {each["key"]: each for each in run(blog_folder, "settings", "--json").data}
    assert (data["publish.fetch_minutes"]["value"], data["publish.fetch_minutes"]["origin"]) == (0, "blog")
    assert data["ui.theme"]["file"].endswith("config.toml")
    assert git(blog_folder, "status", "--porcelain").split() == ["??", "blogwifi.toml"]


@pytest.mark.usefixtures("no_identity")
def test_a_new_post_that_nobody_could_commit_opens_no_editor(
    blog_folder: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "sh -c 'echo Des mots. >> \"$0\"'")
    for _time in range(2):
        refused(run(blog_folder, "new", "Sans nom", "--edit"), "git does not know your name yet")
    assert git(blog_folder, "status", "--porcelain") == ""


def test_what_a_verb_did_names_its_commit_as_json(blog_folder: Path, run: Run, git: Git) -> None:
    for words in (["duplicate", "hotel"], ["rename", POST, "Autre"]):
        told = run(blog_folder, *words, "--json").data
        assert told["commit"] == git(blog_folder, "rev-parse", "HEAD")
    assert {each["live"] for each in run(blog_folder, "list", "--json").data} == {None}


def test_where_there_is_nothing_to_change_that_is_said(blog_folder: Path, run: Run, git: Git) -> None:
    words = "blogwifi: Nothing to change: it is so already.\n"
    assert run(blog_folder, "restore", "hotel", "HEAD").err == words
    assert run(blog_folder, "set", "hotel", "--unset", "nokey").err.endswith(words)
    assert run(blog_folder, "set", "hotel", "lang=fr").err == ""
    assert git(blog_folder, "rev-list", "--count", "HEAD") == "2"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list", "--json", "--format", "tsv"], "ask for two things"),
        (["remote", "--instead-of", "x"], "needs the new address too"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    blog_folder: Path, run: Run, arguments: list[str], words: str
) -> None:
    ran = run(blog_folder, *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err


def test_a_link_that_leads_nowhere_is_no_post_to_commit(blog_folder: Path, run: Run, git: Git) -> None:
    (blog_folder / "posts" / "nulle-part.md").symlink_to("absent.md")
    assert run(blog_folder, "commit").out == "Nothing to commit.\n"
    assert git(blog_folder, "rev-list", "--count", "HEAD") == "1"


def test_undo_says_first_what_it_would_undo_where_that_is_asked_for(
    blog_folder: Path, run: Run, git: Git
) -> None:
    run(blog_folder, "set", "hotel", "lang=fr")
    head = git(blog_folder, "rev-parse", "HEAD")
    told = run(blog_folder, "undo", "--dry-run")
    assert told.out.startswith(head[:7])
    assert told.err.startswith("blogwifi: Nothing was done")
    assert run(blog_folder, "undo", "--dry-run", "--json").data["undone"] == head
    assert git(blog_folder, "rev-parse", "HEAD") == head


def test_outside_of_a_blog_settings_tells_those_of_the_person(run: Run, tmp_path: Path) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text('[ui]\ntheme = "nord"\n', encoding="utf-8")
    told = run(tmp_path, "settings")
    rows = {key: rest for key, *rest in (line.split("\t") for line in told.out.splitlines())}
    assert (told.status, told.err) == (0, "")
    assert rows["ui.theme"] == ["nord", "person"]
    assert {key.partition(".")[0] for key in rows} == {"ui"}
    refused(run(tmp_path, "settings", "-C", "nowhere"), "no such folder")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('theme = "dracul"', "Did you mean “dracula”?"),
        ('keys.nope = "x"', "no setting called “ui.keys.nope”"),
    ],
)
def test_a_theme_or_a_key_that_is_none_is_told_by_settings_and_doctor(
    run: Run, blog_folder: Path, line: str, words: str
) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text(f"[ui]\n{line}\n", encoding="utf-8")
    told = run(blog_folder, "settings")
    assert told.status == 0
    assert "ui.theme\t" in told.out
    assert "config.toml, line 2: " in told.err
    assert words in told.err
    looked = run(blog_folder, "doctor")
    assert looked.status == 1
    assert words in looked.out
    assert run(blog_folder, "list").status == 0


# What the other machine published


def test_pull_takes_in_what_the_other_machine_published_and_names_it(
    published_blog: Path, other_clone: Path, git: Git, run: Run
) -> None:
    assert run(published_blog, "pull").out == "Nothing to take in: all that the other side has is here.\n"
    run(other_clone, "new", "Du portable")
    run(other_clone, "publish")
    ran = run(published_blog, "pull", "--json")
    (path,) = (post["path"] for post in run(published_blog, "list", "--json", "portable").data)
    assert ran.data == {
        "commits": 1,
        "from": "origin/main",
        "posts": [{"path": path, "title": "Du portable", "change": "new"}],
        "files": 0,
        "conflicts": [],
        "added": [],
    }
    assert run(published_blog, "pull", "--json").data["commits"] == 0


def test_pull_touches_nothing_where_both_changed_the_same_post(
    published_blog: Path, other_clone: Path, git: Git, run: Run
) -> None:
    run(other_clone, "rename", "hotel", "Là-bas")
    run(other_clone, "publish")
    (published_blog / POST).unlink()
    run(published_blog, "commit")
    before = git(published_blog, "rev-parse", "HEAD")
    refused(run(published_blog, "pull"), "Both sides changed the same post", "press p, or g")
    assert git(published_blog, "rev-parse", "HEAD") == before
    assert git(published_blog, "status", "--porcelain") == ""


def test_publish_tells_what_came_in(published_blog: Path, other_clone: Path, run: Run) -> None:
    run(other_clone, "new", "Du portable")
    run(other_clone, "publish")
    run(published_blog, "new", "Du bureau")
    told = run(published_blog, "publish", "--json").data["came_in"]
    assert (told["from"], [post["title"] for post in told["posts"]]) == ("origin/main", ["Du portable"])
