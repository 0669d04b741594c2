#!/usr/bin/env python3
"""Publishes an archive as Jekyll's pages, edits them as a user would, publishes again, and commits with git.

  jekyll_publish_test.py PROGRAM

Needs git. Where PyYAML is there, every page is compared with what yaml.dump makes of it.
"""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import site_archive  # noqa: E402

try:
    import yaml
except ImportError:
    yaml = None

PROGRAM = sys.argv[1]
OLD_KEYS = {"actionable_items", "companies", "date", "duration", "has_transcript", "insights", "layout", "llm_enhanced", "original_url",
            "processing_date", "quotes", "source", "summary", "tags", "title", "topics", "transcript_url"}
failures, checks = [], 0


def check(what, holds, why=""):
    global checks
    checks += 1
    if not holds:
        failures.append(f"{what}: {why}")


def publish(folder, *arguments, check=True):
    return site_archive.run(PROGRAM, "publish", "jekyll", folder, "--archive", archive, "--json", *arguments, check=check)


def read(*path):
    with open(os.path.join(*path), encoding="utf-8", newline="") as data:
        return data.read()


def write(text, *path):
    os.makedirs(os.path.dirname(os.path.join(*path)), exist_ok=True)
    with open(os.path.join(*path), "w", encoding="utf-8", newline="") as out:
        out.write(text)


def edit(before, after, *path):
    text = read(*path)
    assert before in text, f"{before!r} is not in {path[-1]}"
    write(text.replace(before, after, 1), *path)


def hashes_of(folder):
    found = {}
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            with open(os.path.join(base, name), "rb") as data:
                found[os.path.relpath(os.path.join(base, name), folder)] = hashlib.sha256(data.read()).hexdigest()
    return found


def pages_of(folder):
    return sorted(os.listdir(os.path.join(folder, "_episodes")))


def front_of(folder, page):
    text = read(folder, "_episodes", page)
    front = text[4:text.index("\n---\n") + 1]
    return front, yaml.load(front, Loader=yaml.SafeLoader)


def git(folder, *arguments, check=True):
    done = subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments], cwd=folder, capture_output=True, text=True)
    assert not check or done.returncode == 0, f"git {arguments}: {done.stderr}"
    return done.stdout if check else done


def check_pages(folder):
    names = pages_of(folder)
    check("five pages", len(names) == 5, str(names))
    check("file names are the old ones", "2025-03-18-bread-is-a-slow-machine.md" in names, str(names))
    if yaml is None:
        print("PyYAML is not there: pages were not compared with what it writes (apt-get install python3-yaml)")
        return
    lines = 0
    for page in names:
        front, values = front_of(folder, page)
        check("written as PyYAML does", yaml.dump(values, default_flow_style=False, allow_unicode=True) == front, page)
        check("keys", {"layout", "llm_enhanced", "title", "source", "has_transcript", "transcript_url", "summary", "tags"} <= set(values), page)
        check("no invented facts", not {"processing_date", "actionable_items"} & set(values) and values.get("duration") != 1, page)
        check("a date or none", ("date" in values) == (re.match(r"\d{4}-\d\d-\d\d-", page) is not None) and ("date" in values) != ("undated" in values), page)
        check("the old types", all(isinstance(values.get(k, t()), t) for k, t in (("companies", list), ("quotes", list), ("duration", int), ("summary", str), ("tags", list), ("date", str), ("llm_enhanced", bool))), page)
        text = read(folder, values["transcript_text"][1:]).encode()
        check("the transcript's hash", hashlib.sha256(text).hexdigest() == values["transcript_sha256"], page)
        transcript = read(folder, values["transcript_url"][1:])
        check("no Liquid in a transcript", "{" not in transcript.split("\n---\n", 1)[1], page)
        for key in ("quotes", "insights", "summary_sentences"):
            for item in values.get(key, []):
                lines += 1
                check("words are the transcript's", text[item["begin"]:item["end"]].decode() == item["text"], f"{page} {item}")
                check("an anchor for each", f'id="b={item["begin"]}-{item["end"]}"' in transcript, f"{page} {item}")
        for item in values.get("quotes", []):
            check("the old pipeline's keys of a quote", {"length", "relevance_score", "text", "topics", "begin", "end", "producer"} <= set(item) and item["length"] == len(item["text"]) and 1 <= item["relevance_score"] <= 10, str(item))
        for item in values.get("companies", []):
            whole = text.decode()
            check("position and context", whole[item["position"]:].startswith(text[item["begin"]:item["end"]].decode()) and item["context"] == whole[max(0, item["position"] - 50):item["position"] + len(text[item["begin"]:item["end"]].decode()) + 50].strip(), str(item))
        for item in values.get("topics", []):
            check("topics", {"keywords", "mentions", "prominence", "topic"} <= set(item) and 0 <= item["prominence"] <= 1 and isinstance(item["prominence"], float), str(item))
    check("many lines were looked at", lines >= 100, str(lines))


