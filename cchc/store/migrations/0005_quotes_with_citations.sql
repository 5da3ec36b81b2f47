-- Schema 4 had the words of a figure beside its numbers, a column that few rows fill.
ALTER TABLE citation ADD COLUMN quote VARCHAR;

CREATE TEMP TABLE quoted AS
SELECT (SELECT max(id) FROM citation) + row_number() OVER (ORDER BY min(rowid)) AS id,
       citation, quote
FROM observation WHERE quote IS NOT NULL GROUP BY citation, quote;

INSERT INTO citation
SELECT q.id, c.place, c.source, c.approx, q.quote FROM quoted q JOIN citation c ON c.id = q.citation;

UPDATE observation SET citation = q.id FROM quoted q
WHERE q.citation = observation.citation AND q.quote = observation.quote;

DROP TABLE quoted;
ALTER TABLE observation DROP COLUMN quote;

CREATE OR REPLACE VIEW all_figure AS
SELECT o.report_id, s.agency, s.level, o."from", o."to", s.indicator, s.kind, s.breakdown,
       s.denominator, o.value, o."of", c.approx, o."row", c.place, c.quote, c.source,
       o.rowid AS ordinal, o.series, o.contested, o.current
FROM observation o
JOIN series s ON s.id = o.series
JOIN citation c ON c.id = o.citation;
