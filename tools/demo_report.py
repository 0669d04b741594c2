#!/usr/bin/env python3
"""What the demo found, on one screen: asks the program as a script of a user would, through --json.

  demo_report.py EARWITNESS ARCHIVE
"""
import json
import subprocess
import sys
import textwrap


def ask(program, archive, *words):
    done = subprocess.run([program, *words, "--archive", archive, "--json"], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"demo_report.py: `earwitness {' '.join(words)}` failed: {done.stderr.strip()}")
    return json.loads(done.stdout)


def position(milliseconds):
    if milliseconds is None:
        return "?"
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}" if minutes >= 60 else f"{minutes}:{seconds:02}"


def report_show(show, most=12):
    print(f"\n{show['title']}")
    for episode in show["episodes"][:most]:
        length = position(episode["duration_ms"])
        print(f"  {(episode['published_at'] or 'no date')[:10]}  {length:>8}  {episode['title']}")
        if episode["state"] != "analysed":
            print(textwrap.fill(episode["state"], 110, initial_indent=" " * 24, subsequent_indent=" " * 24))
    if len(show["episodes"]) > most:
        print(f"  and {len(show['episodes']) - most} more")


def main():
    program, archive = sys.argv[1:3]
    shows = [ask(program, archive, "show", x["show"]) for x in ask(program, archive, "show")]
    episodes = [x for show in shows for x in show["episodes"]]
    analysed = sum(x["state"] == "analysed" for x in episodes)
    print(f"\n{len(shows)} show{'s' * (len(shows) != 1)}, {len(episodes)} episodes: {analysed} analysed, {len(episodes) - analysed} not yet")
    for show in shows:
        report_show(show)
    entities = ask(program, archive, "entities", "--limit", "12")
    if entities:
        names = [f"{x['name']} ({x['type'].lower()}, {x['mentions']})" for x in entities]
        print("\nWho and what they speak of:")
        print(textwrap.fill("; ".join(names), 110, initial_indent="  ", subsequent_indent="  "))
    quotes = ask(program, archive, "quotes", "--limit", "3")
    if quotes:
        print("\nMost quotable:")
    for quote in quotes:
        print(textwrap.fill(f"\u201c{' '.join(quote['words'].split())}\u201d", 110, initial_indent="  ", subsequent_indent="   "))
        print(f"     {quote['speaker'] or 'speaker unknown'}, {quote['title']}, at {position(quote['start_ms'])}")
    print()


if __name__ == "__main__":
    main()
