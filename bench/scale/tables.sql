-- The tables of an archive that grow with every episode, as docs/archive.md has them, in PostgreSQL's types.
CREATE TABLE transcript (key TEXT PRIMARY KEY, text BYTEA NOT NULL, layout BYTEA NOT NULL);
CREATE TABLE analysis (episode BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key TEXT NOT NULL, json BYTEA NOT NULL);
CREATE TABLE finding (episode BIGINT, kind TEXT, number BIGINT, type TEXT, byte_begin BIGINT, byte_end BIGINT, start_ms BIGINT, end_ms BIGINT,
    speaker TEXT, score DOUBLE PRECISION, label TEXT, words TEXT, entities TEXT, PRIMARY KEY (episode, kind, number));
CREATE INDEX finding_kind ON finding (kind, type, score);
CREATE TABLE entity (id TEXT, episode BIGINT, name TEXT, type TEXT, category TEXT, salience DOUBLE PRECISION, sponsor_only BIGINT, mentions BIGINT,
    first_ms BIGINT, spans TEXT, PRIMARY KEY (id, episode));
CREATE INDEX entity_episode ON entity (episode);
CREATE TABLE search_document (episode BIGINT PRIMARY KEY, words BIGINT, data BYTEA, terms BYTEA);
CREATE TABLE posting (term TEXT, episode BIGINT, data BYTEA, PRIMARY KEY (term, episode));
-- Bytes that do not compress, as the archive's do not.
CREATE FUNCTION noise(bytes INT) RETURNS BYTEA LANGUAGE SQL AS
    $$ SELECT string_agg(decode(md5(random()::text), 'hex'), '') FROM generate_series(1, bytes / 16) $$;
