/**
 * Why a document is not in a list: the words that it lacks, and the filters, dates and exclusions that keep it out.
 */
import type { Excluder, ListRequest, MissingWord } from '../answer.js';
import type { LeafScore } from '../backends/backend.js';
import type { OpenIndex } from '../backends/open-generation.js';
import { formatDay, parsePeriod, UNDATED } from '../documents/date.js';
import { Bitmap } from '../index/bitmap.js';
import { countValues, filterByValues } from '../index/facets.js';
import { wordsOfPhrase } from '../query/phrase-words.js';
import {
  type BooleanQuery,
  type Leaf,
  leafKey,
  needsAlternative,
  type Query,
  type ScoringLeaf,
  type SelectionLeaf,
  type WordQuery,
  wordsWithin,
} from '../query/query.js';
import { printQuery } from '../query/read-as.js';
import { nameLeaf, typedLeaf } from './leaf-explanation.js';
import type { OpenQuestion } from './question.js';

/** Asks the back end anew: what it found last is lost. */
export class Absence {
  private readonly index: OpenIndex;
  private readonly question: OpenQuestion;
  private readonly document: number;
  private readonly known = new Map<string, boolean>();

  constructor(index: OpenIndex, question: OpenQuestion, document: number) {
    this.index = index;
    this.question = question;
    this.document = document;
  }

  /** What the document lacks of the words that are asked for, each once. */
  missing(): MissingWord[] {
    const required = new Set(requiredLeaves(this.question.query).map(leafKey));
    const lacking = new Map<string, LeafScore>();
    for (const scored of this.score(this.question.query))
      if (scored.tf === 0) lacking.set(leafKey(scored.leaf), scored);
    return [...lacking].map(([key, { leaf, documentFrequency }]) => ({
      typed: typedLeaf(leaf),
      required: required.has(key),
      documentFrequency,
      message: this.describeMissing(leaf, documentFrequency, required.has(key)),
    }));
  }

  excludedBy(request: Pick<ListRequest, 'filter' | 'from' | 'to'>): Excluder[] {
    const found = [...this.byFilters(request.filter), ...this.byBounds(request)];
    this.byQuery(this.question.query, found);
    return found;
  }

  private describeMissing(leaf: ScoringLeaf, documentFrequency: number, isRequired: boolean): string {
    const name = nameLeaf(leaf);
    if (documentFrequency === 0)
      return `${isRequired ? `${name} is required, but no` : `No`} article holds ${isRequired ? 'it' : name}.`;
    const parts = partsOf(leaf);
    const absent = parts.filter((part) => !this.holds(part));
    const lack =
      parts.length === 0
        ? 'does not stand in the article'
        : absent.length === 0
          ? 'does not stand in the article, though all its words do'
          : `does not stand in the article, which lacks ${absent.map(nameLeaf).join(', ')}`;
    return `${name} ${isRequired ? 'is required, but ' : ''}${lack}.`;
  }

  private *byFilters(filters: ListRequest['filter']): Generator<Excluder> {
    const { columns } = this.index;
    for (const field of new Set(filters.map((filter) => filter.field))) {
      const values = filters.filter((filter) => filter.field === field).map(({ value }) => value);
      if (filterByValues(columns, field, values).has(this.document)) continue;
      const typed = values.map((value) => `${field}:${value}`).join(', ');
      yield { kind: 'filter', typed, message: `The filter ${typed} leaves it out: ${this.describeValues(field)}.` };
    }
  }

  private *byBounds({ from, to }: Pick<ListRequest, 'from' | 'to'>): Generator<Excluder> {
    const date = this.index.columns.dates[this.document]!;
    const isEarly = from !== undefined && date < (parsePeriod(from)?.from ?? date);
    if (isEarly)
      yield { kind: 'date', typed: `from=${from}`, message: `from=${from} leaves it out: ${this.describeDate()}.` };
    if (to !== undefined && (date === UNDATED || date > (parsePeriod(to)?.to ?? date)))
      yield { kind: 'date', typed: `to=${to}`, message: `to=${to} leaves it out: ${this.describeDate()}.` };
  }

