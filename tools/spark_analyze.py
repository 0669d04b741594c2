#!/usr/bin/env python3
"""Analyses JSON Lines with Apache Spark and writes Parquet (docs/batch.md).

  spark-submit tools/spark_analyze.py RECORDS PARQUET                      each partition through `earwitness analyze --format jsonl`
  spark-submit tools/spark_analyze.py RECORDS PARQUET --engine python      the same in Spark's Python, by the package earwitness

RECORDS is anything that Spark reads as text: a record a line (docs/analysis-json.md). PARQUET gets a row a record: the findings as columns,
the answer as it was written, and `error` where a record was bad; bad records end nothing.
"""
import argparse
import hashlib
import shlex
import sys
import time

from pyspark.sql import DataFrame, SparkSession, functions

SPAN = "begin: INT, end: INT"
COLUMNS = f"""
    id STRING, error STRING,
    episode STRUCT<title: STRING, show: STRING, published_at: STRING>,
    transcript STRUCT<sha256: STRING, language: STRING>,
    entities ARRAY<STRUCT<id: STRING, name: STRING, type: STRING, category: STRING, salience: DOUBLE, in_sponsor_only: BOOLEAN,
        mentions: ARRAY<STRUCT<{SPAN}, start_ms: BIGINT, speaker: STRING, confidence: DOUBLE>>>>,
    quotes ARRAY<STRUCT<{SPAN}, start_ms: BIGINT, end_ms: BIGINT, speaker: STRING, score: DOUBLE, entities: ARRAY<STRING>,
        topics: ARRAY<STRING>>>,
    insights ARRAY<STRUCT<type: STRING, {SPAN}, start_ms: BIGINT, speaker: STRING, confidence: DOUBLE, actionable: BOOLEAN,
        entities: ARRAY<STRING>>>,
    topics ARRAY<STRUCT<id: STRING, label: STRING, prominence: DOUBLE>>,
    sponsors ARRAY<STRUCT<{SPAN}, start_ms: BIGINT, end_ms: BIGINT, name: STRING>>,
    tags ARRAY<STRING>"""


def answers_by_program(spark: SparkSession, records: str, partitions: int, program: str) -> DataFrame:
    """A process a partition, one thread each: Spark keeps the cores busy. One that ends badly fails its task, which Spark tries again."""
    command = f"{shlex.quote(program)} analyze - --format jsonl --jobs 1"
    lines = spark.sparkContext.textFile(records, partitions).pipe(command, checkCode=True)
    return lines.map(lambda line: (line,)).toDF("answer STRING")


def answer_batches(batches):
    import earwitness  # on the workers

    for batch in batches:
        kept = batch[batch["value"].str.strip() != ""]
        yield kept["value"].map(earwitness.answer).to_frame("answer")


def answers_by_package(spark: SparkSession, records: str, partitions: int) -> DataFrame:
    lines = spark.sparkContext.textFile(records, partitions).map(lambda line: (line,)).toDF("value STRING")
    return lines.mapInPandas(answer_batches, "answer STRING")


def digest(rows: DataFrame) -> str:
    """SHA-256 of the sorted answers: that of `earwitness analyze RECORDS --format jsonl | LC_ALL=C sort | sha256sum`."""
    hashed = hashlib.sha256()
    for line in sorted(row.answer.encode() for row in rows.select("answer").toLocalIterator()):
        hashed.update(line + b"\n")
    return hashed.hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records")
    parser.add_argument("parquet")
    parser.add_argument("--engine", choices=("program", "python"), default="program")
    parser.add_argument("--program", default="earwitness", help="the command line's path on the workers")
    parser.add_argument("--partitions", type=int, default=2, help="at least this many; some times the number of cores")
    parser.add_argument("--digest", action="store_true", help="read the Parquet back and print the SHA-256 of its sorted answers")
    options = parser.parse_args()

    spark = SparkSession.builder.appName("earwitness").getOrCreate()
    spark.sparkContext.setLogLevel("WARN")
    began = time.monotonic()
    if options.engine == "program":
        answers = answers_by_program(spark, options.records, options.partitions, options.program)
    else:
        answers = answers_by_package(spark, options.records, options.partitions)
    found = functions.from_json("answer", COLUMNS)
    answers.select("answer", found.alias("found")).select("found.*", "answer").write.mode("overwrite").parquet(options.parquet)
    took = time.monotonic() - began

    written = spark.read.parquet(options.parquet)
    records, bad = written.count(), written.filter("error IS NOT NULL").count()
    print(f"{records} records, {bad} of them bad, in {took:.1f} s")
    if options.digest:
        print(digest(written))
    spark.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
