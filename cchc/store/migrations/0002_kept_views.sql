-- Schema 1 had no kept views.
CREATE TABLE view (
    id INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    kept_at TIMESTAMP NOT NULL,
    dropped_at TIMESTAMP
);
