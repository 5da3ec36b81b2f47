-- From dossiers to figures, in the words that DuckDB and Spark SQL have in common.
--
-- What there is before: dossier (see dossiers.py: one row as written, days and times read, words
-- trimmed, '' where a cell is blank) and limits (one row: earliest, today).
-- A "view" is looked at again each time it is named, a "table" is kept; after `printed` the words
-- are understood (see words.py), which gives said_agency, said_word, holding, calendar and span.
--
-- A dossier is late after its due time, or after the due day where the due has no time of day; early
-- before the due day. At the end of a day it is overdue by the same rule. Whoever holds a dossier
-- on a day counts it on that day: an agency that went whole into another hands its open ones over.

-- table printed: one row per way of writing agency and words, with the days it was used on.
SELECT agency_code, agency_name, province, status, channel, payment, digitised, digitised_result,
       min(CASE WHEN received_day BETWEEN earliest AND today THEN received_day END) AS first_received,
       max(CASE WHEN received_day BETWEEN earliest AND today THEN received_day END) AS last_received,
       max(CASE WHEN finished_day <= today THEN finished_day END) AS last_finished,
       sum(day_first) AS day_first, count(*) AS dossiers
FROM (SELECT *, CAST(received AS DATE) AS received_day, CAST(finished AS DATE) AS finished_day
      FROM dossier) CROSS JOIN limits
GROUP BY ALL;

-- table repeated: one row per id that is written on more than one row.
SELECT dossier_id FROM dossier WHERE dossier_id <> '' GROUP BY dossier_id HAVING count(*) > 1;

-- table several: the rows of those ids. Rows that agree but for being finished are one dossier, and
-- the finished one is it; rows that do not agree are none.
SELECT d.*,
       CASE
         WHEN min(d.agency_code) OVER same <> max(d.agency_code) OVER same
           OR min(d.agency_name) OVER same <> max(d.agency_name) OVER same
           OR min(d.province) OVER same <> max(d.province) OVER same
           OR min(d.sector) OVER same <> max(d.sector) OVER same
           OR min(d.authority) OVER same <> max(d.authority) OVER same
           OR min(d.channel) OVER same <> max(d.channel) OVER same
           OR min(d.received) OVER same <> max(d.received) OVER same
           OR min(d.due) OVER same <> max(d.due) OVER same
           OR min(d.finished) OVER same <> max(d.finished) OVER same THEN 'conflicting_id'
         WHEN row_number() OVER (
           PARTITION BY d.dossier_id
           ORDER BY d.finished NULLS LAST, d.received NULLS LAST, d.due NULLS LAST, d.status,
                    d.payment DESC, d.digitised DESC, d.digitised_result DESC) > 1 THEN 'repeated_id'
       END AS repeat
FROM dossier d JOIN repeated r ON r.dossier_id = d.dossier_id
WINDOW same AS (PARTITION BY d.dossier_id);

-- view understood: one row per row of the files, its words understood.
SELECT d.*, a.agency, w.outcome, w.channel_means, w.payment_means, w.digitised_means, w.result_means,
       CAST(d.received AS DATE) AS received_day, CAST(d.due AS DATE) AS due_day,
       CAST(d.finished AS DATE) AS finished_day, s.until, l.today, l.earliest
FROM (SELECT d.*, CAST(NULL AS STRING) AS repeat FROM dossier d
      WHERE NOT EXISTS (SELECT 1 FROM repeated r WHERE r.dossier_id = d.dossier_id)
      UNION ALL SELECT * FROM several) d
CROSS JOIN limits l
CROSS JOIN span s
LEFT JOIN said_word w
  ON w.status = d.status AND w.channel = d.channel AND w.payment = d.payment
 AND w.digitised = d.digitised AND w.digitised_result = d.digitised_result
LEFT JOIN said_agency a
  ON a.agency_code = d.agency_code AND a.agency_name = d.agency_name AND a.province = d.province
 AND CAST(d.received AS DATE) BETWEEN a.first_day AND a.last_day;

-- view checked: the same with the first rule that keeps a row from being counted, if any does.
SELECT *,
       CASE
         WHEN dossier_id = '' THEN 'missing_id'
         WHEN repeat IS NOT NULL THEN repeat
         WHEN received IS NULL AND received_said THEN 'unreadable_received'
         WHEN received IS NULL THEN 'missing_received'
         WHEN received_day > today THEN 'future_received'
         WHEN received_day < earliest THEN 'ancient_received'
         WHEN agency IS NULL THEN 'unknown_agency'
         WHEN due IS NULL AND due_said THEN 'unreadable_due'
         WHEN due IS NULL THEN 'missing_due'
         WHEN finished IS NULL AND finished_said THEN 'unreadable_finished'
         WHEN due_day < received_day THEN 'due_before_received'
         WHEN finished_day < received_day THEN 'finished_before_received'
         WHEN finished_day > today THEN 'future_finished'
         WHEN channel_means IS NULL THEN 'unknown_channel'
         WHEN outcome IS NULL THEN 'unknown_status'
         WHEN payment_means IS NULL THEN 'unknown_payment'
         WHEN digitised_means IS NULL OR result_means IS NULL THEN 'unknown_digitised'
         WHEN outcome = 'open' AND finished IS NOT NULL THEN 'open_with_date'
         WHEN outcome NOT IN ('open', 'dated') AND finished IS NULL THEN 'finished_without_date'
         WHEN received_day > until THEN 'after_period'
       END AS rule
