/**
 * The slow, obvious search: reads every text again for every leaf of the query and follows the definitions word by
 * word. Back ends are compared with it; it shares nothing with them but the analyzer.
 */
import { analyzer } from '../../src/analysis/analyzer.js';
import type { Token } from '../../src/analysis/token.js';
import { FIELDS } from '../../src/documents/document.js';
import type {
  AttributeQuery,
  NearAlternatives,
  PhraseQuery,
  Query,
  ScoringLeaf,
  WordQuery,
} from '../../src/query/query.js';
import { countMinimal, occurrencesOf } from '../slow-occurrences.js';

export interface OracleDocument {
  readonly title: string;
  readonly body: string;
  /** Days since 1970-01-01, or undefined. */
  readonly day?: number;
  /** Values by the name of the attribute, `path`, `year` and `month` among them. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
}

const K1 = 1.6;
const TITLE_WEIGHT = 2;

interface Analyzed {
  readonly title: readonly Token[];
  readonly body: readonly Token[];
  readonly day: number | undefined;
  readonly attributes: NonNullable<OracleDocument['attributes']>;
  /** Content words, those of the title weighted. */
  readonly length: number;
}

export class Oracle {
  private readonly documents: readonly Analyzed[];
  private readonly average: number;
  /** By leaf, in all documents. */
  private readonly known = new Map<string, number[]>();
  private readonly keys = new WeakMap<ScoringLeaf, string>();

  constructor(documents: readonly OracleDocument[]) {
    this.documents = documents.map(({ title, body, day, attributes = {} }) => {
      const fields = { title: analyzer.analyze(title), body: analyzer.analyze(body) };
      const words = (tokens: readonly Token[]): number => tokens.filter((token) => !token.stopWord).length;
      return { ...fields, day, attributes, length: TITLE_WEIGHT * words(fields.title) + words(fields.body) };
    });
    this.average = this.documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  }

  /** Numbers of the documents that match, ascending. */
  matches(query: Query): number[] {
    return [...this.documents.keys()].filter((document) => this.satisfies(document, query));
  }

  /** Σ over the positive leaves of weight · tf / (tf + k1·(1 − b + b·len/avglen)). */
  score(document: number, query: Query): number {
    const leaves = positive(query);
    const b = new Set(leaves.map(keyOf)).size > 3 ? 0.75 : 0.4;
    // A collection of stop words only has no lengths to compare.
    const norm = K1 * (1 - b + (b * this.documents[document]!.length) / (this.average || 1));
    return leaves.reduce((sum, leaf) => {
      const tf = this.frequencies(leaf)[document]!;
      return tf === 0 ? sum : sum + ((leaf.boost ?? 1) * this.weight(leaf) * tf) / (tf + norm);
    }, 0);
  }

  /** Documents that hold a leaf. */
  documentFrequency(leaf: ScoringLeaf): number {
    return this.frequencies(leaf).filter((tf) => tf > 0).length;
  }

  private satisfies(document: number, query: Query): boolean {
    const { day, attributes } = this.documents[document]!;
    if (query.kind === 'date')
      return day !== undefined && day >= (query.from ?? -Infinity) && day <= (query.to ?? Infinity);
    if (query.kind === 'attribute') return (attributes[query.field] ?? []).some((value) => isLike(value, query));
    if (query.kind !== 'boolean') return this.frequencies(query)[document]! > 0;
    const holds = (part: Query): boolean => this.satisfies(document, part);
    if (query.mustNot.some(holds) || !query.must.every(holds)) return false;
    const onlySelects = query.must.every(selects);
    return query.should.length === 0 || !onlySelects || query.should.some(holds);
  }

  private frequencies(leaf: ScoringLeaf): number[] {
    const key = this.keys.get(leaf) ?? keyOf(leaf);
    this.keys.set(leaf, key);
    const known = this.known.get(key) ?? this.documents.map((document) => frequencyIn(document, leaf));
    this.known.set(key, known);
    return known;
  }

  private weight(leaf: ScoringLeaf): number {
    switch (leaf.kind) {
      case 'near':
        return wordsIn(leaf).reduce((sum, word) => sum + this.weight(word), 0);
      case 'phrase':
        return wordsOf(leaf).reduce((sum, word) => sum + this.idf(word), 0);
      case 'prefix':
      case 'wildcard':
      case 'fuzzy':
        return 0.8 * this.idf(leaf);
      default:
        return this.idf(leaf);
    }
  }

  private idf(leaf: ScoringLeaf): number {
    const [n, df] = [this.documents.length, this.documentFrequency(leaf)];
    return Math.log(1 + (n - df + 0.5) / (df + 0.5));
  }
}

function frequencyIn(document: Analyzed, leaf: ScoringLeaf): number {
  const [title, body] = FIELDS.map((field) => countMinimal(occurrencesOf(document[field], leaf, field)));
  return TITLE_WEIGHT * title! + body!;
}

/** A phrase has the idf of its words in its field, each in one form where it is exact. */
function wordsOf(phrase: PhraseQuery): ScoringLeaf[] {
  const { slop, exact, tokens, ...rest } = phrase;
  return tokens.map(
    (token): ScoringLeaf =>
      exact === true ? { ...rest, kind: 'exact', form: token.form } : { ...rest, kind: 'term', ...token },
  );
}

function wordsIn(part: { readonly operands: readonly unknown[] } | WordQuery): WordQuery[] {
  return 'operands' in part ? (part.operands as (typeof part)[]).flatMap(wordsIn) : [part];
}

/** A star stands for any characters, compared without case. */
function isLike(value: string, { pattern }: AttributeQuery): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(value.toLowerCase());
}

/** Dates and attributes restrict, but they do not make words optional. */
function selects(query: Query): boolean {
  if (query.kind !== 'boolean') return query.kind === 'date' || query.kind === 'attribute';
  return [...query.must, ...query.should, ...query.mustNot].every(selects);
}

function positive(query: Query): ScoringLeaf[] {
  if (query.kind === 'date' || query.kind === 'attribute') return [];
  return query.kind === 'boolean' ? [...query.must, ...query.should].flatMap(positive) : [query];
}

/** The same for leaves that mean the same, however they were typed and whatever they count. */
function keyOf(leaf: ScoringLeaf | NearAlternatives): string {
  switch (leaf.kind) {
    case 'term':
      return JSON.stringify(['term', leaf.field, leaf.term, leaf.stopWord]);
    case 'phrase': {
      const words = leaf.tokens.map(({ form, term }) => (leaf.exact === true ? form : term));
      return JSON.stringify(['phrase', leaf.field, leaf.slop, leaf.exact, words]);
    }
    case 'near':
      return JSON.stringify(['near', leaf.joins, leaf.operands.map(keyOf)]);
    case 'alternatives':
      return JSON.stringify(leaf.operands.map(keyOf));
    case 'prefix':
      return JSON.stringify(['prefix', leaf.field, leaf.prefix]);
    case 'wildcard':
      return JSON.stringify(['wildcard', leaf.field, leaf.pattern]);
    default:
      return JSON.stringify([leaf.kind, leaf.field, leaf.form, leaf.kind === 'fuzzy' ? leaf.edits : 0]);
  }
}
