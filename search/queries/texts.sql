-- One row a thing, its best text: those whose words are most of the text first.
WITH hit AS MATERIALIZED (
  SELECT rowid AS id, rank AS bm25 FROM forms WHERE forms MATCH :match
),
scored AS (
  SELECT text.*, bm25, min(1.0, 1.0 * :words / text.words) AS score
  FROM hit JOIN text USING (id)
  WHERE (:languages IS NULL OR EXISTS (
          SELECT 1 FROM json_each(:languages) AS wanted
          WHERE text.language = wanted.value OR text.language LIKE wanted.value || '-%'))
    AND (:properties IS NULL OR text.property IN (SELECT value FROM json_each(:properties)))
    AND (:classes IS NULL OR text.thing IN (
          SELECT type.thing FROM type
          WHERE type.class IN (SELECT value FROM json_each(:classes))))
),
placed AS (
  SELECT *, row_number() OVER (
    PARTITION BY thing
    ORDER BY score DESC, place, language <> 'en', language, id
  ) AS among_its_own
  FROM scored
)
SELECT thing.iri AS thing, property, label, language, score
FROM placed JOIN thing ON thing.id = placed.thing
WHERE among_its_own = 1 AND score >= :threshold
ORDER BY score DESC, place, bm25, thing.iri
LIMIT :limit OFFSET :offset
