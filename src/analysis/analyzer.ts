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
import type { Analyzer, Token } from './token.js';
import { tokenize } from './tokenizer.js';

/** Raise it whenever a term can come out differently: every index is then refused until it is built again. */
const ANALYZER_NAME = 'english-1';

/** Words remembered; at about 150 bytes each this is some 40 MB when full. */
const MEMORY = 262_144;

interface Word {
  readonly form: string;
  readonly term: string;
  readonly stopWord: boolean;
}

export function createAnalyzer(): Analyzer {
  const words = new Map<string, Word>();

  function look(raw: string): Word {
    const known = words.get(raw);
    if (known !== undefined) return known;
    if (words.size >= MEMORY) words.clear();
    const word = analyzeWord(raw);
    words.set(raw, word);
    return word;
  }

  return {
    version: ANALYZER_VERSION,
    analyze(text: string): Token[] {
      const tokens: Token[] = [];
      tokenize(text, (start, end) => {
        const word = look(
          end - start > MAX_FORM_LENGTH ? text.slice(start, start + 4 * MAX_FORM_LENGTH) : text.slice(start, end),
        );
        if (word.form === '') return;
        tokens.push({ start, end, position: tokens.length, form: word.form, term: word.term, stopWord: word.stopWord });
      });
      return tokens;
    },
  };
}

function analyzeWord(raw: string): Word {
  const form = fold(raw);
  return { form, term: stem(expandMonth(form)), stopWord: STOP_WORDS.has(form) };
}

const ANALYZER_VERSION = `${ANALYZER_NAME}-${createHash('sha256')
  .update([[...STOP_WORDS].join(' '), STEMMER_EXCEPTIONS, MONTH_ABBREVIATIONS, String(MAX_FORM_LENGTH)].join('\n'))
  .digest('hex')
  .slice(0, 12)}`;

/** The analyzer that every stage of one process shares, and with it the remembered words. */
export const analyzer: Analyzer = createAnalyzer();
