// The search page: asks the index (search_index.ts), shows passages that can be played and cited.
import { episodeOf, NameRow, Passage, passagesOf, receiveIndex, theIndex } from './search_index';
import { hasFilters, parseQuery, Query } from './search_query';
import { episodePasses, excerpt, findNames, Marks, marksIn, passagePasses, rank, Ranked, suggest } from './search_rank';
import { position, utf8Length } from './text';

const kPage = 20;
let run = 0;
let timer = 0;

const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className = '', text = ''): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function origin(passage: Passage, begin: number, end: number): HTMLElement {
  const [, stem, title, show, day, audio] = passage.episode;
  const from = element('p', 'from');
  const link = element('a', 'src', title);
  link.href = `${document.body.dataset.pages || 'episodes/'}${stem}.html#b=${begin}-${end}`;
  if (passage.start !== null) {
    const time = element('a', audio ? 'at play' : 'at', position(passage.start / 1000));
    time.href = audio ? `${audio}#t=${Math.round(passage.start / 100) / 10}` : link.href;
    from.append(time, ' ');
  }
  if (passage.speaker) from.append(element('span', 'who', passage.speaker), ' ');
  from.append(link, ' ');
  if (show) from.append(element('span', 'show', show), ' ');
  if (day) {
    const date = element('time', '', day);
    date.dateTime = day;
    from.append(date, ' ');
  }
  if (passage.labels.length > 0) from.append(element('span', 'cat', passage.labels.join(', ')));
  return from;
}

function resultItem(passage: Passage, marks: Marks): HTMLElement {
  const item = element('li', 'line');
  const text = passage.text;
  const [from, to] = excerpt(text, marks.first);
  const words = element('p', 'said');
  // What is shown is the transcript's words at these bytes: they can be cited.
  const shown = element('span');
  const begin = passage.begin + utf8Length(text.slice(0, from));
  shown.dataset.ewBegin = String(begin);
  shown.dataset.ewEnd = String(begin + utf8Length(text.slice(from, to)));
  if (passage.speaker) shown.dataset.ewSpeaker = passage.speaker;
  if (passage.start !== null) shown.dataset.ewStartMs = String(passage.start);
  let at = from;
  for (const [hitBegin, hitEnd] of marks.hits) {
    if (hitBegin < at || hitEnd > to) continue;
    shown.append(text.slice(at, hitBegin), element('mark', '', text.slice(hitBegin, hitEnd)));
    at = hitEnd;
  }
  shown.append(text.slice(at, to));
  words.append(from > 0 ? '… ' : '', shown, to < text.length ? ' …' : '');
  const first = passage.begin + utf8Length(text.slice(0, marks.first[0]));
  const last = passage.begin + utf8Length(text.slice(0, marks.first[1]));
  item.append(words, last > first ? origin(passage, first, last) : origin(passage, passage.begin, passage.end));
  return item;
}

// Passages to look at, in order: those that the index found, or, where only filters are given, all, newest episode first.
async function* candidates(query: Query, ranked: Ranked | null): AsyncGenerator<Passage> {
  if (ranked) {
    for (const place of ranked.places) {
      const episode = episodeOf(place);
      const passage = (await passagesOf(episode))[place - episode[0]];
      if (passage) yield passage;
    }
    return;
  }
  const episodes = theIndex().episodes.filter((episode) => episodePasses(episode, query));
  for (const episode of episodes.sort((a, b) => (a[4] < b[4] ? 1 : a[4] > b[4] ? -1 : 0))) for (const passage of await passagesOf(episode)) yield passage;
}

async function showMore(from: AsyncGenerator<Passage>, query: Query, mine: number): Promise<number> {
  document.getElementById('more')?.remove();
  let shown = 0;
  while (shown < kPage) {
    const next = await from.next();
    if (mine !== run) return 0;
    if (next.done) return shown;
    const marks = marksIn(next.value.text, query);
    if (!marks.whole || !passagePasses(next.value, query)) continue;
    byId('results').append(resultItem(next.value, marks));
    ++shown;
  }
  const more = element('button', '', 'More');
  more.id = 'more';
  more.type = 'button';
  more.addEventListener('click', () => {
    const last = byId('results').lastElementChild;
    showMore(from, query, mine).then(() => last?.nextElementSibling?.querySelector('a')?.focus());
  });
  byId('results').after(more);
  return shown;
}

