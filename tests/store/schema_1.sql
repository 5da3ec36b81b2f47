-- The store's schema 1 as it was, for the tests of migration. Never changed.
CREATE TABLE schema_version (version INTEGER NOT NULL);
CREATE TABLE catalog_state (name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL);
CREATE TABLE agency (
    id VARCHAR NOT NULL, code VARCHAR, name VARCHAR NOT NULL, type VARCHAR, level VARCHAR NOT NULL,
    parent VARCHAR, valid_from DATE, valid_to DATE
);
CREATE TABLE agency_alias (
    agency VARCHAR NOT NULL, alias VARCHAR NOT NULL, valid_from DATE, valid_to DATE
);
CREATE TABLE agency_lineage (
    old VARCHAR NOT NULL, new VARCHAR NOT NULL, date DATE NOT NULL, whole BOOLEAN NOT NULL,
    act VARCHAR
);
CREATE TABLE report (
    id INTEGER NOT NULL, file VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, sheet VARCHAR,
    form VARCHAR, agency VARCHAR, "from" DATE, "to" DATE, who VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('draft', 'confirmed', 'withdrawn')),
    confirmed_seq INTEGER, confirmed_at TIMESTAMP, confirmed_by VARCHAR,
    withdrawn_seq INTEGER, withdrawn_at TIMESTAMP, withdrawn_by VARCHAR, withdrawn_why VARCHAR,
    rows_read INTEGER NOT NULL, rows_accepted INTEGER NOT NULL, rows_rejected INTEGER NOT NULL,
    figures INTEGER NOT NULL, errors INTEGER NOT NULL, doubts INTEGER NOT NULL,
    notes INTEGER NOT NULL, figures_sha256 VARCHAR NOT NULL, findings_sha256 VARCHAR NOT NULL,
    choices VARCHAR NOT NULL
);
CREATE TABLE series (
    id INTEGER NOT NULL, agency VARCHAR NOT NULL, level VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL, kind VARCHAR NOT NULL, breakdown VARCHAR, denominator VARCHAR
);
CREATE TABLE citation (id INTEGER NOT NULL, place VARCHAR, source VARCHAR, approx VARCHAR);
CREATE TABLE observation (
    report_id INTEGER NOT NULL, series INTEGER NOT NULL, "from" DATE NOT NULL, "to" DATE NOT NULL,
    value DOUBLE NOT NULL, "of" INTEGER, "row" INTEGER, citation INTEGER NOT NULL, quote VARCHAR,
    contested BOOLEAN NOT NULL, current BOOLEAN NOT NULL
);
CREATE TABLE finding (
    report_id INTEGER NOT NULL, n INTEGER NOT NULL, rule VARCHAR NOT NULL,
    severity VARCHAR NOT NULL CHECK (severity IN ('error', 'doubt', 'note')),
    message VARCHAR NOT NULL, agency VARCHAR, "where" VARCHAR, stated VARCHAR, expected VARCHAR,
    indicator VARCHAR, answer VARCHAR, reason VARCHAR, answered_by VARCHAR, answered_at TIMESTAMP
);
CREATE TABLE target (
    agency VARCHAR NOT NULL, level VARCHAR, indicator VARCHAR NOT NULL, "from" DATE NOT NULL,
    "to" DATE NOT NULL, value DOUBLE NOT NULL, source VARCHAR
);
CREATE TABLE event (
    date DATE NOT NULL, sort VARCHAR NOT NULL, name VARCHAR NOT NULL, name_en VARCHAR,
    source VARCHAR, note VARCHAR, affects VARCHAR[] NOT NULL, agencies VARCHAR[] NOT NULL,
    precision VARCHAR NOT NULL
);
CREATE TABLE audit (
    seq INTEGER NOT NULL, recorded_at TIMESTAMP NOT NULL, who VARCHAR NOT NULL,
    action VARCHAR NOT NULL, report_id INTEGER, body VARCHAR NOT NULL, hash VARCHAR NOT NULL
);
CREATE VIEW all_figure AS
SELECT o.report_id, s.agency, s.level, o."from", o."to", s.indicator, s.kind, s.breakdown,
       s.denominator, o.value, o."of", c.approx, o."row", c.place, o.quote, c.source,
       o.rowid AS ordinal, o.series, o.contested, o.current
FROM observation o
JOIN series s ON s.id = o.series
JOIN citation c ON c.id = o.citation;
CREATE VIEW figure AS
SELECT * EXCLUDE (ordinal, series, contested, current) FROM all_figure;
CREATE VIEW current_figure AS
SELECT * EXCLUDE (ordinal, series, contested, current) FROM all_figure WHERE current;
CREATE VIEW known_figure AS FROM current_figure;
CREATE MACRO figures_as_of(seq) AS TABLE
WITH known AS (
    SELECT id, confirmed_seq FROM report
    WHERE confirmed_seq <= seq AND (withdrawn_seq IS NULL OR withdrawn_seq > seq)
), chosen AS (
    SELECT f.* FROM all_figure f JOIN known k ON k.id = f.report_id
    WHERE f.contested
    QUALIFY row_number() OVER (
        PARTITION BY f.series, f."from", f."to" ORDER BY k.confirmed_seq DESC, f.ordinal) = 1
)
SELECT * EXCLUDE (ordinal, series, contested, current) FROM all_figure
WHERE NOT contested AND report_id IN (SELECT id FROM known)
UNION ALL
SELECT * EXCLUDE (ordinal, series, contested, current) FROM chosen;
INSERT INTO schema_version VALUES (1);
