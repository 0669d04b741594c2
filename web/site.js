// What the pages can do beyond reading: play a line where it stands, land on exact words or seconds
// (#b=begin-end in bytes of the transcript, #t=seconds), follow along, filter insights. Everything works without it.
(function () {
  'use strict';
  const seconds = (text) => { const n = parseFloat(text); return isFinite(n) && n >= 0 ? n : null; };
  const fragmentTime = (url) => { const m = /#t=([\d.]+)/.exec(url); return m ? seconds(m[1]) : null; };
  const withoutFragment = (url) => url.replace(/#.*$/, '');

  // ---- the player
  let player = document.getElementById('player');
  function makePlayer() {
    player = document.createElement('div');
    player.className = 'player';
    player.id = 'player';
    const label = document.createElement('p');
    label.className = 'playing';
    const audio = document.createElement('audio');
    audio.controls = true;
    audio.preload = 'none';
    player.append(label, audio);
    document.body.append(player);
    return player;
  }
  const audioOf = (element) => element.querySelector('audio');

  // Points the player at a second; playing starts only when the reader asked for it.
  function cue(url, label, start) {
    const box = player || makePlayer();
    const audio = audioOf(box);
    const at = fragmentTime(url) || 0;
    const same = withoutFragment(audio.src) === withoutFragment(url);
    if (!same || audio.readyState === 0) {
      audio.src = url;
      audio.addEventListener('loadedmetadata', () => { if (Math.abs(audio.currentTime - at) > 1) audio.currentTime = at; }, { once: true });
    } else {
      audio.currentTime = at;
    }
    if (label) box.querySelector('.playing').textContent = label;
    if (start) {
      const playing = audio.play();
      if (playing) playing.catch(() => {});
    }
  }

  function labelOf(link) {
    const line = link.closest('li, .group');
    const source = line && line.querySelector('.src') || link.closest('.group') && link.closest('.group').querySelector('h2');
    const episode = link.closest('.episode') && link.closest('.episode').querySelector('h3');
    const heading = source || episode || document.querySelector('h1');
    return heading ? heading.textContent : '';
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a.play');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    cue(link.href, labelOf(link), true);
  });

  // ---- places in the transcript
  const sentences = Array.from(document.querySelectorAll('.transcript .s[data-b]'));
  const begins = sentences.map((s) => Number(s.dataset.b));
  const times = sentences.map((s) => s.dataset.t === undefined ? null : Number(s.dataset.t));

  // Index of the last sentence that begins at or before the offset.
  function sentenceAt(offset) {
    let low = 0, high = begins.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (begins[middle] <= offset) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  const bytesOf = (code) => code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

  // The text node and index at a byte offset of the transcript.
  function locate(offset) {
    const index = sentenceAt(offset);
    if (index < 0) return null;
    const walker = document.createTreeWalker(sentences[index], NodeFilter.SHOW_TEXT);
    let at = begins[index], last = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      last = node;
      for (let i = 0; i < node.data.length;) {
        if (at >= offset) return { node, index: i };
        const code = node.data.codePointAt(i);
        at += bytesOf(code);
        i += code > 0xFFFF ? 2 : 1;
      }
      if (at >= offset) return { node, index: node.data.length };
    }
    return last && { node: last, index: last.data.length };
  }

  function clearHits() {
    if (window.CSS && CSS.highlights) CSS.highlights.delete('words');
    for (const s of document.querySelectorAll('.s.hit')) s.classList.remove('hit');
  }

  function showWords(begin, end) {
    const from = locate(begin), to = locate(end);
    if (!from || !to) return;
    clearHits();
    if (window.CSS && CSS.highlights && window.Highlight) {
      const range = new Range();
      range.setStart(from.node, from.index);
      range.setEnd(to.node, to.index);
      CSS.highlights.set('words', new Highlight(range));
    } else {
      for (let i = sentenceAt(begin); i < sentences.length && begins[i] < end; ++i) sentences[i].classList.add('hit');
    }
    const first = sentences[sentenceAt(begin)];
    first.scrollIntoView({ block: 'center' });
    cueSentence(first);
  }

  function showSecond(second) {
    let found = -1;
    for (let i = 0; i < times.length; ++i) if (times[i] !== null && times[i] <= second + 0.999) found = i;
    if (found < 0) return;
    clearHits();
    sentences[found].classList.add('hit');
    sentences[found].scrollIntoView({ block: 'center' });
    cueSecond(second);
  }

  const ownAudio = player && audioOf(player) ? audioOf(player).src : null;
  function cueSecond(second) { if (ownAudio) cue(withoutFragment(ownAudio) + '#t=' + second, '', false); }
  function cueSentence(sentence) { if (sentence.dataset.t !== undefined) cueSecond(Number(sentence.dataset.t)); }

  function follow() {
    const words = /^#b=(\d+)-(\d+)$/.exec(location.hash);
    if (words) return showWords(Number(words[1]), Number(words[2]));
    const second = /^#t=([\d.]+)$/.exec(location.hash);
    if (second) showSecond(seconds(second[1]) || 0);
  }
  if (sentences.length > 0) {
    window.addEventListener('hashchange', follow);
    follow();
  }

  // ---- following along
  if (ownAudio && sentences.length > 0) {
    const audio = audioOf(player);
    let now = null;
    audio.addEventListener('timeupdate', () => {
      if (withoutFragment(audio.src) !== withoutFragment(ownAudio) || audio.paused) return;
      let found = null;
      for (let i = 0; i < times.length && (times[i] === null || times[i] <= audio.currentTime); ++i) if (times[i] !== null) found = sentences[i];
      if (found === now) return;
      if (now) now.classList.remove('now');
      if (found) found.classList.add('now');
      now = found;
    });
  }

  // ---- filtering in place
  const filter = document.querySelector('[data-filter]');
  if (filter) {
    filter.addEventListener('click', (event) => {
      const link = event.target.closest('a[data-type]');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      for (const other of filter.querySelectorAll('a')) other.removeAttribute('aria-current');
      link.setAttribute('aria-current', 'page');
      for (const item of document.querySelectorAll('li[data-type]')) item.hidden = link.dataset.type !== '' && item.dataset.type !== link.dataset.type;
    });
  }

  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const field = document.querySelector('.find input');
    if (field) { event.preventDefault(); field.focus(); }
  });
})();
