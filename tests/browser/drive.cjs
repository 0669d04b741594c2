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

const squeezed = (text) => text.split(/\s+/).filter(Boolean).join(' ');
const marked = (tab) => tab.evaluate(() => Array.from(CSS.highlights.get('words')).map(String).join(' '));
let bread = '';
async function breadPage(browser) {
  if (bread === '') bread = await (await open(browser, 'index.html')).locator('.episodes h3 a', { hasText: 'Bread' }).getAttribute('href');
  return bread;
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
    assert.strictEqual(squeezed(await marked(tab)), squeezed(said));
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

  async 'the skip link leads past the navigation'(browser) {
    const tab = await open(browser, 'quotes.html');
    await tab.keyboard.press('Tab');
    assert.strictEqual(await tab.evaluate(() => document.activeElement.className), 'skip');
    await tab.keyboard.press('Enter');
    assert.match(tab.url(), /#main$/);
    await tab.keyboard.press('Tab');
    assert.ok(await tab.evaluate(() => document.activeElement.closest('main') !== null));
  },

  async 'the keyboard reaches all that a click reaches, and shows where it is'(browser) {
    const FEW = 60;
    for (const page of ['index.html', 'insights.html', 'predictions.html', 'search.html?q=bread', await breadPage(browser)]) {
      const tab = await open(browser, page);
      await tab.waitForTimeout(200);
      // A search page begins in its field.
      await tab.evaluate(() => { document.activeElement.blur(); getSelection().removeAllRanges(); });
      const wanted = await tab.evaluate((few) => Array.from(document.querySelectorAll('a[href], button, input, summary, select, textarea'))
        .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }) && element.tabIndex >= 0).slice(0, few)
        .map((element) => { element.dataset.seen = 'no'; return element.outerHTML.slice(0, 120); }), FEW);
      assert.ok(wanted.length > 8, page);
      for (let presses = 0; presses < FEW + 15; ++presses) {
        await tab.keyboard.press('Tab');
        const unseen = await tab.evaluate(() => {
          const at = document.activeElement;
          if (!at || at === document.body) return '';
          at.dataset.seen = 'yes';
          const style = getComputedStyle(at);
          return style.outlineStyle !== 'none' || style.boxShadow !== 'none' ? '' : at.outerHTML.slice(0, 120);
        });
        assert.strictEqual(unseen, '', `${page}: nobody sees that this has the focus`);
      }
      const missed = await tab.evaluate(() => Array.from(document.querySelectorAll('[data-seen="no"]')).map((element) => element.outerHTML.slice(0, 120)));
      assert.deepStrictEqual(missed, [], page);
      await tab.context().close();
    }
  },

  async 'a time is played, insights are filtered and words are found with the keyboard alone'(browser) {
    const insights = await open(browser, 'insights.html');
    await insights.locator('.filter a[data-type="prediction"]').focus();
    await insights.keyboard.press('Enter');
    const types = await insights.locator('li.insight:visible').evaluateAll((items) => items.map((item) => item.dataset.type));
    assert.ok(types.length > 0 && types.every((type) => type === 'prediction'));
    await insights.locator('li.insight:visible a.play').first().focus();
    await insights.keyboard.press('Enter');
    await insights.locator('#player audio').waitFor({ state: 'attached' });
    assert.match(insights.url(), /insights\.html/);

    const tab = await open(browser, 'index.html');
    await tab.keyboard.press('/');
    await tab.keyboard.type('sourdough');
    await tab.keyboard.press('Enter');
    await tab.waitForSelector('#results li mark');
    for (let presses = 0; presses < 30; ++presses) {
      await tab.keyboard.press('Tab');
      if (await tab.evaluate(() => document.activeElement.matches('#results .src'))) break;
    }
    await tab.keyboard.press('Enter');
    await tab.waitForURL(/episodes\/.*#b=\d+-\d+/);
    assert.match((await marked(tab)).toLowerCase(), /^sourdough/);
  },

  async 'a closed dialog gives the focus back'(browser) {
    const tab = await open(browser, await breadPage(browser));
    const button = tab.locator('#quotes .cite-line').first();
    await button.focus();
    await tab.keyboard.press('Enter');
    await tab.keyboard.press('Tab');
    assert.ok(await tab.evaluate(() => document.activeElement.closest('dialog') !== null), 'the focus stays in the dialog');
    await tab.keyboard.press('Escape');
    assert.ok(await button.evaluate((element) => element === document.activeElement));
  },

  async 'no page says anything on the console'(browser) {
    const fs = require('node:fs');
    const pages = fs.readdirSync(site, { recursive: true }).map(String).filter((name) => name.endsWith('.html'));
    assert.ok(pages.length > 40, String(pages.length));
    const tab = await open(browser, 'index.html');
    for (const page of pages) await tab.goto(url(page));
    assert.deepStrictEqual(problems, []);
  },

  async 'a click on a word of the transcript plays it'(browser) {
    const tab = await open(browser, await breadPage(browser));
    // One that begins with plain words: names are links.
    const number = await tab.locator('.transcript .s[data-t]').evaluateAll(
      (all) => all.findIndex((s, i) => i > 4 && s.firstChild.nodeType === Node.TEXT_NODE && /^[a-z]{2,} /i.test(s.firstChild.data)));
    const sentence = tab.locator('.transcript .s[data-t]').nth(number);
    await sentence.scrollIntoViewIfNeeded();
    const from = Number(await sentence.getAttribute('data-t'));
    const box = await sentence.evaluate((element) => {
      const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
      const range = new Range();
      range.setStart(node, 0);
      range.setEnd(node, 2);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    await tab.mouse.click(box.x, box.y);
    const src = await tab.locator('#player audio').evaluate((element) => element.src);
    const at = Number(/#t=([\d.]+)$/.exec(src)[1]);
    assert.ok(at >= from - 0.1 && at < from + 10, `${at} of ${from}`);
    assert.strictEqual(await marked(tab), (await sentence.textContent()).match(/^[\p{L}\p{N}'’-]+/u)[0]);
  },

  async 'a click on a finding plays and marks its words'(browser) {
    const tab = await open(browser, await breadPage(browser));
    const words = tab.locator('#quotes blockquote').first();
    const said = await words.textContent();
    await words.click({ position: { x: 20, y: 10 } });
    await tab.waitForURL(/#b=\d+-\d+$/);
    assert.strictEqual(squeezed(await marked(tab)), squeezed(said));
    const start = Number(await words.getAttribute('data-ew-start-ms')) / 1000;
    const at = Number(/#t=([\d.]+)$/.exec(await tab.locator('#player audio').evaluate((element) => element.src))[1]);
    assert.ok(Math.abs(at - start) < 8, `${at} of ${start}`);
    await tab.goBack();
    assert.strictEqual(new URL(tab.url()).hash, '');
  },

  async 'words are found again where a new transcript has moved them'(browser) {
    const page = await breadPage(browser);
    const tab = await open(browser, page);
    const quote = tab.locator('#quotes blockquote').last();
    const said = squeezed(await quote.textContent());
    const [begin, end] = [Number(await quote.getAttribute('data-ew-begin')), Number(await quote.getAttribute('data-ew-end'))];
    const moved = await open(browser, `${page}#b=${begin + 37}-${end + 37}&t=3&w=${encodeURIComponent(said.slice(0, 40))}`);
    assert.strictEqual(squeezed(await marked(moved)), said);
    const gone = await open(browser, `${page}#b=5-9&t=65.5&w=words%20that%20are%20not%20there`);
    assert.strictEqual(await gone.locator('.s.hit').count(), 1, 'the second is shown instead');
  },

  async 'the time line leads to a second'(browser) {
    const tab = await open(browser, await breadPage(browser));
    const labels = await tab.locator('.timeline .label').allTextContents();
    assert.ok(labels.some((label) => /\d %$/.test(label)) && labels.some((label) => /^Insights \d+$/.test(label)), labels.join('|'));
    const whole = Number(await tab.locator('.timeline').getAttribute('data-seconds'));
    const bar = tab.locator('.timeline .bar').first();
    const { width, height } = await bar.boundingBox();
    await bar.click({ position: { x: width / 2, y: height / 2 } });
    await tab.waitForURL(/#t=\d+$/);
    assert.ok(Math.abs(Number(/#t=(\d+)$/.exec(tab.url())[1]) - whole / 2) <= whole / 50 + 1);
  },

  async 'a quotation is cited with the keyboard alone'(browser) {
    const tab = await open(browser, await breadPage(browser));
    const said = squeezed(await tab.locator('#quotes blockquote').first().textContent());
    await tab.locator('#quotes .cite-line').first().focus();
    await tab.keyboard.press('Enter');
    const field = tab.locator('dialog.cite textarea');
    assert.ok(squeezed((await field.inputValue()).replace(/\\/g, '')).includes(said));
    assert.match(await field.inputValue(), /\[Bread Is a Slow Machine\]\(.*#b=\d+-\d+&t=[\d.]+&w=/);
    await tab.locator('dialog.cite .choice button', { hasText: 'CSL-JSON' }).focus();
    await tab.keyboard.press('Enter');
    assert.strictEqual(JSON.parse(await field.inputValue())[0]['container-title'], 'The Working Parts');
    await tab.keyboard.press('Escape');
    assert.ok(!await tab.locator('dialog.cite').isVisible());
  },

  async 'what is selected in the transcript can be cited'(browser) {
    const tab = await open(browser, await breadPage(browser));
    const said = await tab.locator('.transcript .s').nth(3).evaluate((element) => {
      getSelection().selectAllChildren(element);
      return element.textContent;
    });
    await tab.locator('.cite-selection').click();
    assert.ok((await tab.locator('dialog.cite textarea').inputValue()).replace(/\\/g, '').includes(squeezed(said)));
  },

  async 'search filters, says what it searched and what may have been meant'(browser) {
    const status = async (query) => {
      const tab = await open(browser, 'search.html?q=' + encodeURIComponent(query));
      await tab.waitForFunction(() => /Searched|no such kind/.test(document.getElementById('status').textContent));
      return [tab, await tab.textContent('#status')];
    };
    const [predictions] = await status('kind:prediction');
    assert.ok(await predictions.locator('#results li').count() > 0);
    for (const labels of await predictions.locator('#results .cat').allTextContents()) assert.match(labels, /prediction/);
    const [, nothing] = await status('zyzzyvas');
    assert.match(nothing, /Nothing found\. Searched (\d+ (minutes|hours) of )?\d+ episodes\./);
    const [, never] = await status('bread since:2999');
    assert.match(never, /Searched 0 episodes/);
    const [misspelt] = await status('sourdoug');
    await misspelt.waitForSelector('#results li, #meant a');
    const [typed] = await status('breda');
    await typed.waitForSelector('#meant a');
    assert.match(await typed.textContent('#meant'), /Did you mean .*bread/);
    const [, wrong] = await status('kind:prophecy');
    assert.match(wrong, /no such kind/);
  },

  async 'a title cannot turn the text round it'(browser) {
    const tab = await open(browser, await breadPage(browser));
    for (const selector of ['h1', '.playing', 'h4.speaker', '.namelist a', '.para p'])
      assert.strictEqual(await tab.locator(selector).first().evaluate((element) => getComputedStyle(element).unicodeBidi), 'isolate', selector);
  },

  async 'axe-core finds nothing'(browser) {
    const axe = require('node:fs').readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
    const name = await (await open(browser, 'names.html')).locator('.namelist a').first().getAttribute('href');
    const topic = await (await open(browser, 'topics.html')).locator('.namelist a').first().getAttribute('href');
    const show = await (await open(browser, 'shows.html')).locator('.shows a').first().getAttribute('href');
    const pages = ['index.html', 'shows.html', show, await breadPage(browser), 'names.html', name, 'quotes.html', 'insights.html',
      'predictions.html', 'trends.html', 'topics.html', topic, 'search.html?q=bread'];
    for (const colorScheme of ['light', 'dark']) {
      for (const page of pages) {
        // The pages' policy would keep axe out as it keeps out every other script.
        const tab = await open(browser, page, { bypassCSP: true, colorScheme });
        await tab.waitForTimeout(100);
        await tab.evaluate(axe);
        const { violations } = await tab.evaluate(() => axe.run({ preload: false }));
        assert.deepStrictEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), [], `${page} ${colorScheme}`);
        await tab.context().close();
      }
    }
  },

  async 'no page is wider than a phone'(browser) {
    for (const page of ['index.html', 'search.html?q=bread', 'insights.html', 'names.html', 'shows.html', 'predictions.html', 'trends.html', await breadPage(browser)]) {
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
