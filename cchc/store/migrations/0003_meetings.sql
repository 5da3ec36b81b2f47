-- Schema 2 had views without a code to read aloud, and no meetings.
ALTER TABLE view ADD COLUMN code VARCHAR;
ALTER TABLE view ADD COLUMN version INTEGER;
ALTER TABLE view ADD COLUMN dropped_by VARCHAR;
UPDATE view SET dropped_by = a.who FROM audit a
WHERE a.action = 'drop_view' AND (a.body ->> 'view')::INTEGER = view.id;

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

CREATE TABLE showing (
    id INTEGER NOT NULL,
    agenda INTEGER NOT NULL,
    version INTEGER NOT NULL,
    who VARCHAR NOT NULL,
    kept_at TIMESTAMP NOT NULL,
    slides VARCHAR NOT NULL
);
