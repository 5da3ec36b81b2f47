-- Schema 5 of the store. A change here needs a numbered file in migrations/ that brings older
-- stores to the same state, and the next number in database.py.
-- A figure is kept narrow: what is counted for whom (series), how it is printed (citation), and the
-- numbers (observation). Questions read the views at the end, which put them together again.

-- One row: the schema of this file.
CREATE TABLE schema_version (version INTEGER NOT NULL);

-- One row per table of the catalogue: the hash of what was last handed over with a write.
CREATE TABLE catalog_state (name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL);

-- One row per agency and time of validity: a code is used again after a merger.
CREATE TABLE agency (
    id VARCHAR NOT NULL,
    code VARCHAR,
    name VARCHAR NOT NULL,
    type VARCHAR,
    level VARCHAR NOT NULL,
    parent VARCHAR,
    valid_from DATE,
    valid_to DATE
);

-- One row per further name of an agency.
CREATE TABLE agency_alias (
    agency VARCHAR NOT NULL,
    alias VARCHAR NOT NULL,
    valid_from DATE,
    valid_to DATE
);

-- One row per agency that went into another: old, new, the day, and whether the whole of it went.
CREATE TABLE agency_lineage (
    old VARCHAR NOT NULL,
    new VARCHAR NOT NULL,
    date DATE NOT NULL,
    whole BOOLEAN NOT NULL,
    act VARCHAR
);

-- One row per imported report (a file, or one sheet of it). id is its line in the journal; figures,
-- findings and sha256 are names in originals/. Times are UTC, order is by seq and not by clock.
CREATE TABLE report (
    id INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    sheet VARCHAR,
    form VARCHAR,
    agency VARCHAR,
    "from" DATE,
    "to" DATE,
    who VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('draft', 'confirmed', 'withdrawn')),
    confirmed_seq INTEGER,
    confirmed_at TIMESTAMP,
    confirmed_by VARCHAR,
    withdrawn_seq INTEGER,
    withdrawn_at TIMESTAMP,
    withdrawn_by VARCHAR,
    withdrawn_why VARCHAR,
    rows_read INTEGER NOT NULL,
    rows_accepted INTEGER NOT NULL,
    rows_rejected INTEGER NOT NULL,
    figures INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    doubts INTEGER NOT NULL,
    notes INTEGER NOT NULL,
    figures_sha256 VARCHAR NOT NULL,
    findings_sha256 VARCHAR NOT NULL,
    choices VARCHAR NOT NULL
);

-- One row per thing that is counted for somebody: agency, level, indicator, kind and breakdown, and
-- for a stated rate what it is a share of.
CREATE TABLE series (
    id INTEGER NOT NULL,
    agency VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    breakdown VARCHAR,
    denominator VARCHAR
);

-- One row per way in which figures are printed: column or sentence, address of the source, whether
-- as "at least", "nearly" or "about", and the words where they help.
CREATE TABLE citation (
    id INTEGER NOT NULL,
    place VARCHAR,
    source VARCHAR,
    approx VARCHAR,
    quote VARCHAR
);

-- One row per figure of a report, in the order of the report. Its key is series, from and to.
-- current: it is the one that counts now. contested: its key stands in more than one row.
-- What hardly changes from row to row is kept as runs, without the engine trying what else to do.
CREATE TABLE observation (
    report_id INTEGER USING COMPRESSION rle NOT NULL,
    series INTEGER NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    value DOUBLE NOT NULL,
    "of" INTEGER USING COMPRESSION rle,
    "row" INTEGER,
    citation INTEGER USING COMPRESSION rle NOT NULL,
    contested BOOLEAN USING COMPRESSION rle NOT NULL,
    current BOOLEAN USING COMPRESSION rle NOT NULL
);

-- One row per finding of a report, n from 1. stated and expected are JSON: a number or a text.
CREATE TABLE finding (
    report_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    severity VARCHAR NOT NULL CHECK (severity IN ('error', 'doubt', 'note')),
    message VARCHAR NOT NULL,
    agency VARCHAR,
    "where" VARCHAR,
    stated VARCHAR,
    expected VARCHAR,
    indicator VARCHAR,
    answer VARCHAR,
    reason VARCHAR,
    answered_by VARCHAR,
    answered_at TIMESTAMP
);

-- One row per view that somebody kept or shared; id is its line in the journal. code is what is
-- read aloud, version the line of the journal whose figures its maker saw.
CREATE TABLE view (
    id INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    kept_at TIMESTAMP NOT NULL,
    dropped_at TIMESTAMP,
    code VARCHAR,
    version INTEGER,
    dropped_by VARCHAR
);

-- One row per meeting's agenda. series is the first agenda of the same meeting; version the line of
-- the journal that all its slides are answered from; slides JSON: [{title, address, note}].
CREATE TABLE agenda (
    id INTEGER NOT NULL,
    series INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    date DATE NOT NULL,
    version INTEGER NOT NULL,
    slides VARCHAR NOT NULL,
    changed_seq INTEGER NOT NULL,
    changed_by VARCHAR NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    dropped_at TIMESTAMP
);

-- One row per decision of a meeting, with the slide it was taken at; done_at is null while open.
CREATE TABLE decision (
    id INTEGER NOT NULL,
    agenda INTEGER NOT NULL,
    slide VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    due DATE,
    who VARCHAR NOT NULL,
    noted_at TIMESTAMP NOT NULL,
    outcome VARCHAR,
    done_by VARCHAR,
    done_at TIMESTAMP
);

-- One row per meeting that was held; slides JSON: [{title, address, at}] in the order shown.
CREATE TABLE showing (
    id INTEGER NOT NULL,
    agenda INTEGER NOT NULL,
    version INTEGER NOT NULL,
    who VARCHAR NOT NULL,
    kept_at TIMESTAMP NOT NULL,
    slides VARCHAR NOT NULL
);

-- One row per line of the journal, as rows to ask questions of.
CREATE TABLE audit (
    seq INTEGER NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    who VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    report_id INTEGER,
    body VARCHAR NOT NULL,
    hash VARCHAR NOT NULL
);

-- Every figure with what the store knows of it.
CREATE VIEW all_figure AS
SELECT o.report_id, s.agency, s.level, o."from", o."to", s.indicator, s.kind, s.breakdown,
       s.denominator, o.value, o."of", c.approx, o."row", c.place, c.quote, c.source,
       o.rowid AS ordinal, o.series, o.contested, o.current
FROM observation o
JOIN series s ON s.id = o.series
JOIN citation c ON c.id = o.citation;

-- Every figure of every report, drafts and withdrawn ones included.
CREATE VIEW figure AS
SELECT * EXCLUDE (ordinal, series, contested, current) FROM all_figure;

-- One row per key: the figure of the report that was confirmed last and not withdrawn.
CREATE VIEW current_figure AS
SELECT * EXCLUDE (ordinal, series, contested, current) FROM all_figure WHERE current;

-- What the person who asks knows: now everything, or what a question pins to an earlier time.
CREATE VIEW known_figure AS FROM current_figure;

-- The figures that were current after line `seq` of the journal. Only a contested key has a choice.
-- The series alone would tell keys apart; with the columns a question filters by, the engine filters
-- before it chooses.
CREATE MACRO figures_as_of(seq) AS TABLE
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