FROM understood;

-- table rejects: one row per row of the files that is not counted, and why.
SELECT rule, dossier_id, agency_code, agency_name, province, received, due, finished, status, channel
FROM checked WHERE rule IS NOT NULL;

-- view held: one row per dossier and agency that had it: when it came, when it was finished there,
-- from which day it was overdue.
SELECT h.holder AS agency, c.sector, c.authority, c.channel_means, c.payment_means,
       c.digitised_means, c.result_means,
       CASE WHEN c.outcome = 'dated' THEN 'resolved' ELSE c.outcome END AS outcome,
       c.received_day >= h.first_day AS is_new,
       greatest(c.received_day, h.first_day) AS came,
       CASE WHEN c.finished_day <= h.last_day THEN c.finished_day END AS gone,
       c.due_day, h.last_day,
       c.finished_day > c.due_day OR (c.due > CAST(c.due_day AS TIMESTAMP) AND c.finished > c.due)
         AS is_late,
       c.due_day + CASE WHEN c.due > CAST(c.due_day AS TIMESTAMP) THEN 0 ELSE 1 END AS overdue_from
FROM checked c
JOIN holding h
  ON h.agency = c.agency AND c.received_day <= h.last_day
 AND (c.finished_day IS NULL OR c.finished_day >= h.first_day)
WHERE c.rule IS NULL;

-- view dated: the same in months, counted from the year 0. A dossier finished in the month in which
-- it turned overdue was never overdue at the end of one.
SELECT *,
       CASE WHEN overdue_month < coalesce(gone_month, overdue_month + 1) THEN overdue_month END
         AS waits_from
FROM (SELECT *, year(came) * 12 + month(came) AS came_month, year(gone) * 12 + month(gone) AS gone_month,
             CASE WHEN overdue_from <= last_day
                  THEN year(greatest(overdue_from, came)) * 12 + month(greatest(overdue_from, came))
             END AS overdue_month
      FROM held);

-- table change: one row per agency, sector, authority and month: what happened in it.
SELECT agency, sector, authority, month,
       CAST(count_if(comes) AS INT) AS came,
       CAST(count_if(comes AND NOT is_new) AS INT) AS handed,
       CAST(count_if(comes AND is_new AND channel_means LIKE 'online%') AS INT) AS online,
       CAST(count_if(comes AND is_new AND channel_means = 'online_full') AS INT) AS online_full,
       CAST(count_if(comes AND is_new AND channel_means = 'online_partial') AS INT) AS online_partial,
       CAST(count_if(comes AND is_new AND channel_means = 'direct') AS INT) AS direct,
       CAST(count_if(comes AND is_new AND channel_means = 'post') AS INT) AS post,
       CAST(count_if(comes AND is_new AND payment_means <> 'free') AS INT) AS with_fee,
       CAST(count_if(comes AND is_new AND payment_means = 'online') AS INT) AS paid_online,
       CAST(count_if(comes AND is_new AND payment_means = 'direct') AS INT) AS paid_direct,
       CAST(count_if(comes AND is_new AND digitised_means = 'yes') AS INT) AS digitised,
       CAST(count_if(goes) AS INT) AS gone,
       CAST(count_if(goes AND outcome = 'resolved') AS INT) AS resolved,
       CAST(count_if(goes AND outcome = 'resolved' AND gone < due_day) AS INT) AS early,
       CAST(count_if(goes AND outcome = 'resolved' AND is_late) AS INT) AS late,
       CAST(count_if(goes AND outcome = 'resolved' AND result_means = 'yes') AS INT)
         AS digitised_results,
       CAST(count_if(goes AND outcome = 'returned') AS INT) AS returned,
       CAST(count_if(goes AND outcome = 'withdrawn') AS INT) AS withdrawn,
       CAST(count_if(goes AND outcome = 'stopped') AS INT) AS stopped,
       CAST(count_if(waits) - count_if(goes AND waits_from IS NOT NULL) AS INT) AS overdue
FROM (SELECT d.*, e.*, CASE WHEN comes THEN came_month WHEN goes THEN gone_month ELSE waits_from END
               AS month
      FROM dated d
      CROSS JOIN (VALUES (true, false, false), (false, true, false), (false, false, true))
              AS e(comes, goes, waits))
