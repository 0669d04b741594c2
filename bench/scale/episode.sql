-- As many rows and bytes as an average episode of 64 kB of talk has (docs/scale.md): 1,249 postings, 136 findings, 67 entities.
BEGIN;
INSERT INTO analysis (key, json) SELECT md5(random()::text), noise(34600) RETURNING episode \gset
INSERT INTO transcript SELECT md5(random()::text) || :episode, noise(22000), noise(1600);
INSERT INTO finding SELECT :episode, 'quote', n, 't' || n % 7, n * 100, n * 100 + 80, n, n, 'A Speaker', random(), '', repeat(md5(random()::text), 3), '[]'
    FROM generate_series(1, 136) n;
INSERT INTO entity SELECT md5((random() ^ 4 * 100000)::int::text) || n, :episode, 'A Name', 'PERSON', '', random(), 0, 3, n, '10-20 30-40 50-60'
    FROM generate_series(1, 67) n;
INSERT INTO search_document SELECT :episode, 11000, noise(20000), noise(6000);
INSERT INTO posting SELECT md5((random() ^ 4 * 200000)::int::text), :episode, decode(md5(random()::text), 'hex') FROM generate_series(1, 1400) ON CONFLICT DO NOTHING;
COMMIT;
