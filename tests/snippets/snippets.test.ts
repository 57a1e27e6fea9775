import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyzer } from '../../src/analysis/analyzer.js';
import { parseQuery } from '../../src/query/parser.js';
import { type Leaf, positiveLeaves } from '../../src/query/query.js';
import { escapeHtml, markHtml } from '../../src/snippets/highlight.js';
import { createSnippetMaker } from '../../src/snippets/snippets.js';

function leavesOf(query: string): Leaf[] {
  const parsed = parseQuery(query, {
    analyzer,
    syntax: 'full',
    match: 'any',
    prefix: false,
    maxTerms: 256,
    maxDepth: 20,
  });
  return positiveLeaves(parsed.query);
}

/** Prefixes stand for all words of the text that begin so. */
function makerFor(query: string, text: string) {
  const forms = [...new Set(analyzer.analyze(text).map((token) => token.form))];
  const leaves = leavesOf(query).map((leaf) =>
    leaf.kind === 'prefix'
      ? {
          ...leaf,
          forms: forms
            .filter((form) => form.startsWith(leaf.prefix))
            .map((form, place) => ({ form, place, documentFrequency: 1 })),
        }
      : leaf,
  );
  return createSnippetMaker(
    analyzer,
    leaves,
    leaves.map(() => 1),
  );
}

function mark(query: string, text: string): string {
  return markHtml(text, makerFor(query, text).highlights(text));
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
  const clause = fc.oneof(word, fc.constantFrom('por*', '"the port"', '"port of cafe"', '-port'));
  const query = fc.array(clause, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));

  test('what is marked satisfies a clause, and what satisfies a clause is marked', () => {
    fc.assert(
      fc.property(
        text,
        query,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 40, max: 200 }),
        (body, q, count, length) => {
          const leaves = leavesOf(q);
          for (const snippet of makerFor(q, body).snippets(body, count, length)) {
            expect(snippet.text).toBe(body.slice(snippet.start, snippet.end));
            expect(snippet.text.length).toBeLessThanOrEqual(length);
            let end = 0;
            for (const [from, to] of snippet.highlights) {
              expect(from).toBeGreaterThanOrEqual(end);
              expect(to).toBeGreaterThan(from);
              end = to;
              expect({
                q,
                marked: snippet.text.slice(from, to),
                satisfies: satisfies(snippet.text.slice(from, to), leaves),
              }).toMatchObject({ satisfies: true });
            }
            expect(end).toBeLessThanOrEqual(snippet.text.length);
            const single = leaves.filter((leaf) => leaf.kind !== 'phrase');
            for (const token of analyzer.analyze(snippet.text)) {
              if (!satisfies(snippet.text.slice(token.start, token.end), single)) continue;
              expect({
                q,
                word: snippet.text.slice(token.start, token.end),
                marked: snippet.highlights.some(([from, to]) => from <= token.start && token.end <= to),
              }).toMatchObject({ marked: true });
            }
          }
        },
      ),
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

  /** A marked piece is one word of the query, or one of its phrases or several that overlap, when analyzed again. */
  function satisfies(piece: string, leaves: readonly Leaf[]): boolean {
    const tokens = analyzer.analyze(piece);
    return leaves.some((leaf) => {
      if (leaf.kind === 'phrase')
        return tokens.some((_, at) => leaf.tokens.every((token) => tokens[at + token.position]?.term === token.term));
      if (tokens.length !== 1) return false;
      const [token] = tokens;
      if (leaf.kind === 'term') return token!.term === leaf.term && (leaf.stopWord || !token!.stopWord);
      return leaf.kind === 'prefix' && !token!.stopWord && token!.form.startsWith(leaf.prefix);
    });
  }
});