// "in 12 hours of 14 episodes": what was looked through, whether or not anything was found.
function searched(query: Query): string {
  const episodes = theIndex().episodes.filter((episode) => episodePasses(episode, query));
  const minutes = Math.round(episodes.reduce((sum, episode) => sum + episode[6], 0) / 60000);
  const talk = minutes === 0 ? '' : minutes < 120 ? `${minutes} minutes of ` : `${Math.round(minutes / 60)} hours of `;
  return `Searched ${talk}${episodes.length} ${episodes.length === 1 ? 'episode' : 'episodes'}.`;
}

function found(ranked: Ranked | null, query: Query, shown: number): string {
  if (shown === 0) return query.phrases.length > 0 && ranked && ranked.places.length > 0 ? 'Nothing has these words in this order.' : 'Nothing found.';
  if (!ranked || query.phrases.length > 0 || query.filters.kind || query.filters.entity || query.filters.speaker) return '';
  const some = ranked.whole ? '' : 'No passage has all of these words; with some of them: ';
  return `${some}${ranked.places.length === 1 ? '1 passage' : `${ranked.places.length} passages`}.`;
}

function clear(): void {
  byId('results').replaceChildren();
  byId('found-names').replaceChildren();
  byId('meant').replaceChildren();
  document.getElementById('more')?.remove();
}

function showNames(names: NameRow[]): void {
  for (const [name, type, mentions, href] of names) {
    const link = element('a', '', name);
    link.href = href;
    link.title = type.toLowerCase();
    const entry = element('span');
    entry.append(link, ' ', element('span', 'n', String(mentions)));
    byId('found-names').append(entry);
  }
}

async function showSuggestions(text: string, ranked: Ranked, mine: number): Promise<void> {
  for (const word of ranked.unknown) {
    const near = await suggest(word);
    if (mine !== run) return;
    for (const other of near) {
      const other_query = text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'giu'), other);
      const link = element('a', '', other);
      link.href = `?q=${encodeURIComponent(other_query === text ? other : other_query)}`;
      byId('meant').append(byId('meant').childNodes.length === 0 ? 'Did you mean ' : ', ', link);
    }
  }
  if (byId('meant').childNodes.length > 0) byId('meant').append('?');
}

async function search(text: string): Promise<void> {
  const mine = ++run;
  const query = parseQuery(text);
  const status = byId('status');
  if (query.problem !== '' || (query.words.length === 0 && !hasFilters(query))) {
    clear();
    status.textContent = query.problem;
    return;
  }
  const names = await findNames(query.words);
  const ranked = query.words.length > 0 ? await rank(query) : null;
  if (mine !== run) return;
  clear();
  showNames(names);
  document.title = `${text.trim()} · ${document.title.replace(/^.* · /, '')}`;
  if (ranked && ranked.skipped.length === query.words.length) {
    status.textContent = 'These words are in too many passages to find anything by: add a rarer one.';
    return;
  }
  const shown = await showMore(candidates(query, ranked), query, mine);
  if (mine !== run) return;
  const skipped = ranked && ranked.skipped.length > 0 ? `Without ${ranked.skipped.join(', ')} (too common).` : '';
  status.textContent = [found(ranked, query, shown), skipped, searched(query)].filter((part) => part !== '').join(' ');
  if (ranked) await showSuggestions(text, ranked, mine);
}

receiveIndex(() => {
  const field = byId('q') as HTMLInputElement;
  const given = new URLSearchParams(location.search).get('q') || '';
  field.value = given;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => search(field.value), 160);
  });
  byId('search-form').addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    try {
      history.replaceState(null, '', '?q=' + encodeURIComponent(field.value));
    } catch { /* some browsers keep file:// addresses as they are */ }
    search(field.value + ' ');
  });
  if (given) search(given + ' ');
});
