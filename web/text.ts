// Small functions of text that the pages share. Nothing here touches the page.

const bytesOf = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);

export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += bytesOf(character.codePointAt(0) as number);
  return bytes;
}

// Index in UTF-16 units of the character that begins at or behind a byte offset.
export function indexAtByte(text: string, offset: number): number {
  let bytes = 0;
  let index = 0;
  for (const character of text) {
    if (bytes >= offset) return index;
    bytes += bytesOf(character.codePointAt(0) as number);
    index += character.length;
  }
  return index;
}

// What is left of words when spelling, case and stops are made nothing of: how a quotation is found again.
export function essence(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

// 3723 -> "1:02:03"
export function position(seconds: number): string {
  const s = Math.floor(seconds);
  const two = (n: number): string => String(n).padStart(2, '0');
  return s >= 3600 ? `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
}

// "https://a/b.mp3#t=12.5" -> 12.5
export function fragmentSecond(url: string): number | null {
  const found = /#t=([\d.]+)/.exec(url);
  const second = found ? parseFloat(found[1]) : NaN;
  return isFinite(second) && second >= 0 ? second : null;
}

export const withoutFragment = (url: string): string => url.replace(/#.*$/, '');

// An address of words: bytes [begin, end) of the transcript, the second, and how the words begin, so that they are
// found again where a new transcript has moved them.
export interface Place {
  begin: number;
  end: number;
  second: number | null;
  words: string;
}

const kWordsInAddress = 60;

export function placeAddress(place: Place): string {
  let hash = `#b=${place.begin}-${place.end}`;
  if (place.second !== null) hash += `&t=${Math.round(place.second * 10) / 10}`;
  const words = place.words.trim().replace(/\s+/g, ' ');
  const cut = words.length > kWordsInAddress ? words.slice(0, words.lastIndexOf(' ', kWordsInAddress) > 0 ? words.lastIndexOf(' ', kWordsInAddress) : kWordsInAddress) : words;
  // A lone half of a pair, which a cut can leave, has no address.
  return cut === '' ? hash : hash + '&w=' + encodeURIComponent(cut.replace(/[\uD800-\uDBFF]$/, ''));
}

export function parsePlace(hash: string): Place | null {
  const found = /^#b=(\d{1,10})-(\d{1,10})(?:&t=(\d+(?:\.\d+)?))?(?:&w=(.*))?$/.exec(hash);
  if (!found) return null;
  let words = '';
  try {
    words = decodeURIComponent(found[4] || '');
  } catch {
    words = '';  // somebody cut the address in the middle of a character
  }
  return { begin: Number(found[1]), end: Number(found[2]), second: found[3] === undefined ? null : Number(found[3]), words };
}
