// The time line of an episode: a click leads to that second; a line shows what is being heard.
import { whilePlaying } from './player';

export function setUpTimeline(): void {
  const line = document.querySelector<HTMLElement>('.timeline[data-seconds]');
  if (!line) return;
  const whole = Number(line.dataset.seconds);
  const bars = Array.from(line.querySelectorAll<HTMLElement>('.bar'));
  if (!(whole > 0) || bars.length === 0) return;
  for (const bar of bars) {
    bar.addEventListener('click', (event) => {
      const box = bar.getBoundingClientRect();
      const second = (whole * (event.clientX - box.left)) / Math.max(1, box.width);
      location.hash = `#t=${Math.max(0, Math.round(second))}`;
    });
  }
  line.classList.add('plays');
  const heads = bars.map((bar) => {
    const head = document.createElement('span');
    head.className = 'head';
    head.hidden = true;
    bar.append(head);
    return head;
  });
  whilePlaying((second) => {
    for (const head of heads) {
      head.hidden = false;
      head.style.insetInlineStart = `${Math.min(100, (100 * second) / whole)}%`;
    }
  });
}
