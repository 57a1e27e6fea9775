/** The SearchError that a call throws, for tests of refusals. */
import { SearchError } from '../../src/errors.js';

export function refusal(parse: () => unknown): SearchError {
  try {
    parse();
  } catch (error) {
    if (error instanceof SearchError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
