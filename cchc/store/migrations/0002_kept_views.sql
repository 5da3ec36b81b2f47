-- Schema 1 had no kept views, and chose among contested figures before it filtered.
CREATE TABLE view (
    id INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    kept_at TIMESTAMP NOT NULL,
    dropped_at TIMESTAMP
);

CREATE OR REPLACE MACRO figures_as_of(seq) AS TABLE
WITH known AS (
    SELECT id, confirmed_seq FROM report
    WHERE confirmed_seq <= seq AND (withdrawn_seq IS NULL OR withdrawn_seq > seq)
), chosen AS (
    SELECT f.* FROM all_figure f JOIN known k ON k.id = f.report_id
    WHERE f.contested
    QUALIFY row_number() OVER (
        PARTITION BY f.agency, f.indicator, f.level, f.kind, f.series, f."from", f."to"
        ORDER BY k.confirmed_seq DESC, f.ordinal) = 1
)
SELECT * EXCLUDE (ordinal, series, contested, current) FROM all_figure
WHERE NOT contested AND report_id IN (SELECT id FROM known)
UNION ALL
SELECT * EXCLUDE (ordinal, series, contested, current) FROM chosen;
