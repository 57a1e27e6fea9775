/**
 * Bounds the time of one query. Loops count their steps and look at the clock only now and then; what they were busy
 * with is named when time is up.
 */
import { SearchError } from '../errors.js';

export interface Deadline {
  /** Adds `steps` of work on a clause; throws `deadline_exceeded` when time is up. */
  spend(steps: number, clause: string): void;
}

/** Steps between two looks at the clock: about a millisecond of work. */
const STEPS = 32_768;

/** `now` gives milliseconds that only grow. */
export function createDeadline(milliseconds: number, now: () => number): Deadline {
  const end = now() + milliseconds;
  const spent = new Map<string, number>();
  let left = STEPS;
  return {
    spend(steps, clause) {
      spent.set(clause, (spent.get(clause) ?? 0) + steps);
      left -= steps;
      if (left > 0) return;
      left = STEPS;
      if (now() < end) return;
      const costliest = [...spent].reduce((worst, entry) => (entry[1] > worst[1] ? entry : worst));
      throw new SearchError(
        'deadline_exceeded',
        `The query took longer than ${milliseconds} ms; the costliest part was ${costliest[0]}.`,
        {
          parameter: 'q',
          hint: 'Ask for fewer or rarer words, or narrow the dates.',
        },
      );
    },
  };
}
