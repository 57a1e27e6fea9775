/**
 * Every operator of the query language as a generator of queries, and the collections that they are asked of: few words
 * that share stems, beginnings and letters, that repeat, in titles too, stop words among them.
 */
import { formatDay } from '../../src/documents/date.js';
import { createRandom } from '../bench/queries.js';
import type { Sample } from './comparing.js';

type Random = (limit: number) => number;

const WORDS = [
  'port',
  'ports',
  'ported',
  'porter',
  'sport',
  'election',
  'elections',
  'elect',
  'storm',
  'storms',
  'the',
  'of',
  'own',
  'owns',
  'owner',
  'US',
  '175,000',
];

/** Commoner ones are drawn more often. */
function drawWord(random: Random): string {
  return WORDS[random(1 + random(WORDS.length))]!;
}

function drawWords(random: Random, least: number, most: number): string {
  return Array.from({ length: least + random(most - least + 1) }, () => drawWord(random)).join(' ');
}

function pick<Item>(random: Random, ...items: readonly Item[]): Item {
  return items[random(items.length)]!;
}

const TOPICS = ['Crude', 'crude oil', 'grain', 'cafés'];

export function createCorpus(seed: number, size: number): Sample[] {
  const random = createRandom(seed);
  return Array.from({ length: size }, () => ({
    title: random(3) === 0 ? drawWords(random, 1, 5) : '',
    text: random(8) === 0 ? pick(random, 'the of the', 'of', 'storm') : drawWords(random, 1, 24),
    day: random(4) === 0 ? undefined : 18_000 + random(400),
    topics: TOPICS.filter(() => random(3) === 0),
  }));
}

const field = (random: Random): string => pick(random, '', '', 'title:', 'body:');

/** One that may be part of NEAR. */
function drawOperand(random: Random, depth: number): string {
  switch (random(depth > 0 ? 9 : 6)) {
    case 0:
      return `"${drawWords(random, 2, 3)}"`;
    case 1:
      return DRAW.forms(random);
    case 2:
      return `${field(random)}${drawWord(random)}`;
    case 6:
      return `(${drawOperand(random, depth - 1)} OR ${drawOperand(random, depth - 1)})`;
    case 7:
      return `(${drawNear(random, depth - 1)})`;
    case 8:
      return `"${drawWords(random, 2, 3)}"~${1 + random(3)}`;
    default:
      return drawWord(random);
  }
}

function drawNear(random: Random, depth: number): string {
  const operands = Array.from({ length: pick(random, 2, 2, 2, 3, 4) }, () => drawOperand(random, depth));
  return operands.reduce((left, right) => `${left} ${pick(random, 'NEAR', 'NEAR', 'PRE')}/${1 + random(6)} ${right}`);
}

const DRAW = {
  forms: (random: Random): string =>
    pick(random, 'por*', 'ele*', 'p?rt', '*port*', 'o?n*', 'sport~', 'ports~', 'elect~2', '=ports', '=the', '=owns'),
};

/** Each gives one query. */
export const OPERATORS: Readonly<Record<string, (random: Random) => string>> = {
  words: (random) => drawWords(random, 1, 5),
  phrases: (random) => `"${drawWords(random, 2, 4)}" ${random(2) === 0 ? drawWord(random) : ''}`,
  'phrases with slop': (random) => `${field(random)}"${drawWords(random, 2, 4)}"~${pick(random, 1, 1, 2, 3, 6)}`,
  'exact phrases': (random) => `${field(random)}="${drawWords(random, 2, 3)}"${pick(random, '', '', '~1', '~4')}`,
  'NEAR and PRE': (random) => drawNear(random, 0),
  'nested NEAR and PRE': (random) => drawNear(random, 2),
  fields: (random) => {
    const inField = (text: string): string => `${pick(random, 'title:', 'body:')}${text}`;
    return `${inField(drawWord(random))} ${inField(`"${drawWords(random, 2, 3)}"`)} ${inField(DRAW.forms(random))}`;
  },
  prefixes: (random) => `${pick(random, 'por*', 'po*', 'ele*', 'st*', 'ow*', '17*')} ${drawWords(random, 0, 2)}`,
  wildcards: (random) =>
    `${pick(random, 'p?rt', 'port?', '*port', 's*t*', '?lect', 'ow?*', 't?e')} ${drawWords(random, 0, 2)}`,
  'fuzzy words': (random) =>
    `${pick(random, 'prot', 'sport', 'elects', 'onw', 'storn', 'owns')}~${pick(random, '', '2')}`,
  'exact forms': (random) => `=${drawWord(random)} =${drawWord(random)}${pick(random, '', ' port')}`,
  boosts: (random) =>
    `${drawWord(random)}^${pick(random, '2', '0.5', '3.25')} (${drawOperand(random, 0)})^${1 + random(9)} ${drawWord(random)}`,
  exclusions: (random) =>
    `${pick(random, '', `${drawWord(random)} `)}-${drawOperand(random, 0)} -(${drawNear(random, 0)})`,
  requirements: (random) =>
    `+${drawOperand(random, 1)} ${drawWord(random)} (${drawOperand(random, 1)} AND ${drawWord(random)})`,
  dates: (random) =>
    `${drawWords(random, 0, 2)} ${pick(random, 'after:', 'before:', '-date:')}${formatDay(18_000 + random(400))}`,
  attributes: (random) =>
    `${drawWords(random, 0, 2)} ${pick(random, '', '-')}${pick(random, 'topics:crude', 'topics:"crude oil"', 'topics:c*', 'topics:CAF*s', 'path:docs*', 'path:*.txt', 'year:2019', 'year:20*', 'month:*-05', 'folder:*')}`,
};
