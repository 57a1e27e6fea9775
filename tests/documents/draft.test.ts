import { expect, test } from '@jest/globals';
import { type Draft, finishDraft } from '../../src/documents/draft.js';

function finish(draft: Partial<Draft>) {
  return finishDraft({ id: 'a.txt', path: 'a.txt', place: 'a.txt', text: 'Fog.', ...draft });
}

test('a document has its title, date line and paragraphs settled', () => {
  expect(finish({ text: ' date 2021-12-29 Fog closed\nthe port. Boats\nwaited.\n\n\nThen sun.' })).toEqual({
    kind: 'document',
    notices: [],
    document: {
      id: 'a.txt',
      path: 'a.txt',
      title: 'Fog closed the port.',
      titleFrom: 'first-sentence',
      body: 'Fog closed the port. Boats waited.\n\nThen sun.',
      date: '2021-12-29',
      attributes: {},
    },
  });
});

test('a given title is kept as given', () => {
  expect(finish({ title: ' Fog\tat  sea ' })).toMatchObject({
    document: { title: 'Fog at sea', titleFrom: 'given', body: 'Fog.' },
  });
});

test('a title alone makes a document; neither title nor text makes none', () => {
  expect(finish({ title: 'Fog', text: '' })).toMatchObject({ document: { title: 'Fog', body: '' } });
  expect(finish({ title: ' ', text: ' date 2021-12-29 ', place: 'a.jsonl#3' })).toEqual({
    kind: 'skipped',
    path: 'a.jsonl#3',
    reason: 'no text',
  });
});

test.each([
  { name: 'a day', date: '1963-11-22', expected: '1963-11-22' },
  { name: 'a time stamp', date: '2021-12-29T23:30:00-05:00', expected: '2021-12-29' },
  { name: 'a time behind a space', date: ' 2021-12-29 23:30', expected: '2021-12-29' },
  { name: 'nothing', date: '', expected: undefined },
])('a date from $name', ({ date, expected }) => {
  const result = finish({ date });
  expect(result).toMatchObject({ notices: [] });
  expect(result.kind === 'document' && result.document.date).toBe(expected);
});

test.each(['2021-02-30', '2022-13-05', '0000-01-01', '99999-01-01', '29 December 2021', '2021', '2021-12-299'])(
  'the date %s leaves a document undated, with a notice',
  (date) => {
    for (const result of [finish({ date }), finish({ text: ` date ${date} Fog.` })]) {
      if (result.kind !== 'document') throw new Error('Expected a document.');
      expect('date' in result.document).toBe(false);
    }
    expect(finish({ date })).toMatchObject({
      notices: [`the date "${date}" is no calendar day (YYYY-MM-DD); the document is undated`],
    });
  },
);

test('a given date wins over the date line, which still is no text', () => {
  expect(finish({ date: '2022-01-01', text: ' date 2021-12-29 Fog.' })).toMatchObject({
    document: { date: '2022-01-01', body: 'Fog.' },
  });
});

test.each([
  ['en', 'en'],
  ['pt_BR', 'pt-BR'],
  [' zh-Hant-TW ', 'zh-Hant-TW'],
])('the language %j is %s', (language, expected) => {
  expect(finish({ language })).toMatchObject({ document: { language: expected }, notices: [] });
});

test('a language that is no tag is left out, with a notice', () => {
  const result = finish({ language: 'British English' });
  expect(result).toMatchObject({ notices: [expect.stringContaining('"British English" is no language tag')] });
  expect(result.kind === 'document' && 'language' in result.document).toBe(false);
});

test('a notice quotes no more than the beginning', () => {
  const result = finish({ date: '🌫'.repeat(10_000) });
  const notices = result.kind === 'document' ? (result.notices ?? []) : [];
  expect(notices[0]?.length).toBeLessThan(200);
  expect(notices[0]?.isWellFormed()).toBe(true);
});

test('an attribute may have the name of a prototype', () => {
  const attributes = new Map([['__proto__', ['x']]]);
  const result = finish({ attributes });
  const made = result.kind === 'document' ? result.document.attributes : {};
  expect(Object.keys(made)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
});
