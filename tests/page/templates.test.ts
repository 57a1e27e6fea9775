/**
 * The templates as pure functions: what they show for an answer, and that nothing in an answer becomes markup.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DocumentAnswer, Hit, QueryReceipt, SearchAnswer } from '../../src/answer.js';
import { dateInWords, lastDay, periodInWords } from '../../src/page/templates/dates.js';
import { renderDocumentPage } from '../../src/page/templates/document-page.js';
import { renderErrorPage } from '../../src/page/templates/error-page.js';
import { cutRanges, markedText } from '../../src/page/templates/marked-text.js';
import { pageNumbers } from '../../src/page/templates/pager.js';
import { resultsTree, type SearchView } from '../../src/page/templates/results.js';
import { renderSearchPage } from '../../src/page/templates/search-page.js';
import { readState } from '../../src/page/templates/state.js';
import { h, print, type Tree } from '../../src/page/templates/tree.js';

const ASSETS = { script: '/assets/a.js', style: '/assets/a.css', theme: '/assets/t.js' };
const PAYLOAD = '<img src=x onerror="alert(1)">';

const RECEIPT: QueryReceipt = {
  text: 'flood',
  readAs: 'flood',
  terms: [{ typed: 'flood', term: 'flood', documentFrequency: 3, forms: { flood: 3 } }],
  ignored: [],
  corrections: [],
  warnings: [],
  limitsHit: [],
};

const HIT: Hit = {
  rank: 1,
  score: 2,
  id: 'a/b?c#d.txt',
  title: 'Flood in the vale',
  titleFrom: 'given',
  titleHighlights: [[0, 5]],
  date: '2021-02-18',
  path: 'a/b?c#d.txt',
  snippets: [{ field: 'body', start: 9, end: 30, text: 'the flood took a shed', highlights: [[4, 9]], html: '' }],
};

const ANSWER: SearchAnswer = {
  query: RECEIPT,
  total: 1234,
  hits: [HIT],
  didYouMean: null,
  nextCursor: null,
  index: { generation: 1, hash: '', documents: 5000 },
  tookMs: 3.8,
};

function view(search: string, change: Partial<SearchAnswer> = {}, more: Partial<SearchView> = {}): SearchView {
  return {
    state: readState(new URLSearchParams(search)).state,
    answer: { ...ANSWER, ...change },
    facetFields: ['year', 'folder'],
    notices: [],
    collection: { documents: 5000, firstDate: '1963-01-02', lastDate: '2023-11-15' },
    assets: ASSETS,
    ...more,
  };
}

const results = (search: string, change: Partial<SearchAnswer> = {}, more: Partial<SearchView> = {}): string =>
  print(resultsTree(view(search, change, more)));

describe('tree', () => {
  test.each([
    { name: 'text', tree: h('p', {}, '<b> & "c"'), html: '<p>&lt;b&gt; &amp; &quot;c&quot;</p>' },
    {
      name: 'attributes',
      tree: h('a', { href: '"><x', id: undefined, hidden: true }),
      html: '<a href="&quot;&gt;&lt;x" hidden=""></a>',
    },
    { name: 'nothing', tree: h('p', {}, false, undefined, '', [['a'], 0]), html: '<p>a0</p>' },
    { name: 'void elements', tree: h('input', { name: 'q' }), html: '<input name="q">' },
  ])('prints $name', ({ tree, html }) => expect(print(tree)).toBe(html));
});

describe('marked text', () => {
  test('covers the text once, whatever the ranges', () => {
    const ranges = fc.array(fc.tuple(fc.integer({ min: -2, max: 30 }), fc.integer({ min: -2, max: 30 })));
    fc.assert(
      fc.property(fc.string(), ranges, (text, marks) => {
        expect(textOf(h('p', {}, markedText(text, marks)))).toBe(text);
      }),
    );
  });

  test('ranges are cut to a stretch', () => {
    expect(
      cutRanges(
        [
          [0, 4],
          [8, 14],
          [18, 20],
          [25, 30],
        ],
        10,
        20,
      ),
    ).toEqual([
      [0, 4],
      [8, 10],
    ]);
  });
});

describe('dates', () => {
  test.each([
    ['2021-12-29', '29 December 2021'],
    ['2021-03', 'March 2021'],
    ['1963', '1963'],
    ['2021-13', '2021-13'],
  ])('%s is %s', (date, words) => expect(dateInWords(date)).toBe(words));

  test.each([
    [undefined, '2021', 'Until 2021'],
    ['2021-05', undefined, 'From May 2021'],
    ['2021-05', '2021-05', 'May 2021'],
    ['2021-05', '2021-06-01', 'May 2021 to 1 June 2021'],
  ])('from %s to %s is "%s"', (from, to, words) => expect(periodInWords(from, to)).toBe(words));

  test.each([
    ['2024-02', '2024-02-29'],
    ['2021-12', '2021-12-31'],
    ['2021', '2021-12-31'],
  ])('the last day of %s is %s', (period, day) => expect(lastDay(period)).toBe(day));
});

describe('results', () => {
  test('count and time', () => {
    expect(results('q=flood')).toContain('1,234 articles <span class="aside">4 ms</span>');
    expect(results('q=flood', { total: 1, tookMs: 0.2 })).toContain('1 article <span class="aside">under 1 ms</span>');
  });

  test('a hit: marks, date in words, an address that survives its id', () => {
    const html = results('q=the+flood');
    expect(html).toContain('<a href="/documents/a%2Fb%3Fc%23d.txt?q=the+flood"><mark>Flood</mark> in the vale</a>');
    expect(html).toContain('<time datetime="2021-02-18">18 February 2021</time>');
    expect(html).toContain('… the <mark>flood</mark> took a shed …');
  });

  const sentence = 'Rain fell on the vale.';
  const body = `${sentence} By night the flood had taken forty metres of the wall.`;
  test.each([
    { name: 'a snippet goes on after it', start: 0, text: body, shown: '>By night the <mark>flood</mark> had taken' },
    {
      name: 'also from the middle of it',
      start: 5,
      text: body.slice(5),
      shown: '>By night the <mark>flood</mark> had',
    },
    { name: 'a snippet that only says it again is left out', start: 0, text: sentence, shown: undefined },
    {
      name: 'a snippet from elsewhere stays whole',
      start: 23,
      text: body.slice(23),
      shown: '>… By night the <mark>flood',
    },
  ])('a title from the first sentence: $name', ({ start, text, shown }) => {
    const at = text.indexOf('flood');
    const highlights = at < 0 ? [] : [[at, at + 5] as const];
    const snippet = { field: 'body' as const, start, end: start + text.length, text, highlights, html: '' };
    const html = results('q=flood', {
      hits: [{ ...HIT, title: sentence, titleFrom: 'first-sentence', snippets: [snippet] }],
    });
    if (shown === undefined) expect(html).not.toContain('class="snippet"');
    else expect(html).toContain(shown);
  });

  test.each([
    { name: 'a query taken as typed', query: { text: '  Flood ', readAs: 'flood' }, shown: undefined },
    { name: 'curly quotes', query: { text: '“flood wall”', readAs: '"flood wall"' }, shown: undefined },
    { name: 'brackets', query: { text: 'a OR b c', readAs: '(a OR b) c' }, shown: 'Read as <q>(a OR b) c</q>' },
    {
      name: 'stop words',
      query: { text: 'the flood', readAs: 'flood', ignored: ['the'] },
      shown: 'Left out as too common: the',
    },
    {
      name: 'a correction',
      query: { text: 'fload', readAs: 'flood', corrections: [{ typed: 'fload', used: 'flood', undo: '=fload' }] },
      shown: '<strong>flood</strong>, <a href="/?q=%3Dfload">search for “fload” instead</a>',
    },
    {
      name: 'a warning',
      query: { warnings: [{ code: 'unclosed-quote' as const, message: 'A quote is open.', start: 0, end: 1 }] },
      shown: 'A quote is open.',
    },
    {
      name: 'a limit',
      query: { limitsHit: [{ limit: 'maxPrefixForms', maximum: 50, message: 'Only 50 words.' }] },
      shown: 'Only 50 words.',
    },
  ])('receipt: $name', ({ query, shown }) => {
    const html = results('q=flood', { query: { ...RECEIPT, ...query } });
    if (shown === undefined) expect(html).not.toContain('class="receipt"');
    else expect(html.slice(html.indexOf('class="receipt"'))).toContain(shown);
    if (shown !== undefined && !shown.startsWith('Read as')) expect(html).not.toContain('Read as');
  });

  test('did you mean is a link', () => {
    expect(results('q=counsel', { didYouMean: 'council' })).toContain(
      'Did you mean <a href="/?q=council"><strong>council</strong></a>?',
    );
  });

  test('facets are links that set and take away a filter; zero counts only where chosen', () => {
    const facets = {
      year: [
        { value: '2020', count: 2 },
        { value: '2021', count: 3 },
        { value: '2022', count: 0 },
      ],
    };
    const html = results('q=flood&filter=year:2021&filter=folder:gone&offset=10', { facets });
    expect(html).toContain('href="/?q=flood&amp;filter=folder:gone" aria-current="true"');
    expect(html).toContain('href="/?q=flood&amp;filter=folder:gone&amp;filter=year:2020&amp;filter=year:2021"');
    expect(html).toMatch(/gone<\/span> <span class="count">0</);
    expect(html).not.toContain('2022');
    expect(html.indexOf('year:2021"')).toBeLessThan(html.indexOf('year%3A2020'));
    expect(html).toContain('aria-label="Remove Year: 2021"');
  });

  test('a long facet is folded', () => {
    const values = (count: number) => Array.from({ length: count }, (_, index) => ({ value: `v${index}`, count: 1 }));
    expect(results('q=a', { facets: { folder: values(8) } })).not.toContain('<summary>1 more');
    expect(results('q=a', { facets: { folder: values(20) } })).toContain('<summary>13 more</summary>');
  });

  test('the words that no article holds are named', () => {
    const terms = [...RECEIPT.terms, { typed: 'zeppelin', term: 'zeppelin', documentFrequency: 0, forms: {} }];
    const html = results('q=flood+zeppelin&filter=year:2021', { total: 0, hits: [], query: { ...RECEIPT, terms } });
    expect(html).toContain('No articles found');
    expect(html).toContain('No article holds this word: <strong dir="auto">zeppelin</strong>');
    expect(html).toContain('<a href="/?q=flood+zeppelin">Search without filters</a>');
  });

  test('a page past the end leads back', () => {
    expect(results('q=flood&offset=9000', { hits: [] })).toContain('<a href="/?q=flood">Go to the first page</a>');
  });

  test('the front page tells count and span, and lists what is newest', () => {
    const html = results('');
    expect(html).toContain('<h2>5,000 articles</h2><p>2 January 1963 to 15 November 2023</p>');
    expect(html).toContain('Newest articles');
    expect(html).not.toContain('Best match');
  });

  test('an archive without articles', () => {
    const html = results('', { total: 0, hits: [] }, { collection: { documents: 0, building: { done: 3, total: 9 } } });
    expect(html).toContain('The archive is empty');
    expect(html).toContain('33 % read');
    expect(html).not.toContain('No articles found');
  });

  test('an error stands in place of the results', () => {
    const { answer: _, ...rest } = view('q=flood', {}, { error: { title: 'Too slow', detail: 'Try less.' } });
    const html = print(resultsTree(rest));
    expect(html).toContain('<h2>Too slow</h2><p>Try less.</p>');
    expect(html).not.toContain('articles');
  });

  test('while a word is typed the page says that it counts as a beginning', () => {
    expect(results('q=flo', {}, { typing: true })).toContain('Words that begin with “flo” count too.');
    expect(results('q=flo+', {}, { typing: true })).not.toContain('Words that begin');
  });
});

describe('timeline', () => {
  const histogram = (interval: 'day' | 'week' | 'month' | 'year', keys: readonly string[]) => ({
    histogram: { interval, buckets: keys.map((key, index) => ({ key, count: index + 1 })), undated: 2 },
  });
  const years = (count: number) => Array.from({ length: count }, (_, index) => String(1900 + index));
  const months = (count: number) =>
    Array.from(
      { length: count },
      (_, index) => `${2019 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
    );

  test.each([
    {
      name: 'years one by one',
      change: histogram('year', years(3)),
      first: '/?q=a&amp;from=1900&amp;to=1900',
      links: 3,
    },
    {
      name: 'a century by tens',
      change: histogram('year', years(101)),
      first: '/?q=a&amp;from=1900&amp;to=1909',
      links: 11,
    },
    {
      name: 'a year by months',
      change: histogram('month', months(12)),
      first: '/?q=a&amp;from=2019-01&amp;to=2019-01',
      links: 12,
    },
    {
      name: 'five years by halves',
      change: histogram('month', months(60)),
      first: '/?q=a&amp;from=2019-01&amp;to=2019-06',
      links: 10,
    },
    {
      name: 'weeks end on Sunday',
      change: histogram('week', ['2021-12-27', '2022-01-03']),
      first: '/?q=a&amp;from=2021-12-27&amp;to=2022-01-02',
      links: 2,
    },
    {
      name: 'days',
      change: histogram('day', ['2021-12-31', '2022-01-01']),
      first: '/?q=a&amp;from=2021-12-31&amp;to=2021-12-31',
      links: 2,
    },
  ])('$name', ({ change, first, links }) => {
    const html = results('q=a', change);
    expect(html.match(/<a id="period-/g)).toHaveLength(links);
    expect(/<a id="period-[^"]*" href="([^"]*)"/.exec(html)?.[1]).toBe(first);
    expect(html).toContain('2 articles without a date');
    expect(html.match(/<th scope="row">/g)).toHaveLength(change.histogram.buckets.length);
  });

  test('links never need more than twelve places and lose no article', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 700 }), fc.integer({ min: 0, max: 11 }), (count, skipped) => {
        const html = results('q=a', histogram('month', months(count + skipped).slice(skipped)));
        const widths = [...html.matchAll(/class="zone" x="[\d.]+" y="0" width="([\d.]+)"/g)].map((match) =>
          Number(match[1]),
        );
        expect(Math.min(...widths)).toBeGreaterThanOrEqual(100);
        expect(html.match(/class="bar"/g)).toHaveLength(count);
      }),
    );
  });
});

describe('pager', () => {
  test.each([
    { current: 1, pages: 3, numbers: [1, 2, 3] },
    { current: 1, pages: 9, numbers: [1, 2, 0, 9] },
    { current: 4, pages: 9, numbers: [1, 2, 3, 4, 5, 0, 9] },
    { current: 5, pages: 9, numbers: [1, 0, 4, 5, 6, 0, 9] },
    { current: 9, pages: 9, numbers: [1, 0, 8, 9] },
  ])('page $current of $pages', ({ current, pages, numbers }) => expect(pageNumbers(current, pages)).toEqual(numbers));

  test('no link leads past the window', () => {
    const html = results('q=a&limit=30&offset=9930', { total: 50_000 });
    const offsets = [...html.matchAll(/offset=(\d+)/g)].map((match) => Number(match[1]));
    expect(Math.max(...offsets) + 30).toBeLessThanOrEqual(10_000);
  });
});

describe('pages', () => {
  const body = 'The flood came at night.\n\nIt left by noon.';
  const document: DocumentAnswer = {
    id: 'a.txt',
    path: 'a.txt',
    title: 'The flood came at night.',
    titleFrom: 'first-sentence',
    body,
    attributes: { topics: ['floods', 'night'] },
    paragraphs: [
      [0, 24],
      [26, 42],
    ],
    highlights: {
      title: [],
      body: [
        [4, 9],
        [34, 42],
      ],
    },
    index: ANSWER.index,
  };
  const reader = { document, q: 'flood', backTo: '/?q=flood', assets: ASSETS };

  test('the reader marks matches paragraph by paragraph', () => {
    const html = renderDocumentPage(reader);
    expect(html).toContain(
      '<p dir="auto">The <mark>flood</mark> came at night.</p><p dir="auto">It left <mark>by noon.</mark></p>',
    );
    expect(html).toContain('<article class="reader derived">');
    expect(html).toContain('<dd dir="auto">floods, night</dd>');
    expect(html).toContain('href="/?q=flood"');
  });

  test.each(['https://example.org/', '//example.org/', '/\\example.org', 'javascript:alert(1)'])(
    'the way back never leads to %s',
    (backTo) => expect(renderDocumentPage({ ...reader, backTo })).toContain('id="back" class="back" href="/"'),
  );

  test('the form keeps filters, sort and limit, and shows whole dates', () => {
    const html = renderSearchPage(view('q=a&from=2021-02&to=2021-02&sort=date:asc&filter=year:2021&limit=20'));
    for (const [name, value] of [
      ['sort', 'date:asc'],
      ['filter', 'year:2021'],
      ['limit', '20'],
    ])
      expect(html).toContain(`<input type="hidden" name="${name}" value="${value}">`);
    expect(html).toContain('name="from" value="2021-02-01"');
    expect(html).toContain('name="to" value="2021-02-28"');
  });

  test('markup in any text stays text, and nothing is inline', () => {
    const hit = {
      ...HIT,
      id: PAYLOAD,
      title: PAYLOAD,
      path: PAYLOAD,
      snippets: [{ ...HIT.snippets[0]!, text: PAYLOAD }],
    };
    const query = {
      ...RECEIPT,
      readAs: PAYLOAD,
      ignored: [PAYLOAD],
      corrections: [{ typed: PAYLOAD, used: PAYLOAD, undo: PAYLOAD }],
    };
    const facets = { folder: [{ value: PAYLOAD, count: 1 }] };
    const search = new URLSearchParams({ q: PAYLOAD, filter: `folder:${PAYLOAD}` }).toString();
    const error = { title: PAYLOAD, detail: PAYLOAD };
    const pages = [
      renderSearchPage(
        view(search, { hits: [hit], query, facets, didYouMean: PAYLOAD }, { notices: [PAYLOAD], error }),
      ),
      renderDocumentPage({
        ...reader,
        q: PAYLOAD,
        document: {
          ...document,
          title: PAYLOAD,
          path: PAYLOAD,
          body: PAYLOAD,
          paragraphs: [[0, 30]],
          attributes: { [PAYLOAD]: [PAYLOAD] },
        },
      }),
      renderErrorPage({ status: 404, ...error, assets: ASSETS }),
    ];
    for (const html of pages) {
      expect(html).toContain('&lt;img src=x');
      // Without the values of attributes, which are quoted and cannot end early.
      expect(html.replace(/"[^"]*"/g, '""')).not.toMatch(/<img|<[^>]* (?:style|on\w+)=|<script>/);
    }
  });
});

function textOf(tree: Tree | string): string {
  return typeof tree === 'string' ? tree : tree.children.map(textOf).join('');
}
