import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyzer } from '../../src/analysis/analyzer.js';
import { FIELDS, type Field } from '../../src/documents/document.js';
import { parseQuery } from '../../src/query/parser.js';
import {
  type FormsQuery,
  mapWords,
  type ScoringLeaf,
  scoringLeaves,
  type WordQuery,
  wordsWithin,
} from '../../src/query/query.js';
import { escapeHtml, markHtml } from '../../src/snippets/highlight.js';
import { createSnippetMaker } from '../../src/snippets/snippets.js';
import { isWord, occurrencesOf } from '../slow-occurrences.js';

function leavesOf(query: string, text: string): ScoringLeaf[] {
  const parsed = parseQuery(query, {
    analyzer,
    syntax: 'full',
    match: 'any',
    prefix: false,
    maxTerms: 256,
    maxDepth: 20,
  });
  return scoringLeaves(mapWords(parsed.query, (leaf) => expand(leaf, text)));
}

/** Leaves that stand for forms stand for all those of the text that fit. */
function expand(leaf: WordQuery, text: string): WordQuery {
  if (leaf.kind === 'term' || leaf.kind === 'phrase') return leaf;
  const tokens = analyzer.analyze(text).filter((token) => isWord(token, leaf satisfies FormsQuery));
  const forms = [...new Set(tokens.map(({ form }) => form))];
  return { ...leaf, forms: forms.map((form, place) => ({ form, place, documentFrequency: 1 })) };
}

function makerFor(query: string, text: string) {
  const leaves = leavesOf(query, text);
  return createSnippetMaker(
    analyzer,
    leaves,
    leaves.map(() => 1),
  );
}

function mark(query: string, text: string, field: Field = 'body'): string {
  return markHtml(text, makerFor(query, text).highlights(text, field));
}

test.each([
  {
    name: 'whole words as printed, under stemming',
    query: 'election',
    text: 'Elections, elected.',
    expected: '<mark>Elections</mark>, <mark>elected</mark>.',
  },
  { name: 'accents and possessives', query: 'cafe', text: 'the Café’s door', expected: 'the <mark>Café’s</mark> door' },
  {
    name: 'a phrase as one range, not its single words',
    query: '"security guarantees"',
    text: 'security, and “security guarantees.”',
    expected: 'security, and “<mark>security guarantees</mark>.”',
  },
  {
    name: 'a prefix marks the whole word',
    query: 'guarant*',
    text: 'guaranteed guards',
    expected: '<mark>guaranteed</mark> guards',
  },
  { name: 'abbreviations', query: 'us troops', text: 'U.S. troops', expected: '<mark>U.S.</mark> <mark>troops</mark>' },
  {
    name: 'excluded words are not marked',
    query: 'port -storm',
    text: 'port and storm',
    expected: '<mark>port</mark> and storm',
  },
  {
    name: 'stop words only in phrases',
    query: 'the "house of cards"',
    text: 'the house of cards of the house',
    expected: 'the <mark>house of cards</mark> of the house',
  },
  {
    name: 'the words that are near each other, not those between',
    query: 'ferry NEAR/3 strike',
    text: 'ferry, the strike; a strike far off',
    expected: '<mark>ferry</mark>, the <mark>strike</mark>; a strike far off',
  },
  {
    name: 'every word that is near another one, not only the nearest',
    query: 'ferry NEAR/3 strike',
    text: 'ferry ferry strike',
    expected: '<mark>ferry</mark> <mark>ferry</mark> <mark>strike</mark>',
  },
  {
    name: 'of a chain only what the whole chain is about',
    query: 'a NEAR/1 b PRE/2 c',
    text: 'a b c b a b',
    expected: '<mark>a</mark> <mark>b</mark> <mark>c</mark> b a b',
  },
  {
    name: 'a phrase in NEAR as one range',
    query: '"boil notice" NEAR/4 (water OR tap*)',
    text: 'a boil notice for taps, and then, much later, another boil notice',
    expected: 'a <mark>boil notice</mark> for <mark>taps</mark>, and then, much later, another boil notice',
  },
  {
    name: 'the words of a phrase with slop, each by itself',
    query: '"boil notice"~1',
    text: 'notice to boil; it is a notice that they boil',
    expected: '<mark>notice</mark> to <mark>boil</mark>; it is a notice that they boil',
  },
  {
    name: 'one form alone, stop words too',
    query: '=ferries =the',
    text: 'the ferry, the ferries',
    expected: '<mark>the</mark> ferry, <mark>the</mark> <mark>ferries</mark>',
  },
  {
    name: 'the forms of a phrase that is exact',
    query: '="the ferries"',
    text: 'the ferry, the ferries',
    expected: 'the ferry, <mark>the ferries</mark>',
  },
  {
    name: 'whole words under wildcards and slips',
    query: 'f?rry storn~',
    text: 'Ferry’s storm, furry storms',
    expected: '<mark>Ferry’s</mark> <mark>storm</mark>, <mark>furry</mark> storms',
  },
  {
    name: 'in the field that was asked for',
    query: 'title:ferry body:strike title:"a b" (title:ferry NEAR/2 tram)',
    text: 'ferry tram strike a b',
    expected: 'ferry tram <mark>strike</mark> a b',
  },
  { name: 'overlapping phrases are joined', query: '"a b" "b c"', text: 'a b c', expected: '<mark>a b c</mark>' },
  {
    name: 'markup in the text stays text',
    query: 'img',
    text: '<img onerror="x">',
    expected: '&lt;<mark>img</mark> onerror=&quot;x&quot;&gt;',
  },
])('marks $name', ({ query, text, expected }) => expect(mark(query, text)).toBe(expected));

