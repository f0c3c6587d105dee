"""An archive on Apache Spark: documents to records, a shuffle by story, records to findings. The work is that of the program's own filters."""

import argparse
import os
import subprocess
import tempfile
import threading
import zlib
from typing import Callable, Iterable, Iterator, Tuple

from pyspark import SparkFiles
from pyspark.sql import SparkSession


def through(program: str, *args: str) -> Callable[[Iterable[str]], Iterator[str]]:
    """What a partition becomes when its lines go through the program. Where the program fails, so does the task: nothing is lost silently."""

    def run(lines: Iterable[str]) -> Iterator[str]:
        path = SparkFiles.get(program)
        os.chmod(path, 0o755)
        with tempfile.TemporaryFile() as said:
            child = subprocess.Popen([path, *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)
            failed = []

            def feed() -> None:
                try:
                    with child.stdin as to:
                        for line in lines:
                            to.write(line.encode() + b"\n")
                except BrokenPipeError:
                    pass  # it ended early, and its status says why
                except BaseException as error:  # of whoever makes the lines
                    failed.append(error)
                    child.kill()

            feeder = threading.Thread(target=feed, daemon=True)
            feeder.start()
            for line in child.stdout:
                yield line.decode().rstrip("\n")
            feeder.join()
            if failed:
                raise failed[0]
            if child.wait() != 0:
                said.seek(0)
                raise RuntimeError(f"{program} {' '.join(args)}: status {child.returncode}: {said.read(2000).decode(errors='replace')}")

    return run


def keyed(line: str) -> Tuple[str, str]:
    """A record with its key as it is written, which no quotation mark inside can end."""
    return line[: line.index('","schema":"')], line


def compare(spark: SparkSession, documents: str, out: str, program: str, partitions: int) -> None:
    """Writes a line of findings for each story below `out`, the lines in order over all its parts."""
    name = os.path.basename(program)
    spark.sparkContext.addFile(program)
    lines = spark.sparkContext.textFile(documents, partitions)
    records = lines.mapPartitions(through(name, "extract", "--stage", "records", "--documents", "--bare", "--isolated", "-"))
    # The hash is the same in every process; that of Python's strings is not.
    together = records.map(keyed).repartitionAndSortWithinPartitions(partitions, lambda key: zlib.crc32(key.encode()))
    found = together.values().mapPartitions(through(name, "compare", "--isolated"))
    found.sortBy(lambda line: line, numPartitions=partitions).saveAsTextFile(out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", help="JSON Lines, each with key, id and text; a file, a folder or a pattern")
    parser.add_argument("out", help="the folder to write to; it must not be there")
    parser.add_argument("--program", default="crosscheck", help="the program, which is sent to the workers")
    parser.add_argument("--partitions", type=int, default=32)
    given = parser.parse_args()
    session = SparkSession.builder.appName("crosscheck").getOrCreate()
    compare(session, given.documents, given.out, os.path.abspath(given.program), given.partitions)
    session.stop()
