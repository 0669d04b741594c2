// The transcript of an episode's page: exact words and seconds are found and marked, a click on a word plays it, the
// words follow the audio.
import { addControl, cueOwn, isPlainClick, ownAudio, Start, whilePlaying } from './player';
import { essence, indexAtByte, parsePlace, utf8Length } from './text';

const sentences = Array.from(document.querySelectorAll<HTMLElement>('.transcript .s[data-b]'));
const begins = sentences.map((s) => Number(s.dataset.b));
const times = sentences.map((s) => (s.dataset.t === undefined ? null : Number(s.dataset.t)));

// Index of the last sentence that begins at or before the offset.
function sentenceAt(offset: number): number {
  let low = 0;
  let high = begins.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (begins[middle] <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

interface Spot {
  node: Text;
  index: number;
}

function textNodes(element: Element): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
  return nodes;
}

// The text node and index at a byte offset of the transcript.
function locate(offset: number): Spot | null {
  const at = sentenceAt(offset);
  if (at < 0) return null;
  let left = offset - begins[at];
  const nodes = textNodes(sentences[at]);
  for (const node of nodes) {
    const bytes = utf8Length(node.data);
    if (left <= bytes) return { node, index: indexAtByte(node.data, left) };
    left -= bytes;
  }
  const last = nodes[nodes.length - 1];
  return last ? { node: last, index: last.data.length } : null;
}

// The byte offset of a place in the text; null outside of the transcript's sentences.
export function offsetOf(node: Node, index: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const sentence = element?.closest<HTMLElement>('.transcript .s[data-b]');
  if (!sentence) return null;
  const before = new Range();
  before.setStart(sentence, 0);
  before.setEnd(node, index);
  return Number(sentence.dataset.b) + utf8Length(before.toString());
}

// When a byte is said, from the times of its sentence and of the next; null where none is known.
export function secondAt(offset: number): number | null {
  const at = sentenceAt(offset);
  if (at < 0) return null;
  const from = times[at];
  if (from === null) return null;
  let next = at + 1;
  while (next < times.length && times[next] === null) ++next;
  const to = next < times.length ? times[next] : null;
  const bytes = Math.max(1, utf8Length(sentences[at].textContent || ''));
  if (to === null || to <= from || next > at + 1) return from;
  // No one speaks slower than six bytes a second for long: what is over is a pause behind the sentence.
  const spoken = Math.min(to - from, bytes / 6);
  return from + spoken * Math.min(1, (offset - begins[at]) / bytes);
}

function clearMarks(): void {
  CSS.highlights?.delete('words');
  for (const s of document.querySelectorAll('.s.hit')) s.classList.remove('hit');
}

function markWords(begin: number, end: number): void {
  clearMarks();
  const from = locate(begin);
  const to = locate(end);
  if (!from || !to) return;
  if (CSS.highlights && typeof Highlight !== 'undefined') {
    const range = new Range();
    range.setStart(from.node, from.index);
    range.setEnd(to.node, to.index);
    CSS.highlights.set('words', new Highlight(range));
  } else {
    for (let i = Math.max(0, sentenceAt(begin)); i < sentences.length && begins[i] < end; ++i) sentences[i].classList.add('hit');
  }
}

function wordsIn(begin: number, end: number): string {
  const from = locate(begin);
  const to = locate(end);
  if (!from || !to) return '';
  const range = new Range();
  range.setStart(from.node, from.index);
  range.setEnd(to.node, to.index);
  return range.toString();
}

// Where words stand that an older transcript had at `begin`: as near to it as they do; null where they are gone.
function findAgain(words: string, begin: number): number | null {
  const wanted = essence(words);
  if (wanted === '') return null;
  const starts: number[] = [];
  let all = '';
  for (const sentence of sentences) {
    starts.push(all.length);
    all += essence(sentence.textContent || '');
  }
  let best: number | null = null;
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1)) {
    let s = starts.length - 1;
    while (starts[s] > at) --s;
    let left = at - starts[s];
    let offset = begins[s];
    for (const character of sentences[s].textContent || '') {
      const own = essence(character).length;
      if (left <= 0 && own > 0) break;
      left -= own;
      offset += utf8Length(character);
    }
    if (best === null || Math.abs(offset - begin) < Math.abs(best - begin)) best = offset;
  }
  return best;
}

function show(sentence: number, second: number | null, start: Start): void {
  if (sentence < 0 || sentence >= sentences.length) return;
  sentences[sentence].scrollIntoView({ block: 'center' });
  const at = second ?? times[sentence];
  if (at !== null) cueOwn(at, start);
}

