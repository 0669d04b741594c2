// Uses a published site as a reader does, from file://. Run by tests/browser_test.py:
//   node drive.cjs CHROMIUM SITE
// Each step prints what it saw; the first that fails ends it with exit 1.
'use strict';
const assert = require('node:assert');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { chromium } = require('playwright-core');

const [browserPath, site] = process.argv.slice(2);
const url = (page) => pathToFileURL(site + path.sep).href + page;
const requests = [];
const problems = [];

async function open(browser, page, options = {}) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  tab.on('pageerror', (error) => problems.push(`${page}: ${error.message}`));
  // The example show's audio is at an address that does not exist.
  tab.on('console', (message) => { if (!/^https:\/\/workingparts\.example\//.test(message.location().url)) problems.push(`${page}: ${message.type()}: ${message.text()}`); });
  tab.on('requestfailed', (request) => { if (request.resourceType() !== 'media') problems.push(`${page}: failed ${request.url()} ${request.failure().errorText}`); });
  tab.on('request', (request) => { if (/^https?:/.test(request.url())) requests.push([request.resourceType(), request.url()]); });
  await tab.goto(url(page));
  return tab;
}

const steps = {
  async 'search finds a word, and leads to it'(browser) {
    const tab = await open(browser, 'index.html');
    await tab.fill('.top .find input', 'sourdough');
    await tab.press('.top .find input', 'Enter');
    await tab.waitForSelector('#results li mark');
    assert.match((await tab.textContent('#results mark')).toLowerCase(), /^sourdough/);
    await tab.click('#results .src');
    await tab.waitForURL(/#b=\d+-\d+/);
    const words = await tab.evaluate(() => Array.from(CSS.highlights.get('words')).map(String).join(' '));
    assert.match(words.toLowerCase(), /^sourdough/);
  },

  async 'a phrase is found in its order only'(browser) {
    const tab = await open(browser, 'search.html?q=%22slow%20machine%22');
    await tab.waitForFunction(() => document.getElementById('status').textContent !== '');
    for (const text of await tab.locator('#results .said').allTextContents()) assert.match(text.toLowerCase(), /slow\W+machine/);
    assert.ok(await tab.locator('#results li').count() > 0);
  },

  async 'a word that nobody said finds nothing'(browser) {
    const tab = await open(browser, 'search.html?q=zyzzyvas');
    await tab.waitForFunction(() => /Nothing/.test(document.getElementById('status').textContent));
    assert.strictEqual(await tab.locator('#results li').count(), 0);
  },

  async 'a click on a time cues the player there'(browser) {
    const tab = await open(browser, 'insights.html');
    const link = tab.locator('a.play').first();
    const wanted = await link.getAttribute('href');
    await link.click();
    const audio = tab.locator('#player audio');
    await audio.waitFor({ state: 'attached' });
    const src = await audio.evaluate((element) => element.src);
    assert.match(wanted, /#t=[\d.]+$/);
    assert.strictEqual(src, new URL(wanted, tab.url()).href);
    assert.match(tab.url(), /insights\.html$/, 'the page stays');
    assert.notStrictEqual(await tab.textContent('#player .playing'), '');
  },

  async 'a deep link to words marks exactly these words'(browser) {
    const tab = await open(browser, 'insights.html');
    const line = tab.locator('li.insight').first();
    const said = await line.locator('.said').textContent();
    await line.locator('a.src').click();
    await tab.waitForURL(/episodes\/.*#b=/);
    const marked = await tab.evaluate(() => Array.from(CSS.highlights.get('words')).map(String).join(' '));
    const squeezed = (text) => text.split(/\s+/).filter(Boolean).join(' ');
    assert.strictEqual(squeezed(marked), squeezed(said));
    assert.match(await tab.locator('#player audio').evaluate((element) => element.src), /#t=[\d.]+$/);
  },

  async 'a deep link to a second shows its sentence'(browser) {
    const home = await open(browser, 'index.html');
    const page = await home.locator('.episodes h3 a', { hasText: 'Bread' }).getAttribute('href');
    const tab = await open(browser, page + '#t=65.5');
    const second = Number(await tab.locator('.s.hit').first().getAttribute('data-t'));
    assert.ok(second <= 66.5 && second > 30, String(second));
    assert.ok(await tab.locator('.s.hit').first().evaluate((element) => {
      const box = element.getBoundingClientRect();
      return box.top >= 0 && box.bottom <= innerHeight;
    }), 'it is in the window');
    assert.match(await tab.locator('#player audio').evaluate((element) => element.src), /#t=65\.5$/);
  },

  async 'insights filter by type'(browser) {
    const tab = await open(browser, 'insights.html');
    const all = await tab.locator('li.insight:visible').count();
    await tab.click('.filter a[data-type="prediction"]');
    const types = await tab.locator('li.insight:visible').evaluateAll((items) => items.map((item) => item.dataset.type));
    assert.ok(types.length > 0 && types.length < all && types.every((type) => type === 'prediction'), `${types.length} of ${all}`);
  },

  async 'everything reads and links work without scripts'(browser) {
    const tab = await open(browser, 'insights.html', { javaScriptEnabled: false });
    const line = tab.locator('li.insight').first();
    await line.locator('a.src').click();
    const anchor = decodeURIComponent(new URL(tab.url()).hash.slice(1));
    assert.strictEqual(await tab.locator(`[id="${anchor}"]`).count(), 1);
    assert.ok(await tab.locator('.transcript .para').count() > 10);
  },

  async 'the keyboard reaches search and the first line'(browser) {
    const tab = await open(browser, 'index.html');
    await tab.keyboard.press('/');
    assert.strictEqual(await tab.evaluate(() => document.activeElement.name), 'q');
  },

  async 'no page is wider than a phone'(browser) {
    for (const page of ['index.html', 'search.html?q=bread', 'insights.html', 'names.html', 'shows.html']) {
      const tab = await open(browser, page, { viewport: { width: 360, height: 740 } });
      assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth) <= 360, page);
    }
  },
};

(async () => {
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu', '--mute-audio'] });
  let code = 0;
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
  for (const context of browser.contexts()) await context.close();
  await browser.close();
  const strange = requests.filter(([type]) => type !== 'media');
  if (strange.length > 0) { console.log('FAILED pages asked the network for', strange); code = 1; }
  if (problems.length > 0) { console.log('FAILED errors on pages', problems); code = 1; }
  process.exit(code);
})();