describe('snippets', () => {
  const sentence = (i: number) => `Sentence ${i} talks of nothing in particular at some length.`;
  const filler = (n: number) => Array.from({ length: n }, (_, i) => sentence(i)).join(' ');

  test('show the passage that holds most of the words, cut at sentences', () => {
    const text = `The ferry left. ${filler(8)} The ferry ran aground off Skerrow. ${filler(8)}`;
    const [snippet] = makerFor('ferry aground', text).snippets(text, 1, 120);
    expect(snippet?.text).toBe(
      'The ferry ran aground off Skerrow. Sentence 0 talks of nothing in particular at some length.',
    );
  });

  test('come best first, without overlaps, as many as are asked for', () => {
    const text = `${filler(4)} A storm. ${filler(4)} A ferry in a storm. ${filler(4)} A ferry.`;
    const snippets = makerFor('ferry storm', text).snippets(text, 3, 80);
    expect(snippets).toHaveLength(3);
    expect(snippets[0]?.text).toContain('A ferry in a storm');
    const ranges = snippets.map(({ start, end }) => [start, end]).sort((a, b) => a[0]! - b[0]!);
    for (let i = 1; i < ranges.length; i += 1) expect(ranges[i]![0]).toBeGreaterThanOrEqual(ranges[i - 1]![1]!);
  });

  test('are the beginning of the text where nothing matches', () => {
    const text = filler(10);
    expect(makerFor('absent', text).snippets(text, 2, 100)).toMatchObject([{ start: 0, highlights: [] }]);
  });

  test('do not end inside an abbreviation', () => {
    const text =
      'The U.S. Senate voted on Jan. 10 to send the ferry to St. Ives without delay or further debate of any kind.';
    const [snippet] = makerFor('ferry', text).snippets(text, 1, 60);
    expect(snippet?.text).not.toMatch(/^Senate|Jan\.$/);
  });

  test('none of an empty text, none when none are wanted', () => {
    expect(makerFor('port', '').snippets('', 2, 240)).toEqual([]);
    expect(makerFor('port', 'port').snippets('port', 0, 240)).toEqual([]);
  });
});

