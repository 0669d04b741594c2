// Uses a built Jekyll site as a reader does, served under a path of a loopback address. Run by tests/jekyll_browser_test.py:
//   node drive_jekyll.cjs CHROMIUM SITE_FOLDER BASEURL [SCREENSHOTS_FOLDER]
// Each step prints what it saw; the first that fails ends it with exit 1. Afterwards no page may have said anything on
// the console, asked anyone else for anything, or asked for something that is not there.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { chromium } = require('playwright-core');

const [browserPath, site, base, pictures] = process.argv.slice(2);
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8' };
const problems = [];
let origin = '';

// What GitHub Pages does: folders are their index.html, the rest is as it is.
const server = http.createServer((request, response) => {
  const wanted = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  let file = wanted.startsWith(base + '/') ? path.join(site, wanted.slice(base.length)) : null;
  if (file && file.startsWith(site) && fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, 'index.html');
  if (!file || !file.startsWith(site) || !fs.existsSync(file)) { response.writeHead(404); response.end(); return; }
  response.writeHead(200, { 'Content-Type': TYPES[path.extname(file)] || 'application/octet-stream' });
  fs.createReadStream(file).pipe(response);
});

async function open(browser, page, options = {}) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  tab.on('pageerror', (error) => problems.push(`${tab.url()}: ${error.message}`));
  // Nobody plays the audio of the example show: its address does not exist.
  tab.on('console', (message) => { if (!/workingparts\.example/.test(message.location().url)) problems.push(`${tab.url()}: ${message.type()}: ${message.text()}`); });
  tab.on('dialog', (dialog) => { problems.push(`${tab.url()}: dialog ${dialog.message()}`); dialog.dismiss(); });
  tab.on('request', (request) => { if (!request.url().startsWith(origin) && request.resourceType() !== 'media') problems.push(`${tab.url()}: asked ${request.url()}`); });
  tab.on('response', (response) => { if (response.status() >= 400) problems.push(`${tab.url()}: ${response.status()} for ${response.url()}`); });
  tab.on('requestfailed', (request) => { if (request.resourceType() !== 'media') problems.push(`${tab.url()}: failed ${request.url()} ${request.failure().errorText}`); });
  await tab.goto(page.startsWith('http') ? page : origin + page, { waitUntil: 'load' });
  return tab;
}

const squeezed = (text) => text.split(/\s+/).filter(Boolean).join(' ');
const marked = (tab) => tab.evaluate(() => Array.from(CSS.highlights.get('words') || []).map(String).join(' '));
const inWindow = (locator) => locator.evaluate((element) => {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
});
async function episode(browser, title, options) {
  const home = await open(browser, '/');
  const page = await home.locator('.episodes h3 a', { hasText: title }).first().getAttribute('href');
  await home.context().close();
  return open(browser, new URL(page, origin).href, options);
}

