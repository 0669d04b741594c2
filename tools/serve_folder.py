#!/usr/bin/env python3
"""Serves a folder on loopback with byte ranges and entity tags, as a podcast host does: for the demo's feed and for tests.

  serve_folder.py FOLDER [--port N] [--port-file FILE]     port 0 (the default) takes a free one; FILE gets its number

Python's own http.server knows no ranges, without which a player cannot seek. Runs until interrupted.
"""
import argparse
import functools
import hashlib
import http.server
import os
import re

TYPES = {".xml": "application/rss+xml", ".mp3": "audio/mpeg", ".vtt": "text/vtt", ".srt": "application/x-subrip",
         ".json": "application/json", ".png": "image/png", ".html": "text/html; charset=utf-8"}


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, **TYPES}

    def do_GET(self):
        self.answer(with_body=True)

    def do_HEAD(self):
        self.answer(with_body=False)

    def answer(self, with_body):
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            path = os.path.join(path, "index.html")
        try:
            with open(path, "rb") as file:
                body = file.read()
        except OSError:
            return self.send_error(404)
        tag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
        if self.headers.get("If-None-Match") == tag:
            return self.head(304, path, tag, 0)
        first, last = self.wanted_range(len(body), tag)
        if first is None:
            self.head(200, path, tag, len(body))
        elif first > last:
            return self.head(416, path, tag, 0, f"bytes */{len(body)}")
        else:
            self.head(206, path, tag, last - first + 1, f"bytes {first}-{last}/{len(body)}")
            body = body[first:last + 1]
        if with_body:
            try:
                self.wfile.write(body)
            except ConnectionError:
                self.close_connection = True  # a player that seeks hangs up

    def wanted_range(self, size, tag):
        """(first, last) of a single range; (None, None) for the whole; first > last where it lies outside."""
        match = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        if not match or match.groups() == ("", "") or self.headers.get("If-Range", tag) != tag:
            return None, None
        first, last = match.groups()
        if not first:
            return max(0, size - int(last)), size - 1
        if int(first) >= size:
            return 1, 0
        return int(first), min(int(last or size - 1), size - 1)

    def head(self, status, path, tag, length, content_range=None):
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(length))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("ETag", tag)
        if content_range:
            self.send_header("Content-Range", content_range)
        self.end_headers()

    def log_message(self, *arguments):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--port-file")
    options = parser.parse_args()
    handler = functools.partial(Handler, directory=options.folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", options.port), handler) as server:
        if options.port_file:
            with open(options.port_file + ".new", "w", encoding="ascii") as file:
                file.write(str(server.server_port))
            os.replace(options.port_file + ".new", options.port_file)
        print(f"http://127.0.0.1:{server.server_port}/", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
