"""An archive for tests of what is published: the example show over loopback, and a folder whose names are hostile.

Used by site_test.py and browser_test.py; needs no network beyond 127.0.0.1 and no audio.
"""
import contextlib
import functools
import http.server
import os
import re
import shutil
import subprocess
import threading

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HOSTILE = "<script>alert(1)</script>"
HOSTILE_VTT = """WEBVTT

00:00:00.000 --> 00:00:05.000
<v Ada Vale>Welcome back. I'm Ada Vale, and a &lt;b&gt;bold&lt;/b&gt; claim &amp; its price are today's subject.

00:00:05.000 --> 00:00:12.000
<v Bob &lt;script&gt;>I think that by 2030 half of all lamps in Zürich will run on “borrowed” light, because prices fell by 40 percent.

00:00:12.000 --> 00:00:19.000
<v Ada Vale>The biggest problem with lamps is that nobody at Acme Lighting wants to pay for the first one.
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def served(folder):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def run(program, *arguments, check=True):
    done = subprocess.run([program, *arguments], capture_output=True, text=True)
    if check and done.returncode != 0:
        raise SystemExit(f"FAILED: {' '.join(arguments)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def add_example_show(program, work, archive):
    """Adds the example show and brings it up to date; one of its episodes has no transcript and waits."""
    show = os.path.join(work, "show")
    shutil.copytree(os.path.join(TOP, "examples", "show"), show)
    with served(show) as base:
        with open(os.path.join(show, "feed.xml"), encoding="utf-8") as feed:
            text = feed.read()
        # Transcripts and chapters come from here; pages and audio keep the show's own address.
        text = re.sub(r'https://workingparts\.example/(ep\d\.(?:vtt|srt|json|chapters\.json))', lambda m: base + m.group(1), text)
        with open(os.path.join(show, "feed.xml"), "w", encoding="utf-8") as feed:
            feed.write(text)
        run(program, "add", base + "feed.xml", "--allow-private", "--archive", archive)
        run(program, "update", "--allow-private", "--archive", archive, check=False)
        run(program, "run", "--allow-private", "--archive", archive, check=False)


def build_archive(program, work):
    """Returns the archive's folder, filled in work."""
    folder, archive = (os.path.join(work, name) for name in ("odd folder", "archive"))
    os.makedirs(folder)
    for name, audio in ((HOSTILE.replace("/", "_") + " & friends", True), ("javascript_alert(2)", False)):
        with open(os.path.join(folder, name + ".vtt"), "w", encoding="utf-8") as out:
            out.write(HOSTILE_VTT)
        if audio:
            with open(os.path.join(folder, name + ".mp3"), "wb") as out:
                out.write(b"ID3\x03\0\0\0\0\0\0" + b"\0" * 100)
    run(program, "add", folder, "--archive", archive)
    add_example_show(program, work, archive)
    return archive
