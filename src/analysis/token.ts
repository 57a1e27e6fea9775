/**
 * A token is one occurrence of a word in a text. Offsets are UTF-16 units into the original text, so a highlight can
 * always be cut out of what the reader sees, whatever the filters did to the term.
 */

/** What the analyzer makes of a word; it depends on the word alone, so one object serves all its occurrences. */
export interface Word {
  /** Lower case, accents folded, not stemmed: what prefixes and exact words are matched with. */
  readonly form: string;
  /** The indexed string: the stem of the form. */
  readonly term: string;
  readonly stopWord: boolean;
  /** Counts the words that this analyzer has met; never given to two words. */
  readonly serial: number;
}

export interface Token extends Omit<Word, 'serial'> {
  /** First UTF-16 unit of the word in the original text. */
  readonly start: number;
  /** One past the last UTF-16 unit. */
  readonly end: number;
  /** Counts every token of the field from 0, stop words included. */
  readonly position: number;
}

/** The one analyzer of index, query and highlights. */
export interface Analyzer {
  /** Name and hash of everything that shapes a term; stored in the index and compared when it is opened. */
  readonly version: string;
  analyze(text: string): Token[];
  /** The same tokens without an object for each; the position of a token is the number of calls before its own. */
  scan(text: string, visit: (start: number, end: number, word: Word) => void): void;
  /** What is made of one word as it stands in a text; it begins with the same letter, lower-cased, if that is ASCII. */
  word(raw: string): Word;
}
