/**
 * Search as you type: whoever types a word of the collection, letter by letter, always sees documents, and with the
 * last letter the one that the word was taken from is among them.
 */
import { expect, test } from '@jest/globals';
import { analyzer } from '../../src/analysis/analyzer.js';
import type { OpenIndex } from '../../src/backends/open.js';
import { DEFAULT_REQUEST, rank } from '../../src/search.js';
import { DEFAULT_SETTINGS } from '../../src/settings.js';
import { readReuters, withSeeds } from '../backends/collections.js';
import { createRandom } from '../bench/queries.js';
import { withIndex } from '../temporary-index.js';

const WORDS = 1000;
/** Time is not what is tested here. */
const SETTINGS = { ...DEFAULT_SETTINGS, deadlineMs: 60_000 };
const TIMEOUT = 180_000;

interface Drawn {
  readonly word: string;
  readonly id: string;
}

/**
 * Content words as they stand in the texts, numbers and apostrophes included. A single letter is not searched as a
 * beginning, so the first two characters must be letters or digits.
 */
function drawWords({ columns, documents }: OpenIndex): Drawn[] {
  const random = createRandom(4);
  const drawn: Drawn[] = [];
  while (drawn.length < WORDS) {
    const document = random(columns.documents);
    const body = documents.body(document);
    const words = analyzer
      .analyze(body)
      .filter(({ stopWord }) => !stopWord)
      .map(({ start, end }) => body.slice(start, end))
      .filter((word) => [...word].length >= 4 && /^[\p{L}\p{N}]{2}/u.test(word));
    if (words.length > 0) drawn.push({ word: words[random(words.length)]!, id: columns.ids.get(document) });
  }
  return drawn;
}

function expectNothingLost(index: OpenIndex): void {
  const ask = (q: string, limit: number) => rank(index, { ...DEFAULT_REQUEST, q, prefix: true, limit }, SETTINGS);
  const empty: string[] = [];
  const lost: Drawn[] = [];
  for (const drawn of drawWords(index)) {
    const letters = [...drawn.word];
    for (let length = 2; length < letters.length; length += 1) {
      const q = letters.slice(0, length).join('');
      if (ask(q, 0).total === 0) empty.push(`${q} on the way to ${drawn.word}`);
    }
    const { total, hits } = ask(drawn.word, index.columns.documents);
    expect(hits).toHaveLength(total);
    if (!hits.some(({ id }) => id === drawn.id)) lost.push(drawn);
  }
  expect({ empty, lost }).toEqual({ empty: [], lost: [] });
}

test('in the folder seeds', () => withSeeds(expectNothingLost), TIMEOUT);

const reuters = readReuters(3000);
const isHere = reuters === undefined ? ', skipped: ../shared/collections/reuters is not here' : '';
test(
  `in 3,000 articles of Reuters${isHere}`,
  async () => {
    if (reuters === undefined) process.stderr.write('skipped: the articles of Reuters are not beside the project\n');
    else await withIndex(reuters, expectNothingLost);
  },
  TIMEOUT,
);
