CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT NOT NULL);
CREATE TABLE type (thing INTEGER NOT NULL, class TEXT NOT NULL, PRIMARY KEY (class, thing)) WITHOUT ROWID;
-- place: of its property among all of them, names before descriptions; words: how many it has.
CREATE TABLE text (
  id INTEGER PRIMARY KEY,
  thing INTEGER NOT NULL,
  property TEXT NOT NULL,
  place INTEGER NOT NULL,
  language TEXT NOT NULL,
  words INTEGER NOT NULL,
  label TEXT NOT NULL
);
-- The words of each text, already folded, by its id; the text itself isn't stored twice.
CREATE VIRTUAL TABLE forms USING fts5(words, content = '', tokenize = 'unicode61 remove_diacritics 0');
