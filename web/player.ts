// The one player of a page, at the foot of the window. It stays when the reader goes on to another page: what was heard
// and where is kept for the tab.
import { fragmentSecond, withoutFragment } from './text';

interface Heard {
  url: string;
  label: string;
  second: number;
  playing: boolean;
}
const kHeard = 'earwitness.heard';

let box = document.getElementById('player');
// The audio that the page is about, '' on other pages.
export const ownAudio: string = box ? audioElement(box).src : '';

function audioElement(inside: HTMLElement): HTMLAudioElement {
  return inside.querySelector('audio') as HTMLAudioElement;
}

function makePlayer(): HTMLElement {
  const made = document.createElement('div');
  made.className = 'player';
  made.id = 'player';
  made.setAttribute('role', 'region');
  made.setAttribute('aria-label', 'Player');
  const label = document.createElement('p');
  label.className = 'playing';
  const audio = document.createElement('audio');
  audio.controls = true;
  audio.preload = 'none';
  made.append(label, audio);
  document.body.append(made);
  listen(audio);
  return made;
}

type Listener = (second: number) => void;
const listeners: Listener[] = [];

// Calls back while the page's own audio plays.
export function whilePlaying(listener: Listener): void {
  listeners.push(listener);
}

function listen(audio: HTMLAudioElement): void {
  audio.addEventListener('timeupdate', () => {
    if (ownAudio === '' || withoutFragment(audio.src) !== withoutFragment(ownAudio) || audio.paused) return;
    for (const listener of listeners) listener(audio.currentTime);
  });
}

export enum Start {
  kCue,   // only set to the place
  kPlay,  // the reader asked to hear it
}

// Points the player at the second in `url`'s fragment.
export function cue(url: string, label: string, start: Start): void {
  box = box || makePlayer();
  const audio = audioElement(box);
  const at = fragmentSecond(url) || 0;
  if (withoutFragment(audio.src) !== withoutFragment(url) || audio.readyState === 0) {
    audio.src = url;
    audio.addEventListener('loadedmetadata', () => { if (Math.abs(audio.currentTime - at) > 1) audio.currentTime = at; }, { once: true });
  } else {
    audio.currentTime = at;
  }
  const shown = box.querySelector('.playing');
  if (label && shown) shown.textContent = label;
  if (start === Start.kPlay) audio.play()?.catch(() => undefined);
}

export function cueOwn(second: number, start: Start): void {
  if (ownAudio) cue(`${withoutFragment(ownAudio)}#t=${Math.max(0, Math.round(second * 10) / 10)}`, '', start);
}

// A control beside the audio; null where the page has no audio of its own.
export function addControl(text: string): HTMLButtonElement | null {
  if (!box || !ownAudio) return null;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text;
  box.append(button);
  return button;
}

function keep(): void {
  if (!box) return;
  const audio = audioElement(box);
  if (!audio.src || audio.currentTime === 0) return;
  const heard: Heard = {
    url: withoutFragment(audio.src),
    label: box.querySelector('.playing')?.textContent || '',
    second: audio.currentTime,
    playing: !audio.paused,
  };
  try {
    sessionStorage.setItem(kHeard, JSON.stringify(heard));
  } catch { /* no storage, nothing kept */ }
}

function resume(): void {
  let heard: Heard | null = null;
  try {
    heard = JSON.parse(sessionStorage.getItem(kHeard) || 'null') as Heard | null;
  } catch { /* as if nothing had been heard */ }
  if (!heard || typeof heard.url !== 'string' || !isFinite(heard.second)) return;
  if (ownAudio && withoutFragment(ownAudio) !== heard.url) return;
  if (ownAudio && location.hash !== '') return;
  cue(`${heard.url}#t=${Math.round(heard.second * 10) / 10}`, heard.label, heard.playing ? Start.kPlay : Start.kCue);
}

// What a play link belongs to, for the player's label.
function labelOf(link: Element): string {
  const source = link.closest('li, .group')?.querySelector('.src') || link.closest('.group')?.querySelector('h2');
  const heading = source || link.closest('.episode')?.querySelector('h3') || document.querySelector('h1');
  return heading?.textContent || '';
}

export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

export function setUpPlayer(): void {
  if (box) listen(audioElement(box));
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.play') : null;
    if (!link || !isPlainClick(event)) return;
    event.preventDefault();
    cue(link.href, labelOf(link), Start.kPlay);
  });
  window.addEventListener('pagehide', keep);
  resume();
}
