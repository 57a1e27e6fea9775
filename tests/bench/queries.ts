/**
 * The queries of the bench, made from the documents by a seeded generator: the same documents and seed give the same
 * queries. Words are drawn by how many documents hold them, or together from one document, as the words of real
 * queries go together.
 */
import { analyzer } from '../../src/analysis/analyzer.js';
import type { Token } from '../../src/analysis/token.js';
import type { Article } from './collection.js';

/** What a query asks, without the syntax of either engine. */
export interface BenchQuery {
  readonly kind: string;
  /** Lower-case words with spaces between them; the last may be the beginning of a word. */
  readonly words: string;
  readonly shape: 'any' | 'all' | 'prefix' | 'phrase' | 'fuzzy';
}

/** Ranks by document frequency: the 150 commonest words are frequent, those up to 3,000 medium, the others rare. */
const FREQUENT = 150;
const MEDIUM = 3000;

/** Draws before it is said that the documents are no good for a kind of query. */
const ATTEMPTS = 1000;

export interface Kind {
  readonly name: string;
  readonly shape: BenchQuery['shape'];
  /** Undefined where the draw was unlucky. */
  readonly draw: (source: Source) => readonly string[] | undefined;
}

export const KINDS: readonly Kind[] = [
  { name: '1 frequent word', shape: 'any', draw: ({ frequent, random }) => drawDistinct([frequent], random) },
  {
    name: '2 frequent words',
    shape: 'any',
    draw: ({ frequent, random }) => drawDistinct([frequent, frequent], random),
  },
  {
    name: '4 frequent words',
    shape: 'any',
    draw: ({ frequent, random }) => drawDistinct([frequent, frequent, frequent, frequent], random),
  },
  { name: '2 words of one document', shape: 'any', draw: (source) => drawTogether(source, 2) },
  { name: '4 words of one document', shape: 'any', draw: (source) => drawTogether(source, 4) },
  {
    name: 'frequent, medium and rare word',
    shape: 'any',
    draw: ({ frequent, medium, rare, random }) => drawDistinct([frequent, medium, rare], random),
  },
  {
    name: '2 frequent words, both required',
    shape: 'all',
    draw: ({ frequent, random }) => drawDistinct([frequent, frequent], random),
  },
  { name: '3 words of one document, all required', shape: 'all', draw: (source) => drawTogether(source, 3) },
  { name: '2 words, the last as prefix', shape: 'prefix', draw: drawPrefix },
  { name: 'phrase of 2 or 3 words', shape: 'phrase', draw: drawPhrase },
];

/** Asked beside the other kinds, never among them: it costs many times as much as they do. */
export const FUZZY: readonly Kind[] = [
  { name: '2 words of one document, both fuzzy', shape: 'fuzzy', draw: (source) => drawTogether(source, 2) },
];

/** `count` queries, of all kinds alike, in an order that mixes them. */
export function generateQueries(texts: readonly string[], count: number, seed = 1, kinds = KINDS): BenchQuery[] {
  const source: Source = { texts, ...rankWords(texts), random: createRandom(seed) };
  return Array.from({ length: count }, (_, i) => drawQuery(kinds[i % kinds.length]!, source));
}

/**
 * Queries of one to four words as people type them: every other one out of a title, the others of words that are drawn
 * the more often, the more documents hold them.
 */
export function generateWordQueries(articles: readonly Article[], count: number, seed = 1): string[] {
  const random = createRandom(seed);
  const titles: Texts = { texts: articles.map(({ title }) => title), random };
  const whole: Texts = { texts: articles.map(({ title, text }) => `${title} ${text}`), random };
  return Array.from({ length: count }, (_, i) => {
    const length = 1 + random(4);
    const draw = () => (i % 2 === 0 ? drawTogether(titles, length) : drawApart(whole, length));
    return drawUntil(draw, `${length} words`, articles.length).join(' ');
  });
}