def check_edits(folder):
    bread = ("_episodes", "2025-03-18-bread-is-a-slow-machine.md")
    edit("title: Bread Is a Slow Machine\n", "# our title\ntitle: Bread\nrating: 5\n", folder, *bread)
    edit("tags:\n", "tags:\n- ours\n", folder, *bread)
    edit("quotes:\n", "quotes:\n- text: Said off the record\n", folder, *bread)
    edit("-->\n", "-->\n\nShow notes, by hand.\n---\nmore\n", folder, *bread)
    edit('class="top"', 'class="top ours"', folder, "_layouts/default.html")
    os.remove(os.path.join(folder, "404.html"))
    before = hashes_of(folder)
    again = json.loads(publish(folder).stdout)
    check("nothing to write", again["written"] == 0 and again["pages_edited"] == 1 and hashes_of(folder) == before, str(again))
    # Other findings: quotes, topics and tags of another kind.
    changed = json.loads(publish(folder, "--compat").stdout)
    check("all pages change", changed["pages_changed"] == 5, str(changed))
    text = read(folder, *bread)
    for words in ("# our title\ntitle: Bread\nrating: 5\n", "tags:\n- ours\n", "quotes:\n- text: Said off the record\n", "-->\n\nShow notes, by hand.\n---\nmore\n", "topic: artificial intelligence"):
        check("edits survive new findings", words in text, f"{words!r} in\n{text[:3000]}")
    check("the user's layout stays", "top ours" in read(folder, "_layouts/default.html"))
    check("what the user removed stays away", not os.path.exists(os.path.join(folder, "404.html")))
    back = json.loads(publish(folder).stdout)
    check("and back again", back["pages_changed"] == 5 and hashes_of(folder) == before, str(back))
    broken = read(folder, *bread)
    write("---\nno end", folder, *bread)
    refused = publish(folder, check=False)
    check("a page that cannot be read is left alone", refused.returncode == 1 and "left alone" in refused.stderr and read(folder, *bread) == "---\nno end", refused.stderr)
    write(broken, folder, *bread)
    publish(folder)


def check_other_sites(folder):
    """Into somebody's own site with the old pipeline's pages."""
    write("title: Mine\n", folder, "_config.yml")
    write("mine", folder, "index.html")
    old = "---\nlayout: episode\nrating: 5\ntags:\n- old\ntitle: Bread\n---\n\nNotes\n"
    name = "2025-03-18-bread-is-a-slow-machine.md"
    write(old, folder, "_episodes", name)
    done = publish(folder, check=False)
    check("pages of others are not replaced", done.returncode == 1 and "--take-over" in done.stderr and read(folder, "_episodes", name) == old, done.stderr)
    check("the site around is left", read(folder, "index.html") == "mine" and not os.path.exists(os.path.join(folder, "search.html")))
    check("the pages come", len(pages_of(folder)) == 5 and os.path.exists(os.path.join(folder, "_layouts/transcript.html")), str(pages_of(folder)))
    publish(folder, "--take-over")
    text = read(folder, "_episodes", name)
    check("taken over, with what the user wrote", "rating: 5\n" in text and "Notes\n" in text and "- old\n" not in text and "quotes:\n" in text, text[:500])


