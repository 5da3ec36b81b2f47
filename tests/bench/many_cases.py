"""Case-level files of any size, a row a dossier, of real communes: the same ones every time."""

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from cchc.catalog.agencies import load_agencies

# Three years of dossiers; a dozen ways of being early, on time and late; one in sixty stays open.
DOSSIERS = """
SELECT printf('H%02d-%09d', i % 63, i) AS dossier_id,
       code AS unit_code,
       list_extract(['Đất đai', 'Hộ tịch', 'Chứng thực', 'Đầu tư', 'Xây dựng', 'Bảo trợ xã hội',
                     'Y tế', 'Tôn giáo'], 1 + CAST(hash(i, 1) % 8 AS INTEGER)) AS field,
       CASE WHEN hash(i, 2) % 10 < 5 THEN 'online' WHEN hash(i, 2) % 10 < 9 THEN 'direct'
            ELSE 'postal' END AS channel,
       received_at, due_at,
       CASE WHEN NOT is_open THEN least(resolved_at, TIMESTAMP '2024-12-31 17:00:00') END
         AS resolved_at,
       CASE WHEN is_open THEN 'processing' WHEN hash(i, 3) % 50 = 0 THEN 'returned'
            ELSE 'resolved' END AS status
FROM (
  SELECT *, received_at + to_days(CAST(1 + hash(i, 4) % 15 AS INTEGER)) AS due_at,
         received_at + to_hours(CAST(1 + hash(i, 5) % 330 AS INTEGER)) AS resolved_at,
         hash(i, 6) % 60 = 0 OR resolved_at > TIMESTAMP '2024-12-31 23:59:59' AS is_open
  FROM (SELECT i, TIMESTAMP '2022-01-01 07:30:00' + to_days(CAST(i * 1096 // $rows AS INTEGER))
                  + to_minutes(CAST(hash(i, 7) % 570 AS INTEGER)) AS received_at
        FROM range($rows) AS r(i)))
JOIN commune ON number = hash(i, 8) % $communes
ORDER BY i
"""


def write_cases(file: Path, rows: int, *, communes: int | None = None) -> None:
    """So many dossiers of so many communes, by default of all, as one Parquet file."""
    codes = [a.code for a in load_agencies().valid_on(date(2024, 1, 1), level="commune")][:communes]
    with duckdb.connect() as connection:
        numbers = pa.array(range(len(codes)), pa.uint64())
        connection.register("commune", pa.table({"number": numbers, "code": codes}))
        made = connection.sql(DOSSIERS, params={"rows": rows, "communes": len(codes)})
        made.write_parquet(str(file), row_group_size=500_000)
