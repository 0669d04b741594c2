// A quotation with its source, as people paste it: Markdown, BibTeX, CSL-JSON.
import { position } from './text';

export interface Quotation {
  words: string;
  speaker: string;  // '' where nobody is named
  episode: string;
  show: string;
  day: string;  // 2025-05-14, or ''
  second: number | null;
  url: string;
}

const squeezed = (text: string): string => text.trim().replace(/\s+/g, ' ');

function markdownText(text: string): string {
  return squeezed(text).replace(/[\\`*_[\]<>#|]/g, '\\$&');
}

export function toMarkdown(q: Quotation): string {
  const from = [
    markdownText(q.speaker),
    `[${markdownText(q.episode)}](${q.url.replace(/[()\s<>]/g, (c) => encodeURIComponent(c).replace('(', '%28').replace(')', '%29'))})`,
    q.show && `*${markdownText(q.show)}*`,
    q.day,
    q.second === null ? '' : position(q.second),
  ];
  return `> ${markdownText(q.words)}\n>\n> — ${from.filter((part) => part !== '').join(', ')}\n`;
}

function texText(text: string): string {
  const escapes: Record<string, string> = { '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' };
  return squeezed(text).replace(/[\\{}$&#%_~^]/g, (c) => escapes[c] || '\\' + c);
}

// "Lamps and Clocks", 2025 -> "lamps-2025-754"
function keyOf(q: Quotation): string {
  const word = (q.episode.normalize('NFKD').toLowerCase().match(/[a-z0-9]{3,}/) || ['episode'])[0];
  return [word, q.day.slice(0, 4), q.second === null ? '' : String(Math.floor(q.second))].filter((part) => part !== '').join('-');
}

export function toBibtex(q: Quotation): string {
  const fields: [string, string][] = [
    ['author', q.speaker && `{${texText(q.speaker)}}`],
    ['title', texText(q.episode)],
    ['howpublished', q.show ? `Podcast: ${texText(q.show)}` : 'Podcast episode'],
    ['year', q.day.slice(0, 4)],
    ['month', q.day.slice(5, 7).replace(/^0/, '')],
    ['note', `${q.second === null ? '' : `At ${position(q.second)}: `}\`\`${texText(q.words)}''`],
    ['url', q.url.replace(/[{}\\\s]/g, encodeURIComponent)],
  ];
  const lines = fields.filter(([, value]) => value !== '').map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${keyOf(q)},\n${lines.join(',\n')}\n}\n`;
}

export function toCslJson(q: Quotation): string {
  const item: Record<string, unknown> = { id: keyOf(q), type: 'broadcast', genre: 'Podcast episode', title: squeezed(q.episode) };
  if (q.show) item['container-title'] = squeezed(q.show);
  if (q.speaker) item.author = [{ literal: squeezed(q.speaker) }];
  if (q.day) item.issued = { 'date-parts': [q.day.split('-').map(Number)] };
  item.note = `${q.second === null ? '' : position(q.second) + ': '}“${squeezed(q.words)}”`;
  item.URL = q.url;
  return JSON.stringify([item], null, 1) + '\n';
}
