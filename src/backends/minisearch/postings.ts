/**
 * Which documents hold a leaf of the query, and how often. Terms come from MiniSearch's own posting lists; what
 * MiniSearch does not know (order of words, single forms, stop words) is counted in the texts.
 */
import MiniSearch from 'minisearch';
import { FIELDS } from '../../documents/document.js';
import type { Forms } from '../../index/forms.js';
import type { PhraseQuery, PrefixQuery, TermQuery } from '../../query/query.js';
import type { Deadline } from '../deadline.js';
import type { AnalyzedTexts } from './texts.js';

/** One entry for each document that holds a leaf: its number, and how often title and body hold it. */
export class Postings {
  readonly documents: number[] = [];
  readonly title: number[] = [];
  readonly body: number[] = [];

  get length(): number {
    return this.documents.length;
  }

  push(document: number, title: number, body: number): void {
    this.documents.push(document);
    this.title.push(title);
    this.body.push(body);
  }
}

/** Opens what MiniSearch keeps to itself: term → field → document → occurrences, and the field lengths. */
class OpenMiniSearch extends MiniSearch {
  static postings(index: MiniSearch, term: string): ReadonlyMap<number, ReadonlyMap<number, number>> | undefined {
    return (index as OpenMiniSearch)._index.get(term);
  }

  static lengths(index: MiniSearch): ReadonlyMap<number, readonly number[]> {
    return (index as OpenMiniSearch)._fieldLength;
  }
}

/** Content words of title and body of each document. */
export function fieldLengths(index: MiniSearch): ReadonlyMap<number, readonly number[]> {
  return OpenMiniSearch.lengths(index);
}

export class PostingsReader {
  private readonly index: MiniSearch;
  private readonly texts: AnalyzedTexts;
  private readonly forms: Forms;

  constructor(index: MiniSearch, texts: AnalyzedTexts, forms: Forms) {
    this.index = index;
    this.texts = texts;
    this.forms = forms;
  }

  /** A content word matches content words of its stem; a stop word that was kept matches every word of its stem. */
  ofTerm({ term, stopWord }: Pick<TermQuery, 'term' | 'stopWord'>, deadline: Deadline): Postings {
    if (stopWord) return this.count(this.allDocuments(), this.placesOf(term), deadline, term);
    const { title, body } = this.lists(term);
    deadline.spend(title.size + body.size, term);
    const postings = new Postings();
    for (const [document, tf] of body) postings.push(document, title.get(document) ?? 0, tf);
    for (const [document, tf] of title) if (!body.has(document)) postings.push(document, tf, 0);
    return postings;
  }

  /** How many documents a content word matches. */
  frequencyOf(term: string): number {
    const { title, body } = this.lists(term);
    let frequency = body.size;
    for (const document of title.keys()) if (!body.has(document)) frequency += 1;
    return frequency;
  }

  /** The forms of the prefix are one pseudo-term: occurrences are summed over them. */
  ofPrefix(query: PrefixQuery, deadline: Deadline): Postings {
    const wanted = (query.forms ?? []).map(({ place }) => this.forms.at(place));
    const documents = new Set<number>();
    for (const term of new Set(wanted.map((form) => form.term))) {
      const { title, body } = this.lists(term);
      deadline.spend(title.size + body.size, query.text);
      for (const list of [title, body]) for (const document of list.keys()) documents.add(document);
    }
    return this.count(documents, new Set(wanted.map((form) => form.place)), deadline, query.text);
  }

  /** Documents that hold the listed words of the phrase are looked through for all of them in order. */
  ofPhrase(query: PhraseQuery, deadline: Deadline): Postings {
    const words = query.tokens.map((token) => ({
      position: token.position,
      isWord: this.mask(this.placesOf(token.term)),
    }));
    const postings = new Postings();
    for (const document of this.phraseCandidates(query, deadline)) {
      const sequences = FIELDS.map((field) => this.texts.of(document, field));
      deadline.spend(sequences[0]!.length + sequences[1]!.length, `"${query.text}"`);
      const [title, body] = sequences.map((sequence) => countPhrase(sequence, words));
      if (title! + body! > 0) postings.push(document, title!, body!);
    }
    return postings;
  }

  private lists(term: string): { title: Frequencies; body: Frequencies } {
    const fields = OpenMiniSearch.postings(this.index, term);
    const [title, body] = FIELDS.map((_, number) => fields?.get(number) ?? NONE);
    return { title: title!, body: body! };
  }

  private phraseCandidates(query: PhraseQuery, deadline: Deadline): Iterable<number> {
    // MiniSearch does not know stop words, and some content words share their stem with one ("owns", "own").
    const isListed = (term: string): boolean => this.forms.ofTerm(term).every((form) => !form.stopWord);
    const words = query.tokens.filter((token) => isListed(token.term)).map((token) => this.lists(token.term));
    const [rarest, ...others] = words.sort((a, b) => a.title.size + a.body.size - b.title.size - b.body.size);
    if (rarest === undefined) return this.allDocuments();
    deadline.spend(rarest.title.size + rarest.body.size, `"${query.text}"`);
    const documents = new Set([...rarest.title.keys(), ...rarest.body.keys()]);
    return [...documents].filter((document) =>
      others.every(({ title, body }) => body.has(document) || title.has(document)),
    );
  }

  /** Counts forms in the texts of documents. */
  private count(
    documents: Iterable<number>,
    places: ReadonlySet<number>,
    deadline: Deadline,
    clause: string,
  ): Postings {
    const isWanted = this.mask(places);
    const postings = new Postings();
    for (const document of documents) {
      const [title, body] = [this.texts.of(document, 'title'), this.texts.of(document, 'body')];
      deadline.spend(title.length + body.length, clause);
      const [inTitle, inBody] = [countWanted(title, isWanted), countWanted(body, isWanted)];
      if (inTitle + inBody > 0) postings.push(document, inTitle, inBody);
    }
    return postings;
  }

  private placesOf(term: string): Set<number> {
    return new Set(this.forms.ofTerm(term).map((form) => form.place));
  }

  /** 1 at the places of some forms: looked up for each token, so it must be cheaper than a set. */
  private mask(places: ReadonlySet<number>): Uint8Array {
    const mask = new Uint8Array(this.forms.size);
    for (const place of places) mask[place] = 1;
    return mask;
  }

  private *allDocuments(): Generator<number> {
    for (let document = 0; document < this.texts.count; document += 1) yield document;
  }
}

type Frequencies = ReadonlyMap<number, number>;
const NONE: Frequencies = new Map();

function countWanted(sequence: Uint32Array, isWanted: Uint8Array): number {
  let found = 0;
  for (let i = 0; i < sequence.length; i += 1) found += isWanted[sequence[i]!]!;
  return found;
}

/** How often the words stand in a sequence at their distances from the first. */
function countPhrase(
  sequence: Uint32Array,
  words: readonly { readonly position: number; readonly isWord: Uint8Array }[],
): number {
  let found = 0;
  const last = words.at(-1)!.position;
  for (let at = 0; at + last < sequence.length; at += 1) {
    if (words.every((word) => word.isWord[sequence[at + word.position]!] === 1)) found += 1;
  }
  return found;
}