function showSecond(second: number): void {
  let found = -1;
  for (let i = 0; i < times.length; ++i) {
    const time = times[i];
    if (time !== null && time <= second + 0.999) found = i;
  }
  if (found < 0) return;
  clearMarks();
  sentences[found].classList.add('hit');
  show(found, second, Start.kCue);
}

// Shows the words [begin, end); where they are not `words` any more, where these are now.
export function showWords(begin: number, end: number, words: string, second: number | null, start: Start): void {
  if (words !== '' && !essence(wordsIn(begin, end)).startsWith(essence(words))) {
    const moved = findAgain(words, begin);
    if (moved === null && second !== null) return showSecond(second);
    if (moved !== null) {
      end += moved - begin;
      begin = moved;
    }
  }
  markWords(begin, end);
  show(sentenceAt(begin), secondAt(begin) === null ? null : times[sentenceAt(begin)], start);
}

function followAddress(): void {
  const place = parsePlace(location.hash);
  if (place) return showWords(place.begin, place.end, place.words, place.second, Start.kCue);
  const second = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
  if (second) showSecond(Number(second[1]));
}

function caretAt(event: MouseEvent): { node: Node; index: number } | null {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(event.clientX, event.clientY);
    return caret && { node: caret.offsetNode, index: caret.offset };
  }
  const range = document.caretRangeFromPoint(event.clientX, event.clientY);
  return range && { node: range.startContainer, index: range.startOffset };
}

// The word round a character.
function wordAround(text: string, index: number): [number, number] {
  const letter = /[\p{L}\p{N}'’-]/u;
  let from = index;
  let to = index;
  while (from > 0 && letter.test(text[from - 1])) --from;
  while (to < text.length && letter.test(text[to])) ++to;
  return [from, to];
}

function playWord(event: MouseEvent): void {
  if (!(event.target instanceof Element) || event.target.closest('a') || !event.target.closest('.s')) return;
  if (!isPlainClick(event) || getSelection()?.isCollapsed === false) return;
  const caret = caretAt(event);
  if (!caret || !(caret.node instanceof Text)) return;
  const [from, to] = wordAround(caret.node.data, caret.index);
  const begin = offsetOf(caret.node, from);
  const end = offsetOf(caret.node, to);
  if (begin === null || end === null) return;
  const second = secondAt(begin);
  if (second === null) return;
  markWords(begin, end);
  cueOwn(second, Start.kPlay);
}

// A click on the words of a finding plays them and shows them in the transcript; the way back is the browser's.
function playFinding(event: MouseEvent): void {
  const words = event.target instanceof Element ? event.target.closest<HTMLElement>('.lines [data-ew-begin], .summary [data-ew-begin]') : null;
  if (!words || !isPlainClick(event) || getSelection()?.isCollapsed === false) return;
  history.pushState(null, '', `#b=${words.dataset.ewBegin}-${words.dataset.ewEnd}`);
  const start = words.dataset.ewStartMs;
  showWords(Number(words.dataset.ewBegin), Number(words.dataset.ewEnd), '', start === undefined ? null : Number(start) / 1000, Start.kPlay);
}

function followAudio(): void {
  const button = addControl('Follow');
  if (!button) return;
  button.title = 'Keep the words that are heard in view';
  let follows = false;
  const set = (on: boolean): void => {
    follows = on;
    button.setAttribute('aria-pressed', String(on));
  };
  set(false);
  button.addEventListener('click', () => set(!follows));
  // Who scrolls wants to read elsewhere.
  for (const kind of ['wheel', 'touchmove']) window.addEventListener(kind, () => set(false), { passive: true });
  let now: HTMLElement | null = null;
  whilePlaying((second) => {
    let found: HTMLElement | null = null;
    for (let i = 0; i < times.length; ++i) {
      const time = times[i];
      if (time === null) continue;
      if (time > second) break;
      found = sentences[i];
    }
    if (found === now) return;
    now?.classList.remove('now');
    found?.classList.add('now');
    if (follows) found?.scrollIntoView({ block: 'center' });
    now = found;
  });
}

export function setUpTranscript(): void {
  if (sentences.length === 0) return;
  window.addEventListener('hashchange', followAddress);
  window.addEventListener('popstate', followAddress);
  document.addEventListener('click', playFinding);
  if (ownAudio) {
    document.querySelector('.transcript')?.classList.add('plays');
    document.addEventListener('click', playWord);
    followAudio();
  }
  followAddress();
}
