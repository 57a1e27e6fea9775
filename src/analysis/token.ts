/**
 * A token is one occurrence of a word in a text. Offsets are UTF-16 units into the original text, so a highlight can
 * always be cut out of what the reader sees, whatever the filters did to the term.
 */

export interface Token {
  /** First UTF-16 unit of the word in the original text. */
  readonly start: number;
  /** One past the last UTF-16 unit. */
  readonly end: number;
  /** Counts every token of the field from 0, stop words included. */
  readonly position: number;
  /** Lower case, accents folded, not stemmed: what prefixes and exact words are matched with. */
  readonly form: string;
  /** The indexed string: the stem of the form. */
  readonly term: string;
  readonly stopWord: boolean;
}

/** The one analyzer of index, query and highlights. */
export interface Analyzer {
  /** Name and hash of everything that shapes a term; stored in the index and compared when it is opened. */
  readonly version: string;
  analyze(text: string): Token[];
}
