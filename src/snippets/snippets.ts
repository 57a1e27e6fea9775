/**
 * What is shown of a document for a query: snippets of its body with highlights, and the highlights of its title.
 */
import type { Analyzer } from '../analysis/token.js';
import type { Field } from '../documents/document.js';
import type { Leaf } from '../query/query.js';
import { chooseFragments } from './fragments.js';
import { highlightsWithin, markHtml, type Range } from './highlight.js';
import { createMatcher } from './matches.js';

export interface BodySnippet {
  readonly field: 'body';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly highlights: readonly Range[];
  readonly html: string;
}

export interface SnippetMaker {
  /** Up to `count` snippets of at most `length` UTF-16 units each, best first; `avoid` are ranges of boilerplate. */
  snippets(body: string, count: number, length: number, avoid?: readonly Range[]): BodySnippet[];
  /** Every range of a text, which is a field of a document, that satisfies a leaf. */
  highlights(text: string, field: Field): Range[];
}

/** `weights` say how much each leaf counts when fragments are compared; the rarer the word, the more. */
export function createSnippetMaker(
  analyzer: Pick<Analyzer, 'word'>,
  leaves: readonly Leaf[],
  weights: readonly number[],
): SnippetMaker {
  const match = createMatcher(analyzer, leaves);
  return {
    snippets(body, count, length, avoid) {
      const { matches, words } = match(body, 'body');
      return chooseFragments(body, words, matches, weights, count, length, avoid).map(([start, end]) => {
        const text = body.slice(start, end);
        const highlights = highlightsWithin(matches, start, end);
        return { field: 'body', start, end, text, highlights, html: markHtml(text, highlights) };
      });
    },
    highlights: (text, field) => highlightsWithin(match(text, field).matches, 0, text.length),
  };
}
