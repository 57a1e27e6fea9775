/**
 * The slow, obvious search: reads every text again for every leaf of the query and follows the definitions word by
 * word. Back ends are compared with it; it shares nothing with them but the analyzer.
 */
import { analyzer } from '../../src/analysis/analyzer.js';
import type { Token } from '../../src/analysis/token.js';
import type { Leaf, PhraseQuery, Query } from '../../src/query/query.js';

export interface OracleDocument {
  readonly title: string;
  readonly body: string;
  /** Days since 1970-01-01, or undefined. */
  readonly day?: number;
}

const K1 = 1.6;
const TITLE_WEIGHT = 2;

export class Oracle {
  private readonly documents: readonly {
    readonly title: Token[];
    readonly body: Token[];
    readonly day: number | undefined;
  }[];

  constructor(documents: readonly OracleDocument[]) {
    this.documents = documents.map(({ title, body, day }) => ({
      title: analyzer.analyze(title),
      body: analyzer.analyze(body),
      day,
    }));
  }

  /** Numbers of the documents that match, ascending. */
  matches(query: Query): number[] {
    return [...this.documents.keys()].filter((document) => this.satisfies(document, query));
  }

  /** Σ over the positive leaves of weight · tf / (tf + k1·(1 − b + b·len/avglen)). */
  score(document: number, query: Query): number {
    const leaves = positive(query);
    const b = new Set(leaves.map(keyOf)).size > 3 ? 0.75 : 0.4;
    const average = this.documents.reduce((sum, _, i) => sum + this.length(i), 0) / this.documents.length;
    // A collection of stop words only has no lengths to compare.
    const norm = K1 * (1 - b + (b * this.length(document)) / (average || 1));
    return leaves.reduce((sum, leaf) => {
      const tf = this.frequency(document, leaf);
      return tf === 0 ? sum : sum + (this.weight(leaf) * tf) / (tf + norm);
    }, 0);
  }

  private satisfies(document: number, query: Query): boolean {
    if (query.kind === 'date') {
      const day = this.documents[document]!.day;
      return day !== undefined && day >= (query.from ?? -Infinity) && day <= (query.to ?? Infinity);
    }
    if (query.kind !== 'boolean') return this.frequency(document, query) > 0;
    const holds = (part: Query): boolean => this.satisfies(document, part);
    if (query.mustNot.some(holds) || !query.must.every(holds)) return false;
    const onlyDates = query.must.every(isDate);
    return query.should.length === 0 || !onlyDates || query.should.some(holds);
  }

  private frequency(document: number, leaf: Leaf): number {
    const { title, body } = this.documents[document]!;
    return TITLE_WEIGHT * occurrences(title, leaf) + occurrences(body, leaf);
  }

  private length(document: number): number {
    const { title, body } = this.documents[document]!;
    const words = (tokens: Token[]): number => tokens.filter((token) => !token.stopWord).length;
    return TITLE_WEIGHT * words(title) + words(body);
  }

  private weight(leaf: Leaf): number {
    if (leaf.kind === 'phrase')
      return leaf.tokens.reduce((sum, token) => sum + this.idf({ ...leaf, kind: 'term', ...token }), 0);
    return leaf.kind === 'prefix' ? 0.8 * this.idf(leaf) : this.idf(leaf);
  }

  private idf(leaf: Leaf): number {
    const n = this.documents.length;
    const df = [...this.documents.keys()].filter((document) => this.frequency(document, leaf) > 0).length;
    return Math.log(1 + (n - df + 0.5) / (df + 0.5));
  }
}

function occurrences(tokens: readonly Token[], leaf: Leaf): number {
  switch (leaf.kind) {
    case 'term':
      return tokens.filter((token) => token.term === leaf.term && (leaf.stopWord || !token.stopWord)).length;
    case 'prefix':
      return tokens.filter((token) => !token.stopWord && token.form.startsWith(leaf.prefix)).length;
    case 'phrase':
      return tokens.filter((_, at) => standsAt(tokens, at, leaf)).length;
    case 'date':
      return 0;
  }
}

function standsAt(tokens: readonly Token[], at: number, phrase: PhraseQuery): boolean {
  return phrase.tokens.every((word) => tokens[at + word.position]?.term === word.term);
}

/** Dates restrict, but they do not make words optional. */
function isDate(query: Query): boolean {
  if (query.kind !== 'boolean') return query.kind === 'date';
  return [...query.must, ...query.should, ...query.mustNot].every(isDate);
}

function positive(query: Query): Leaf[] {
  if (query.kind === 'date') return [];
  return query.kind === 'boolean' ? [...query.must, ...query.should].flatMap(positive) : [query];
}

function keyOf(leaf: Leaf): string {
  if (leaf.kind === 'term') return `${leaf.term} ${leaf.stopWord}`;
  return leaf.kind === 'phrase'
    ? leaf.tokens.map((token) => `${token.position} ${token.term}`).join(', ')
    : `${leaf.text}*`;
}
