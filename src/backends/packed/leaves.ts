/**
 * The documents of one leaf of a query with their frequencies. A plain word is a stored list; anything else is made from
 * stored lists, by forms, fields and positions.
 */
import type { Field } from '../../documents/document.js';
import type { Forms } from '../../index/forms.js';
import { foundWords } from '../../query/phrase-words.js';
import type { FormsQuery, NearQuery, PhraseQuery, ScoringLeaf, TermQuery } from '../../query/query.js';
import type { PositionedWord } from '../../query/span-node.js';
import { type Deadline, NO_DEADLINE } from '../deadline.js';
import { listKey } from '../invert.js';
import { Frequencies } from './frequencies.js';
import { ListMaker, type MadeList, NO_DOCUMENTS } from './made-list.js';
import { findNear } from './near-list.js';
import { findPhrase } from './phrase.js';
import type { PackedPostings, StoredList } from './postings.js';
import { type DocumentSet, unite } from './sets.js';
import { WordCursor } from './word-cursor.js';
import { type WordList, WordLists } from './word-lists.js';

/** Exactly one of the two is there. */
export interface LeafList {
  readonly stored?: StoredList;
  readonly made?: MadeList;
  /** Number of documents. */
  readonly length: number;
}

type AnyTerm = Pick<TermQuery, 'term' | 'stopWord' | 'field'>;

export class LeafReader {
  private readonly postings: PackedPostings;
  private readonly forms: Forms;
  private readonly titleWeight: number;
  private readonly lists: WordLists;
  private readonly maker: ListMaker;
  private readonly frequencies = new Map<Field | undefined, Frequencies>();
  /** Documents of the few stems that are a stop word in one form and a content word in another, once counted. */
  private readonly bothFrequencies = new Map<number, number>();

  constructor(postings: PackedPostings, forms: Forms, titleWeight: number) {
    this.postings = postings;
    this.forms = forms;
    this.titleWeight = titleWeight;
    this.lists = new WordLists(postings, forms);
    this.maker = new ListMaker(postings);
  }

  read(leaf: ScoringLeaf, deadline: Deadline): LeafList {
    switch (leaf.kind) {
      case 'term':
        return this.ofTerm(leaf, deadline);
      case 'phrase':
        return this.ofPhrase(leaf, deadline);
      case 'near':
        return this.ofNear(leaf, deadline);
      default:
        return this.ofForms(leaf, deadline);
    }
  }

  /** A content word matches content words of its stem; a stop word that was kept matches every word of its stem. */
  ofTerm(term: AnyTerm, deadline: Deadline): LeafList {
    return this.listOf(this.lists.ofTerm(term), term.field, term.term, deadline);
  }

  /** The forms are one pseudo-term: occurrences are summed over them. */
  ofForms(leaf: FormsQuery, deadline: Deadline): LeafList {
    return this.listOf(this.lists.ofForms(this.placesOf(leaf)), leaf.field, leaf.text, deadline);
  }

  /** The length of `ofTerm` in both fields, for most words without making anything. */
  frequencyOf({ term, stopWord }: Pick<TermQuery, 'term' | 'stopWord'>): number {
    const number = this.forms.termNumber(term);
    if (number === undefined) return 0;
    const content = this.postings.lengthOf(listKey(number, false));
    const stop = stopWord ? this.postings.lengthOf(listKey(number, true)) : 0;
    if (content === 0 || stop === 0) return content + stop;
    const known = this.bothFrequencies.get(number);
    if (known !== undefined) return known;
    const frequency = this.ofTerm({ term, stopWord }, NO_DEADLINE).length;
    this.bothFrequencies.set(number, frequency);
    return frequency;
  }

  /** The documents that hold a stem in any form, stop words included. */
  documentsOf(term: string): DocumentSet {
    const lists = this.lists.ofTerm({ term, stopWord: true });
    return unite(
      lists.map(({ list }) => this.postings.documentsOf(list)),
      this.postings.count,
    );
  }

  /** Where the content words of a stem stand, from the first document on. */
  cursorOf(term: string): WordCursor {
    return new WordCursor(this.lists.ofTerm({ term, stopWord: false }), undefined, this.postings);
  }

  private ofPhrase(phrase: PhraseQuery, deadline: Deadline): LeafList {
    if (phrase.slop !== undefined) return this.ofNear(phrase, deadline);
    const words = foundWords(phrase).map((word, i) => {
      return { cursor: this.cursorOfWord(word), position: phrase.tokens[i]!.position };
    });
    if (words.some(({ cursor }) => cursor.size === 0)) return madeList(NO_DOCUMENTS);
    const spend = deadline.spender(`"${phrase.text}"`);
    return madeList(findPhrase(words, this.titleWeight, this.postings.count, spend));
  }

  private ofNear(leaf: NearQuery | PhraseQuery, deadline: Deadline): LeafList {
    const cursorOf = (word: PositionedWord): WordCursor => this.cursorOfWord(word);
    const spend = deadline.spender(leaf.kind === 'phrase' ? `"${leaf.text}"` : leaf.text);
    return madeList(findNear(leaf, cursorOf, this.titleWeight, this.postings.count, spend));
  }

  private cursorOfWord(word: PositionedWord): WordCursor {
    const lists = word.kind === 'term' ? this.lists.ofTerm(word) : this.lists.ofForms(this.placesOf(word));
    return new WordCursor(lists, word.field, this.postings);
  }

  private placesOf(leaf: FormsQuery): readonly number[] {
    if (leaf.kind !== 'exact') return (leaf.forms ?? []).map(({ place }) => place);
    const found = this.forms.find(leaf.form);
    return found === undefined ? [] : [found.place];
  }

  private listOf(lists: readonly WordList[], field: Field | undefined, clause: string, deadline: Deadline): LeafList {
    // Time may run out here, but not while a list is made.
    for (const { list } of lists) deadline.spend(list.to - list.from, clause);
    const [first] = lists;
    if (first === undefined) return madeList(NO_DOCUMENTS);
    if (lists.length === 1 && first.wanted === undefined && field === undefined)
      return { stored: first.list, length: first.list.to - first.list.from };
    return madeList(this.maker.make(lists, this.frequenciesIn(field)));
  }

  private frequenciesIn(field: Field | undefined): Frequencies {
    const known = this.frequencies.get(field) ?? new Frequencies(this.postings, this.titleWeight, field);
    this.frequencies.set(field, known);
    return known;
  }
}

function madeList(made: MadeList): LeafList {
  return { made, length: made.documents.length };
}
