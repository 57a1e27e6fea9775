/**
 * Copies are found without comparing all pairs; here all pairs are compared, with the words themselves.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyzer } from '../../src/analysis/analyzer.js';
import { SearchError } from '../../src/errors.js';
import { Duplicates, duplicateSections } from '../../src/index/duplicates.js';
import { type CollectionWords, findCopies } from '../../src/index/find-duplicates.js';
import { layOutSections, readSections, type SectionArray } from '../../src/index/sections.js';
import { readReuters, withSeeds } from '../backends/collections.js';
import { type Record, withIndex } from '../temporary-index.js';

interface Text {
  readonly title: readonly string[];
  readonly body: readonly string[];
}

function collect(texts: readonly Text[]): CollectionWords {
  const numbers = new Map<string, number>();
  const forms: number[] = [];
  const ends: number[] = [];
  for (const { title, body } of texts) {
    for (const words of [title, body]) {
      for (const word of words) {
        const number = numbers.get(word) ?? numbers.size;
        numbers.set(word, number);
        forms.push(number);
      }
      ends.push(forms.length);
    }
  }
  return { forms: Uint32Array.from(forms), ends: Float64Array.from(ends) };
}

function open(sections: { readonly [name: string]: SectionArray }, documents: number): Duplicates {
  const bytes = new Uint8Array(Buffer.concat([...layOutSections('test', 1, sections)])).buffer;
  return new Duplicates('test.bin', readSections('test.bin', bytes, 'test', 1), documents);
}

function duplicatesOf(texts: readonly Text[]): Duplicates {
  return open(duplicateSections(findCopies(collect(texts))), texts.length);
}

/** The groups as lists of document numbers. */
function groupsOf(duplicates: Duplicates, documents: number, kind: 'near' | 'exact' = 'near'): number[][] {
  const groups = Array.from({ length: documents }, (_, document) => duplicates.groupOf(document, kind) ?? []);
  return groups.filter((group, document) => group[0] === document).map((group) => [...group]);
}

/** What counts as a near copy, on sets of strings: the pairs that share a shingle, and how much they share. */
function nearPairs(texts: readonly Text[]): [number, number][] {
  const shingles = texts.map(({ title, body }) => {
    const words = [...title, ...body];
    const starts = Array.from({ length: Math.max(1, words.length - 4) }, (_, start) => start);
    return new Set(words.length === 0 ? [] : starts.map((start) => words.slice(start, start + 5).join(' ')));
  });
  const holders = new Map<string, number[]>();
  const pairs: [number, number][] = [];
  for (const [document, own] of shingles.entries()) {
    const shared = new Map<number, number>();
    for (const shingle of own) {
      const others = holders.get(shingle) ?? [];
      for (const other of others) shared.set(other, (shared.get(other) ?? 0) + 1);
      holders.set(shingle, others);
      others.push(document);
    }
    for (const [other, count] of shared) {
      const jaccard = count / (own.size + shingles[other]!.size - count);
      if (jaccard >= 0.8 || (jaccard >= 0.6 && count >= 100)) pairs.push([other, document]);
    }
  }
  return pairs;
}

function connect(pairs: readonly (readonly [number, number])[], documents: number): number[][] {
  const groups = Array.from({ length: documents }, (_, document) => [document]);
  for (const [a, b] of pairs) {
    if (groups[a] === groups[b]) continue;
    const joined = [...groups[a]!, ...groups[b]!].sort((left, right) => left - right);
    for (const member of joined) groups[member] = joined;
  }
  return groups.filter((group, document) => group.length > 1 && group[0] === document);
}

function text(body: string, title = ''): Text {
  const split = (words: string) => (words === '' ? [] : words.split(' '));
  return { title: split(title), body: split(body) };
}

function analyzed({ title = '', text: body }: Pick<Record, 'title' | 'text'>): Text {
  const forms = (words: string) => analyzer.analyze(words).map(({ form }) => form);
  return { title: forms(title), body: forms(body) };
}

