// Pictures of each kind of page: light, dark, and on a phone. Run by tools/screenshots.py:
//   node screenshots.cjs CHROMIUM SITE FOLDER
'use strict';
const path = require('node:path');
const { chromium } = require('playwright-core');

const [browserPath, site, folder] = process.argv.slice(2);
// Answered from the disk, so that no picture shows where it was made.
const ADDRESS = 'https://talks.example/';
const url = (page) => ADDRESS + page;
const answered = (context) => context.route(ADDRESS + '**', (route) =>
  route.fulfill({ path: path.join(site, decodeURIComponent(new URL(route.request().url()).pathname)) }));

const LOOKS = {
  light: { colorScheme: 'light', viewport: { width: 1100, height: 800 } },
  dark: { colorScheme: 'dark', viewport: { width: 1100, height: 800 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 844 } },
};

async function firstLink(browser, page, selector) {
  const tab = await browser.newPage();
  await answered(tab);
  await tab.goto(url(page));
  const href = await tab.locator(selector).first().getAttribute('href');
  await tab.close();
  return href;
}

(async () => {
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'] });
  const episode = await firstLink(browser, 'index.html', '.episodes h3 a:text("Bread")');
  // Each kind of page, and what is done on it before the picture is taken.
  const kinds = {
    home: ['index.html'],
    shows: ['shows.html'],
    show: [await firstLink(browser, 'shows.html', '.shows a')],
    episode: [episode],
    transcript: [episode, async (tab) => {
      await tab.locator('#quotes blockquote').first().click({ position: { x: 20, y: 10 } });
      await tab.waitForTimeout(300);
    }],
    cite: [episode, async (tab) => {
      await tab.locator('#quotes .cite-line').first().click();
    }],
    names: ['names.html'],
    name: [await firstLink(browser, 'names.html', '.namelist a')],
    quotes: ['quotes.html'],
    insights: ['insights.html'],
    predictions: ['predictions.html'],
    trends: ['trends.html'],
    topics: ['topics.html'],
    topic: [await firstLink(browser, 'topics.html', '.namelist a')],
    search: ['search.html?q=bread', async (tab) => { await tab.waitForSelector('#results li mark'); }],
    nothing: ['search.html?q=breda', async (tab) => { await tab.waitForSelector('#meant a'); }],
  };
  for (const [look, options] of Object.entries(LOOKS)) {
    for (const [kind, [page, act]] of Object.entries(kinds)) {
      const context = await browser.newContext(options);
      await answered(context);
      const tab = await context.newPage();
      await tab.goto(url(page));
      if (act) await act(tab);
      await tab.waitForTimeout(100);
      await tab.screenshot({ path: path.join(folder, `${kind}-${look}.png`) });
      await context.close();
    }
  }
  await browser.close();
})().catch((error) => { console.error(error); process.exit(1); });