def old_page(title, url, *more):
    return f"---\ncompanies:\n- category: unknown\n  confidence: medium\n  context: And I think\n  name: And I\n  position: 3\ndate: 2025-03-18 06:00:00 +0000\nduration: 7\nlayout: episode\nllm_enhanced: true\noriginal_url: {url}\n" + "".join(more) + f"source: Unknown Source\ntags: []\ntitle: {title}\n---\n\n<!-- Episode automatically generated from analysis data -->\n<!-- Processing completed: 2025-10-05 17:47:56 UTC -->\n"


def check_imported(work):
    """Pages of the old pipeline: the same bytes, or a page of ours in their place."""
    global archive
    whole, archive = archive, os.path.join(work, "moved in")
    shutil.copytree(whole, archive)
    pages = os.path.join(work, "old pages")
    old = {"2025-03-18-an-old-name-for-bread-\U0001F35E.md": old_page("Bread Is a Slow Machine", "https://workingparts.example/ep2.mp3", "rating: 5\n"),
           "2020-01-01-nobody-knows.md": old_page("Nobody knows", "https://elsewhere.example/x.mp3")}
    for name, text in old.items():
        write(text, pages, name)
    site_archive.run(PROGRAM, "import", "jekyll", pages, "--archive", archive)
    folder = os.path.join(work, "as imported")
    done = json.loads(publish(folder, "--as-imported").stdout)
    check("imported pages have the same bytes", done["pages_as_imported"] == 2 and all(read(folder, "_episodes", name) == text for name, text in old.items()), str(done))
    done = json.loads(publish(folder).stdout)
    bread, other = (read(folder, "_episodes", name) for name in old)
    check("one that is known better is brought up in its place", "rating: 5\n" in bread and "quotes:\n" in bread and "And I\n" not in bread and "Unknown Source" not in bread and "17:47:56" in bread, bread[:800])
    check("the other stays", other == old["2020-01-01-nobody-knows.md"] and len(pages_of(folder)) == 6, str(pages_of(folder)))
    check("and nothing is written twice", json.loads(publish(folder).stdout)["written"] == 0)
    kept = publish(folder, "--as-imported")
    check("a page that may hold somebody's words is kept", "--take-over" in kept.stderr and read(folder, "_episodes", list(old)[0]) == bread, kept.stderr)
    publish(folder, "--as-imported", "--take-over")
    check("and back", all(read(folder, "_episodes", name) == text for name, text in old.items()))
    seed = os.path.join(site_archive.TOP, "..", "shared", "seed", "pages")
    if os.path.isdir(seed):
        archive, folder = os.path.join(work, "seed archive"), os.path.join(work, "seed")
        site_archive.run(PROGRAM, "import", "jekyll", seed, "--archive", archive)
        publish(folder, "--as-imported")
        same = [name for name in os.listdir(seed) if read(seed, name) == read(folder, "_episodes", name)]
        check("all real pages but the two damaged ones come out with the same bytes", len(same) == len(os.listdir(seed)) - 2, str(len(same)))
        proof = site_archive.run(PROGRAM, "verify", folder, check=False).stdout
        check("and nobody calls them proved", proof.startswith("Nothing to prove here: "), proof)
    archive = whole


