/**
 * Lines above the results that are about the archive or the address rather than about the answer.
 */
import { STRINGS } from './strings.js';
import { type Child, h, type Tree } from './tree.js';

export function noticeList(notices: readonly string[], building?: { done: number; total: number }): Child {
  const lines: Child[] = notices.map((notice) => h('p', { class: 'notice' }, notice));
  if (building !== undefined) lines.push(buildingNotice(building));
  return lines;
}

/** Something failed; what can still be shown is shown below it. */
export function troubleMessage(title: string, detail: string): Tree {
  return h('div', { class: 'trouble', role: 'alert' }, h('h2', {}, title), h('p', {}, detail));
}

function buildingNotice({ done, total }: { done: number; total: number }): Child {
  return h(
    'div',
    { class: 'notice' },
    h('p', {}, STRINGS.building(done, total)),
    h('progress', { max: Math.max(total, 1), value: done, 'aria-label': STRINGS.buildingLabel }),
  );
}
