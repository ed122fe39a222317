"""Publishing from the list and from the editor: what is asked, what is sent, and what is said, all true."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.publish import PlannedChange, Publication, PublishPlan
from blogwifi_tui.core.trust import agree_to_all, open_guarded
from blogwifi_tui.i18n.result_messages import published
from blogwifi_tui.vcs.sync import Outcome
from tests.conftest import Git
from tests.pictures import TOLD, picture
from tests.ui.person import at_the_program

HOTEL = "posts/2020-03-04-hotel.md"
EGLISE = "posts/2014-02-03-eglise.md"
DRAFT = "posts/2021-06-01-brouillon.md"


def edit(folder: Path, path: str, word: str = "Ajout.") -> None:
    file = folder / path
    file.write_text(file.read_text(encoding="utf-8") + f"\n{word}\n", encoding="utf-8")


def subjects(git: Git, folder: Path, since: str) -> list[str]:
    """The subjects of the commits that ``folder`` has since ``since``, the oldest first."""
    return git(folder, "log", "--reverse", "--format=%s", f"{since}..main").split("\n")


async def test_with_nothing_to_publish_it_says_so(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("p")
        assert person.message == "Nothing to publish: origin has everything."


async def test_what_is_committed_goes_with_one_key(blog: Path, bare_remote: Path, git: Git) -> None:
    edit(blog, HOTEL)
    git(blog, "commit", "--quiet", "-am", "Corrige l’hôtel")
    async with at_the_program(blog) as person:
        await person.press("p")
        assert person.message == "Published: 1 correction."
        assert person.line(0).endswith("up to date with origin/main")
    assert git(bare_remote, "log", "-1", "--format=%s", "main") == "Corrige l’hôtel"


async def test_the_heading_of_the_preview_tells_what_was_published(blog: Path, git: Git) -> None:
    (blog / "posts" / "2022-01-01-neuf.md").write_text("---\ntitle: Neuf\n---\n\nTexte.\n", encoding="utf-8")
    git(blog, "add", ".")
    git(blog, "commit", "--quiet", "-m", "Neuf")
    async with at_the_program(blog, (120, 40)) as person:
        while person.selected != "Neuf":
            await person.press("down")
        assert person.text().count("○ ready") == 2
        published = person.text().count("● published")
        await person.press("p")
        assert person.message == "Published: 1 new post."
        assert person.text().count("○ ready") == 0
        assert person.text().count("● published") == published + 2


async def test_a_draft_under_the_cursor_is_told_and_p_again_dates_it_and_sends_it(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    before = git(bare_remote, "rev-parse", "main")
    async with at_the_program(blog) as person:
        await person.press("down", "p")
        assert "“Un brouillon” is a draft. Publishing dates it now and makes it ready." in person.asked
        await person.press("p")
        assert person.message == "Published: 1 new post."
        assert person.selected == "Un brouillon"
        assert "● published" in person.text().split("▌")[1].split("\n")[0]
    assert subjects(git, bare_remote, before) == ["Publish: Un brouillon"]
    text = git(bare_remote, "show", f"main:{DRAFT}")
    assert "draft: false" in text
    assert "date: 2021-06-01" not in text


async def test_a_photograph_that_says_where_it_was_taken_is_told_and_cleaned_before_it_goes(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    (blog / "posts" / "rue.jpg").write_bytes(picture(told=TOLD))
    edit(blog, HOTEL, "![La rue](rue.jpg)")
    git(blog, "add", ".")
    git(blog, "commit", "--quiet", "-m", "Une photo")
    async with at_the_program(blog) as person:
        await person.press("p")
        assert "The picture “rue.jpg” says where it was taken." in person.asked
        assert "earlier commits keep what they said" in person.asked
        await person.press("c")
        assert person.message.startswith("Published: ")
    assert git(bare_remote, "log", "-1", "--format=%s", "main").startswith("Take out of a picture")
    assert (blog / "posts" / "rue.jpg").read_bytes() == picture()


async def test_not_now_changes_and_sends_nothing(blog: Path, bare_remote: Path, git: Git) -> None:
    before = git(blog, "rev-parse", "HEAD")
    async with at_the_program(blog) as person:
        for answer in ("n", "escape"):
            await person.press("down", "p", answer, "up")
    assert git(blog, "rev-parse", "HEAD") == before == git(bare_remote, "rev-parse", "main")


async def test_the_draft_can_be_left_out_of_what_is_published(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    before = git(bare_remote, "rev-parse", "main")
    edit(blog, HOTEL)
    git(blog, "commit", "--quiet", "-am", "Corrige l’hôtel")
    async with at_the_program(blog) as person:
        await person.press("down", "p")
        assert "1 post committed and ready:\n  · Le WiFi de l’hôtel" in person.asked
        await person.press("l")
        assert person.message == "Published: 1 correction."
    assert subjects(git, bare_remote, before) == ["Corrige l’hôtel"]
    assert "draft: true" in (blog / DRAFT).read_text(encoding="utf-8")


async def test_posts_not_committed_are_named_and_committed_first_each_by_itself(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    before = git(bare_remote, "rev-parse", "main")
    edit(blog, HOTEL)
    (blog / "posts" / "2022-01-01-neuf.md").write_text("---\ntitle: Neuf\n---\n", encoding="utf-8")
    (blog / "notes.txt").write_text("rien à voir\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("p")
        assert "2 posts changed here and not committed" in person.asked
        assert "· Neuf" in person.asked
        await person.press("p")
        assert person.message == "Published: 1 new post, 1 correction."
    assert sorted(subjects(git, bare_remote, before)) == ["Add: Neuf", "Edit: Le WiFi de l’hôtel"]
    assert git(blog, "status", "--porcelain") == "?? notes.txt"


async def test_what_was_written_since_the_list_last_looked_is_in_the_plan(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.idle()
        edit(blog, HOTEL)
        await person.press("p")
        assert "1 post changed here and not committed" in person.asked
        await person.press("n")


@pytest.mark.parametrize(("confirm", "asked"), [("always", True), ("warnings", True), ("never", False)])
async def test_a_date_ahead_is_a_warning_that_the_settings_may_silence(
    blog: Path, git: Git, confirm: str, asked: bool
) -> None:
    letter = blog / "posts/2095-01-01-lettre.md"
    (blog / "posts/2095-01-01-autre.md").write_bytes(letter.read_bytes())
    git(blog, "add", "posts")
    git(blog, "commit", "--quiet", "-am", "Autre lettre")
    (blog / "blogwifi.toml").write_text(f'[publish]\nconfirm = "{confirm}"\n', encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("end", "p")
        assert ("is dated 1 January 2095: most sites show it only then." in person.asked) is asked
        await person.press(*["p"] * asked)
        assert person.message == "Published: 1 new post."


async def test_a_correction_of_what_the_remote_has_with_its_date_ahead_opens_no_sheet(
    blog: Path, git: Git
) -> None:
    edit(blog, "posts/2095-01-01-lettre.md")
    git(blog, "commit", "--quiet", "-am", "Lettre")
    async with at_the_program(blog) as person:
        await person.press("home", "p")
        assert person.message == "Published: 1 correction."


async def test_a_draft_dated_ahead_can_keep_its_date(blog: Path, bare_remote: Path, git: Git) -> None:
    path = "posts/2096-01-01-plus-tard.md"
    text = "---\ntitle: Plus tard\ndate: 2096-01-01T09:00:00+01:00\ndraft: true\n---\n\nTexte.\n"
    (blog / path).write_text(text, encoding="utf-8")
    git(blog, "add", path)
    git(blog, "commit", "--quiet", "-m", "Plus tard")
    async with at_the_program(blog) as person:
        await person.press("home", "p")
        assert "Its date lies ahead, 1 January 2096, 09:00: kept, it schedules the post." in person.asked
        await person.press("k")
        assert person.message.startswith("Published: 1 new post.")
    sent = git(bare_remote, "show", f"main:{path}")
    assert "date: 2096-01-01T09:00:00+01:00" in sent
    assert "draft: true" not in sent


async def test_where_addresses_are_known_what_was_published_is_named_with_its_own(
    blog: Path, git: Git
) -> None:
    (blog / "blogwifi.toml").write_text(
        '[blog]\npublic_address = "https://site.example/{slug}/"\n', encoding="utf-8"
    )
    git(blog, "add", "blogwifi.toml")
    edit(blog, HOTEL)
    git(blog, "commit", "--quiet", "-am", "Hôtel")
    async with at_the_program(blog) as person:
        await person.press("home", "p")
        assert person.message.startswith(
            "Published: 1 correction. “Le WiFi de l’hôtel”: https://site.example/"
        )


@pytest.mark.parametrize(("confirm", "asked"), [("always", True), ("warnings", True), ("never", False)])
async def test_what_is_worth_a_look_opens_the_sheet_by_setting(
    blog: Path, git: Git, confirm: str, asked: bool
) -> None:
    edit(blog, HOTEL, "Voir [le plan](perdu.md).")
    git(blog, "commit", "--quiet", "-am", "Corrige")
    (blog / "blogwifi.toml").write_text(f'[publish]\nconfirm = "{confirm}"\n', encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("p")
        sheet = person.asked if asked else ""
        assert ("1 correction.\n\nWorth a look:" in sheet) is asked
        found = "  Le WiFi de l’hôtel\n  ! line 9: The link “perdu.md” leads to nothing in this blog."
        assert (found in sheet) is asked
        await person.press(*["p"] * asked)
        assert person.message == "Published: 1 correction."


async def test_nothing_is_published_while_a_setting_that_decides_of_it_is_wrong(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    edit(blog, HOTEL)
    before = git(bare_remote, "rev-parse", "main"), git(blog, "rev-parse", "HEAD")
    (blog / "blogwifi.toml").write_text('[publish]\nconfirm = "alwais"\n', encoding="utf-8")
    async with at_the_program(blog) as person:
        assert "blogwifi.toml, line 2: “publish.confirm” must be one of always" in person.message
        await person.press("p")
        told = f"{person.asked} {person.message}"
        assert "blogwifi.toml, line 2: “publish.confirm” must be one of always" in told
        await person.press("escape")
        assert (git(bare_remote, "rev-parse", "main"), git(blog, "rev-parse", "HEAD")) == before
        await person.press("comma")
        await person.write("publish.confirm")
        await person.press("enter", "up", "up", "up", "enter", "escape", "escape")
        await person.press("p", "p")
        assert person.message.startswith("Published: 1 correction.")
    assert git(bare_remote, "rev-parse", "main") != before[0]


@pytest.mark.parametrize("confirm", ["always", "never"])
async def test_what_must_be_mended_cannot_be_published_past(
    blog: Path, bare_remote: Path, git: Git, confirm: str
) -> None:
    before = git(bare_remote, "rev-parse", "main")
    edit(blog, HOTEL, "<<<<<<< HEAD\nun\n=======\ndeux\n>>>>>>> autre")
    git(blog, "commit", "--quiet", "-am", "Corrige")
    (blog / "blogwifi.toml").write_text(f'[publish]\nconfirm = "{confirm}"\n', encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("p")
        assert "To be mended first:\n  Le WiFi de l’hôtel\n  ✗ line 9: Two" in person.asked
        assert "Keep what is right, and delete the lines with the marks." in person.asked
        assert "Publish (" not in person.text()
        await person.press("p", "enter")
        assert person.at == "ListScreen"
    assert git(bare_remote, "rev-parse", "main") == before


async def test_what_must_be_mended_and_is_not_committed_can_stay_while_the_rest_goes(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    before = git(bare_remote, "rev-parse", "main")
    edit(blog, "posts/2014-02-03-eglise.md")
    edit(blog, HOTEL, "<<<<<<< HEAD\nun\n=======\ndeux\n>>>>>>> autre")
    async with at_the_program(blog) as person:
        await person.press("p")
        assert "Publish the rest (p)" in person.text()
        await person.press("p")
        assert person.message == "Published: 1 correction."
    assert subjects(git, bare_remote, before) == ["Edit: Réseaux d’église"]
    assert git(blog, "status", "--porcelain") == f" M {HOTEL}"


async def test_without_a_remote_its_address_is_asked_and_the_first_push_sets_the_upstream(
    blog_folder: Path, bare_remote: Path, git: Git
) -> None:
    async with at_the_program(blog_folder) as person:
        assert person.line(0).endswith("1 to publish · not published yet")
        await person.press("p", "enter")
        assert "Paste an address first." in person.asked
        await person.write(str(bare_remote))
        await person.press("enter")
        assert person.message == "Published: 1 new post."
        assert person.line(0).endswith("up to date with origin/main")
    assert git(blog_folder, "rev-parse", "--abbrev-ref", "main@{upstream}") == "origin/main"


async def test_esc_at_the_question_of_the_remote_changes_nothing(blog_folder: Path, git: Git) -> None:
    async with at_the_program(blog_folder) as person:
        await person.press("p", "escape")
        assert person.at == "ListScreen"
    assert git(blog_folder, "remote") == ""


async def test_when_the_remote_is_gone_it_says_what_is_safe_and_what_to_do(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    shutil.rmtree(bare_remote)
    async with at_the_program(blog) as person:
        await person.press("down", "p", "p")
        assert "There is no repository at the address of origin." in person.asked
        await person.press("n")
        commit = git(blog, "rev-parse", "--short=7", "HEAD")
        assert person.message.startswith(f"Your post is safe (commit {commit}). ")
        assert len(person.message.split(". ")) >= 3
        assert person.line(0).endswith("no repository there: A · 1 to publish")
        assert git(blog, "log", "-1", "--format=%s") == "Publish: Un brouillon"


async def test_each_time_it_fails_the_commit_is_named_that_keeps_the_post(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    shutil.rmtree(bare_remote)
    edit(blog, HOTEL)
    async with at_the_program(blog) as person:
        await person.press("p", "p", "n")
        commit = git(blog, "rev-parse", "--short=7", "HEAD")
        safe = f"Your post is safe (commit {commit}). There is no repository at the address of origin."
        assert person.message.startswith(safe)
        await person.press("p", "n")
        assert person.message.startswith(safe)


async def test_with_nothing_to_send_what_is_committed_is_said_to_be_safe(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    shutil.rmtree(bare_remote)
    async with at_the_program(blog) as person:
        await person.press("p", "n")
        commit = git(blog, "rev-parse", "--short=7", "HEAD")
        assert person.message.startswith(f"What is committed is safe (commit {commit}). ")


async def test_a_failed_publication_can_be_repeated(blog: Path, bare_remote: Path, git: Git) -> None:
    away = bare_remote.with_name("away.git")
    edit(blog, HOTEL)
    git(blog, "commit", "--quiet", "-am", "Corrige l’hôtel")
    bare_remote.rename(away)
    async with at_the_program(blog) as person:
        await person.press("p", "n")
        assert person.line(0).endswith("no repository there: A · 1 to publish")
        away.rename(bare_remote)
        await person.press("p")
        assert person.message == "Published: 1 correction."


async def test_the_other_machine_s_work_is_joined_and_told(
    published_blog: Path, other_clone: Path, bare_remote: Path, git: Git
) -> None:
    (other_clone / "posts" / "autre.md").write_text("---\ntitle: Autre\n---\n", encoding="utf-8")
    git(other_clone, "add", "posts/autre.md")
    git(other_clone, "commit", "--quiet", "-m", "Autre")
    git(other_clone, "push", "--quiet")
    edit(published_blog, "posts/2026-05-12-le-wifi-de-l-hotel.md")
    git(published_blog, "commit", "--quiet", "-am", "Ici")
    async with at_the_program(published_blog) as person:
        await person.press("p")
        assert person.message == "Published: 1 correction. Taken in: “Autre” (new)."
        assert "Autre" in person.titles
    assert git(published_blog, "rev-parse", "main") == git(bare_remote, "rev-parse", "main")


async def test_f9_in_the_editor_saves_commits_and_publishes_what_is_written(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    before = git(bare_remote, "rev-parse", "main")
    async with at_the_program(blog) as person:
        await person.press("down", "enter")
        await person.write("Au vol. ")
        await person.press("f9", "enter", "p")
        assert person.message == "Published: 1 new post."
        assert "draft" not in person.line(0)
        await person.press("escape")
        assert person.at == "ListScreen"
    assert subjects(git, bare_remote, before) == ["Edit: Un brouillon", "Publish: Un brouillon"]
    assert "Au vol. Texte" in git(bare_remote, "show", f"main:{DRAFT}")


async def test_what_is_typed_while_a_publication_runs_is_kept(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = Publication.send
    async with at_the_program(blog) as person:
        await person.press("down", "enter")

        def slowly(self: Publication, **options: object) -> Outcome:
            person.app.call_from_thread(person.editor.area.insert_text, "Entre-temps. ")
            return send(self, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(Publication, "send", slowly)
        await person.write("Avant. ")
        await person.press("f9", "enter", "p")
        assert person.message == "Published: 1 new post."
        assert person.editor.area.text.startswith("Avant. Entre-temps. Texte")
        assert "not saved" in person.line(-2)
        await person.press("ctrl+s", "enter")
        assert person.message.startswith("Committed ")
    text = (blog / DRAFT).read_text(encoding="utf-8")
    assert "Avant. Entre-temps. Texte" in text
    assert "draft: false" in text


async def test_a_second_publication_waits_for_the_first(blog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    async with at_the_program(blog) as person:

        def slowly(_publication: Publication, **_options: object) -> Outcome:
            person.app.call_from_thread(person.app.screen.action_run, "publish")
            said.append(person.message)
            return Outcome(pushed=0, paths=(), joined=0, remote="origin", branch="main", first=False)

        monkeypatch.setattr(Publication, "send", slowly)
        await person.press("p")
    assert said == ["A publication is under way: wait for its end, or press Esc to stop it."]


def test_the_outcome_in_words_counts_posts_and_what_came_from_the_other_side() -> None:
    outcome = Outcome(pushed=3, paths=("a", "b"), joined=0, remote="origin", branch="main", first=False)
    plan = PublishPlan(changes={"a": PlannedChange.NEW, "b": PlannedChange.CORRECTED})
    assert published(outcome, ["a", "b"], plan) == "Published: 1 new post, 1 correction."
    assert published(outcome, ["a", "b"], PublishPlan()) == "Published: 2 posts."
    assert published(outcome, [], plan) == "Published: 3 commits."


async def test_a_commit_that_is_refused_names_those_made_before_it(blog: Path, git: Git) -> None:
    edit(blog, HOTEL)
    edit(blog, "posts/2014-02-03-eglise.md")
    hook = blog / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\n! git diff --cached --name-only | grep -q eglise\n", encoding="utf-8")
    hook.chmod(0o755)
    agree_to_all(open_guarded(blog))
    async with at_the_program(blog) as person:
        await person.press("p", "p")
        made = git(blog, "rev-parse", "--short=7", "HEAD")
        assert person.message.startswith(f"Your post is safe (commit {made}). ")
    assert git(blog, "log", "-1", "--format=%s") == "Edit: Le WiFi de l’hôtel"


async def test_what_another_window_committed_meanwhile_holds_nothing_up(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    edit(blog, HOTEL)
    async with at_the_program(blog) as person:
        await person.press("p")
        git(blog, "commit", "--quiet", "-am", "D’ailleurs")
        await person.press("p")
        assert person.message == "Published: 1 correction."
    assert git(bare_remote, "log", "-1", "--format=%s", "main") == "D’ailleurs"


async def test_a_branch_made_by_accident_is_told_before_and_named_after(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    git(blog, "switch", "--quiet", "-c", "brouillon")
    edit(blog, HOTEL)
    git(blog, "commit", "--quiet", "-am", "Corrige")
    async with at_the_program(blog) as person:
        assert person.line(0).endswith("brouillon is not on origin yet")
        await person.press("p")
        assert "origin has no branch “brouillon”; it has: main." in person.asked
        await person.press("n")
        assert git(bare_remote, "branch", "--format=%(refname:short)") == "main"
        await person.press("p", "p")
        assert person.message.startswith("Published to the branch “brouillon” of origin: ")
    assert git(bare_remote, "rev-parse", "brouillon") == git(blog, "rev-parse", "HEAD")


@pytest.mark.parametrize("made", [False, True])
async def test_a_branch_that_was_renamed_there_is_asked_about_before_it_comes_back(
    blog: Path, bare_remote: Path, git: Git, made: bool
) -> None:
    git(bare_remote, "branch", "--move", "main", "principal")
    edit(blog, HOTEL)
    git(blog, "commit", "--quiet", "-am", "Corrige")
    async with at_the_program(blog) as person:
        await person.press("p")
        assert "origin has no branch “main”; it has: principal." in person.asked
        await person.press("b" if made else "n")
        words = (
            "Published to the branch “main” of origin: " if made else "origin has no branch “main”; it has"
        )
        assert person.message.startswith(words)
    assert ("main" in git(bare_remote, "branch", "--format=%(refname:short)").split()) is made


async def test_an_address_that_is_away_and_what_the_server_says_are_told_with_the_result(
    blog: Path, bare_remote: Path, git: Git, tmp_path: Path
) -> None:
    hook = bare_remote / "hooks" / "post-receive"
    hook.write_text("#!/bin/sh\necho 'Construction…'\necho 'Site NON mis à jour.' >&2\n", encoding="utf-8")
    hook.chmod(0o755)
    away = tmp_path / "miroir.git"
    for address in (bare_remote, away):
        git(blog, "config", "--add", "remote.origin.pushurl", str(address))
    agree_to_all(open_guarded(blog))
    edit(blog, HOTEL)
    git(blog, "commit", "--quiet", "-am", "Corrige")
    async with at_the_program(blog, (300, 40)) as person:
        await person.press("p")
        assert person.message.startswith(f"Sent: 1 correction. {away} did not get it: ")
        assert person.message.endswith(
            "\nThe server took it, and reports a fault:\nConstruction…\nSite NON mis à jour."
        )
        assert person.line(0).endswith("1 to publish · …/miroir.git lacks some of it")


async def test_commits_outside_the_blog_are_in_the_sheet(published_blog: Path, git: Git) -> None:
    site = published_blog / "site"
    (site / "posts").mkdir(parents=True)
    (site / "blogwifi.toml").write_text("", encoding="utf-8")
    (site / "posts" / "a.md").write_text("---\ntitle: A\ndate: 2020-01-01\n---\n", encoding="utf-8")
    (published_blog / "firmware.c").write_text("int x;\n", encoding="utf-8")
    git(published_blog, "add", "firmware.c", "site")
    git(published_blog, "commit", "--quiet", "-m", "Pas fini")
    async with at_the_program(site) as person:
        await person.press("p")
        assert "Commits that change files outside the blog go along:" in person.asked
        assert "Pas fini (firmware.c)" in person.asked
        await person.press("n")
    assert git(published_blog, "rev-list", "--count", "origin/main..main") == "1"


async def test_copies_that_programs_left_are_named_in_the_sheet(blog: Path) -> None:
    copy = "posts/2020-03-04-hotel (conflicted copy 2026-11-26).md"
    shutil.copyfile(blog / HOTEL, blog / copy)
    async with at_the_program(blog) as person:
        await person.press("p")
        assert f"Dropbox or the like left:\n  · {copy}" in person.asked
        await person.press("n")


async def test_what_is_committed_can_be_published_without_what_is_edited(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    edit(blog, HOTEL)
    git(blog, "commit", "--quiet", "-am", "Corrige")
    edit(blog, EGLISE)
    held = (blog / EGLISE).read_bytes()
    async with at_the_program(blog) as person:
        await person.press("home", "p")
        assert "Only what is committed (o)" in person.text()
        await person.press("o")
        assert person.message == "Published: 1 correction."
        assert "1 edited" in person.line(0)
    assert git(bare_remote, "log", "-1", "--format=%s", "main") == "Corrige"
    assert git(blog, "status", "--porcelain").split() == ["M", EGLISE]
    assert (blog / EGLISE).read_bytes() == held


async def test_only_what_is_committed_is_no_choice_where_nothing_is(blog: Path) -> None:
    edit(blog, EGLISE)
    async with at_the_program(blog) as person:
        await person.press("home", "p")
        assert "it will be committed first" in person.asked
        assert "Only what is committed" not in person.text()


async def test_p_with_nothing_to_send_tells_once_of_posts_whose_date_has_come(
    blog: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    (blog / "hugo.toml").write_text('baseURL = "https://example.org/"\n', encoding="utf-8")
    (blog / "content").mkdir()
    git(blog, "add", "hugo.toml")
    git(blog, "mv", "posts", "content/posts")
    git(blog, "commit", "--quiet", "-m", "Hugo")
    git(blog, "push", "--quiet")
    now = dt.datetime(2095, 1, 2, tzinfo=dt.UTC)
    monkeypatch.setattr(Blog, "now", lambda self: now.astimezone(self.zone))
    async with at_the_program(blog) as person:
        await person.press("home", "p")
        assert person.message == (
            "Nothing to publish: origin has everything. "
            "The date of “Lettre à 2095” has come: the site shows it once it is built again."
        )
        await person.press("p")
        assert person.message == "Nothing to publish: origin has everything."
