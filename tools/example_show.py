"""The example show as data and text: reads examples/show (show.json and scripts), writes transcripts, chapters and the
feed from measured times. voice_examples.py measures; tests/examples_test.py checks the words. Standard library only.
"""
import html
import json
import os
import re
import uuid

PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # of podcast:guid, by its specification
TRANSCRIPT_TYPES = {"vtt": "text/vtt", "srt": "application/x-subrip", "json": "application/json"}


def read_show(folder):
    with open(os.path.join(folder, "show.json"), encoding="utf-8") as file:
        show = json.load(file)
    for episode in show["episodes"]:
        with open(os.path.join(folder, "scripts", episode["id"] + ".txt"), encoding="utf-8") as file:
            episode["lines"] = parse_script(file.read(), episode["id"])
    return show


def parse_script(text, name):
    """Sentences in order: {"speaker", "text", "turn": first of a turn, "chapter": title where one begins here or None}."""
    lines, chapter = [], None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        if line.startswith("== "):
            chapter = line[3:].strip()
            continue
        speaker, colon, words = line.partition(": ")
        if not colon:
            raise ValueError(f"{name}.txt:{number}: neither '== Chapter' nor 'Speaker: words': {line!r}")
        for index, sentence in enumerate(re.split(r"(?<=[.?!]) (?=[A-Z0-9])", words.strip())):
            lines.append({"speaker": speaker, "text": sentence, "turn": index == 0, "chapter": chapter})
            chapter = None
    return lines


def clock(milliseconds, mark):
    hours, rest = divmod(milliseconds, 3600000)
    minutes, rest = divmod(rest, 60000)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{mark}{rest % 1000:03}"


def render_vtt(lines):
    cues = [f"{clock(x['start_ms'], '.')} --> {clock(x['end_ms'], '.')}\n<v {x['speaker']}>{html.escape(x['text'], quote=False)}</v>"
            for x in lines]
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def render_srt(lines):
    cues = []
    for number, x in enumerate(lines, 1):
        words = f"{x['speaker']}: {x['text']}" if x["turn"] else x["text"]
        cues.append(f"{number}\n{clock(x['start_ms'], ',')} --> {clock(x['end_ms'], ',')}\n{words}\n")
    return "\n".join(cues)


def render_podcast_json(lines):
    segments = [{"speaker": x["speaker"], "startTime": x["start_ms"] / 1000, "endTime": x["end_ms"] / 1000, "body": x["text"]}
                for x in lines]
    return json.dumps({"version": "1.0.0", "segments": segments}, indent=1, ensure_ascii=False) + "\n"


RENDER_TRANSCRIPT = {"vtt": render_vtt, "srt": render_srt, "json": render_podcast_json}


def render_chapters(lines):
    chapters = [{"startTime": 0 if i == 0 else x["start_ms"] / 1000, "title": x["chapter"]}
                for i, x in enumerate(lines) if x["chapter"]]
    return json.dumps({"version": "1.2.0", "chapters": chapters}, indent=1, ensure_ascii=False) + "\n"


def transcript_name(episode):
    return f"{episode['id']}.{episode['transcript']}"


def text_files(show, measured, base_url):
    """Name -> text of everything but the audio. measured[id] = {"lines", "duration_ms", "bytes"}."""
    files = {"feed.xml": render_feed(show, measured, base_url)}
    for episode in show["episodes"]:
        if episode["transcript"]:
            lines = measured[episode["id"]]["lines"]
            files[transcript_name(episode)] = RENDER_TRANSCRIPT[episode["transcript"]](lines)
            files[episode["id"] + ".chapters.json"] = render_chapters(lines)
    return files


def tag(name, text=None, indent=4, /, **attributes):
    listed = "".join(f' {key}="{html.escape(str(value))}"' for key, value in attributes.items())
    body = "/>" if text is None else f">{html.escape(str(text), quote=False)}</{name}>"
    return " " * indent + f"<{name}{listed}{body}"


def render_item(episode, measured, base_url):
    folder, seconds = base_url + episode["id"], round(measured["duration_ms"] / 1000)
    bite = next((x for x in measured["lines"] if x["text"] == episode["soundbite"]), None)
    if bite is None:
        raise ValueError(f"{episode['id']}: its soundbite is no sentence of its script: {episode['soundbite']!r}")
    out = ["    <item>",
           tag("title", f"{episode['title']}", 6), tag("itunes:title", episode["title"], 6), tag("link", folder + ".html", 6),
           tag("guid", f"working-parts-{episode['id']}", 6, isPermaLink="false"), tag("pubDate", episode["published"], 6),
           tag("description", re.sub("<[^>]+>", "", episode["notes"]), 6),
           f"      <content:encoded><![CDATA[<p>{episode['notes']}</p>]]></content:encoded>",
           tag("enclosure", None, 6, url=folder + ".mp3", length=measured["bytes"], type="audio/mpeg"),
           tag("itunes:duration", seconds, 6), tag("itunes:season", 1, 6), tag("itunes:episode", episode["number"], 6),
           tag("itunes:episodeType", "full", 6), tag("itunes:explicit", "false", 6),
           tag("podcast:season", 1, 6, name="First season"), tag("podcast:episode", episode["number"], 6),
           tag("itunes:image", None, 6, href=base_url + "cover.png")]
    out += [tag("podcast:person", name, 6, role=role) for name, role in episode["people"]]
    if episode["transcript"]:
        out.append(tag("podcast:transcript", None, 6, url=base_url + transcript_name(episode),
                       type=TRANSCRIPT_TYPES[episode["transcript"]], language="en-GB"))
        out.append(tag("podcast:chapters", None, 6, url=folder + ".chapters.json", type="application/json+chapters"))
    out.append(tag("podcast:soundbite", episode["soundbite"], 6, startTime=bite["start_ms"] / 1000,
                   duration=round(bite["end_ms"] - bite["start_ms"]) / 1000))
    return out + ["    </item>"]


def render_feed(show, measured, base_url):
    out = ['<?xml version="1.0" encoding="UTF-8"?>',
           '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"',
           '     xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0">',
           "  <channel>",
           tag("title", show["title"]), tag("link", base_url),
           tag("atom:link", None, href=base_url + "feed.xml", rel="self", type="application/rss+xml"),
           tag("description", show["description"]), tag("itunes:subtitle", show["subtitle"]), tag("language", show["language"]),
           tag("copyright", show["copyright"]), tag("itunes:author", show["author"]), tag("itunes:type", "serial"),
           tag("itunes:explicit", "false"), tag("itunes:image", None, href=base_url + "cover.png"),
           "    <itunes:owner>", tag("itunes:name", show["owner"]["name"], 6), tag("itunes:email", show["owner"]["email"], 6),
           "    </itunes:owner>"]
    for category, inner in show["categories"]:
        outer = tag("itunes:category", None, text=category)
        out.append(outer if inner is None else outer[:-2] + ">" + tag("itunes:category", None, 0, text=inner) + "</itunes:category>")
    out += [tag("podcast:guid", uuid.uuid5(PODCAST_NAMESPACE, show["guid_seed"])), tag("podcast:medium", "podcast"),
            tag("podcast:locked", "no"), tag("podcast:person", show["author"], role="host")]
    for episode in reversed(show["episodes"]):
        out += render_item(episode, measured[episode["id"]], base_url)
    return "\n".join(out + ["  </channel>", "</rss>"]) + "\n"
