// Search over every passage of the site. The index lies in scripts (search/index.js, search/t/*.js by the first two
// letters of a word, search/p/*.js by episode) that are loaded by <script src> when a query needs them, so that it works
// from file:// as well. docs/site.md describes the files; src/publish/fold.cc folds words in the same way.
(function () {
  'use strict';
  const PAGE = 20, MAX_COMPLETIONS = 60;
  const parts = new Map(), passages = new Map(), waiting = new Map();
  let index = null, run = 0, timer = 0;

  window.EW = {
    index(data) { index = data; index.partSet = new Set(data.parts); start(); },
    part(key, data) { parts.set(key, data); },
    passages(stem, data) { passages.set(stem, data); },
  };

  function load(path) {
    if (!waiting.has(path)) {
      waiting.set(path, new Promise((done) => {
        const script = document.createElement('script');
        script.src = path;
        script.onload = () => done(true);
        script.onerror = () => { waiting.delete(path); done(false); };
        document.head.append(script);
      }));
    }
    return waiting.get(path);
  }

  // ---- words
  const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}])+/gu;
  const fold = (text) => text.normalize('NFKD').toLowerCase().replace(/\p{Mn}/gu, '');
  const wordsOf = (text) => fold(text).match(WORD) || [];
  function partOf(word) {
    const plain = (c) => c !== undefined && /[a-z0-9]/.test(c);
    if (!plain(word[0])) return 'u' + (word.codePointAt(0) >> 8).toString(16);
    return word[0] + (plain(word[1]) ? word[1] : '_');
  }

  function parse(text) {
    const query = { words: [], phrases: [], last: '' };
    for (const piece of text.match(/"[^"]*"?|[^"]+/g) || []) {
      const words = wordsOf(piece);
      if (piece.startsWith('"') && words.length > 1) query.phrases.push(words);
      query.words.push(...words);
    }
    // The last word is taken as a beginning while it is being typed.
    if (!/["\s]$/.test(text) && query.words.length > 0) query.last = query.words[query.words.length - 1];
    query.words = Array.from(new Set(query.words));
    return query;
  }

  // ---- passages of a word: passage number -> weight
  function expand(postings) {
    const places = [];
    let at = 0;
    for (const value of postings) {
      at += value >> 1;
      places.push([at, value & 1]);
    }
    return places;
  }
  function rarity(count) { return Math.log(1 + index.passages / (1 + count)); }

  async function find(word, asPrefix) {
    const key = partOf(word), found = new Map();
    if (!index.partSet.has(key)) return found;
    await load('search/t/' + key + '.js');
    const part = parts.get(key);
    if (!part) return found;
    const add = (term, factor) => {
      const places = expand(part.words[term]), weight = rarity(places.length) * factor;
      for (const [place, again] of places) {
        const score = weight * (again ? 1.35 : 1);
        if (!(found.get(place) >= score)) found.set(place, score);
      }
    };
    if (Object.prototype.hasOwnProperty.call(part.words, word)) add(word, 1);
    if (asPrefix && word.length > 1) {
      let completions = 0;
      for (const term of Object.keys(part.words)) {
        if (term !== word && term.startsWith(word) && completions++ < MAX_COMPLETIONS) add(term, 0.6);
      }
    }
    return found;
  }

  async function findNames(words) {
    if (words.length === 0) return [];
    const key = partOf(words[0]);
    const part = index.partSet.has(key) ? (await load('search/t/' + key + '.js'), parts.get(key)) : null;
    if (!part) return [];
    const matches = part.names.filter(([name]) => {
      const own = wordsOf(name);
      return words.every((word) => own.some((w) => w.startsWith(word)));
    });
    return matches.sort((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1)).slice(0, 8);
  }

  function episodeOf(place) {
    let low = 0, high = index.episodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.episodes[middle][0] <= place) low = middle + 1; else high = middle;
    }
    return index.episodes[low - 1];
  }

  async function passageAt(place) {
    const episode = episodeOf(place), stem = episode[1];
    if (!passages.has(stem)) await load('search/p/' + stem + '.js');
    const own = passages.get(stem);
    const row = own && own[place - episode[0]];
    return row ? { episode, begin: row[0], end: row[1], start: row[2], speaker: row[3], text: row[4], labels: row[5] } : null;
  }

  // ---- where the words stand in a passage: [from, to) in characters of its text
  function marksIn(text, query) {
    const tokens = [];
    // Words are looked for in the text as it stands; each is folded by itself.
    for (const match of text.matchAll(/[\p{L}\p{N}\p{Mn}]+/gu)) {
      const words = wordsOf(match[0]);
      for (const word of words) tokens.push({ word, from: match.index, to: match.index + match[0].length });
    }
    const wanted = new Set(query.words);
    const hits = tokens.filter((t) => wanted.has(t.word) || (query.last.length > 1 && t.word.startsWith(query.last)));
    const phraseHits = query.phrases.map((phrase) => {
      for (let i = 0; i + phrase.length <= tokens.length; ++i)
        if (phrase.every((word, n) => tokens[i + n].word === word)) return [tokens[i].from, tokens[i + phrase.length - 1].to];
      return null;
    });
    return { hits: hits.map((t) => [t.from, t.to]), phraseHits, whole: phraseHits.every((hit) => hit !== null) };
  }

  async function rank(query) {
    const known = query.words.filter((word) => !index.common.includes(word));
    if (known.length === 0) return null;
    const score = new Map(), count = new Map();
    for (const word of known) {
      for (const [place, own] of await find(word, word === query.last)) {
        score.set(place, (score.get(place) || 0) + own);
        count.set(place, (count.get(place) || 0) + 1);
      }
    }
    // Passages with all the words; where there is none, those with the most and rarest of them.
    const whole = Array.from(score).filter(([place]) => count.get(place) === known.length);
    const places = (whole.length > 0 ? whole : Array.from(score)).sort((a, b) => b[1] - a[1] || b[0] - a[0]).map(([place]) => place);
    return { places, whole: whole.length > 0 };
  }

  // ---- showing
  const byId = (id) => document.getElementById(id);
  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }
  const utf8Length = (text) => new TextEncoder().encode(text).length;
  function position(ms) {
    const s = Math.floor(ms / 1000), two = (n) => String(n).padStart(2, '0');
    return s >= 3600 ? Math.floor(s / 3600) + ':' + two(Math.floor(s / 60) % 60) + ':' + two(s % 60) : Math.floor(s / 60) + ':' + two(s % 60);
  }

  function resultItem(passage, marks) {
    const item = element('li', 'line');
    const first = (marks.phraseHits.find((hit) => hit) || marks.hits[0] || [0, 0]);
    let from = 0, to = passage.text.length;
    if (first[0] > 180) from = passage.text.indexOf(' ', first[0] - 140) + 1;
    if (to - first[1] > 320) to = passage.text.lastIndexOf(' ', first[1] + 260);
    const words = element('p', 'said');
    let at = from;
    if (from > 0) words.append('… ');
    for (const [begin, end] of marks.hits) {
      if (begin < at || end > to) continue;
      words.append(passage.text.slice(at, begin), element('mark', '', passage.text.slice(begin, end)));
      at = end;
    }
    words.append(passage.text.slice(at, to), to < passage.text.length ? ' …' : '');
    const [, stem, title, show, date, audio] = passage.episode;
    const origin = element('p', 'from');
    const begin = passage.begin + utf8Length(passage.text.slice(0, first[0]));
    const end = begin + utf8Length(passage.text.slice(first[0], first[1]));
    const link = element('a', 'src', title);
    link.href = (document.body.dataset.pages || 'episodes/') + stem + '.html#b=' + (end > begin ? begin + '-' + end : passage.begin + '-' + passage.end);
    if (passage.start !== null) {
      const time = element('a', audio ? 'at play' : 'at', position(passage.start));
      time.href = audio ? audio + '#t=' + Math.round(passage.start / 100) / 10 : link.href;
      origin.append(time, ' ');
    }
    if (passage.speaker) origin.append(element('span', 'who', passage.speaker), ' ');
    origin.append(link, ' ');
    if (show) origin.append(element('span', 'show', show), ' ');
    if (date) origin.append(element('time', '', date), ' ');
    if (passage.labels) origin.append(element('span', 'cat', passage.labels.replace(/ /g, ', ')));
    item.append(words, origin);
    return item;
  }

  async function showMore(places, query, mine) {
    const list = byId('results');
    const old = byId('more');
    if (old) old.remove();
    let shown = 0, at = 0;
    for (; at < places.length && shown < PAGE; ++at) {
      const passage = await passageAt(places[at]);
      if (mine !== run) return;
      if (!passage) continue;
      const marks = marksIn(passage.text, query);
      if (!marks.whole) continue;
      list.append(resultItem(passage, marks));
      ++shown;
    }
    if (list.children.length === 0 && places.length > 0) byId('status').textContent = 'Nothing has these words in this order.';
    if (at < places.length) {
      const more = element('button', '', 'More');
      more.id = 'more';
      more.type = 'button';
      more.addEventListener('click', () => showMore(places.slice(at), query, mine));
      list.after(more);
    }
  }

  async function search(text) {
    const mine = ++run;
    const query = parse(text), status = byId('status');
    const clear = () => {
      byId('results').replaceChildren();
      byId('found-names').replaceChildren();
      if (byId('more')) byId('more').remove();
    };
    if (query.words.length === 0) { clear(); status.textContent = ''; return; }
    const names = await findNames(query.words);
    const ranked = await rank(query);
    if (mine !== run) return;
    clear();
    for (const [name, type, mentions, href] of names) {
      const link = element('a', '', name);
      link.href = href;
      link.title = type.toLowerCase();
      const entry = element('span');
      entry.append(link, ' ', element('span', 'n', String(mentions)));
      byId('found-names').append(entry);
    }
    if (ranked === null) { status.textContent = 'These words are in too many passages to find anything by: add a rarer one.'; return; }
    const skipped = query.words.filter((word) => index.common.includes(word));
    const places = ranked.places;
    status.textContent = (places.length > 0 && !ranked.whole ? 'No passage has all of these words; with some of them: ' : '') + (places.length === 0 ? 'Nothing found' : places.length === 1 ? '1 passage' : places.length + ' passages') +
      (skipped.length ? ', without ' + skipped.join(', ') + ' (too common)' : '') + '.';
    document.title = text.trim() + ' · ' + document.title.replace(/^.* · /, '');
    await showMore(places, query, mine);
  }

  function start() {
    const field = byId('q'), form = byId('search-form');
    const given = new URLSearchParams(location.search).get('q') || '';
    field.value = given;
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => search(field.value), 160);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      clearTimeout(timer);
      try { history.replaceState(null, '', '?q=' + encodeURIComponent(field.value)); } catch { /* some browsers keep file:// addresses as they are */ }
      search(field.value + ' ');
    });
    if (given) search(given + ' ');
  }
})();
