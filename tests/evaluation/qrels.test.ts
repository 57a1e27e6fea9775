import { describe, expect, test } from '@jest/globals';
import { parseQrels } from '../../src/evaluation/qrels.js';
import { refusal } from './refusal.js';

describe('qrels', () => {
  test('are grades by topic and document, ids in NFC', () => {
    const qrels = parseQrels('1\ta b.txt\t4\n1\tcafe\u0301\t0\n7\tc\t-1\n1\ta b.txt\t4\n', 'qrels.tsv');
    expect(qrels).toEqual(
      new Map([
        ['1', new Map(Object.entries({ 'a b.txt': 4, 'caf\u00e9': 0 }))],
        ['7', new Map([['c', -1]])],
      ]),
    );
  });

  test.each([
    { name: 'two columns', content: '1\ta\t1\n1\tb', line: 2 },
    { name: 'four columns', content: '1\t0\ta\t1', line: 1 },
    { name: 'a grade that is no number', content: '1\ta\tyes', line: 1 },
    { name: 'a fraction', content: '1\ta\t0.5', line: 1 },
    { name: 'spaces instead of tabs', content: '1 a 1', line: 1 },
    { name: 'a pair with two grades', content: '1\ta\t1\n1\ta\t2', line: 2 },
  ])('are refused with file and line: $name', ({ content, line }) => {
    const error = refusal(() => parseQrels(content, 'qrels.tsv'));
    expect(error.code).toBe('file_unreadable');
    expect(error.explain()).toContain(`qrels.tsv:${line} `);
  });
});
