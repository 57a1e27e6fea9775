import { describe, expect, test } from '@jest/globals';
import { parseTopics } from '../../src/evaluation/topics.js';
import { refusal } from './refusal.js';

describe('topics', () => {
  test('are id and text, in the order of the file', () => {
    expect(parseTopics('\uFEFF2\tSHIPS\tAND "BOATS" .\r\n\r\n1\tferry\r\n', 'queries.tsv')).toEqual([
      { id: '2', text: 'SHIPS\tAND "BOATS" .' },
      { id: '1', text: 'ferry' },
    ]);
  });

  test.each([
    { name: 'no tab', content: '1\tship\n\n2 ferry', line: 3 },
    { name: 'no text', content: '1\t ', line: 1 },
    { name: 'a space in the id', content: 'one two\tferry', line: 1 },
    { name: 'an id twice', content: '1\tship\n1\tferry', line: 2 },
  ])('are refused with file and line: $name', ({ content, line }) => {
    const error = refusal(() => parseTopics(content, 'queries.tsv'));
    expect(error.code).toBe('file_unreadable');
    expect(error.explain()).toContain(`queries.tsv:${line} `);
  });
});
