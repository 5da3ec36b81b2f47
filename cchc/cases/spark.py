"""The roll-up on Apache Spark, on this machine or a cluster: the same text, the same figures.

pyspark is optional (requirements-spark.txt). On a cluster the inputs and the output folder must be
on a disk that every machine sees.
"""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cchc.cases.dossiers import select
from cchc.cases.inputs import Source
from cchc.cases.steps import Step
from cchc.errors import CchcError

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",  # times are local, as DuckDB has them
    "spark.sql.session.timeZone": "Asia/Ho_Chi_Minh",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",  # 01 stays 01
    "spark.log.level": "ERROR",
}


class Spark:
    """An engine on a Spark session of its own; tables are Parquet in the work folder."""

    name = "spark"

    def __init__(self, master: str, work: Path):
        self.work = work
        self.session = _session(master)
        self.version = self.session.version

    def open(self, sources: Sequence[Source]) -> None:
        """Make the view `dossier` of the sources."""
        selects = []
        for at, source in enumerate(sources):
            read = self.session.read
            read = read.option("basePath", str(source.root)) if source.root else read
            read.parquet(*map(str, source.files)).createOrReplaceTempView(f"written{at}")
            selects.append(select(source, f"written{at}", "`"))
        self.session.sql(" UNION ALL ".join(selects)).createOrReplaceTempView("dossier")

    def put(self, name: str, table: pa.Table) -> None:
        """Make a small table known."""
        file = self.work / f"{name}.parquet"
        pq.write_table(table, file)
        self._view(name, file)

    def run(self, step: Step) -> None:
        """Take one step of the roll-up."""
        frame = self.session.sql(step.select)
        if not step.is_table:
            frame.createOrReplaceTempView(step.name)
            return
        folder = self.work / step.name
        frame.write.parquet(str(folder))
        self._view(step.name, folder)

    def _view(self, name: str, path: Path) -> None:
        self.session.read.parquet(str(path)).createOrReplaceTempView(name)

    def rows(self, name: str) -> list[dict]:
        """A small table."""
        return pq.read_table(self.work / name).to_pylist()

    def close(self) -> None:
        """Give the session back."""
        self.session.stop()


def _session(master: str):
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise CchcError(
            "Chưa cài Spark. Hãy chạy: .venv/bin/python -m pip install -r requirements-spark.txt "
            "(cần Java 17), hoặc bỏ --engine spark."
        ) from error
    builder = SparkSession.builder.master(master).appName("cchc rollup")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise CchcError(f"Không mở được Spark ở «{master}»: {error}. Cần Java 17.") from error
