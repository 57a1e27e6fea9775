/**
 * Bounds the time of one query. Loops count their steps and look at the clock only now and then; what they were busy
 * with is named when time is up.
 */
import { SearchError } from '../errors.js';

export interface Deadline {
  /** Adds `steps` of work on a clause; throws `deadline_exceeded` when time is up. */
  spend(steps: number, clause: string): void;
  /** The same for loops that spend on one clause again and again. */
  spender(clause: string): (steps: number) => void;
}

/** Steps between two looks at the clock: about a millisecond of work. */
const STEPS = 32_768;

/** For what is not part of a query. */
export const NO_DEADLINE: Deadline = { spend: () => {}, spender: () => () => {} };

interface Account {
  steps: number;
}

/** `now` gives milliseconds that only grow. */
export function createDeadline(milliseconds: number, now: () => number): Deadline {
  const end = now() + milliseconds;
  const accounts = new Map<string, Account>();
  let left = STEPS;

  function spender(clause: string): (steps: number) => void {
    const account = accounts.get(clause) ?? { steps: 0 };
    accounts.set(clause, account);
    return (steps) => {
      account.steps += steps;
      left -= steps;
      if (left > 0) return;
      left = STEPS;
      if (now() >= end) throw tooLate(milliseconds, accounts);
    };
  }

  return { spender, spend: (steps, clause) => spender(clause)(steps) };
}

function tooLate(milliseconds: number, accounts: ReadonlyMap<string, Account>): SearchError {
  const [costliest] = [...accounts].reduce((worst, entry) => (entry[1].steps > worst[1].steps ? entry : worst));
  return new SearchError(
    'deadline_exceeded',
    `The query took longer than ${milliseconds} ms; the costliest part was ${shorten(costliest)}.`,
    { parameter: 'q', hint: 'Ask for fewer or rarer words, or narrow the dates.' },
  );
}

/** A clause may be thousands of words. */
function shorten(clause: string): string {
  return clause.length <= 80 ? clause : `${clause.slice(0, 79)}…`;
}
