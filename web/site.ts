// What the pages can do beyond reading. Everything works without it, but for playing a line where it stands.
import { setUpCitations } from './cite';
import { setUpPlayer } from './player';
import { setUpTimeline } from './timeline';
import { setUpTranscript } from './transcript';

// Filters the insights in place where all types stand on the page.
function setUpFilter(): void {
  const filter = document.querySelector('[data-filter]');
  filter?.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-type]') : null;
    if (!link || !(event instanceof MouseEvent) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    for (const other of filter.querySelectorAll('a')) other.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'page');
    const type = link.dataset.type || '';
    for (const item of document.querySelectorAll<HTMLElement>('li[data-type]')) item.hidden = type !== '' && item.dataset.type !== type;
  });
}

// "/" is the way to the search field.
function setUpKeys(): void {
  document.addEventListener('keydown', (event) => {
    const at = event.target instanceof Element ? event.target.tagName : '';
    if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(at)) return;
    const field = document.querySelector<HTMLInputElement>('.find input');
    if (!field) return;
    event.preventDefault();
    field.focus();
  });
}

setUpPlayer();
setUpTranscript();
setUpTimeline();
setUpCitations();
setUpFilter();
setUpKeys();
