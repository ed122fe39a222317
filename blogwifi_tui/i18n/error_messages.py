"""The words for each error, as (what happened, the next step): see :mod:`blogwifi_tui.i18n.explain`.

A key is the class and, where it has several causes, the error's own word for the cause; an empty word is said
for every other cause. Braces are filled with the error's data.
"""

from __future__ import annotations

from collections.abc import Mapping

from blogwifi_tui import errors as e
from blogwifi_tui.i18n.translation import N_

NO_EMAIL = N_("Type an e-mail address, such as you@example.org.")
"""To who is asked for the address that git signs with, and gives none."""
WORDS: Mapping[tuple[type[e.BlogwifiError], str], tuple[str, str]] = {
    (e.EditorFailed, ""): (
        N_("“{command}” ended with an error ({status})."),
        N_("Check that command, or name another editor under [ui] in your own settings."),
    ),
    (e.EditorFailed, "variable"): (
        N_("“{command}” ended with an error ({status})."),
        N_("Check that command, or name another editor in {variable} (export {variable}=…)."),
    ),
    (e.EditorFailed, "absent variable"): (
        N_("“{command}” could not be started."),
        N_("Install it, or name another editor in {variable} (export {variable}=…)."),
    ),
    (e.EditorFailed, "absent"): (
        N_("“{command}” could not be started."),
        N_("Install it, or name another editor under [ui] in your own settings."),
    ),
    (e.PageServerFailed, ""): (
        N_("What shows the real page has ended: {words}"),
        N_("Your text is safe; ask for the page again."),
    ),
    (e.PageServerFailed, "silent"): (
        N_("What shows the real page has ended, and did not say why."),
        N_("Your text is safe; ask for the page again."),
    ),
    (e.BadArguments, ""): (N_("“{command}”: {words}"), N_("“{command} --help” tells how it is written.")),
    (e.UnknownVerb, ""): (
        N_("“{word}” is no verb, and no folder or file of this name is here."),
        N_("“blogwifi --help” names the verbs."),
    ),
    (e.UnknownVerb, "near"): (
        N_("“{word}” is no verb, and no folder or file of this name is here."),
        N_("Did you mean “blogwifi {nearest}”?"),
    ),
    (e.UnknownTopic, ""): (
        N_("“{word}” is no page of the documentation, and no verb."),
        N_("“blogwifi help” names the pages, “blogwifi --help” the verbs."),
    ),
    (e.UnknownTopic, "near"): (
        N_("“{word}” is no page of the documentation, and no verb."),
        N_("Did you mean “blogwifi help {nearest}”?"),
    ),
    (e.NoPostsFolder, ""): (
        N_("“posts” in blogwifi.toml names the folder {folder}/, which is not there."),
        N_("Make it, or name another one."),
    ),
    (e.NoPostsFolder, "near"): (
        N_("“posts” in blogwifi.toml names the folder {folder}/, which is not there."),
        N_("Did you mean {near}?"),
    ),
    (e.BadQuery, "value"): (
        N_("“{text}” finds nothing: no post can be so."),
        N_("It can be one of these: {choices}."),
    ),
    (e.BadQuery, "date"): (
        N_("“{text}” names no date."),
        N_("Write it as 2026, 2026-05 or 2026-05-12."),
    ),
    (e.BadQuery, "year"): (N_("“{text}” names no year."), N_("Write it as 2026, 2024-2026 or 2024-.")),
    (e.BadQuery, "empty"): (
        N_("Nothing stands after “{text}”."),
        N_("Write what is looked for right after the colon, without a space."),
    ),
    (e.BadQuery, "key"): (
        N_("“{text}” begins with no key that posts are found by."),
        N_("Did you mean {choices}? To look for these very letters, put them in quotes."),
    ),
    (e.BadQuery, "quote"): (
        N_("The quotes in “{text}” are not closed."),
        N_("Close them, or leave them out."),
    ),
    (e.BadQuery, ""): (
        N_("“{text}” holds no letter and no digit to look for."),
        N_("Leave it out, or name a word."),
    ),
    (e.BadQuery, "long"): (N_("The query is too long."), N_("Ask for less at once.")),
    (e.NoTitle, ""): (N_("The title is empty."), N_("A post needs one: give it in quotes.")),
    (e.NothingToDo, ""): (
        N_("It is not said what to change."),
        N_("“{command} --help” tells how it is written."),
    ),
    (e.BadInput, "waiting"): (
        N_("There is text on standard input, and it was not asked for."),
        N_("--body - makes it the text of the post; </dev/null leaves it where it is."),
    ),
    (e.BadInput, "empty"): (
        N_("There was no text on standard input."),
        N_("Nothing was changed; look at the command that was to write it."),
    ),
    (e.BadInput, "encoding"): (
        N_("The text on standard input is not UTF-8."),
        N_("Convert it first, for example with iconv -f ISO-8859-15 -t UTF-8."),
    ),
    (e.BadInput, "control"): (
        N_("The text holds control characters, as NUL or ESC."),
        N_("Nothing was changed; take them out first, for example with tr -d '\\000-\\010\\033'."),
    ),
    (e.BadInput, "header"): (
        N_("The text opens with front matter that cannot be read."),
        N_("Nothing was changed; mend what stands between the two lines of ---."),
    ),
    (e.BadInput, "new"): (
        N_("The text opens with front matter, and a new post gets its own."),
        N_("Nothing was written; leave the front matter out, and give its keys with --set."),
    ),
    (e.BadInput, ""): (
        N_("There is no terminal here for an editor."),
        N_("Give the text on standard input with --body -."),
    ),
    (e.BadNumber, ""): (N_("“{text}” is no number for “{key}”."), N_("Write it as in {key}=3.")),
    (e.BadChange, "brackets"): (
        N_("The value in “{text}” has brackets that make no list."),
        N_("Write a list as in tags=[wifi, hôtel], and a text that begins with a bracket in quotes."),
    ),
    (e.BadChange, "text"): (
        N_("“{text}” is a list or a mapping, and a text stands there."),
        N_("Write it as in title=WiFi, and a text that begins with a bracket in quotes: \"title='[x]'\"."),
    ),
    (e.BadChange, "names"): (
        N_("“{text}” gives no list of names."),
        N_("Write it as in tags=[wifi, hôtel], or take the key away with --unset."),
    ),
    (e.BadChange, "twice"): (
        N_("“{text}” is asked for twice."),
        N_("Name each key once, with a value or after --unset."),
    ),
    (e.BadChange, ""): (
        N_("“{text}” is no change of a field."),
        N_("Write it as KEY=VALUE, for example draft=false."),
    ),
    (e.BadTruth, ""): (
        N_("“{text}” is neither true nor false for “{key}”."),
        N_("Write {key}=true or {key}=false."),
    ),
    (e.BadChoice, ""): (
        N_("“{text}” is no value for “{key}”: the site would not be built."),
        N_("It takes one of these: {choices}."),
    ),
    (e.BadDate, ""): (
        N_("“{text}” is no date for “{key}”."),
        N_("Write the date as 2026-05-12, or 2026-05-12 09:30:00 +02:00."),
    ),
    (e.NoBlog, "absent"): (
        N_("There is no such folder: {path}."),
        N_("Look at how it is written; “blogwifi init” makes a new blog."),
    ),
    (e.NoBlog, ""): (
        N_("There is no blog at {path}."),
        N_("Make one with “blogwifi init {quoted}”, or try the program with “blogwifi demo”."),
    ),
    (e.BlogElsewhere, ""): (
        N_("The repository in {path} keeps its files in {tree} (core.worktree): there is no post here."),
        N_("Give {tree} a .git that leads there (git init --separate-git-dir writes it), and open that."),
    ),
    (e.BlogExists, ""): (
        N_("{path} is a blog already."),
        N_("Open it with “blogwifi {quoted}”."),
    ),
    (e.BlogExists, "files"): (
        N_("{path} holds other files, and no post was found among them."),
        N_("Choose an empty folder, or one that holds posts."),
    ),
    (e.BlogExists, "inside"): (
        N_("{path} lies in a blog or a repository, which keeps what it holds."),
        N_("“blogwifi” opens that one; or choose an empty folder."),
    ),
    (e.BlogExists, "others"): (
        N_("{path} holds other files."),
        N_("Choose an empty folder."),
    ),
    (e.BlogExists, "file"): (
        N_("{path} is a file."),
        N_("Name a folder; one that is not there yet is made."),
    ),
    (e.PostNotFound, ""): (
        N_("No post answers to “{name}”."),
        N_("“blogwifi list” names every post, “blogwifi list state:deleted” those that are gone."),
    ),
    (e.NotDeleted, ""): (
        N_("{path} is not deleted, and no revision of it was named."),
        N_("“blogwifi history {quoted}” lists its revisions."),
    ),
    (e.IsFolder, ""): (
        N_("{path} is a folder, and no post."),
        N_("“blogwifi {quoted}” opens the program there; “blogwifi open POST” opens the page of a post."),
    ),
    (e.PostAmbiguous, ""): (
        N_("“{name}” could be any of these: {matches}."),
        N_("Give a longer part of the name, or the path."),
    ),
    (e.NotInConflict, ""): (
        N_("“{name}” is no post in which something is to be chosen; nothing was touched."),
        N_("Both sides changed these: {paths}."),
    ),
    (e.OneVersion, ""): (
        N_("Of “{path}” only one version can be kept; nothing was touched."),
        N_("Choose one for it: --take mine {quoted}, or --take theirs {quoted}."),
    ),
    (e.NotAPostFolder, ""): (
        N_("“{name}” is no folder of posts of this blog; nothing was written."),
        N_("Posts are in these: {folders}."),
    ),
    (e.NoAddress, ""): (
        N_("The address of the page of {path} is not known."),
        N_(
            "Set public_address under [blog] in blogwifi.toml, or have it learned from your site: "
            "blogwifi site learn ADDRESS."
        ),
    ),
    (e.NoAddress, "path"): (
        N_("The page is {address} on your site, but the address of the site is not known."),
        N_(
            "Set it in the settings of the generator, or have it learned from your site: "
            "blogwifi site learn ADDRESS."
        ),
    ),
    (e.NoPage, ""): (
        N_("{path} has no public page."),
        N_("Readers see it once it is ready and published."),
    ),
    (e.NoPage, "draft"): (
        N_("{path} is a draft, and has no public page."),
        N_("Readers see it once it is ready and published."),
    ),
    (e.NoPage, "scheduled"): (
        N_("The date of {path} lies ahead: it has no public page yet."),
        N_("Readers see it once that date has come and the site is built."),
    ),
    (e.NoPage, "expired"): (
        N_("The day on which {path} was to leave the site has come: it has no public page any more."),
        N_("Give it a later day, or none, to show it again."),
    ),
    (e.NoPage, "hidden"): (
        N_("The generator makes no page of {path} ({reason})."),
        N_("Change that, and readers see it."),
    ),
    (e.NoPage, "unreadable"): (
        N_("The front matter of {path} cannot be read, so its page is not known."),
        N_("Mend it first: Enter opens it as text."),
    ),
    (e.SiteUnread, ""): (
        N_("{address} cannot be reached."),
        N_("Try again later, or give a sitemap or a feed that you have saved: --file FILE."),
    ),
    (e.SiteUnread, "none"): (
        N_("No address of a site was given."),
        N_(
            "Write it in full, as in “blogwifi site learn https://example.org/”, or give a sitemap or a feed "
            "that you have saved: --file FILE."
        ),
    ),
    (e.SiteUnread, "unknown"): (
        N_("No host of that name was found for {address}."),
        N_("Look how the address is spelled, and whether this machine is online."),
    ),
    (e.SiteUnread, "certificate"): (
        N_("The certificate of {address} is not trusted."),
        N_("Mend it there, or give a sitemap or a feed that you have saved: --file FILE."),
    ),
    (e.SiteUnread, "address"): (
        N_("“{address}” is not the address of a site."),
        N_("Write it in full, as in https://example.org/."),
    ),
    (e.SiteUnread, "status"): (
        N_("{address} answers with an error ({detail})."),
        N_("Try again later, or give a sitemap or a feed that you have saved: --file FILE."),
    ),
    (e.SiteUnread, "elsewhere"): (
        N_("{address} leads to another address: {detail}. Nothing was asked there."),
        N_("If that is your site too, give that address."),
    ),
    (e.SiteUnread, "large"): (
        N_("What {address} sends is too large for a sitemap."),
        N_("Give the address of the feed instead."),
    ),
    (e.SiteUnread, "slow"): (
        N_("{address} did not answer in time."),
        N_("Try again later, or give a sitemap or a feed that you have saved: --file FILE."),
    ),
    (e.SiteUnread, "neither"): (
        N_("Neither a sitemap nor a feed was found at {address}."),
        N_("Give the address of one of them."),
    ),
    (e.SiteUnread, "file"): (
        N_("{address} cannot be read."),
        N_("Give the path of a sitemap or a feed that you have saved."),
    ),
    (e.ScheduleRefused, "run"): (
        N_(
            "What builds the site again is not known here: of a post that was sent before its date, nothing "
            "is left to send, and a publication alone would not show it."
        ),
        N_("Name the command that builds it (--run COMMAND), or let the forge do it (--workflow {detail})."),
    ),
    (e.ScheduleRefused, "line"): (
        N_("“{name}” holds a character that cannot stand in a line of a file."),
        N_("Give the folder another name, or put the command into a script."),
    ),
    (e.ScheduleRefused, "long"): (
        N_("The command for {name} is too long for a line of a crontab."),
        N_("Put what is to be run into a script, and name that."),
    ),
    (e.ScheduleRefused, "systemd"): (
        N_("The files are as they are to be, but “{name}” failed ({detail})."),
        N_("Do the same again where systemd runs for you, as after logging in yourself."),
    ),
    (e.ScheduleRefused, "crontab"): (
        N_("The crontab could not be read or changed, and is as it was ({detail})."),
        N_("Try --systemd, or --workflow github."),
    ),
    (e.ScheduleRefused, "absent"): (
        N_("There is no program “{name}” here."),
        N_("Install cron, or try --systemd or --workflow github."),
    ),
    (e.ScheduleRefused, "changed"): (
        N_("The crontab was changed meanwhile, and was left as it is."),
        N_("Do it again, and look at the difference anew."),
    ),
    (e.ScheduleRefused, "gitlab"): (
        N_("GitLab keeps schedules in the project, and in no file of the repository."),
        N_("Look under Build, Pipeline schedules; or: {name}"),
    ),
    (e.ScheduleRefused, "no workflow"): (
        N_("No workflow was found in {name} that could build the site."),
        N_("Name a command that lets it be built, as curl to a build hook: --run COMMAND."),
    ),
    (e.ScheduleRefused, "workflows"): (
        N_("Several workflows in {name} may build the site: {detail}."),
        N_("Say which one: --calls FILE."),
    ),
    (e.ScheduleRefused, "absent workflow"): (
        N_("There is no workflow {name}."),
        N_("Give the name of a file in that folder, or leave --calls out."),
    ),
    (e.ScheduleRefused, "closed"): (
        N_("{name} builds the site, but no other workflow can start it."),
        N_("Let “{detail}” stand under “on” in it, then do this again."),
    ),
    (e.RunFailed, ""): (
        N_("“{command}” ended with an error ({status}): the site may not show what is due."),
        N_("It is run again the next time."),
    ),
    (e.NothingLearned, ""): (
        N_(
            "The pages of the site ({pages} found) do not show how addresses are made: "
            "{found} are of posts, {fitting} of one form."
        ),
        N_("Set public_address under [blog] in blogwifi.toml yourself."),
    ),
    (e.TagNotFound, ""): (
        N_("No post has the tag “{name}”."),
        N_("“blogwifi tags” names every tag; for a category, add --category."),
    ),
    (e.TagNotFound, "category"): (
        N_("No post has the category “{name}”."),
        N_("“blogwifi tags” names every category; for a tag, leave --category out."),
    ),
    (e.CannotEdit, ""): (
        N_("“{key}” cannot be changed alone in the front matter of {path}, which was left as it is."),
        N_("Edit the front matter as text."),
    ),
    (e.SettingRefused, ""): (
        N_("“{key}” cannot be changed alone in {path}, which was left as it is."),
        N_("Change it in the file, in your editor."),
    ),
    (e.SettingRefused, "unreadable"): (
        N_("{path} cannot be read as settings, so “{key}” was not changed."),
        N_("Mend the file in your editor first."),
    ),
    (e.CannotEdit, "unreadable"): (
        N_("The front matter of {path} cannot be read, so “{key}” was not changed."),
        N_("Mend the front matter as text first."),
    ),
    (e.CannotEdit, "whole"): (
        N_("The front matter of {path} cannot be read, so nothing was changed."),
        N_("Mend the front matter as text first."),
    ),
    (e.CannotEdit, "repeated"): (
        N_("“{key}” stands twice in the front matter of {path}, which was left as it is."),
        N_("Take one of the two away in the front matter as text first."),
    ),
    (e.CannotEdit, "other text"): (
        N_("{path} is no Markdown and has no header of its own, so “{key}” was not changed."),
        N_("Change it in the text: Enter opens the post."),
    ),
    (e.CannotEdit, "beside"): (
        N_("What {path} says of itself stands in a file beside it, so “{key}” was not changed."),
        N_("Change it there, in the file of the same name that ends in .meta."),
    ),
    (e.CannotEdit, "value"): (
        N_("The front matter of {path} cannot hold such a value for “{key}”."),
        N_("Give a simpler one, or edit the front matter as text."),
    ),
    (e.NoDraftMark, ""): (
        N_("{generator} makes a page of every post: no mark keeps {path} off the site."),
        N_("Keep it in a folder outside the posts until it is ready, or teach the site’s settings a mark."),
    ),
    (e.NoDraftMark, "site"): (
        N_("The site makes a page of every post: no mark keeps {path} off it."),
        N_("Keep it in a folder outside the posts until it is ready, or teach the site’s settings a mark."),
    ),
    (e.NoDraftMark, "address"): (
        N_("As a draft, {path} would lose its own address, {address}: {generator} keeps off what has none."),
        N_(
            "Take that address out of its front matter first, or keep the post in a folder outside the posts."
        ),
    ),
    (e.NoDraftMark, "shown"): (
        N_("The site shows drafts like other posts: its settings say {setting}. {path} cannot be one."),
        N_("Take that out of the settings, or keep it in a folder outside the posts until it is ready."),
    ),
    (e.KeptOff, "site"): (
        N_("The settings of the site keep {path} off it, and no mark in the post: nothing was changed."),
        N_("Change that in the settings of the site."),
    ),
    (e.KeptOff, ""): (
        N_("{path} is kept off the site by “{reason}”, which is no mark of its own: nothing was changed."),
        N_("Change that where it is written, or edit the front matter as text."),
    ),
    (e.DraftByFolder, ""): (
        N_("{path} is a draft by the folder it lies in."),
        N_("Move it to the folder of the posts, then publish it."),
    ),
    (e.NotText, ""): (
        N_("{path} is not UTF-8 text: it is shown, and not written."),
        N_("Open it in the editor, where F5 makes it UTF-8."),
    ),
    (e.FileMissing, ""): (
        N_("{path} is no longer there: it was moved or deleted elsewhere."),
        N_("If it was ever committed, its history still holds it."),
    ),
    (e.FileRefused, ""): (
        N_("{path} is not a file that can be opened here."),
        N_("Look at it with another program."),
    ),
    (e.FileRefused, "link"): (
        N_("{path} is a link that leads out of the blog, and is not followed."),
        N_("Put the post itself in its place."),
    ),
    (e.FileRefused, "special"): (
        N_("{path} is no plain file (a folder, a pipe or a device)."),
        N_("Move it out of the posts folder."),
    ),
    (e.FileRefused, "large"): (
        N_("{path} is too large for a post."),
        N_("Move it out of the posts folder, or cut it in several posts."),
    ),
    (e.FileRefused, "grown"): (
        N_("{path} would be larger than 5 MB, too large to be opened here again: nothing was written."),
        N_("Cut it in several posts, or make it shorter."),
    ),
    (e.FileRefused, "heavy"): (
        N_("{path} is larger than 20 MB: few readers would wait for it."),
        N_("Make it smaller first, and insert that."),
    ),
    (e.FileRefused, "no picture"): (
        N_("{path} is no picture: a plain file whose name ends with .png, .jpg, .gif, .webp, .avif or .svg."),
        N_("Choose another file."),
    ),
    (e.FileRefused, "outside"): (
        N_("{path} lies outside the blog."),
        N_("Choose a place inside it."),
    ),
    (e.ShadowTooLarge, "files"): (
        N_("{path} holds more than {most} files, too many to copy for the page as the site shows it."),
        N_("Move out of it what the site does not need."),
    ),
    (e.ShadowTooLarge, ""): (
        N_("{path} is too large to copy for the page as the site shows it."),
        N_("Move out of it what the site does not need."),
    ),
    (e.FileExists, ""): (
        N_("There is a file called {path} already."),
        N_("Choose another title or another name."),
    ),
    (e.FileChanged, ""): (
        N_("{path} was changed by another program since it was read; nothing was overwritten."),
        N_("Open it again to see what it holds now."),
    ),
    (e.GitMissing, ""): (
        N_("git is not installed, or cannot be found."),
        N_("Install it (on Debian or Ubuntu: sudo apt install git), then start again."),
    ),
    (e.GitTooOld, ""): (
        N_("git {version} is too old."),
        N_("Install git {needed} or a later one, then start again."),
    ),
    (e.GitBroken, ""): (
        N_("git does not run on this machine: {words}"),
        N_("Try “git version” in a terminal: once that answers, all goes on here. Nothing is lost."),
    ),
    (e.GitSettingsWrong, ""): (
        N_("git cannot read its settings, and does nothing until they are mended: {words}"),
        N_("“git config --list --show-origin” in a terminal names the files. Nothing is lost."),
    ),
    (e.GitSettingsWrong, "file"): (
        N_("git cannot read its settings, and does nothing until they are mended: {words}"),
        N_("Mend {path}, then try again. Nothing is lost."),
    ),
    (e.GitSettingsWrong, "line"): (
        N_("git cannot read its settings, and does nothing until they are mended: {words}"),
        N_("Mend line {line} of {path}, then try again. Nothing is lost."),
    ),
    (e.GitSettingsWrong, "key"): (
        N_("git cannot read its settings, and does nothing until they are mended: {words}"),
        N_("“git config --show-origin --get-all {key}” names the file to mend. Nothing is lost."),
    ),
    (e.NotARepository, ""): (
        N_("{path} is not in a git repository, so changes are not kept and cannot be published."),
        N_(
            "If it was in one, bring its .git folder back, from a backup or from a new clone; "
            "if it never was, begin one with “git init”."
        ),
    ),
    (e.NotARepository, "gone"): (
        N_("The repository of this blog, {path}, was here a moment ago and is gone."),
        N_("Bring its .git folder back, then try again: your posts are files, and are where they were."),
    ),
    (e.NotARepository, "named"): (
        N_("GIT_DIR names another repository for {path}, and is not followed here; nothing was done."),
        N_("Unset GIT_DIR, or give the folder a .git that leads there (as git init --separate-git-dir)."),
    ),
    (e.RepositoryDamaged, ""): (
        N_("The repository is damaged ({path}): {words} Your posts are files beside it, as they were."),
        N_("Keep the folder, clone the blog again beside it, and copy into the clone what is not published."),
    ),
    (e.RepositoryDamaged, "index"): (
        N_("git’s list of files, {path}, is damaged or cannot be read. It holds no text: nothing is lost."),
        N_("Make it anew, in the folder of the repository: rm {quoted} && git read-tree HEAD"),
    ),
    (e.RepositoryDamaged, "head"): (
        N_("{path}, which names the branch, is damaged or missing. The commits are still there."),
        N_("Write the branch into it again: echo '{mend}' > {quoted}"),
    ),
    (e.RepositoryDamaged, "branch"): (
        N_("{path}, which names the last commit, is damaged. The commits are still there."),
        N_("Write the last one into it again: echo {mend} > {quoted}"),
    ),
    (e.RepositoryDamaged, "lost"): (
        N_("{path}, which names the last commit, is damaged. The commits are still there."),
        N_("Keep the folder, clone the blog again beside it, and copy into the clone what is not published."),
    ),
    (e.RepositoryDamaged, "link"): (
        N_("{path} names a repository that is not there: {words}"),
        N_("Bring it back (a disk that is not mounted, a folder that was moved), then try again."),
    ),
    (e.StrayRef, ""): (
        N_("{path} is no branch: a program that copies folders (iCloud, Dropbox, Syncthing) left it there."),
        N_("Remove it, and keep that program out of .git: rm {quoted}"),
    ),
    (e.ElsewhereByClone, ""): (
        N_("This text is on the server only, and could not be fetched: the blog was cloned in part. {words}"),
        N_("When the server can be reached, fetch it all: git fetch --refetch --no-filter"),
    ),
    (e.LineEndsRefused, ""): (
        N_("git refuses the line ends of {path}, because core.safecrlf is set. The file is as it was."),
        N_("Let git warn instead: git config core.safecrlf warn"),
    ),
    (e.ForeignOwner, ""): (
        N_("The repository {path} belongs to another user, and git refuses to work in it."),
        N_("If you trust it: git config --global --add safe.directory {quoted}"),
    ),
    (e.Untrusted, ""): (
        N_(
            "This repository brings programs along that git would start, or settings that could send it "
            "elsewhere: {programs}. Nothing was started, and nothing was sent."
        ),
        N_("If you know them, allow them with “blogwifi trust”."),
    ),
    (e.Untrusted, "generator"): (
        N_(
            "To show the page, {generator} would run what this repository brings along, or go by it: "
            "{programs}. Nothing was started."
        ),
        N_("If you know them, allow them with “blogwifi trust”."),
    ),
    (e.IdentityMissing, ""): (
        N_("git does not know your name yet, so nothing was committed."),
        N_(
            "In “blogwifi” the first commit asks for it; elsewhere tell git: "
            'git config --global user.name "Your Name", and user.email likewise.'
        ),
    ),
    (e.IdentityMissing, "init"): (
        N_("git does not know your name yet, so no blog was made."),
        N_(
            "Run “blogwifi init” again on a terminal: the name is asked there. Or tell git: "
            'git config --global user.name "Your Name", and user.email likewise.'
        ),
    ),
    (e.IdentityMissing, "unsaid"): (
        N_("git does not know your name yet, so no blog was made."),
        N_(
            "Run “blogwifi init” again, and type name and address. Or tell git: "
            'git config --global user.name "Your Name", and user.email likewise.'
        ),
    ),
    (e.NothingToCommit, ""): (
        N_("Nothing has changed since the last commit."),
        N_("There is nothing to do."),
    ),
    (e.PathIgnored, ""): (
        N_("git is told to ignore {path}."),
        N_("Take it out of .gitignore, or give the post another place."),
    ),
    (e.InnerRepository, ""): (
        N_("{path} lies in a repository of its own inside this blog: {folder}."),
        N_(
            "Open that folder with “blogwifi {folder}”: its posts are written, committed and published there."
        ),
    ),
    (e.HookFailed, ""): (
        N_("A check of this repository (a git hook) refused the commit: {words}"),
        N_("Mend what it names, then commit again."),
    ),
    (e.HookMended, ""): (
        N_("A check of this repository (a git hook) changed {mended}, and refused the commit: {words}"),
        N_("Look at what it changed, then commit again: most such checks let it pass then."),
    ),
    (e.NotWatched, ""): (
        N_("git was told not to look at {path}, so no change of it can be committed."),
        N_("Let it look again: git update-index --no-skip-worktree --no-assume-unchanged {quoted}"),
    ),
    (e.HookFailed, "push"): (
        N_("A check of this repository (a git hook) refused the publication: {words}"),
        N_("Mend what it names, then publish again."),
    ),
    (e.HookFailed, "terminal"): (
        N_("A check of this repository (a git hook) wants to ask on a terminal: {words}"),
        N_("Try again in “blogwifi”: there Ctrl+T lets it ask in the terminal."),
    ),
    (e.HookFailed, "start"): (
        N_("A check of this repository (a git hook) could not be started: {words}"),
        N_("Install the program that its first line names, or take the hook away."),
    ),
    (e.SigningFailed, ""): (
        N_("The commit could not be signed: {words}"),
        N_("Unlock your signing key, then commit again."),
    ),
    (e.LockHeld, "fresh"): (
        N_("Another git is at work in this repository."),
        N_("Wait until it has finished, then try again."),
    ),
    (e.LockHeld, ""): (
        N_("A git that is gone left a lock behind, {age}: {path}."),
        N_("Make sure no other git is running, remove it, then try again: rm {quoted}"),
    ),
    (e.OperationInProgress, ""): (
        N_("A git operation was left unfinished here: {operation}."),
        N_("Finish it or give it up with git (“git status” says how), then come back."),
    ),
    (e.DetachedHead, ""): (
        N_("The repository stands on a single commit and on no branch, so there is nothing to publish to."),
        N_("Go back to your branch with “git switch BRANCH”, then publish again; “git branch” names them."),
    ),
    (e.DetachedHead, "branch"): (
        N_("The repository stands on a single commit and on no branch, so there is nothing to publish to."),
        N_("Go back to your branch with “git switch {quoted}”, then publish again."),
    ),
    (e.EditsInTheWay, ""): (
        N_("The other side changed files that are also changed here, without a commit: {paths}."),
        N_("Commit them first, then try again."),
    ),
    (e.NotInHistory, ""): (
        N_("The history knows no {path} at {revision}."),
        N_("“blogwifi history” lists the revisions of a post."),
    ),
    (e.NothingToUndo, ""): (
        N_("There is no change made here to undo."),
        N_("“blogwifi history” lists every version of a post; any of them can be restored."),
    ),
    (e.ChangedSince, ""): (
        N_("The last change made here cannot be undone: {paths} changed again since; that would be lost."),
        N_("Restore an older version from the history of the post instead."),
    ),
    (e.NoRemote, ""): (
        N_("This blog has no place to be published to yet."),
        N_("p on the list asks for one, or give it by “blogwifi remote ADDRESS”."),
    ),
    (e.NoRemote, "several"): (
        N_("This blog has several remotes, and none is chosen: {remotes}."),
        N_("p on the list asks which, or choose one by “blogwifi remote NAME”."),
    ),
    (e.RemoteError, ""): (
        N_("{remote} did not do what was asked: {words}"),
        N_("Try again; if it stays so, show these words to who runs the server."),
    ),
    (e.Offline, ""): (
        N_("{remote} cannot be reached."),
        N_("Check the connection, then try again."),
    ),
    (e.Offline, "name"): (
        N_("{remote} cannot be reached: no host of that name is found."),
        N_("Check the connection, and the address (A on the list, or “blogwifi remote”), then try again."),
    ),
    (e.Offline, "refused"): (
        N_("{remote} cannot be reached: no server answers at its address."),
        N_("Check the connection, and the address (A on the list, or “blogwifi remote”), then try again."),
    ),
    (e.Offline, "time"): (
        N_("{remote} did not answer in time."),
        N_("Check the connection, then try again."),
    ),
    (e.Offline, "proxy"): (
        N_("The proxy on the way to {remote} does not let git through: {words}"),
        N_("Check http.proxy in git’s settings and https_proxy in the environment, then try again."),
    ),
    (e.Offline, "portal"): (
        N_("Another page answers in place of {remote}, as the login page of a hotel’s or café’s WiFi does."),
        N_("Log in with a web browser, or check the address (A on the list, or “blogwifi remote”)."),
    ),
    (e.Offline, "busy"): (
        N_("The server of {remote} has had too many requests: {words}"),
        N_("Try again later."),
    ),
    (e.Offline, "server"): (
        N_("The server of {remote} answers with an error of its own: {words}"),
        N_("Try again later; if it stays so, tell who runs it."),
    ),
    (e.RemoteGone, ""): (
        N_("There is no repository at the address of {remote}."),
        N_("The address can be changed: A on the list, or “blogwifi remote ADDRESS”."),
    ),
    (e.RemoteGone, "address"): (
        N_("No repository answers at {remote}."),
        N_("Look how it is spelled; the repository, empty or not, must be there already."),
    ),
    (e.RemoteGone, "odd"): (
        N_("git does not understand the address {remote}: {words}"),
        N_("Paste it as your host shows it, as in git@example.org:me/blog.git."),
    ),
    (e.AddressElsewhere, ""): (
        N_("The address is set in {path}, outside of this repository. Nothing was changed."),
        N_("Change it in that file."),
    ),
    (e.SecretMissing, ""): (
        N_("The password shown as *** goes to its own server alone. Nothing was changed."),
        N_("Type the whole address, with the password for the new server."),
    ),
    (e.SeveralAddresses, ""): (
        N_("This blog is published to several addresses: {addresses}. None was changed."),
        N_("Say which one: blogwifi remote ADDRESS --instead-of OLD"),
    ),
    (e.RemoteRewritten, ""): (
        N_("Commits have vanished from {remote}: somebody rewrote its history. Nothing was sent."),
        N_("Ask who else publishes this blog before going on."),
    ),
    (e.RemoteUnrelated, ""): (
        N_("{remote} holds another history, which shares nothing with this blog. Nothing was sent."),
        N_("A new blog needs an empty repository: change the address (A, or “blogwifi remote ADDRESS”)."),
    ),
    (e.AuthenticationFailed, ""): (
        N_("{remote} did not let you in."),
        N_("Try again, and let git ask for it in the terminal (Ctrl+T)."),
    ),
    (e.AuthenticationFailed, "ssh"): (
        N_("{remote} refused your SSH key."),
        N_("Run ssh-add, or let ssh ask for the passphrase in the terminal (Ctrl+T), then try again."),
    ),
    (e.AuthenticationFailed, "http"): (
        N_("{remote} refused your password or token, or waits for one."),
        N_("Try again, and type it in the terminal (Ctrl+T); a credential helper of git remembers it."),
    ),
    (e.KeyFileOpen, ""): (
        N_("ssh does not use {path}, because others may read or change it."),
        N_("Keep it to yourself, then publish again: chmod 600 {quoted}"),
    ),
    (e.HostKeyUnknown, ""): (
        N_("ssh does not know the host of {remote} yet."),
        N_("Try again, let ssh show its key in the terminal (Ctrl+T), and compare it before you agree."),
    ),
    (e.HostKeyChanged, ""): (
        N_("The host of {remote} shows another key than before: it was renewed, or somebody listens."),
        N_("Ask who runs it. Only if it was renewed, take the old one out with ssh-keygen -R."),
    ),
    (e.HostKeyChanged, "known"): (
        N_("The host of {remote} shows another key than before: it was renewed, or somebody listens."),
        N_("Ask who runs it. Only if it was renewed, take the old one out: {place}."),
    ),
    (e.CertificateRefused, ""): (
        N_("The certificate of {remote} is not one this machine trusts: {words}"),
        N_(
            "Check the clock; in a hotel’s WiFi, log in with a web browser first. For a server of your own: "
            "git config http.sslCAInfo FILE"
        ),
    ),
    (e.ServerChats, ""): (
        N_("The shell of {remote} prints a text before git’s answer: {words}"),
        N_("On the server, let ~/.bashrc print nothing when no person is there, then publish again."),
    ),
    (e.PushRejected, ""): (
        N_("{remote} refused the publication: {words}"),
        N_("Settle what it names, then publish again."),
    ),
    (e.PushRejected, "race"): (
        N_("{remote} keeps receiving other commits."),
        N_("Publish again in a moment."),
    ),
    (e.PushRejected, "diverged"): (
        N_("{remote} holds commits that are not here."),
        N_("Nothing there is overwritten. A on the list shows that address, and changes it."),
    ),
    (e.NewBranch, ""): (
        N_("{remote} has no branch “{branch}”; it has: {branches}. Nothing was sent."),
        N_(
            "A site is built from one branch: go to that one with “git switch”, or follow it with "
            "“git branch --set-upstream-to”; “blogwifi publish --new-branch” makes the new one."
        ),
    ),
    (e.PushRejected, "hook"): (
        N_("A check of {remote} refused the publication: {words}"),
        N_("Mend what it names, then publish again."),
    ),
    (e.PushRejected, "protected"): (
        N_("{remote} protects this branch: {words}"),
        N_("Ask for the right to publish to it."),
    ),
    (e.PushRejected, "permission"): (
        N_("You may read {remote}, and not write to it."),
        N_("Ask its owner for the right to write, then publish again."),
    ),
    (e.PushRejected, "quota"): (
        N_("{remote} has no room left: {words}"),
        N_("Make room there, then publish again."),
    ),
    (e.PushRejected, "large"): (
        N_("The server of {remote} does not take so much at once (413, too large): {words}"),
        N_("Make the pictures smaller, or ask who runs it to raise the limit."),
    ),
    (e.Conflict, ""): (
        N_("Both sides changed the same post: {paths}. Nothing was touched."),
        N_(
            "“blogwifi pull --dry-run” tells who changed what; “blogwifi pull --take mine” (or theirs, or "
            "both) chooses, for all or for the posts named after it. Or open the blog with “blogwifi” and "
            "press p, or g to publish nothing yet: it shows both versions and asks what to keep."
        ),
    ),
    (e.OtherEncoding, ""): (
        N_(
            "{path} is saved as UTF-8, and .gitattributes tells git to read it as {encoding}: committed so, "
            "its accents would be other letters. The file is safe; nothing was committed."
        ),
        N_(
            "Take “working-tree-encoding” for it out of .gitattributes, or save it as {encoding} again; "
            "then commit."
        ),
    ),
    (e.Conflict, "files"): (
        N_("Both sides changed the same files: {paths}. Nothing was touched."),
        N_(
            "“blogwifi pull --dry-run” tells who changed what; “blogwifi pull --take mine” (or theirs, or "
            "both) chooses, for all or for the posts named after it. Or open the blog with “blogwifi” and "
            "press p, or g to publish nothing yet: it shows both versions and asks what to keep."
        ),
    ),
    (e.MergeTooTangled, ""): (
        N_(
            "Both sides renamed and changed the same files in a way that cannot be sorted out here: {paths}. "
            "Nothing was touched, and nothing is lost."
        ),
        N_("Join the other side’s work with “git pull” in a terminal, then publish again."),
    ),
    (e.MarksInMerge, ""): (
        N_(
            "Marks of a merge (<<<<<<<, >>>>>>>) stand in {paths}: nothing was sent, and your commits are "
            "safe here."
        ),
        N_(
            "Open the file, keep the words that are right, take the marks out, commit, and publish again; "
            "where they are meant to be read, set them in a block of code."
        ),
    ),
    (e.Cancelled, ""): (
        N_("Stopped."),
        N_("Nothing is lost; start again when you like."),
    ),
    (e.TimedOut, ""): (
        N_("git gave no sign of life for {seconds} seconds, and was stopped."),
        N_("Check the connection and try again; publish.idle_timeout in blogwifi.toml leaves it more time."),
    ),
    (e.GitFailed, ""): (
        N_("“git {command}” failed: {words}"),
        N_("“git status” in a terminal says how the repository stands."),
    ),
}