describe('copies', () => {
  const report = Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ');

  test.each([
    { name: 'the same text', texts: [text(report), text('another'), text(report)], near: [[0, 2]], exact: [[0, 2]] },
    { name: 'a word more', texts: [text(report), text(`${report} today`)], near: [[0, 1]], exact: [] },
    { name: 'another headline', texts: [text(report, 'a'), text(report, 'b')], near: [[0, 1]], exact: [] },
    {
      name: 'a short notice under another headline is none',
      texts: [text('dividend 25 cents', 'first company pays'), text('dividend 25 cents', 'second company pays')],
      near: [],
      exact: [],
    },
    { name: 'few words', texts: [text('a b'), text('b a'), text('a b')], near: [[0, 2]], exact: [[0, 2]] },
    { name: 'no words are no copies', texts: [text(''), text('')], near: [], exact: [] },
    { name: 'nothing at all', texts: [], near: [], exact: [] },
    {
      name: 'copies of copies',
      texts: [text(report), text(`${report} a b c d e f g h`), text(`${report} a b c d e f g h i j k l m n o p`)],
      near: [[0, 1, 2]],
      exact: [],
    },
    {
      name: 'exact copies among near ones',
      texts: [text(`${report} new`), text(report), text(`${report} new`), text(report), text('other words')],
      near: [[0, 1, 2, 3]],
      exact: [
        [0, 2],
        [1, 3],
      ],
    },
  ])('$name', ({ texts, near, exact }) => {
    const duplicates = duplicatesOf(texts);
    expect(groupsOf(duplicates, texts.length)).toEqual(near);
    expect(groupsOf(duplicates, texts.length, 'exact')).toEqual(exact);
    expect(duplicates.groups).toBe(near.length);
    expect(duplicates.documents).toBe(near.flat().length);
  });

  test('are told by the first of them', () => {
    const { firsts } = duplicatesOf([text('x y'), text(report), text(`${report} a`), text(`${report} a`)]);
    expect([...firsts.near]).toEqual([0, 1, 1, 1]);
    expect([...firsts.exact]).toEqual([0, 1, 2, 2]);
  });

  test('hundreds of one text are one group, and hundreds of one form are none', () => {
    const same = Array.from({ length: 600 }, (_, i) => text(i % 2 === 0 ? report : `${report} again`));
    expect(duplicatesOf(same).groupOf(17)).toHaveLength(600);
    // Half of each text is the form, the other half its own.
    const forms = Array.from({ length: 600 }, (_, i) =>
      text(`${report} ${Array.from({ length: 60 }, (_, j) => `own${i}-${j}`).join(' ')}`),
    );
    expect(duplicatesOf(forms).groups).toBe(0);
  });

  test('are the groups that comparing all pairs gives, in any collection', () => {
    const word = fc.constantFrom('port', 'ferry', 'storm', 'the', 'of', 'a', 'mayor', 'said', 'on', 'quay');
    const base = fc.array(word, { minLength: 0, maxLength: 40 });
    const change = fc.record({ at: fc.nat(40), remove: fc.nat(2), add: fc.array(word, { maxLength: 2 }) });
    const copies = fc
      .tuple(base, fc.array(fc.array(change, { maxLength: 2 }), { minLength: 1, maxLength: 4 }))
      .map(([words, versions]) =>
        versions.map((changes) =>
          changes.reduce((version, { at, remove, add }) => version.toSpliced(at, remove, ...add), words),
        ),
      );
    fc.assert(
      fc.property(fc.array(copies, { maxLength: 6 }), fc.nat(5), (families, headline) => {
        const texts = families
          .flat()
          .map((words) => ({ title: words.slice(0, headline), body: words.slice(headline) }));
        expect(groupsOf(duplicatesOf(texts), texts.length)).toEqual(connect(nearPairs(texts), texts.length));
      }),
      { numRuns: 300 },
    );
  });
});

test('in the sample archive: the reports printed twice, and no correction', async () => {
  await withSeeds(({ duplicates, columns, documents }) => {
    const found = groupsOf(duplicates, columns.documents).map((group) =>
      group.map((document) => columns.ids.get(document)),
    );
    expect(found).toEqual([
      ['abroad/2019-09-05-hurricane-benedicta-san-telmo.txt', 'abroad/2019-09-07-benedicta-toll-rises.txt'],
      ['abroad/2021-02-09-norlund-squid-filmed.txt', 'science/2021-02-11-unknown-squid-on-film.txt'],
      ['abroad/2021-12-03-kestavia-troops-border.txt', 'abroad/2021-12-04-border-build-up-grows.txt'],
    ]);
    const texts = Array.from({ length: columns.documents }, (_, document) =>
      analyzed({ text: documents.body(document) }),
    );
    expect(groupsOf(duplicates, columns.documents)).toEqual(connect(nearPairs(texts), texts.length));
  });
});

const reuters = readReuters(2000);
test(`in 2,000 articles of Reuters${reuters === undefined ? ', skipped: ../shared/collections/reuters is not here' : ''}`, async () => {
  if (reuters === undefined) {
    process.stderr.write('skipped: the articles of Reuters are not beside the project\n');
    return;
  }
  await withIndex(reuters, ({ duplicates, columns }) => {
    const numbers = reuters.map(({ id }) => columns.find(String(id))!);
    const texts = reuters.map(analyzed);
    const expected = connect(
      nearPairs(texts).map(([a, b]) => [numbers[a]!, numbers[b]!] as const),
      columns.documents,
    );
    expect(expected.length).toBeGreaterThan(20);
    expect(groupsOf(duplicates, columns.documents)).toEqual(expected);
  });
});

function codeOf(action: () => unknown): string {
  try {
    action();
    return 'fine';
  } catch (error) {
    return error instanceof SearchError ? error.code : String(error);
  }
}

describe('damage is refused:', () => {
  const whole = duplicateSections(findCopies(collect([text('a b'), text('c'), text('a b'), text('c')])));

  test('what is whole is read', () => expect(open(whole, 4).groupOf(3)).toEqual([1, 3]));

  test.each([
    { name: 'a document that is not there', documents: 3, change: {} },
    { name: 'members out of order', documents: 4, change: { 'duplicates.documents': Uint32Array.of(2, 0, 1, 3) } },
    { name: 'an original behind its copy', documents: 4, change: { 'duplicates.exact': Uint32Array.of(2, 2, 1, 1) } },
    { name: 'groups without an end', documents: 4, change: { 'duplicates.starts': Uint32Array.of(0, 2) } },
  ])('$name', ({ documents, change }) => {
    expect(codeOf(() => open({ ...whole, ...change }, documents))).toBe('index_damaged');
  });
});
