#!/usr/bin/env python3
"""Makes a folder of pages for timing `import jekyll` and `audit jekyll`.

  make_pages.py FOLDER COUNT [SOURCE]

SOURCE is a folder of real pages (default ../shared/seed/pages): each is written again and again under other titles and
addresses, so that sizes and shapes are theirs. Where it is missing, pages of that form are made up.
"""
import glob
import os
import random
import sys


def made_up(rng):
    words = ["lamp", "harbour", "oil", "keeper", "light", "and", "the", "of", "burns", "Ada Byron", "Bell Works", "it's", "never"]
    talk = lambda n: " ".join(rng.choice(words) for _ in range(n))
    lines = ["---", "companies:"]
    for i in range(40):
        lines += ["- category: unknown", "  confidence: medium", f"  context: {talk(15)}", "  name: Bell Works", f"  position: {i}"]
    lines += ["date: 2025-05-14 12:42:12 +0000", "duration: 49", "layout: episode", "original_url: https://example.com/a.mp3",
              "processing_date: 2025-10-05 17:47:56 +0000", "quotes:"]
    for _ in range(80):
        lines += [f"- impact_reason: {talk(12)}", "  relevance_score: 8", "  source: llm_enhanced", f"  text: {talk(13)}", "  topic: light"]
    lines += ["source: Unknown Source", "title: A page", "---", "", "<!-- Episode automatically generated from analysis data -->", ""]
    return "\n".join(lines)


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    source = sys.argv[3] if len(sys.argv) > 3 else os.path.join(os.path.dirname(__file__), "..", "..", "shared", "seed", "pages")
    rng = random.Random(1)
    pages = [open(path, encoding="utf-8", newline="").read() for path in sorted(glob.glob(os.path.join(source, "*.md")))]
    if not pages:
        print("no pages in", source, "- making them up")
        pages = [made_up(rng) for _ in range(16)]
    os.makedirs(folder, exist_ok=True)
    total = 0
    for i in range(count):
        page = pages[i % len(pages)]
        page = page.replace("\noriginal_url: http", f"\noriginal_url: https://n{i}.example.com/http", 1)
        page = page.replace("\ntitle: ", f"\ntitle: Number {i} ", 1) if "\ntitle: '" not in page and '\ntitle: "' not in page \
            else page.replace("\ntitle: '", f"\ntitle: 'Number {i} ", 1).replace('\ntitle: "', f'\ntitle: "Number {i} ', 1)
        with open(os.path.join(folder, f"2025-01-01-page-{i:05}.md"), "w", encoding="utf-8", newline="") as file:
            file.write(page)
        total += len(page.encode())
    print(f"{count} pages, {total / 1e6:.1f} MB, in {folder}")


if __name__ == "__main__":
    main()