const steps = {
  async 'every page that a link leads to is there'(browser) {
    const seen = new Set(), todo = [origin + '/'];
    const context = await browser.newContext();
    const tab = await context.newPage();
    while (todo.length > 0) {
      const address = todo.pop().replace(/#.*/, '');
      if (seen.has(address)) continue;
      seen.add(address);
      const response = await tab.goto(address);
      assert.strictEqual(response.status(), 200, address);
      if (!/html/.test(response.headers()['content-type'])) continue;
      for (const link of await tab.locator('a[href]').evaluateAll((links) => links.map((a) => a.href))) if (link.startsWith(origin)) todo.push(link);
    }
    assert.ok(seen.size >= 12, `${seen.size} pages`);
    await context.close();
  },

  async 'a quote\'s link lands at its words'(browser) {
    const tab = await episode(browser, 'Bread');
    const line = tab.locator('#quotes li').first();
    const said = squeezed(await line.locator('.said').textContent());
    await line.locator('a.words').click();
    await tab.waitForURL(/transcripts\/.*#b=\d+-\d+/);
    await tab.waitForFunction(() => CSS.highlights.get('words'));
    assert.strictEqual(squeezed(await marked(tab)), said);
    const anchor = decodeURIComponent(new URL(tab.url()).hash.slice(1));
    assert.ok(await inWindow(tab.locator(`[id="${anchor}"]`).locator('..')), 'its words are in the window');
  },

  async 'so does every link to words, also without scripts'(browser) {
    const tab = await episode(browser, 'Bread', { javaScriptEnabled: false });
    const links = await tab.locator('main a[href*="#b="]').evaluateAll((all) => all.map((a) => a.href));
    assert.ok(links.length > 30, `${links.length} links`);
    const ids = new Set();
    await tab.goto(links[0]);
    for (const id of await tab.locator('.transcript [id^="b="]').evaluateAll((all) => all.map((e) => e.id))) ids.add(id);
    for (const link of links) assert.ok(ids.has(decodeURIComponent(new URL(link).hash.slice(1))), link);
    const first = tab.locator(`[id="${decodeURIComponent(new URL(links[0]).hash.slice(1))}"]`);
    assert.strictEqual(await first.count(), 1);
  },

  async 'a transcript leads back to its episode'(browser) {
    const tab = await episode(browser, 'Bread');
    const from = tab.url();
    await tab.locator('.title a', { hasText: 'Transcript' }).click();
    await tab.waitForURL(/transcripts\//);
    await tab.locator('.facts-line a').first().click();
    await tab.waitForURL(from);
  },

  async 'a click on a time cues the player there'(browser) {
    const tab = await episode(browser, 'Bread');
    const link = tab.locator('#quotes a.play').first();
    const wanted = await link.getAttribute('href');
    await link.click();
    assert.match(wanted, /#t=[\d.]+$/);
    assert.strictEqual(await tab.locator('#player audio').evaluate((audio) => audio.src), wanted);
  },

  async 'search finds a word, and leads to it'(browser) {
    const tab = await open(browser, '/');
    await tab.fill('.top .find input', 'sourdough');
    await tab.press('.top .find input', 'Enter');
    await tab.waitForSelector('#results li mark');
    await tab.click('#results .src');
    await tab.waitForURL(/transcripts\/.*#b=\d+-\d+/);
    await tab.waitForFunction(() => CSS.highlights.get('words'));
    assert.match((await marked(tab)).toLowerCase(), /^sourdough/);
  },

  async 'categories are the episodes\' tags'(browser) {
    const tab = await open(browser, '/episodes.html');
    const tag = tab.locator('.episodes .names a').first();
    const name = await tag.textContent();
    await tag.click();
    await tab.waitForURL(/categories\.html#/);
    const group = tab.locator(`[id="${decodeURIComponent(new URL(tab.url()).hash.slice(1))}"]`);
    assert.strictEqual(await group.count(), 1, name);
    assert.ok(await group.locator('a').count() > 0, name);
  },

  async 'hostile titles and words are shown as text'(browser) {
    const tab = await episode(browser, '<script>');
    assert.match(await tab.textContent('h1'), /<script>alert\(1\)/);
    await tab.locator('.title a', { hasText: 'Transcript' }).click();
    await tab.waitForURL(/transcripts\//);
    assert.match(await tab.textContent('.transcript'), /<b>bold<\/b>/);
  },

  async 'the feed and the site map are well formed'(browser) {
    const tab = await open(browser, '/');
    for (const file of ['/feed.xml', '/sitemap.xml']) {
      const [error, entries] = await tab.evaluate(async (address) => {
        const xml = new DOMParser().parseFromString(await (await fetch(address)).text(), 'application/xml');
        return [xml.querySelector('parsererror') !== null, xml.querySelectorAll('entry, url').length];
      }, origin + file).catch(() => [null, 0]);
      // The policy of the pages lets no script fetch: read it from outside then.
      if (error === null) {
        const text = fs.readFileSync(path.join(site, file), 'utf8');
        assert.ok(/<entry>|<url>/.test(text), file);
        continue;
      }
      assert.ok(!error && entries > 0, file);
    }
    problems.splice(0, problems.length, ...problems.filter((text) => !/Content Security Policy|feed\.xml|sitemap\.xml/.test(text)));
  },

  async 'no page is wider than a phone'(browser) {
    for (const page of ['/', '/episodes.html', '/categories.html', '/search.html?q=bread']) {
      const tab = await open(browser, page, { viewport: { width: 360, height: 740 } });
      assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth) <= 360, page);
    }
    const tab = await episode(browser, 'Bread', { viewport: { width: 360, height: 740 } });
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth) <= 360, 'an episode');
  },
};

async function takePictures(browser) {
  const sizes = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const page of ['/', '/episodes.html', '/categories.html', '/search.html?q=bread']) {
      const tab = await open(browser, page, { viewport });
      await tab.waitForTimeout(300);
      await tab.screenshot({ path: path.join(pictures, `${size}-${page.replace(/\W+/g, '') || 'home'}.png`) });
    }
    const tab = await episode(browser, 'Bread', { viewport });
    await tab.screenshot({ path: path.join(pictures, `${size}-episode.png`), fullPage: size === 'wide' });
    await tab.locator('#quotes a.words').first().click();
    await tab.waitForURL(/#b=/);
    await tab.waitForTimeout(300);
    await tab.screenshot({ path: path.join(pictures, `${size}-transcript.png`) });
  }
}

(async () => {
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${server.address().port}${base}`;
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu', '--mute-audio'] });
  let code = 0;
  if (pictures) await takePictures(browser);
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step(browser);
      console.log('ok', name);
    } catch (error) {
      console.log('FAILED', name, '\n', error.message);
      code = 1;
      break;
    }
  }
  await browser.close();
  server.close();
  server.closeAllConnections();
  if (problems.length > 0) { console.log('FAILED problems on pages', problems.slice(0, 20)); code = 1; }
  process.exit(code);
})();