WHERE month IS NOT NULL
GROUP BY agency, sector, authority, month;

-- table split: the same for all dossiers together, by sector, and by level of authority.
SELECT agency, month, split, breakdown,
       CAST(sum(came) AS INT) AS came, CAST(sum(handed) AS INT) AS handed,
       CAST(sum(online) AS INT) AS online, CAST(sum(online_full) AS INT) AS online_full,
       CAST(sum(online_partial) AS INT) AS online_partial, CAST(sum(direct) AS INT) AS direct,
       CAST(sum(post) AS INT) AS post, CAST(sum(with_fee) AS INT) AS with_fee,
       CAST(sum(paid_online) AS INT) AS paid_online, CAST(sum(paid_direct) AS INT) AS paid_direct,
       CAST(sum(digitised) AS INT) AS digitised, CAST(sum(gone) AS INT) AS gone,
       CAST(sum(resolved) AS INT) AS resolved, CAST(sum(early) AS INT) AS early,
       CAST(sum(late) AS INT) AS late, CAST(sum(digitised_results) AS INT) AS digitised_results,
       CAST(sum(returned) AS INT) AS returned, CAST(sum(withdrawn) AS INT) AS withdrawn,
       CAST(sum(stopped) AS INT) AS stopped, CAST(sum(overdue) AS INT) AS overdue
FROM (SELECT c.*, s.split,
             CASE s.split WHEN 'sector' THEN sector WHEN 'authority' THEN authority ELSE '' END
               AS breakdown
      FROM change c CROSS JOIN (VALUES ('all'), ('sector'), ('authority')) AS s(split)
      WHERE s.split = 'all' OR (s.split = 'sector' AND sector <> '')
         OR (s.split = 'authority' AND authority <> ''))
GROUP BY agency, month, split, breakdown;

-- view book: the same with what lay there at the end of the month, until the next month in which
-- anything happened. Stock goes on from month to month, flow does not.
SELECT *, CAST(sum(came - gone) OVER so_far AS INT) AS open_at_end,
       CAST(sum(overdue) OVER so_far AS INT) AS overdue_at_end,
       lead(month) OVER so_far AS next_month
FROM split
WINDOW so_far AS (PARTITION BY agency, split, breakdown ORDER BY month);

-- view ledger: the same with a row for every month between in which only something lay there.
SELECT agency, split, breakdown, month, open_at_end, overdue_at_end,
       came, handed, online, online_full, online_partial, direct, post, with_fee, paid_online,
       paid_direct, digitised, gone, resolved, early, late, digitised_results, returned,
       withdrawn, stopped
FROM book
UNION ALL
SELECT b.agency, b.split, b.breakdown, c.month, b.open_at_end, b.overdue_at_end,
       0 AS came, 0 AS handed, 0 AS online, 0 AS online_full, 0 AS online_partial, 0 AS direct,
       0 AS post, 0 AS with_fee, 0 AS paid_online, 0 AS paid_direct, 0 AS digitised, 0 AS gone,
       0 AS resolved, 0 AS early, 0 AS late, 0 AS digitised_results, 0 AS returned,
       0 AS withdrawn, 0 AS stopped
FROM book b
JOIN calendar c ON c.month > b.month AND c.month < coalesce(b.next_month, c.month + 1)
WHERE b.open_at_end > 0;

-- table figures: one row per agency, period and breakdown that had a dossier; columns are indicators.
-- A period is a month, less the days on which the agency was not there or the files do not speak of.
SELECT h.agency, greatest(c.first_day, h.first_day) AS starts, least(c.last_day, h.last_day) AS ends,
       split, breakdown,
       open_at_end + gone AS dossiers_received,
       came - handed AS dossiers_received_new,
       open_at_end + gone - came + handed AS dossiers_carried_over,
       online AS online_dossiers,
       online_full AS online_full_dossiers,
       online_partial AS online_partial_dossiers,
       direct AS dossiers_direct,
       post AS bcci_dossiers,
       resolved AS dossiers_resolved,
       resolved - late AS dossiers_on_time,
       early AS dossiers_early,
       resolved - late - early AS dossiers_exactly_on_time,
       late AS dossiers_overdue,
       returned AS dossiers_returned,
       withdrawn AS dossiers_withdrawn,
       stopped AS dossiers_stopped,
       open_at_end AS dossiers_in_progress,
       open_at_end - overdue_at_end AS dossiers_in_progress_in_time,
       overdue_at_end AS dossiers_in_progress_overdue,
       with_fee AS dossiers_with_fee,
       paid_online AS online_payment_dossiers,
       paid_direct AS direct_payment_dossiers,
       digitised AS digitised_dossiers,
       digitised_results
FROM ledger l
JOIN calendar c ON c.month = l.month
JOIN holder h ON h.agency = l.agency AND h.first_day <= c.last_day AND h.last_day >= c.first_day
WHERE open_at_end + gone > 0;
