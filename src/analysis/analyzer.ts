/**
 * The one analyzer of index, query and highlights: tokenizer, folding, months, stop words, stemmer. What it makes of
 * a word depends on that word alone, so the result is remembered; the memory is bounded, because serial numbers in
 * texts would let it grow for ever.
 */
import { createHash } from 'node:crypto';
import { fold, MAX_FORM_LENGTH } from './filters/fold.js';
import { expandMonth, MONTH_ABBREVIATIONS } from './filters/month.js';
import { STEMMER_EXCEPTIONS, stem } from './filters/stem.js';
import { STOP_WORDS } from './stop-words.js';
import type { Analyzer, Token, Word } from './token.js';
import { tokenize } from './tokenizer.js';

/** Raise it whenever a term can come out differently: every index is then refused until it is built again. */
const ANALYZER_NAME = 'english-1';

/** Words remembered; at about 150 bytes each this is some 40 MB when full. */
const MEMORY = 262_144;

export function createAnalyzer(): Analyzer {
  const words = new Map<string, Word>();
  let serial = 0;

  function look(raw: string): Word {
    const known = words.get(raw);
    if (known !== undefined) return known;
    if (words.size >= MEMORY) words.clear();
    const word = analyzeWord(raw, serial);
    serial += 1;
    words.set(detach(raw), word);
    return word;
  }

  function scan(text: string, visit: (start: number, end: number, word: Word) => void): void {
    tokenize(text, (start, end) =>
      visit(start, end, look(text.slice(start, Math.min(end, start + 4 * MAX_FORM_LENGTH)))),
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

function analyzeWord(raw: string, serial: number): Word {
  // A word always has a form, or positions would depend on what folding leaves of it.
  const form = fold(raw) || raw.toLowerCase();
  return { form, term: stem(expandMonth(form)), stopWord: STOP_WORDS.has(form), serial };
}

const ANALYZER_VERSION = `${ANALYZER_NAME}-${createHash('sha256')
  .update([[...STOP_WORDS].join(' '), STEMMER_EXCEPTIONS, MONTH_ABBREVIATIONS, String(MAX_FORM_LENGTH)].join('\n'))
  .digest('hex')
  .slice(0, 12)}`;

/** The analyzer that every stage of one process shares, and with it the remembered words. */
export const analyzer: Analyzer = createAnalyzer();