def check_removal(folder, work):
    global archive
    odd, whole = os.path.join(work, "small archive"), archive
    site_archive.run(PROGRAM, "add", os.path.join(work, "odd folder"), "--archive", odd)
    site_archive.run(PROGRAM, "run", "--archive", odd)
    name = "2025-03-04-the-grid-has-a-heartbeat.md"
    edit("-->\n", "-->\nMine.\n", folder, "_episodes", name)
    publish(folder)
    archive = odd
    gone = publish(folder)
    check("pages of episodes that have gone are removed, but not what the user wrote", sorted(pages_of(folder)) == sorted([name, "script-alert(1)-script-&-friends.md", "javascript-alert(2).md"]) and name in gone.stderr, str(pages_of(folder)) + gone.stderr)
    archive = os.path.join(work, "empty archive")
    site_archive.run(PROGRAM, "add", os.path.join(work, "odd folder"), "--archive", archive)
    refused = publish(folder, check=False)
    check("an empty archive empties no site", refused.returncode == 1 and "nothing was changed" in refused.stderr, refused.stderr)
    archive = whole


def check_git(folder, work):
    refused = publish(folder, "--git", check=False)
    check("no folder", refused.returncode == 1 and "git init" in refused.stderr, refused.stderr)
    os.makedirs(folder)
    environment = dict(os.environ, GIT_CEILING_DIRECTORIES=work)
    refused = subprocess.run([PROGRAM, "publish", "jekyll", folder, "--archive", archive, "--git"], capture_output=True, text=True, env=environment)
    check("no repository", refused.returncode == 1 and "git init" in refused.stderr and not os.listdir(folder), refused.stderr)
    git(folder, "init", "-q", "-b", "main")
    for key, value in (("user.name", "T"), ("user.email", "t@example.org")):
        git(folder, "config", key, value)
    first = json.loads(publish(folder, "--git").stdout)
    message = git(folder, "log", "-1", "--format=%B")
    check("a first commit says what", first["commit"] and message.startswith("Add 5 episodes\n\nAdd: ") and "Add: Bread Is a Slow Machine\n" in message, message)
    check("all is committed", git(folder, "status", "--porcelain") == "", git(folder, "status", "--porcelain"))
    check("nothing to commit", json.loads(publish(folder, "--git").stdout)["commit"] is None)
    # The user has things under way: staged, unstaged, untracked, and in a page that is not written again.
    write("staged", folder, "staged.txt")
    git(folder, "add", "staged.txt")
    write("untracked", folder, "untracked $(touch no).txt")
    edit('class="top"', 'class="top ours"', folder, "_layouts/default.html")
    edit("-->\n", "-->\nDraft.\n", folder, "_episodes", "2025-03-18-bread-is-a-slow-machine.md")
    os.remove(os.path.join(folder, "_episodes", "javascript-alert(2).md"))
    git(folder, "rm", "-q", "--cached", "_episodes/javascript-alert(2).md")
    git(folder, "commit", "-q", "-m", "drop", "--only", "--", "_episodes/javascript-alert(2).md")
    second = json.loads(publish(folder, "--git").stdout)
    message, files = git(folder, "log", "-1", "--format=%B"), git(folder, "show", "--name-only", "--format=", "HEAD").split("\n")
    check("one page is added", second["pages_added"] == 1 and message.startswith("Add 1 episode\n\nAdd: javascript"), message)
    check("only what was published is committed", "_episodes/javascript-alert(2).md" in files and len([f for f in files if f]) <= 2, str(files))
    status = git(folder, "status", "--porcelain")
    check("the rest stays as it was", all(line in status for line in ("A  staged.txt", " M _layouts/default.html", " M _episodes/2025-03-18-bread", "?? ")), status)
    check("no name was run", not os.path.exists(os.path.join(folder, "no")))
    # A hook refuses: nothing is left staged.
    os.remove(os.path.join(folder, "_episodes", "javascript-alert(2).md"))
    git(folder, "rm", "-q", "--cached", "_episodes/javascript-alert(2).md")
    git(folder, "commit", "-q", "-m", "drop", "--only", "--", "_episodes/javascript-alert(2).md")
    hook = os.path.join(folder, ".git", "hooks", "pre-commit")
    write("#!/bin/sh\necho not on Fridays >&2\nexit 1\n", hook)
    os.chmod(hook, 0o755)
    refused = publish(folder, "--git", check=False)
    status = git(folder, "status", "--porcelain")
    check("a hook's word is passed on", refused.returncode == 1 and "not on Fridays" in refused.stderr and "?? _episodes/javascript" in status.replace('"', ""), refused.stderr + status)
    os.remove(hook)
    late = json.loads(publish(folder, "--git").stdout)
    check("what an earlier publish left is committed", late["written"] == 0 and late["commit"], str(late))
    # Pushing.
    refused = publish(folder, "--push", check=False)
    check("no remote", refused.returncode == 1 and "git remote add" in refused.stderr, refused.stderr)
    bare = os.path.join(work, "bare.git")
    git(work, "init", "-q", "--bare", bare)
    git(folder, "remote", "add", "origin", bare)
    pushed = json.loads(publish(folder, "--push").stdout)
    check("pushed", pushed["pushed_to"] == "origin/main" and git(bare, "rev-parse", "main") == git(folder, "rev-parse", "HEAD"), str(pushed))
    git(folder, "remote", "set-url", "origin", os.path.join(work, "gone.git"))
    refused = publish(folder, "--push", check=False)
    check("a push that fails", refused.returncode == 1 and "git push" in refused.stderr, refused.stderr)
    # Places in which there is no committing.
    git(folder, "checkout", "-q", "--detach")
    refused = publish(folder, "--git", check=False)
    check("a detached head", refused.returncode == 1 and "git switch" in refused.stderr, refused.stderr)
    git(folder, "checkout", "-q", "main")
    write("0" * 40, folder, ".git", "MERGE_HEAD")
    refused = publish(folder, "--git", check=False)
    check("a merge under way", refused.returncode == 1 and "merge is under way" in refused.stderr, refused.stderr)
    os.remove(os.path.join(folder, ".git", "MERGE_HEAD"))
    blob = subprocess.run(["git", "hash-object", "-w", "--stdin"], cwd=folder, input="x", capture_output=True, text=True).stdout.strip()
    subprocess.run(["git", "update-index", "--index-info"], cwd=folder, text=True, input="".join(f"100644 {blob} {stage}\tboth.txt\n" for stage in (1, 2, 3)), check=True)
    refused = publish(folder, "--git", check=False)
    check("unmerged files", refused.returncode == 1 and "both.txt" in refused.stderr, refused.stderr)
    nothing = subprocess.run([PROGRAM, "publish", "jekyll", folder, "--archive", archive, "--git"], capture_output=True, text=True, env=dict(os.environ, PATH="/nowhere"))
    check("no git", nothing.returncode == 1 and "install it" in nothing.stderr, nothing.stderr)
    # A folder inside a repository.
    inner = os.path.join(work, "outer", "docs site")
    os.makedirs(inner)
    git(os.path.join(work, "outer"), "init", "-q", "-b", "main")
    for key, value in (("user.name", "T"), ("user.email", "t@example.org")):
        git(inner, "config", key, value)
    check("a folder in a repository", json.loads(publish(inner, "--git").stdout)["commit"] and git(inner, "status", "--porcelain") == "", git(inner, "status", "--porcelain"))


def main():
    global archive
    work = tempfile.mkdtemp(prefix="ew-jekyll-")
    try:
        archive = site_archive.build_archive(PROGRAM, work)
        one, two = os.path.join(work, "one"), os.path.join(work, "two")
        publish(one, "--jobs", "1", "--title", "Test & <Site>")
        publish(two, "--jobs", "2", "--title", "Test & <Site>")
        check("the same bytes again", hashes_of(one) == hashes_of(two))
        check("nothing is written twice", json.loads(publish(one).stdout)["written"] == 0)
        check_pages(one)
        check_edits(one)
        check_other_sites(os.path.join(work, "other"))
        check_removal(two, work)
        check_imported(work)
        if shutil.which("git"):
            check_git(os.path.join(work, "repository"), work)
        else:
            print("git is not there: --git was not tested")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(checks, "checks")
    for failure in failures[:30]:
        print("FAILED", failure)
    sys.exit(1 if failures else 0)


archive = ""
main()
