/**
 * What became of the query: how it was read, what was corrected, left out, repaired or capped. A query that was
 * taken as typed has no receipt.
 */
import type { Correction, QueryReceipt, SearchAnswer } from '../../answer.js';
import { changeState, type PageState, pageUrl } from './state.js';
import { STRINGS } from './strings.js';
import { type Child, h } from './tree.js';

export function receipt(state: PageState, answer: SearchAnswer): Child {
  const { query, didYouMean } = answer;
  const messages = [...query.warnings, ...query.limitsHit].map(({ message }) => message);
  const lines: Child[] = [
    ...query.corrections.map((correction) => correctionLine(state, correction)),
    didYouMean !== null && didYouMeanLine(state, didYouMean),
    isReadDifferently(query) && h('p', {}, `${STRINGS.readAs} `, h('q', {}, query.readAs)),
    query.ignored.length > 0 && h('p', {}, `${STRINGS.ignored} ${query.ignored.join(', ')}`),
    ...messages.map((message) => h('p', {}, message)),
  ];
  return lines.some((line) => line !== false) && h('div', { class: 'receipt' }, lines);
}

function correctionLine(state: PageState, { typed, used, undo }: Correction): Child {
  const href = pageUrl(changeState(state, { q: undo }));
  return h(
    'p',
    {},
    `${STRINGS.correctedTo} `,
    h('strong', {}, used),
    ', ',
    h('a', { href }, STRINGS.correctedUndo(typed)),
  );
}

function didYouMeanLine(state: PageState, suggestion: string): Child {
  const href = pageUrl(changeState(state, { q: suggestion }));
  return h('p', {}, `${STRINGS.didYouMean} `, h('a', { href }, h('strong', {}, suggestion)), '?');
}

/** More than case and spacing differ, once the words are set aside that the other lines speak of. */
function isReadDifferently(query: QueryReceipt): boolean {
  if (query.readAs === '') return false;
  const corrected = new Map(query.corrections.map(({ typed, used }) => [typed.toLowerCase(), used.toLowerCase()]));
  const ignored = new Set(query.ignored.map((word) => word.toLowerCase()));
  const plain = (text: string): string =>
    text
      .replace(/[“”„]/g, '"')
      .replace(/[‘’]/g, "'")
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '' && !ignored.has(word))
      .map((word) => corrected.get(word) ?? word)
      .join(' ');
  return plain(query.readAs) !== plain(query.text);
}
