import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { Quotation, toBibtex, toCslJson, toMarkdown } from './citation';
import { dayPasses, distance, isNamed, parseQuery, partOf } from './search_query';
import { essence, indexAtByte, parsePlace, placeAddress, position, utf8Length } from './text';

test('bytes and characters', () => {
  for (const [text, bytes] of [['', 0], ['abc', 3], ['é', 2], ['€', 3], ['😀a', 5]] as [string, number][]) {
    assert.equal(utf8Length(text), bytes);
    assert.equal(utf8Length(text), Buffer.byteLength(text));
  }
  assert.equal(indexAtByte('a€b', 4), 2);
  assert.equal(indexAtByte('😀b', 4), 2);
});

test('an address of words goes there and back', () => {
  const place = { begin: 120, end: 180, second: 12.34, words: 'The  lamp & “oil”, 100 % of it' };
  assert.deepEqual(parsePlace(placeAddress(place)), { ...place, second: 12.3, words: 'The lamp & “oil”, 100 % of it' });
  assert.deepEqual(parsePlace('#b=1-2'), { begin: 1, end: 2, second: null, words: '' });
  for (const broken of ['', '#b=', '#b=1', '#b=1-2x', '#t=4', '#b=1-2&w', '#b=99999999999-2']) assert.equal(parsePlace(broken), null, broken);
  assert.equal(parsePlace('#b=1-2&w=%E2%82')?.words, '', 'cut in a character');
  assert.ok(placeAddress({ begin: 0, end: 9, second: null, words: 'word '.repeat(1000) }).length < 200);
});

test('essence and position', () => {
  assert.equal(essence(' Café, “N’éro”! '), 'cafenero');
  assert.deepEqual([position(3), position(63), position(3723)], ['0:03', '1:03', '1:02:03']);
});

const kQuotation: Quotation = {
  words: 'It costs 5 % & <b>half</b> of_it', speaker: 'Ada {Vale}', episode: 'Lamps [and] Clocks', show: 'The Lamp Room', day: '2025-05-14', second: 754,
  url: 'https://example.org/a(b).html#b=1-2',
};

test('citations are escaped for what reads them', () => {
  const markdown = toMarkdown(kQuotation);
  assert.match(markdown, /^> It costs 5 % & \\<b\\>half\\<\/b\\> of\\_it\n/);
  assert.match(markdown, /\[Lamps \\\[and\\\] Clocks\]\(https:\/\/example\.org\/a%28b%29\.html#b=1-2\), \*The Lamp Room\*, 2025-05-14, 12:34/);
  const bibtex = toBibtex(kQuotation);
  assert.match(bibtex, /^@misc\{lamps-2025-754,\n/);
  assert.match(bibtex, /author = \{\{Ada \\\{Vale\\\}\}\}/);
  assert.match(bibtex, /note = \{At 12:34: ``It costs 5 \\% \\& <b>half<\/b> of\\_it''\}/);
  const [item] = JSON.parse(toCslJson(kQuotation));
  assert.deepEqual(item.issued, { 'date-parts': [[2025, 5, 14]] });
  assert.equal(item['container-title'], 'The Lamp Room');
  const bare = JSON.parse(toCslJson({ ...kQuotation, speaker: '', show: '', day: '', second: null }))[0];
  assert.deepEqual(Object.keys(bare), ['id', 'type', 'genre', 'title', 'note', 'URL'], 'what is unknown is not said');
});

test('queries', () => {
  const query = parseQuery('lamp "whale oil" -gas rail* speaker:"Ada Vale" kind:Prediction since:2024-05 ');
  assert.deepEqual(query.words, ['lamp', 'whale', 'oil', 'rail']);
  assert.deepEqual(query.phrases, [['whale', 'oil']]);
  assert.deepEqual(query.without, ['gas']);
  assert.deepEqual(query.prefixes, ['rail']);
  assert.deepEqual(query.filters, { speaker: 'Ada Vale', show: '', kind: 'prediction', entity: '', since: '2024-05', until: '' });
  assert.equal(query.problem, '');
  assert.deepEqual(parseQuery('GPT-4').words, ['gpt', '4']);
  assert.deepEqual(parseQuery('lam').prefixes, ['lam'], 'it is being typed');
  assert.deepEqual(parseQuery('lam ').prefixes, []);
  assert.deepEqual(parseQuery('colour:red ').words, ['colour', 'red'], 'no filter of ours');
  assert.match(parseQuery('kind:prophecy').problem, /no such kind/);
  assert.match(parseQuery('since:yesterday').problem, /no date/);
  assert.deepEqual(parseQuery('"""" -- : * ').words, []);
});

test('filters', () => {
  const filters = parseQuery('x since:2024-05 until:2024 ').filters;
  for (const [day, passes] of [['2024-05-01', true], ['2024-04-30', false], ['2024-12-31', true], ['2025-01-01', false], ['', false]] as [string, boolean][])
    assert.equal(dayPasses(day, filters), passes, day);
  assert.ok(isNamed('Ada Lovelace', 'ada'));
  assert.ok(!isNamed('Adam', 'ada'));
});

test('the parts of the index', () => {
  for (const [word, part] of [['compute', 'co'], ['a', 'a_'], ['é', 'u0'], ['一', 'u4e'], ['4k', '4k']]) assert.equal(partOf(word), part);
});

test('how far words are from one another', () => {
  for (const [a, b, most, far] of [['whale', 'whael', 2, 1], ['kubernetes', 'kuberntes', 2, 1], ['kitten', 'sitting', 3, 3], ['kitten', 'sitting', 2, 3], ['a', 'abcd', 2, 3]] as [string, string, number, number][])
    assert.equal(distance(a, b, most), far, `${a} ${b}`);
});
