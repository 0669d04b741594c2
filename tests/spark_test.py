#!/usr/bin/env python3
"""tools/spark_analyze.py over good and bad records, both ways, beside the command line. PySpark is in no Debian package: without an interpreter
that has it, named by EARWITNESS_SPARK_PYTHON, this is skipped; without the package earwitness there, only that half is.

  EARWITNESS_SPARK_PYTHON=venv/bin/python spark_test.py EARWITNESS
"""
import glob
import hashlib
import json
import os
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
PYTHON = os.environ.get("EARWITNESS_SPARK_PYTHON")
if not PYTHON:
    print("skipped: EARWITNESS_SPARK_PYTHON names no Python with PySpark")
    sys.exit(77)

with tempfile.TemporaryDirectory(prefix="spark_") as folder:
    records = os.path.join(folder, "records.jsonl")
    lines = [json.dumps({"id": os.path.basename(path), "path": path}) for path in sorted(glob.glob(os.path.join(TOP, "examples", "show", "*.[vs]*t")))]
    lines += [json.dumps({"id": {"a": 1}, "text": "Zoë paid 40 million dollars\u2028for it."})]
    bad = ["{", "", "  ", "null", '{"id": 3}', '{"id": "none", "path": "/none.vtt"}', '{"id": "x", "text": 3}', '{"text": "\\ud800"}']
    with open(records, "w", encoding="utf-8") as file:
        file.write("\n".join(bad[:4] + lines + bad[4:]) + "\n")
    printed = subprocess.run([PROGRAM, "analyze", records, "--format", "jsonl"], stdout=subprocess.PIPE, check=True).stdout.splitlines(keepends=True)
    wanted = hashlib.sha256(b"".join(sorted(printed))).hexdigest()
    has_package = subprocess.run([PYTHON, "-c", "import earwitness, pandas, pyarrow"], stderr=subprocess.DEVNULL).returncode == 0
    if not has_package:
        print("skipped: --engine python (no package earwitness, pandas or pyarrow there)")
    for engine in ("program", "python") if has_package else ("program",):
        done = subprocess.run([PYTHON, os.path.join(TOP, "tools", "spark_analyze.py"), records, os.path.join(folder, "out.parquet"), "--digest",
                               "--engine", engine, "--program", PROGRAM], stdout=subprocess.PIPE, text=True, check=True,
                              env={**os.environ, "PYSPARK_PYTHON": PYTHON, "SPARK_LOCAL_IP": "127.0.0.1"})
        said = done.stdout.split("\n")
        if f"{len(printed)} records, {len(bad) - 2} of them bad" not in said[0] or said[1] != wanted:
            sys.exit(f"{engine}: {done.stdout}\nwanted {len(printed)} records and {wanted}")
        print(engine, said[0])
