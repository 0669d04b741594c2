// The index of the site's words, loaded by <script src> piece by piece when a query needs it, so that it works from
// file:// as well. docs/site.md describes the files; src/publish/search_files.cc writes them.
import { partOf } from './search_query';

// First passage, stem of the page, title, show, day, audio, milliseconds of talk, speakers.
export type EpisodeRow = [number, string, string, string, string, string, number, string[]];
// Begin, end, start in ms, speaker, text, kinds of findings, ids of entities; the last two with blanks between.
export type PassageRow = [number, number, number | null, string, string, string, string];
// Name, type, mentions, page.
export type NameRow = [string, string, number, string];

export interface SiteIndex {
  passages: number;
  common: string[];
  parts: string[];
  episodes: EpisodeRow[];
}
interface Part {
  words: Record<string, number[]>;
  names: NameRow[];
}

export interface Passage {
  episode: EpisodeRow;
  begin: number;
  end: number;
  start: number | null;
  speaker: string;
  text: string;
  labels: string[];
  entities: string[];
}

const parts = new Map<string, Part>();
const passages = new Map<string, PassageRow[]>();
const loading = new Map<string, Promise<boolean>>();
let index: SiteIndex | null = null;
let partSet = new Set<string>();

declare global {
  interface Window {
    EW: unknown;
  }
}

// The scripts of the index call these; `ready` is called once.
export function receiveIndex(ready: () => void): void {
  window.EW = {
    index(data: SiteIndex): void {
      index = data;
      partSet = new Set(data.parts);
      ready();
    },
    part(key: string, data: Part): void { parts.set(key, data); },
    passages(stem: string, data: PassageRow[]): void { passages.set(stem, data); },
  };
}

export function theIndex(): SiteIndex {
  if (!index) throw new Error('the index is asked before it is there');
  return index;
}

function load(path: string): Promise<boolean> {
  let promise = loading.get(path);
  if (!promise) {
    promise = new Promise((done) => {
      const script = document.createElement('script');
      script.src = path;
      script.onload = () => done(true);
      script.onerror = () => {
        loading.delete(path);
        done(false);
      };
      document.head.append(script);
    });
    loading.set(path, promise);
  }
  return promise;
}

export async function partWith(word: string): Promise<Part | null> {
  const key = partOf(word);
  if (!partSet.has(key)) return null;
  await load(`search/t/${key}.js`);
  return parts.get(key) || null;
}

// Passage number -> whether the word stands there more than once.
export function expand(postings: number[]): [number, boolean][] {
  let at = 0;
  return postings.map((value) => {
    at += value >> 1;
    return [at, (value & 1) === 1];
  });
}

export function episodeOf(place: number): EpisodeRow {
  const { episodes } = theIndex();
  let low = 0;
  let high = episodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (episodes[middle][0] <= place) low = middle + 1;
    else high = middle;
  }
  return episodes[low - 1];
}

export async function passagesOf(episode: EpisodeRow): Promise<Passage[]> {
  if (!passages.has(episode[1])) await load(`search/p/${episode[1]}.js`);
  return (passages.get(episode[1]) || []).map((row) => ({
    episode, begin: row[0], end: row[1], start: row[2], speaker: row[3], text: row[4],
    labels: row[5] === '' ? [] : row[5].split(' '), entities: row[6] === '' ? [] : row[6].split(' '),
  }));
}
