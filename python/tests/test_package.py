"""The Python package beside the command line.   EARWITNESS=<program> python3 -m unittest discover python/tests"""
import concurrent.futures
import glob
import json
import os
import pickle
import subprocess
import sys
import threading
import unittest

import earwitness

PROGRAM = os.environ["EARWITNESS"]
SHOW = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples", "show")
TALK = [{"speaker": "Ada", "text": "I think that half of all ferries will be electric by 2035.", "start_ms": 0, "end_ms": 4000},
        {"speaker": "Bob", "text": "Rotterdam paid 40 million dollars for it.", "start_ms": 4000, "end_ms": 9000.5}]


def printed(*words, given=""):
    return subprocess.run([PROGRAM, "analyze", *words], input=given.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class AsTheCommandLine(unittest.TestCase):
    def test_example_files(self):
        for name in ("ep1.vtt", "ep2.srt", "ep3.json"):
            path = os.path.join(SHOW, name)
            self.assertEqual(earwitness.analyze_file(path), json.loads(printed(path)), name)

    def test_example_scripts_as_text(self):
        for path in sorted(glob.glob(os.path.join(SHOW, "scripts", "*.txt"))):
            text, meta = read(path), {"title": os.path.basename(path), "published_at": "2025-05-14", "persons": ["Nora Whitfield"]}
            line = printed("-", "--format", "jsonl", given=json.dumps({"id": None, "text": text, "meta": meta}) + "\n")
            wanted = json.loads(line)
            del wanted["id"]
            self.assertEqual(earwitness.analyze(text, meta), wanted, path)

    def test_segments_and_answers(self):
        record = json.dumps({"id": 7, "segments": TALK})
        self.assertEqual(earwitness.answer(record) + "\n", printed("-", "--format", "jsonl", given=record + "\n"))
        found = earwitness.analyze(iter(TALK))
        self.assertEqual([speaker["name"] for speaker in found["transcript"]["speakers"]], ["Ada", "Bob"])
        self.assertIn(TALK[1]["text"], [earwitness.words(found, insight) for insight in found["insights"]])

    def test_knowledge_goes_along_with_a_pickled_engine(self):
        engine = earwitness.Engine("never: Lindmark Energy\n")
        self.assertNotEqual(engine.fingerprint, earwitness.Engine().fingerprint)
        again = pickle.loads(pickle.dumps(engine))
        self.assertEqual(again.fingerprint, engine.fingerprint)
        path = os.path.join(SHOW, "ep1.vtt")
        for used, wanted in ((earwitness, True), (engine, False), (again, False)):
            names = [entity["name"] for entity in used.analyze_file(path)["entities"]]
            self.assertEqual("Lindmark Energy" in names, wanted, names)


class Words(unittest.TestCase):
    def test_spans_are_bytes(self):
        found = earwitness.analyze("Zoë says — naïvely — that Rotterdam will be electric by 2035.")
        named = {entity["name"]: earwitness.words(found, entity["mentions"][0]) for entity in found["entities"]}
        self.assertEqual(named["Rotterdam"], "Rotterdam")


class Errors(unittest.TestCase):
    def test_exceptions(self):
        for error, wanted, call in (
            (TypeError, "not int", lambda: earwitness.analyze(3)),
            (TypeError, "not bytes", lambda: earwitness.analyze(b"talk")),
            (TypeError, "not dict", lambda: earwitness.analyze(TALK[0])),
            (ValueError, '"segments"', lambda: earwitness.analyze(["talk"])),
            (ValueError, '"text"', lambda: earwitness.analyze([{"text": 3}])),
            (ValueError, '"published_at"', lambda: earwitness.analyze("talk", {"published_at": "soon"})),
            (ValueError, "", lambda: earwitness.analyze("talk \ud800")),
            (ValueError, "", lambda: earwitness.Engine("no such line in a knowledge file")),
            (FileNotFoundError, "none.vtt", lambda: earwitness.analyze_file("none.vtt")),
        ):
            with self.assertRaises(error) as caught:
                call()
            self.assertIn(wanted, str(caught.exception))

    def test_a_bad_record_is_an_answer(self):
        for record in ("", "{", "[]", "null", '{"id":"x"}', '{"id":"x","text":3}', b"\xff"):
            self.assertIn("error", json.loads(earwitness.answer(record)), record)


class Threads(unittest.TestCase):
    def test_the_lock_is_free_during_an_analysis(self):
        """With a switch interval beyond any test, another thread runs only where the analysis lets the lock go."""
        record = json.dumps({"text": " ".join(read(path) for path in glob.glob(os.path.join(SHOW, "scripts", "*.txt"))) * 20})
        earwitness.answer('{"text":"warm"}')
        began, ended = threading.Event(), []

        def work():
            began.set()
            earwitness.answer(record)
            ended.append(True)

        before = sys.getswitchinterval()
        sys.setswitchinterval(1000)
        try:
            thread = threading.Thread(target=work)
            thread.start()
            began.wait()
            seen_running = not ended
            thread.join()
        finally:
            sys.setswitchinterval(before)
        self.assertTrue(seen_running)

    def test_same_bytes_from_many(self):
        records = [json.dumps({"id": path, "path": path}) for path in sorted(glob.glob(os.path.join(SHOW, "scripts", "*.txt"))) * 8]
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            self.assertEqual(list(pool.map(earwitness.answer, records)), [earwitness.answer(record) for record in records])


if __name__ == "__main__":
    unittest.main()
