/**
 * The one analyzer of index, query and highlights: tokenizer, folding, months, stop words, stemmer. What it makes of
 * a word depends on that word alone, so the result is remembered; the memory is bounded, because serial numbers in
 * texts would let it grow for ever.
 */
import { crc32 } from '../checksum.js';
import { fold, MAX_FORM_LENGTH } from './filters/fold.js';
import { expandMonth, MONTH_ABBREVIATIONS } from './filters/month.js';
import { STEMMER_EXCEPTIONS, stem } from './filters/stem.js';
import { STOP_WORDS } from './stop-words.js';
import type { Analyzer, Token, Word } from './token.js';
import { tokenize } from './tokenizer.js';
import { WordCache } from './word-cache.js';

/** Raise it whenever a term can come out differently: every index is then refused until it is built again. */
const ANALYZER_NAME = 'english-1';

/** Words remembered; at about 150 bytes each this is some 40 MB when full. */
const MEMORY = 262_144;

export function createAnalyzer(): Analyzer {
  const words = new Map<string, Word>();
  let serial = 0;

  function look(slice: string): Word {
    const known = words.get(slice);
    if (known !== undefined) return known;
    const raw = detach(slice);
    const form = formOf(raw);
    const word = form === raw ? analyzeForm(form) : ofForm(form);
    remember(raw, word);
    return word;
  }

  /** Words of one form are one: what stands at the front of a sentence is not stemmed again. */
  function ofForm(form: string): Word {
    const known = words.get(form);
    if (known?.form === form) return known;
    const word = analyzeForm(form);
    if (formOf(form) === form) remember(form, word);
    return word;
  }

  function analyzeForm(form: string): Word {
    serial += 1;
    return { form, term: stem(expandMonth(form)), stopWord: STOP_WORDS.has(form), serial: serial - 1 };
  }

  function remember(raw: string, word: Word): void {
    if (words.size >= MEMORY) words.clear();
    words.set(raw, word);
  }

  const cache = new WordCache(look);
  function scan(text: string, visit: (start: number, end: number, word: Word) => void): void {
    tokenize(text, (start, end) =>
      visit(start, end, cache.at(text, start, Math.min(end, start + 4 * MAX_FORM_LENGTH))),
    );
  }

  return {
    version: ANALYZER_VERSION,
    scan,
    word: look,
    analyze(text: string): Token[] {
      const tokens: Token[] = [];
      scan(text, (start, end, { form, term, stopWord }) => {
        tokens.push({ start, end, position: tokens.length, form, term, stopWord });
      });
      return tokens;
    },
  };
}

/** V8 keeps a longer slice as a view of the whole text; what is remembered must not keep texts in memory. */
function detach(slice: string): string {
  return slice.length < 13 ? slice : slice.split('').join('');
}

function formOf(raw: string): string {
  // A word always has a form, or positions would depend on what folding leaves of it.
  return fold(raw) || raw.toLowerCase();
}

/** A changed list of words makes another analyzer, also where nobody thought of its name. */
const WORD_LISTS = [[...STOP_WORDS].join(' '), STEMMER_EXCEPTIONS, MONTH_ABBREVIATIONS, String(MAX_FORM_LENGTH)];
const ANALYZER_VERSION = `${ANALYZER_NAME}-${crc32(new TextEncoder().encode(WORD_LISTS.join('\n')))
  .toString(16)
  .padStart(8, '0')}`;

/** The analyzer that every stage of one process shares, and with it the remembered words. */
export const analyzer: Analyzer = createAnalyzer();