/** Whole numbers from 0 to below `limit`, always the same ones for a seed (xorshift32, Marsaglia 2003). */
export function createRandom(seed: number): (limit: number) => number {
  let state = seed >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

interface Texts {
  readonly texts: readonly string[];
  readonly random: (limit: number) => number;
}

interface Source extends Texts, Strata {}

interface Strata {
  readonly frequent: readonly string[];
  readonly medium: readonly string[];
  readonly rare: readonly string[];
}

/** One word for each stem, its commonest form; the stems with the most documents first. */
function rankWords(texts: readonly string[]): Strata {
  const stems = new Map<string, { documents: number; last: number; forms: Map<string, number> }>();
  for (const [document, text] of texts.entries()) {
    for (const { term, form } of analyzer.analyze(text).filter(isPlainWord)) {
      const stem = stems.get(term) ?? { documents: 0, last: -1, forms: new Map() };
      if (stem.last !== document) stem.documents += 1;
      stem.last = document;
      stem.forms.set(form, (stem.forms.get(form) ?? 0) + 1);
      stems.set(term, stem);
    }
  }
  const words = [...stems]
    .sort(([a, one], [b, other]) => other.documents - one.documents || (a < b ? -1 : 1))
    .map(([, { forms }]) => [...forms].reduce((best, next) => (next[1] > best[1] ? next : best))[0]);
  return { frequent: words.slice(0, FREQUENT), medium: words.slice(FREQUENT, MEDIUM), rare: words.slice(MEDIUM) };
}

/** Words that both engines see alike: letters only, no abbreviation, no stop word. */
function isPlainWord({ form, stopWord }: Token): boolean {
  return !stopWord && /^[a-z]{3,}$/.test(form);
}

function drawQuery({ name, shape, draw }: Kind, source: Source): BenchQuery {
  const words = drawUntil(() => draw(source), `the kind "${name}"`, source.texts.length);
  return { kind: name, words: words.join(' '), shape };
}

function drawUntil<T>(draw: () => T | undefined, what: string, documents: number): T {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const drawn = draw();
    if (drawn !== undefined) return drawn;
  }
  throw new Error(`The documents give no query of ${what}; there are ${documents} of them.`);
}

/** One word from each list. */
function drawDistinct(
  lists: readonly (readonly string[])[],
  random: (limit: number) => number,
): readonly string[] | undefined {
  const words = lists.flatMap((list) => list[random(Math.max(1, list.length))] ?? []);
  return words.length === lists.length && new Set(words).size === words.length ? words : undefined;
}

/** Each word from another document, so that a word comes the more often, the more documents hold it. */
function drawApart(source: Texts, count: number): readonly string[] | undefined {
  const words = Array.from({ length: count }, () => drawTogether(source, 1)?.[0]).filter((word) => word !== undefined);
  return new Set(words).size === count ? words : undefined;
}

function drawTogether(source: Texts, count: number): readonly string[] | undefined {
  const forms = new Map(
    drawDocument(source)
      .filter(isPlainWord)
      .map(({ term, form }) => [term, form]),
  );
  const words = [...forms.values()];
  return forms.size < count
    ? undefined
    : drawDistinct(
        Array.from({ length: count }, () => words),
        source.random,
      );
}

/** The last word is cut to its first 3 to 6 letters. */
function drawPrefix(source: Source): readonly string[] | undefined {
  const words = drawTogether(source, 2);
  const [first, last] = words ?? [];
  if (first === undefined || last === undefined) return undefined;
  const length = 3 + source.random(4);
  return last.length > length ? [first, last.slice(0, length)] : undefined;
}

/** Words as they follow each other, the first and the last of them no stop words. */
function drawPhrase(source: Source): readonly string[] | undefined {
  const tokens = drawDocument(source);
  const length = 2 + source.random(2);
  const start = source.random(Math.max(1, tokens.length - length + 1));
  const words = tokens.slice(start, start + length);
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined || words.length < length) return undefined;
  const isUsable = isPlainWord(first) && isPlainWord(last) && words.every(({ form }) => /^[a-z]+$/.test(form));
  return isUsable && first.term !== last.term ? words.map(({ form }) => form) : undefined;
}

function drawDocument({ texts, random }: Texts): Token[] {
  return analyzer.analyze(texts[random(texts.length)] ?? '');
}
