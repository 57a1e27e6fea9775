/**
 * The kinds of reply that routes give.
 */
import type { Reply } from './route.js';

export function jsonReply(value: unknown, more: Partial<Reply> = {}): Reply {
  return { type: 'application/json', body: JSON.stringify(value), ...more };
}

export function htmlReply(text: string, more: Partial<Reply> = {}): Reply {
  return { type: 'text/html', body: text, ...more };
}
