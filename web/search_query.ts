// The query of the search page: docs/search.md's language, as far as a site without a server can answer it. Pure.

export interface Filters {
  speaker: string;
  show: string;
  kind: string;
  entity: string;
  since: string;  // ISO, as much of it as was written
  until: string;
}

export interface Query {
  words: string[];      // each one once; none that must not stand there
  phrases: string[][];
  without: string[];
  prefixes: string[];   // of words: beginnings
  filters: Filters;
  problem: string;      // what to write instead, '' where all is well
}

export const kKinds = ['quote', 'insight', 'prediction', 'recommendation', 'problem', 'trend', 'opportunity', 'statistic', 'definition', 'sponsor'];
const kFields = ['speaker', 'show', 'kind', 'entity', 'since', 'until'];

const kWord = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}])+/gu;
export const fold = (text: string): string => text.normalize('NFKD').toLowerCase().replace(/\p{Mn}/gu, '');
export const wordsOf = (text: string): string[] => fold(text).match(kWord) || [];

// The index part that has a word; src/publish/search_files.cc divides them in the same way.
export function partOf(word: string): string {
  const plain = (c: string | undefined): boolean => c !== undefined && /[a-z0-9]/.test(c);
  if (!plain(word[0])) return 'u' + ((word.codePointAt(0) as number) >> 8).toString(16);
  return word[0] + (plain(word[1]) ? word[1] : '_');
}

interface Piece {
  sign: string;
  field: string;
  value: string;
  quoted: boolean;
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const found of text.matchAll(/([+-]?)(?:([a-z]+):)?(?:"([^"]*)"?|([^\s"]+))/g)) {
    const [, sign, name, quotation, plain] = found;
    const known = name !== undefined && kFields.includes(name);
    const value = quotation !== undefined ? quotation : plain;
    pieces.push({ sign, field: known ? name : '', value: known || name === undefined ? value : `${name} ${value}`, quoted: quotation !== undefined });
  }
  return pieces;
}

function setFilter(query: Query, piece: Piece): void {
  const value = piece.value.trim();
  if (piece.field === 'kind' && !kKinds.includes(value.toLowerCase())) query.problem = `kind:${value}: there is no such kind here; write one of ${kKinds.join(', ')}.`;
  if ((piece.field === 'since' || piece.field === 'until') && !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(value)) query.problem = `${piece.field}:${value}: is no date; write 2025-05-14, 2025-05 or 2025.`;
  query.filters[piece.field as keyof Filters] = piece.field === 'kind' ? value.toLowerCase() : value;
}

export function parseQuery(text: string): Query {
  const query: Query = {
    words: [], phrases: [], without: [], prefixes: [],
    filters: { speaker: '', show: '', kind: '', entity: '', since: '', until: '' }, problem: '',
  };
  for (const piece of piecesOf(text)) {
    if (piece.field !== '') {
      setFilter(query, piece);
      continue;
    }
    const words = wordsOf(piece.value);
    if (piece.sign === '-') {
      query.without.push(...words);
      continue;
    }
    if (piece.quoted && words.length > 1) query.phrases.push(words);
    if (!piece.quoted && piece.value.endsWith('*') && words.length > 0) query.prefixes.push(words[words.length - 1]);
    query.words.push(...words);
  }
  // The last word is taken as a beginning while it is being typed.
  const last = query.words[query.words.length - 1];
  if (last !== undefined && /[\p{L}\p{N}]$/u.test(text) && !/(?:^|\s)[a-z]+:\S*$/.test(text)) query.prefixes.push(last);
  query.words = Array.from(new Set(query.words));
  return query;
}

export const hasFilters = (query: Query): boolean => Object.values(query.filters).some((value) => value !== '');

// "2024-05" holds all of May: days compare by the part that was written.
export function dayPasses(day: string, filters: Filters): boolean {
  if (filters.since !== '' && (day === '' || day.slice(0, filters.since.length) < filters.since)) return false;
  return filters.until === '' || (day !== '' && day.slice(0, filters.until.length) <= filters.until);
}

// Whether all words of `wanted` stand in a name: "ada" means "Ada Lovelace".
export function isNamed(name: string, wanted: string): boolean {
  const own = wordsOf(name);
  return wordsOf(wanted).every((word) => own.includes(word));
}

// How many letters must be changed, put in, left out or swapped with their neighbour; more than `most` is most + 1.
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; ++i) {
    const next = [i];
    for (let j = 1; j <= b.length; ++j) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[b.length];
}
