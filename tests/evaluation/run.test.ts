import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatRun, parseRun, type Run } from '../../src/evaluation/run.js';
import { refusal } from './refusal.js';

describe('runs', () => {
  test('are written with six columns and ranks from 1', () => {
    const run: Run = new Map([
      [
        '7',
        [
          { id: 'a b.txt', score: 2.5 },
          { id: 'c', score: 1 },
        ],
      ],
      ['8', []],
    ]);
    expect(formatRun(run, 'broadsheet')).toBe('7 Q0 a b.txt 1 2.5 broadsheet\n7 Q0 c 2 1 broadsheet\n');
  });

  test('hold at most 1,000 documents a topic', () => {
    const ranking = Array.from({ length: 1001 }, (_, index) => ({ id: `d${index}`, score: 2000 - index }));
    const text = formatRun(new Map([['1', ranking]]), 'tag');
    expect(text.split('\n')).toHaveLength(1001);
    expect(text).toContain('1 Q0 d999 1000 1001 tag\n');
    expect(parseRun(`${text}1 Q0 last 1001 1 tag\n`, 'run').get('1')).toHaveLength(1000);
  });

  test('are read in the order of scores, and of ranks where scores are equal', () => {
    const text = '1 Q0 b 2 3.0 x\n1\tQ0\ta\t1\t3\tx\n1 0 c 0 7e0 x\n';
    expect(parseRun(text, 'run')).toEqual(
      new Map([
        [
          '1',
          [
            { id: 'c', score: 7 },
            { id: 'a', score: 3 },
            { id: 'b', score: 3 },
          ],
        ],
      ]),
    );
  });

  test.each([
    { name: 'five columns', content: '1 Q0 a 1 tag', line: 1 },
    { name: 'a score that is no number', content: '1 Q0 a 1 2 t\n1 Q0 b 2 high t', line: 2 },
    { name: 'a document twice', content: '1 Q0 a 1 2 t\n1 Q0 a 2 1 t', line: 2 },
  ])('are refused with file and line: $name', ({ content, line }) => {
    const error = refusal(() => parseRun(content, 'old.run'));
    expect(error.code).toBe('file_unreadable');
    expect(error.explain()).toContain(`old.run:${line} `);
  });

  test('a document id with a line break is never written', () => {
    expect(refusal(() => formatRun(new Map([['1', [{ id: 'a\nb', score: 1 }]]]), 'tag')).code).toBe('write_failed');
  });

  test('fall by at least one number of 32 bits from rank to rank', () => {
    const score = fc.oneof(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, -0, 1, 1 + 1e-12));
    fc.assert(
      fc.property(fc.array(score, { maxLength: 20 }), (scores) => {
        const ranking = scores.sort((one, other) => other - one).map((value, i) => ({ id: `d${i}`, score: value }));
        const lines = formatRun(new Map([['1', ranking]]), 'tag')
          .split('\n')
          .slice(0, -1);
        const written = lines.map((line) => Math.fround(Number(line.split(' ')[4])));
        for (let i = 1; i < written.length; i += 1) expect(written[i]).toBeLessThan(written[i - 1]!);
      }),
    );
  });

  test('come back as they were written', () => {
    const id = fc.stringMatching(/^[a-z1-9é]{1,5}( [0-9]{1,3})?$/).map((text) => text.normalize('NFC'));
    fc.assert(
      fc.property(
        fc.uniqueArray(id, { minLength: 1, maxLength: 9 }),
        fc.double({ min: 0, max: 99, noNaN: true }),
        (ids, top) => {
          const run = new Map([['q1', ids.map((name, index) => ({ id: name, score: top - index }))]]);
          expect(parseRun(formatRun(run, 'tag'), 'run')).toEqual(run);
        },
      ),
    );
  });
});
