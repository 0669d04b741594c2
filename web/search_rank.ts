// Which passages answer a query, best first.
import { episodeOf, EpisodeRow, expand, NameRow, partWith, Passage, theIndex } from './search_index';
import { dayPasses, distance, fold, isNamed, Query, wordsOf } from './search_query';

const kMaxCompletions = 60;

export interface Ranked {
  places: number[];
  whole: boolean;       // whether they have all of the words
  skipped: string[];    // words that are too common to find anything by
  unknown: string[];    // words that nobody said
}

const rarity = (count: number): number => Math.log(1 + theIndex().passages / (1 + count));

async function placesOf(word: string, isPrefix: boolean): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  const part = await partWith(word);
  if (!part) return found;
  const add = (term: string, factor: number): void => {
    const places = expand(part.words[term]);
    const weight = rarity(places.length) * factor;
    for (const [place, again] of places) found.set(place, Math.max(found.get(place) || 0, weight * (again ? 1.35 : 1)));
  };
  if (Object.prototype.hasOwnProperty.call(part.words, word)) add(word, 1);
  if (isPrefix && word.length > 1) {
    let completions = 0;
    for (const term of Object.keys(part.words)) if (term !== word && term.startsWith(word) && completions++ < kMaxCompletions) add(term, 0.6);
  }
  return found;
}

export function episodePasses(episode: EpisodeRow, query: Query): boolean {
  const { show, speaker } = query.filters;
  if (show !== '' && !isNamed(episode[3], show) && episode[1].split('/')[0] !== fold(show)) return false;
  if (speaker !== '' && !episode[7].some((name) => isNamed(name, speaker))) return false;
  return dayPasses(episode[4], query.filters);
}

export function passagePasses(passage: Passage, query: Query): boolean {
  const { speaker, kind, entity } = query.filters;
  if (speaker !== '' && !isNamed(passage.speaker, speaker)) return false;
  if (entity !== '' && !passage.entities.includes(entity)) return false;
  if (kind === 'insight') return passage.labels.some((label) => label !== 'quote' && label !== 'sponsor');
  return kind === '' || passage.labels.includes(kind);
}

export async function rank(query: Query): Promise<Ranked> {
  const common = theIndex().common;
  const known = query.words.filter((word) => !common.includes(word));
  const ranked: Ranked = { places: [], whole: true, skipped: query.words.filter((word) => common.includes(word)), unknown: [] };
  const score = new Map<number, number>();
  const count = new Map<number, number>();
  for (const word of known) {
    const places = await placesOf(word, query.prefixes.includes(word));
    if (places.size === 0) ranked.unknown.push(word);
    for (const [place, own] of places) {
      score.set(place, (score.get(place) || 0) + own);
      count.set(place, (count.get(place) || 0) + 1);
    }
  }
  for (const word of query.without) for (const place of (await placesOf(word, false)).keys()) score.delete(place);
  const left = Array.from(score).filter(([place]) => episodePasses(episodeOf(place), query));
  // Passages with all the words; where there is none, those with the most and rarest of them.
  const whole = left.filter(([place]) => count.get(place) === known.length);
  ranked.whole = whole.length > 0;
  ranked.places = (ranked.whole ? whole : left).sort((a, b) => b[1] - a[1] || b[0] - a[0]).map(([place]) => place);
  return ranked;
}

// What may have been meant by a word that nobody said: known ones with few letters changed, the most said first.
export async function suggest(word: string): Promise<string[]> {
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  const part = most > 0 ? await partWith(word) : null;
  if (!part) return [];
  const near: [number, number, string][] = [];
  for (const [term, postings] of Object.entries(part.words)) {
    const far = distance(word, term, most);
    if (far > 0 && far <= most) near.push([far, -postings.length, term]);
  }
  return near.sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1)).slice(0, 3).map(([, , term]) => term);
}

export async function findNames(words: string[]): Promise<NameRow[]> {
  const part = words.length > 0 ? await partWith(words[0]) : null;
  if (!part) return [];
  const fits = ([name]: NameRow): boolean => {
    const own = wordsOf(name);
    return words.every((word) => own.some((w) => w.startsWith(word)));
  };
  return part.names.filter(fits).sort((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1)).slice(0, 8);
}

export interface Marks {
  hits: [number, number][];  // characters of the text, in order
  first: [number, number];   // what a link leads to
  whole: boolean;            // whether every phrase stands there
}

export function marksIn(text: string, query: Query): Marks {
  const tokens: { word: string; from: number; to: number }[] = [];
  // Words are looked for in the text as it stands; each is folded by itself.
  for (const match of text.matchAll(/[\p{L}\p{N}\p{Mn}]+/gu)) {
    const from = match.index as number;
    for (const word of wordsOf(match[0])) tokens.push({ word, from, to: from + match[0].length });
  }
  const wanted = new Set(query.words);
  const begins = query.prefixes.filter((prefix) => prefix.length > 1);
  const hits = tokens.filter((t) => wanted.has(t.word) || begins.some((prefix) => t.word.startsWith(prefix)));
  const phrases = query.phrases.map((phrase): [number, number] | null => {
    for (let i = 0; i + phrase.length <= tokens.length; ++i)
      if (phrase.every((word, n) => tokens[i + n].word === word)) return [tokens[i].from, tokens[i + phrase.length - 1].to];
    return null;
  });
  const marked = hits.map((t): [number, number] => [t.from, t.to]);
  return { hits: marked, first: phrases.find((hit) => hit !== null) || marked[0] || [0, 0], whole: phrases.every((hit) => hit !== null) };
}

// The stretch of a text round `first` that is shown: whole sentences, about 450 characters.
export function excerpt(text: string, first: [number, number]): [number, number] {
  const kBefore = 160;
  const kBehind = 300;
  const ends = Array.from(text.matchAll(/[.!?。！？]["”’)]*\s+/gu)).map((m) => (m.index as number) + m[0].length);
  let from = 0;
  for (const end of ends) if (end <= first[0] && first[0] - end <= kBefore) { from = end; break; }
  if (from === 0 && first[0] > kBefore) from = text.indexOf(' ', first[0] - kBefore) + 1;
  let to = text.length;
  if (to - first[1] > kBehind) {
    const fits = ends.filter((end) => end >= first[1] && end - first[1] <= kBehind);
    to = fits.length > 0 ? fits[fits.length - 1] : text.lastIndexOf(' ', first[1] + kBehind);
  }
  return [Math.min(from, first[0]), Math.max(to, first[1])];
}
