import { describe, expect, test } from '@jest/globals';
import { analyzer } from '../../src/analysis/analyzer.js';
import { correctQuery, nearestForm } from '../../src/query/corrections.js';
import type { Query, TermQuery } from '../../src/query/query.js';
import { tableOfForms } from '../index/table-of-forms.js';
import { anyOf, word } from './words.js';

const TEXTS = [
  ...new Array<string>(40).fill('The election of the chancellor, which the government held: let it be.'),
  'Elections were closed in the city; a café is close to the harbour.',
  'The bank raised its rates, and grain prices fell.',
  'A large tank of grain was drained; great thanks.',
  'Zelenskyy in Saint-Étienne, Łódź and Ghent, with 12,500 troops',
];
const forms = tableOfForms(TEXTS);

/** Documents that hold all of these in any form. */
function countTogether(terms: readonly string[]): number {
  return TEXTS.filter((text) => {
    const held = new Set(analyzer.analyze(text).map(({ term }) => term));
    return terms.every((term) => held.has(term));
  }).length;
}

function together(form: string, others: readonly TermQuery[]): number {
  return countTogether([analyzer.word(form).term, ...others.map(({ term }) => term)]);
}

function correct(query: Query): string[] {
  return correctQuery(query, analyzer, forms, { together }).corrections.map(
    ({ word: { text }, used }) => `${text} → ${used}`,
  );
}

describe('a word that is nowhere', () => {
  test.each([
    { name: 'a letter left out', typed: 'elecion', used: 'election' },
    { name: 'a letter too many', typed: 'electiion', used: 'election' },
    { name: 'another letter', typed: 'governmant', used: 'government' },
    { name: 'neighbours that changed places', typed: 'chancelolr', used: 'chancellor' },
    { name: 'two slips in a long word', typed: 'chancelorr', used: 'chancellor' },
    { name: 'the likelier slip', typed: 'clsoe', used: 'close' },
    { name: 'the commoner word', typed: 'electionz', used: 'election' },
    { name: 'accents of the text', typed: 'Etiene', used: 'etienne' },
    { name: 'its own accents', typed: 'Zelenský', used: 'zelenskyy' },
    { name: 'a possessive', typed: 'harbor’s', used: 'harbour' },
  ])('$name: $typed becomes $used', ({ typed, used }) => {
    expect(correct(word(typed))).toEqual([`${typed.toLowerCase()} → ${used}`]);
  });

  test.each([
    { name: 'is known in another form', typed: 'elected' },
    { name: 'is known', typed: 'closed' },
    { name: 'is a stop word', typed: 'the' },
    { name: 'is short', typed: 'lte' },
    { name: 'has two slips and few letters', typed: 'cenrtl' },
    { name: 'is a number', typed: '12,600' },
    { name: 'has digits', typed: 'electi0n' },
    { name: 'is most likely a stop word', typed: 'whicg' },
    { name: 'was short before it was folded', typed: 'l’été' },
    { name: 'is an abbreviation', typed: 'g.r.e.t' },
    { name: 'is like nothing', typed: 'xylophone' },
  ])('is left as it is where it $name: $typed', ({ typed }) => {
    const query = word(typed);
    expect(correctQuery(query, analyzer, forms, { together })).toEqual({ query, corrections: [], leftAlone: 0 });
  });

  test('is read as the form that takes its place, and remembers what was typed', () => {
    const query = { ...word('elecions'), boost: 2 };
    expect(correctQuery(query, analyzer, forms).query).toEqual({
      ...word('elections'),
      boost: 2,
      span: query.span,
      correctedFrom: 'elecions',
    });
  });

  test('is corrected wherever a word is asked for, and nowhere else', () => {
    const typed = { ...word('elecion'), asTyped: true as const };
    const phrase = {
      kind: 'phrase',
      text: 'elecion',
      tokens: [{ ...word('elecion'), position: 0 }],
      span: typed.span,
    } as const;
    const near = {
      kind: 'near',
      text: 'elecion NEAR bank',
      operands: [word('elecion'), word('bank')],
      joins: [{ distance: 10, ordered: false }],
      span: typed.span,
    } as const;
    const yes = ['elecion → election'];
    expect(correct(anyOf(word('elecion')))).toEqual(yes);
    expect(correct({ kind: 'boolean', must: [anyOf(word('elecion'), word('bank'))], should: [], mustNot: [] })).toEqual(
      yes,
    );
    expect(correct(near)).toEqual(yes);
    expect(correct({ kind: 'boolean', must: [], should: [], mustNot: [word('elecion')] })).toEqual([]);
    expect(correct(anyOf(typed, phrase))).toEqual([]);
  });

  test('is not corrected while it begins a form', () => {
    const begun = { kind: 'prefix', text: 'grai*', prefix: 'grai', span: { start: 0, end: 4 } } as const;
    expect(correct(anyOf(word('grai'), { ...begun, forms: [forms.find('grain')!] }))).toEqual([]);
    expect(correct(anyOf(word('grai'), { ...begun, forms: [] }))).toEqual(['grai → grain']);
  });
});

describe('among forms that are as near', () => {
  test('the one that stands with the other words is taken', () => {
    // "xank" is as far from bank, tank and thank.
    expect(correct(anyOf(word('xank'), word('rates')))).toEqual(['xank → bank']);
    expect(correct(anyOf(word('xank'), word('large')))).toEqual(['xank → tank']);
    expect(correct(anyOf(word('large'), word('xank'), word('unheard')))).toEqual(['xank → tank']);
  });

  test('company is asked of known words, and only where there are some', () => {
    const asked: string[] = [];
    const ask = (form: string, others: readonly TermQuery[]): number => {
      asked.push(`${form} with ${others.map(({ text }) => text).join(', ')}`);
      return 0;
    };
    correctQuery(anyOf(word('xank'), word('unheard'), word('the')), analyzer, forms, { together: ask });
    expect(asked).toEqual([]);
    correctQuery(anyOf(word('xank'), word('grain'), word('the'), word('large')), analyzer, forms, { together: ask });
    expect(asked.sort()).toEqual(['bank with grain, large', 'tank with grain, large']);
  });
});

test('a much commoner form can be asked for', () => {
  const nearest = (form: string, leastFrequency: number): string | undefined =>
    nearestForm(form, analyzer, forms, { text: form, leastFrequency });
  expect(nearest('elections', 1)).toBe('election');
  expect(nearest('elections', 30)).toBe('election');
  expect(nearest('elections', 41)).toBeUndefined();
  expect(nearest('tank', 30)).toBeUndefined();
  expect(nearestForm('chancelorr', analyzer, forms, { text: 'chancelorr', mostEdits: 1 })).toBeUndefined();
});

test('only the first unknown words are looked at, and the others are counted', () => {
  const query = anyOf(word('elecion'), word('closed'), word('governmant'), word('chancelolr'));
  const { corrections, leftAlone } = correctQuery(query, analyzer, forms, { mostWords: 1 });
  expect(corrections.map(({ used }) => used)).toEqual(['election']);
  expect(leftAlone).toBe(2);
});
