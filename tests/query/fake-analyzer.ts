/** A small analyzer whose rules fit in one look, so that a test shows what the parser does and not what words are. */
import type { Analyzer } from '../../src/analysis/token.js';

const STOP_WORDS = new Set(['the', 'a', 'to', 'be', 'or', 'not', 'who', 'and']);

export const fakeAnalyzer: Pick<Analyzer, 'analyze'> = {
  analyze(text) {
    return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((match, position) => {
      const form = match[0].toLowerCase();
      return {
        start: match.index,
        end: match.index + match[0].length,
        position,
        form,
        term: form.replace(/s$/u, ''),
        stopWord: STOP_WORDS.has(form),
      };
    });
  },
};