describe('for any text and query', () => {
  const word = fc.constantFrom(
    'port',
    'ports',
    'Ported',
    'porter',
    'café',
    'CAFE',
    'U.S.',
    'us',
    'the',
    'of',
    '175,000',
    '<b>',
    '&amp;',
    '😀',
    'e\u0301lite',
    'storm’s',
  );
  const text = fc
    .array(fc.tuple(word, fc.constantFrom(' ', '. ', ', ', '\n\n', ' “', '” ')), { maxLength: 60 })
    .map((list) => list.flat().join(''));
  const phrase = fc.array(word, { minLength: 2, maxLength: 3 }).map((list) => `"${list.join(' ')}"`);
  const operand = fc.oneof(
    word,
    fc.constantFrom('por*', 'p?rt', 'cafe~', 'storn~2', '=ports', '=the', 'title:port', 'body:the', 'title:"the port"'),
    phrase,
    fc.tuple(phrase, fc.integer({ min: 1, max: 4 })).map(([quoted, slop]) => `${quoted}~${slop}`),
    phrase.map((quoted) => `=${quoted}`),
  );
  const distance = fc
    .tuple(fc.constantFrom('NEAR', 'PRE'), fc.integer({ min: 1, max: 6 }))
    .map((pair) => pair.join('/'));
  const near = fc
    .tuple(
      operand,
      distance,
      fc.oneof(operand, fc.constantFrom('(port OR the)', '(us NEAR/3 port)')),
      distance,
      operand,
    )
    .map(([a, first, b, second, c]) =>
      c.length % 2 === 0 ? `${a} ${first} ${b}` : `${a} ${first} ${b} ${second} ${c}`,
    );
  const clause = fc.oneof(operand, near, fc.constantFrom('-port', '-(port NEAR/2 of)', 'port^3'));
  const query = fc.array(clause, { minLength: 1, maxLength: 3 }).map((list) => list.join(' '));

  test('what is marked satisfies a clause, and what satisfies a clause is marked', () => {
    fc.assert(
      fc.property(text, query, fc.constantFrom(...FIELDS), (whole, q, field) => {
        const leaves = leavesOf(q, whole);
        const tokens = analyzer.analyze(whole);
        const highlights = makerFor(q, whole).highlights(whole, field);
        const wanted = new Set(
          leaves.flatMap((leaf) => occurrencesOf(tokens, leaf, field).flatMap(({ words }) => words)),
        );
        const marked = tokens.flatMap(({ start, end }, at) =>
          highlights.some(([from, to]) => from <= start && end <= to) ? [at] : [],
        );
        expect({ q, field, marked }).toEqual({ q, field, marked: [...wanted].sort((a, b) => a - b) });
        const starts = new Set(tokens.map(({ start }) => start));
        const ends = new Set(tokens.map(({ end }) => end));
        for (const [from, to] of highlights) expect(starts.has(from) && ends.has(to)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('what stands between words is marked only within a phrase', () => {
    fc.assert(
      fc.property(text, query, (whole, q) => {
        const tokens = analyzer.analyze(whole);
        const phrases = leavesOf(q, whole)
          .flatMap(wordsWithin)
          .filter((leaf) => leaf.kind === 'phrase' && leaf.slop === undefined)
          .flatMap((leaf) => occurrencesOf(tokens, leaf, 'body'));
        for (const [from, to] of makerFor(q, whole).highlights(whole, 'body')) {
          for (let at = 0; at + 1 < tokens.length; at += 1) {
            const isMarked = from <= tokens[at]!.start && tokens[at + 1]!.end <= to;
            const isInPhrase = phrases.some(({ first, last }) => first <= at && at < last);
            expect(!isMarked || isInPhrase).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('snippets show and mark what stands in them', () => {
    const lengths = fc.record({ count: fc.integer({ min: 1, max: 3 }), length: fc.integer({ min: 40, max: 200 }) });
    fc.assert(
      fc.property(text, query, lengths, (body, q, { count, length }) => {
        const maker = makerFor(q, body);
        const all = maker.highlights(body, 'body');
        for (const { start, end, text: shown, highlights } of maker.snippets(body, count, length)) {
          expect(shown).toBe(body.slice(start, end));
          expect(shown.length).toBeLessThanOrEqual(length);
          let last = 0;
          for (const [from, to] of highlights) {
            expect(from).toBeGreaterThanOrEqual(last);
            expect(to).toBeGreaterThan(from);
            last = to;
            expect(all.some(([first, behind]) => first <= start + from && start + to <= behind)).toBe(true);
          }
          expect(last).toBeLessThanOrEqual(shown.length);
          for (const [first, behind] of all.filter(([first, behind]) => first >= start && behind <= end))
            expect(highlights).toContainEqual([first - start, behind - start]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('html is the escaped text with marks', () => {
    fc.assert(
      fc.property(text, query, (body, q) => {
        for (const { text: shown, html } of makerFor(q, body).snippets(body, 2, 120))
          expect(html.replaceAll(/<\/?mark>/g, '')).toBe(escapeHtml(shown));
      }),
    );
  });
});
