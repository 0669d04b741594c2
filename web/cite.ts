// "Cite": a quotation with its source, for each line of a page and for what is selected in a transcript.
import { Quotation, toBibtex, toCslJson, toMarkdown } from './citation';
import { placeAddress } from './text';
import { offsetOf, secondAt } from './transcript';

const text = (element: Element | null | undefined): string => (element?.textContent || '').trim();

// Pages that will be published somewhere say where; others are cited from where they are read.
function publicAddress(href: string): string {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href;
  const here = location.href.replace(/[?#].*$/, '');
  const url = new URL(href, here).href;
  if (!canonical) return url;
  // Both end in this page's path: what is before it is the site.
  const root = new URL(document.body.dataset.root || './', here).href;
  const publicRoot = new URL(document.body.dataset.root || './', canonical).href;
  return url.startsWith(root) ? publicRoot + url.slice(root.length) : url;
}

function episodeOf(item: Element): Pick<Quotation, 'episode' | 'show' | 'day'> {
  const article = item.closest('article[data-episode]');
  const group = item.closest('.group');
  const where = group?.querySelector('header') || item;
  if (article) {
    const title = article.querySelector('header.title');
    return { episode: text(title?.querySelector('h1')), show: text(title?.querySelector('.kicker a')), day: title?.querySelector('time')?.dateTime || '' };
  }
  return {
    episode: text(where.querySelector('h2 a, .src')),
    show: text(where.querySelector('.kicker a, .show')),
    day: where.querySelector('time')?.dateTime || '',
  };
}

function quotationOf(item: Element): Quotation | null {
  const words = item.querySelector<HTMLElement>('[data-ew-begin]');
  const link = item.querySelector<HTMLAnchorElement>('.from .src, .from .words');
  if (!words || !link) return null;
  const begin = Number(words.dataset.ewBegin);
  const end = Number(words.dataset.ewEnd);
  const start = words.dataset.ewStartMs;
  const second = start === undefined ? null : Number(start) / 1000;
  const url = publicAddress((link.getAttribute('href') || '').replace(/#.*$/, '')) + placeAddress({ begin, end, second, words: text(words) });
  return { words: text(words), speaker: words.dataset.ewSpeaker || '', second, url, ...episodeOf(item) };
}

function quotationSelected(): Quotation | null {
  const selection = getSelection();
  const article = document.querySelector('article[data-episode]');
  if (!selection || selection.isCollapsed || selection.rangeCount === 0 || !article) return null;
  const range = selection.getRangeAt(0);
  const begin = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  if (begin === null || end === null || end <= begin) return null;
  const second = secondAt(begin);
  const para = (range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement)?.closest<HTMLElement>('.para');
  let label: Element | null = para || null;
  while (label && !label.classList.contains('speaker')) label = label.previousElementSibling;
  const words = selection.toString();
  const url = publicAddress('') + placeAddress({ begin, end, second, words });
  return { words, speaker: text(label), second, url, ...episodeOf(article.querySelector('.para') as Element) };
}

let dialog: HTMLDialogElement | null = null;

function makeDialog(): HTMLDialogElement {
  const made = document.createElement('dialog');
  made.className = 'cite';
  made.setAttribute('aria-labelledby', 'cite-heading');
  const heading = document.createElement('h2');
  heading.id = 'cite-heading';
  heading.textContent = 'Cite these words';
  const choice = document.createElement('div');
  choice.className = 'choice';
  const field = document.createElement('textarea');
  field.readOnly = true;
  field.rows = 9;
  field.setAttribute('aria-label', 'The citation');
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  close.addEventListener('click', () => made.close());
  made.append(heading, choice, field, said, close);
  document.body.append(made);
  return made;
}

async function copy(field: HTMLTextAreaElement): Promise<boolean> {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand('copy');  // pages from the disk have no clipboard of their own
  }
}

function openCitation(quotation: Quotation): void {
  dialog = dialog || makeDialog();
  const field = dialog.querySelector('textarea') as HTMLTextAreaElement;
  const said = dialog.querySelector('[role=status]') as HTMLElement;
  const forms: [string, string][] = [
    ['Markdown', toMarkdown(quotation)],
    ['BibTeX', toBibtex(quotation)],
    ['CSL-JSON', toCslJson(quotation)],
    ['Link', quotation.url],
  ];
  field.value = forms[0][1];
  said.textContent = '';
  dialog.querySelector('.choice')?.replaceChildren(
    ...forms.map(([name, value]) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = name;
      button.addEventListener('click', async () => {
        field.value = value;
        said.textContent = (await copy(field)) ? `${name} copied.` : 'Select the text and copy it.';
      });
      return button;
    }),
  );
  dialog.showModal();
}

function addButton(after: Element): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'cite-line';
  button.textContent = 'Cite';
  after.append(' ', button);
}

// Lines get their button when they come: search results too.
function addButtons(inside: ParentNode): void {
  for (const from of inside.querySelectorAll('.lines > li > .from, .ledger td > .from'))
    if (!from.querySelector('.cite-line')) addButton(from);
}

export function setUpCitations(): void {
  if (typeof HTMLDialogElement === 'undefined') return;
  addButtons(document);
  const results = document.getElementById('results');
  if (results) new MutationObserver(() => addButtons(document)).observe(results, { childList: true });
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('.cite-line') : null;
    const item = button?.closest('li, tr');
    const quotation = item ? quotationOf(item) : null;
    if (quotation) openCitation(quotation);
  });
  if (!document.querySelector('.transcript')) return;
  const floating = document.createElement('button');
  floating.type = 'button';
  floating.className = 'cite-selection';
  floating.textContent = 'Cite the selected words';
  floating.hidden = true;
  document.querySelector('main')?.append(floating);
  document.addEventListener('selectionchange', () => { floating.hidden = quotationSelected() === null; });
  // The press would take the selection away before the click comes.
  floating.addEventListener('pointerdown', (event) => event.preventDefault());
  floating.addEventListener('click', () => {
    const quotation = quotationSelected();
    if (quotation) openCitation(quotation);
  });
}
