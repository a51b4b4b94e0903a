/** The page of `report --html`, looked at in a browser: what shows, what acts, what it asks for, how it is walked through. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { figuresPage } from '../../src/report/figures/page/page.ts';
import { chromiumHere, why } from '../chromium-here.ts';
import { sampleFigures, sampleId } from '../samples/figures.ts';

const HOSTILE = [
  '</bdi></title></style><script>document.title="run"</script>',
  '<img src=x onerror="document.title=\'run\'">',
  '"><svg onload=document.title="run">',
  "' onmouseover='document.title=`run`",
  '</style><style>*{display:none}</style>',
  '<iframe src="https://evil.example"></iframe><link rel=stylesheet href=https://evil.example/x.css>',
  'javascript:document.title="run"//',
  '&lt;script&gt;document.title="run"&lt;/script&gt; {{1}}',
  '\u202Ereversed \u2066isolated \u200Bhidden\u0000',
];
const LONG = 'word '.repeat(150).trim();
const UNBROKEN = 'x'.repeat(900);
const ARABIC = 'إضافة روابط قصيرة من العناوين (slugs) إلى الموقع';
const title = (plan: number) => [...HOSTILE, LONG, UNBROKEN, ARABIC][plan];

describe.skipIf(chromiumHere === undefined)(`the page in Chromium${why}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumHere!, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  /** Shown from memory: whatever the page asks for is a request too many. */
  async function shown(markup: string, look: { width?: number; dark?: boolean } = {}) {
    const page = await browser.newPage({
      viewport: { width: look.width ?? 1_200, height: 900 },
      colorScheme: look.dark ? 'dark' : 'light',
    });
    const asked: string[] = [];
    const said: string[] = [];
    await page.route('**', (route) => {
      const url = route.request().url();
      if (url === 'https://report.example/') return route.fulfill({ contentType: 'text/html', body: markup });
      asked.push(url);
      return route.abort();
    });
    page.on('console', (message) => said.push(message.text()));
    page.on('dialog', (dialog) => {
      said.push(dialog.message());
      return dialog.dismiss();
    });
    await page.goto('https://report.example/');
    return { page, asked, said };
  }

  /** Nothing stands out of the page to the side: people scroll down, never sideways. */
  const isAsWideAsTheScreen = (page: Page) =>
    page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');

  test.each([0, 1, 200])(
    '%d plans: no request, no complaint, nothing sideways, in light and dark, wide and narrow',
    async (plans) => {
      const markup = figuresPage(sampleFigures({ plans }));
      for (const look of [{ width: 1_200 }, { width: 360, dark: true }]) {
        const { page, asked, said } = await shown(markup, look);
        expect(asked.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([]);
        expect(said).toEqual([]);
        expect(await isAsWideAsTheScreen(page)).toBe(true);
        expect(await page.locator('details[id]').count()).toBe(plans);
        // Without plans the page says so; with a single unfinished one there is nothing to compare.
        expect(await page.locator('table.charts-css').count()).toBe(plans < 2 ? 0 : 4);
        expect(await page.getByText('There are no plans here yet').count()).toBe(plans === 0 ? 1 : 0);
        await page.close();
      }
    },
  );

  test('hostile titles are text: nothing runs, nothing is hidden, nothing is asked for', async () => {
    const { page, asked, said } = await shown(figuresPage(sampleFigures({ plans: 12, title })));
    expect(await page.title()).toBe('Plans');
    expect(asked.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([]);
    expect(said).toEqual([]);
    for (const element of ['script', 'img', 'svg', 'iframe', 'link', 'object', 'form'])
      expect(await page.locator(element).count()).toBe(0);
    expect(await page.locator('style').count()).toBe(1);
    const titles = await page.locator('summary bdi').allTextContents();
    expect(titles).toContain(HOSTILE[0]);
    expect(titles).toContain(HOSTILE[7]);
    expect(titles).toContain('<U+202E>reversed <U+2066>isolated <U+200B>hidden<U+0000>');
    expect(await isAsWideAsTheScreen(page)).toBe(true);
    await page.close();
  });

  test('even markup that got in would not run: the policy of the page forbids it', async () => {
    const holed = figuresPage(sampleFigures({ plans: 1 })).replace(
      '<h1>',
      '<img src=x onerror="document.title=\'run\'"><script>document.title="run"</script><h1 style="display:none">',
    );
    const { page, said } = await shown(holed);
    expect(await page.title()).toBe('Plans');
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect(said.join('\n')).toMatch(/Content Security Policy/);
    await page.close();
    // Without the policy it would.
    const twin = await shown(holed.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''));
    expect(await twin.page.title()).toBe('run');
    await twin.page.close();
  });

  test('text that runs from right to left does, and leaves what stands beside it in its place', async () => {
    const { page } = await shown(figuresPage(sampleFigures({ plans: 12, title })));
    const summary = page.locator(`#plan-${sampleId(11)} summary`);
    const arabic = await summary.locator('bdi').boundingBox();
    const id = await summary.locator('code').boundingBox();
    expect(await summary.locator('bdi').textContent()).toBe(ARABIC);
    expect(id!.x).toBeGreaterThan(arabic!.x + arabic!.width - 1);
    await page.close();
  });

  test('by keyboard: past everything to the plans, into one, and into its table', async () => {
    const { page } = await shown(figuresPage(sampleFigures({ plans: 14 })));
    const focused = () => page.evaluate('document.activeElement.outerHTML.slice(0, 40)') as Promise<string>;
    await page.keyboard.press('Tab');
    expect(await focused()).toContain('class="skip"');
    await page.keyboard.press('Enter');
    expect(await focused()).toContain('<h2 id="plans"');
    await page.keyboard.press('Tab');
    expect(await focused()).toContain('<summary>');
    await page.keyboard.press('Enter');
    expect(await page.locator('details[open] table.phases').isVisible()).toBe(true);
    await page.keyboard.press('Tab');
    expect(await focused()).toContain('class="scroll"');
    // From what waits to the plan that it is about.
    const link = page.locator('.waits a').first();
    await link.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('details:target').count()).toBe(1);
    await page.close();
  });

  test('to a screen reader: headings in order, charts as tables with their figures', async () => {
    const { page } = await shown(figuresPage(sampleFigures({ plans: 14 })));
    expect(await page.getByRole('heading').allTextContents()).toEqual([
      'Plans',
      'Waits for people',
      'At a glance',
      '14 plans',
    ]);
    const table = page.getByRole('table', { name: /^What plans cost/ });
    expect(await table.getByRole('columnheader').allTextContents()).toEqual(['plan', 'building', 'reviews']);
    const row = table.getByRole('row').nth(1);
    expect(await row.getByRole('rowheader').textContent()).toMatch(/^router-q \d+\.\d\d$/);
    expect(await row.getByRole('cell').allTextContents()).toEqual([
      expect.stringMatching(/^\d+\.\d\d$/),
      '0.26',
    ]);
    await page.close();
  });

  test.each([false, true])('what is written can be read (dark: %s): 4.5 to 1 at least', async (dark) => {
    const { page } = await shown(figuresPage(sampleFigures({ plans: 14 })), { dark });
    expect(await page.evaluate(FAINT)).toEqual([]);
    await page.close();
  });
});

/** WCAG 2.2, 1.4.3: texts whose colour is too near to what lies behind them. */
const FAINT = `(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const faint = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || element.closest('.hide-data .data')) continue;
    const [a, b] = [light(channels(getComputedStyle(element).color)), light(behind(element.closest(".charts-css") ?? element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.add(element.tagName + '.' + element.className + ' ' + ratio.toFixed(2));
  }
  return [...faint];
})()`;
