/**
 * Asks for answers, and hands over only the latest one: an earlier request is aborted, and its answer is dropped even
 * where the abort came too late.
 */
import type { SearchAnswer } from '../../answer.js';

export type Outcome =
  | { readonly kind: 'answer'; readonly answer: SearchAnswer }
  /** The server refused and said why. */
  | { readonly kind: 'refused'; readonly title: string; readonly detail: string }
  | { readonly kind: 'unreachable' }
  /** A later question has taken the place of this one. */
  | { readonly kind: 'superseded' };

export function createLatest(): (url: string) => Promise<Outcome> {
  let sequence = 0;
  let running: AbortController | undefined;
  return async (url) => {
    sequence += 1;
    const mine = sequence;
    running?.abort();
    running = new AbortController();
    const outcome = await ask(url, running.signal);
    return mine === sequence ? outcome : { kind: 'superseded' };
  };
}

async function ask(url: string, signal: AbortSignal): Promise<Outcome> {
  try {
    const response = await fetch(url, { signal, headers: { accept: 'application/json' } });
    const content: unknown = await response.json();
    if (response.ok) return { kind: 'answer', answer: content as SearchAnswer };
    return { kind: 'refused', title: text(content, 'title'), detail: text(content, 'detail') };
  } catch {
    return { kind: 'unreachable' };
  }
}

function text(problem: unknown, name: string): string {
  const value = typeof problem === 'object' && problem !== null ? Reflect.get(problem, name) : undefined;
  return typeof value === 'string' ? value : '';
}