  /** Goes down only where the document does not satisfy the query. */
  private byQuery(query: Query, found: Excluder[]): void {
    if (this.holds(query)) return;
    if (query.kind === 'date' || query.kind === 'attribute') found.push(this.describeSelection(query));
    if (query.kind !== 'boolean') return;
    for (const clause of query.must) this.byQuery(clause, found);
    if (needsAlternative(query) && !query.should.some((clause) => this.holds(clause)))
      for (const clause of query.should) this.byQuery(clause, found);
    for (const clause of query.mustNot) if (this.holds(clause)) found.push(describeExclusion(clause));
  }

  private describeSelection(leaf: SelectionLeaf): Excluder {
    const reason = leaf.kind === 'date' ? this.describeDate() : this.describeValues(leaf.field);
    const kind = leaf.kind === 'date' ? 'date' : 'filter';
    return { kind, typed: leaf.text, message: `${leaf.text} leaves it out: ${reason}.` };
  }

  private describeDate(): string {
    const date = this.index.columns.dates[this.document]!;
    return date === UNDATED ? 'it has no date' : `it is dated ${formatDay(date)}`;
  }

  private describeValues(field: string): string {
    const { columns } = this.index;
    if (field === 'path') return `its path is “${this.index.documents.card(this.document).path}”`;
    const only = new Bitmap(columns.documents);
    only.add(this.document);
    const values = countValues(columns, field, only).map(({ value }) => `“${value}”`);
    return values.length === 0 ? `it has no ${field}` : `its ${field} is ${values.join(', ')}`;
  }

  private holds(query: Query): boolean {
    if (query.kind === 'boolean') return this.holdsAll(query);
    const key = leafKey(query);
    const known = this.known.get(key) ?? this.holdsLeaf(query);
    this.known.set(key, known);
    return known;
  }

  private holdsLeaf(query: Leaf): boolean {
    switch (query.kind) {
      case 'date':
      case 'attribute':
        return this.question.select(query).has(this.document);
      default:
        return this.score(query).some(({ tf }) => tf > 0);
    }
  }

  private holdsAll(query: BooleanQuery): boolean {
    if (query.mustNot.some((clause) => this.holds(clause)) || !query.must.every((clause) => this.holds(clause)))
      return false;
    return !needsAlternative(query) || query.should.some((clause) => this.holds(clause));
  }

  private score(query: Query): LeafScore[] {
    return this.index.backend.explain({ ...this.question, query }, [this.document])[0]!;
  }
}

/** Those that every document in the list holds. */
function requiredLeaves(query: Query): ScoringLeaf[] {
  if (query.kind === 'date' || query.kind === 'attribute') return [];
  if (query.kind !== 'boolean') return [query];
  const [only, ...others] = query.should;
  const alternative = needsAlternative(query) && only !== undefined && others.length === 0 ? [only] : [];
  return [...query.must, ...alternative].flatMap(requiredLeaves);
}

/** The words of a leaf that is more than one, as far as they can be looked for alone. */
function partsOf(leaf: ScoringLeaf): WordQuery[] {
  if (leaf.kind === 'near') return wordsWithin(leaf);
  return leaf.kind === 'phrase' && leaf.exact !== true ? wordsOfPhrase(leaf) : [];
}

function describeExclusion(clause: Query): Excluder {
  const typed = printQuery({ kind: 'boolean', must: [], should: [], mustNot: [clause] });
  const isWord = clause.kind !== 'boolean' && clause.kind !== 'date' && clause.kind !== 'attribute';
  const reason = isWord ? `${nameLeaf(clause)} stands in the article` : `the article matches ${typed.slice(1)}`;
  return { kind: 'exclusion', typed, message: `${typed} leaves it out: ${reason}.` };
}
