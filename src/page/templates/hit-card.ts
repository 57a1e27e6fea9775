/**
 * One hit in the list. Its title is the only link; a title that was taken from the first sentence is not said again
 * by the snippet below it.
 */
import type { Hit, Snippet } from '../../answer.js';
import { dateInWords } from './dates.js';
import { cutRanges, markedText } from './marked-text.js';
import { documentUrl } from './state.js';
import { STRINGS } from './strings.js';
import { type Child, h, type Tree } from './tree.js';

export function hitCard(hit: Hit, q: string): Tree {
  const title = hit.title ?? hit.id;
  const marks = hit.title === undefined ? [] : (hit.titleHighlights ?? []);
  return h(
    'li',
    { class: 'hit', value: hit.rank },
    h(
      'article',
      { lang: hit.language },
      h('h3', { dir: 'auto' }, h('a', { href: documentUrl(hit.id, q) }, markedText(title, marks))),
      h('p', { class: 'byline' }, dateLine(hit.date), hit.path !== undefined && h('span', { class: 'path' }, hit.path)),
      hit.snippets.filter(({ field }) => field === 'body').map((snippet) => snippetLine(withoutTitle(snippet, hit))),
    ),
  );
}

export function dateLine(date: string | undefined): Child {
  if (date === undefined) return h('span', { class: 'no-date' }, STRINGS.undatedHit);
  return h('time', { datetime: date }, dateInWords(date));
}

/** What is left of a snippet, as text and marks. */
interface Shown extends Pick<Snippet, 'text' | 'highlights'> {
  /** The text goes on from words that are not shown before it. */
  readonly isCutBefore: boolean;
}

/** A rest shorter than this, in UTF-16 units, says nothing by itself. */
const SHORTEST_REST = 40;

/** A derived title is the beginning of the body: where the snippet begins inside it, the snippet goes on after it. */
function withoutTitle(snippet: Snippet, { title, titleFrom }: Hit): Shown | undefined {
  const { text, highlights, start } = snippet;
  const whole = { text, highlights, isCutBefore: start > 0 && !text.startsWith('…') };
  if (title === undefined || titleFrom !== 'first-sentence') return whole;
  const sentence = title.replace(/\s*(?:…|\.\.\.)$/, '');
  const said = sentence.slice(start);
  if (said === '' || !text.startsWith(said)) return whole;
  const rest = text.slice(said.length).replace(/^[.!?"”’\s]+/, '');
  if (rest.length < SHORTEST_REST) return undefined;
  const cut = text.length - rest.length;
  return {
    text: rest,
    highlights: cutRanges(highlights, cut, text.length),
    isCutBefore: !ENDS_SENTENCE.test(sentence),
  };
}

const ENDS_SENTENCE = /[.!?…]["”’)]*\s*$/;

function snippetLine(snippet: Shown | undefined): Child {
  if (snippet === undefined) return false;
  const { text, highlights, isCutBefore } = snippet;
  return h(
    'p',
    { class: 'snippet', dir: 'auto' },
    isCutBefore && '… ',
    markedText(text, highlights),
    !ENDS_SENTENCE.test(text) && ' …',
  );
}
