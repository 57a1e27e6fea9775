/**
 * How unlikely it is that a person who meant one word typed another, in natural logarithms: 0 for the same word, more
 * for each slip, and less for slips that fingers make than for those where one letter out of all had to come up (a
 * noisy channel: Kernighan, Church and Gale 1990).
 */

/** Any slip: about one in 20 words has one, and it has about eight places to be at. */
const SLIP = 5;

/** A letter too many, or in another's place, is one out of 26 … */
const ANY_LETTER = 3;

/** … or one out of some seven where it lies next to the key that was meant, or beside it in the word. */
const NEAR_LETTER = 2;

/** The first letter is wrong less often than others (Pollock and Zamora 1984: 8 % of slips where 12 % would be even). */
const FIRST_LETTER = 1;

/** The keyboards of English; each row stands half a key to the right of the one above. */
const KEY_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

const KEYS = new Map(
  KEY_ROWS.flatMap((row, y) => Array.from(row, (letter, x): [string, Key] => [letter, { x: x + y / 2, y }])),
);

interface Key {
  readonly x: number;
  readonly y: number;
}

/** The same table as for the edit distance, with what each slip costs instead of 1. Costs some microseconds. */
export function slipCost(typed: string, meant: string): number {
  let before: number[] = [];
  let above: number[] = [];
  for (let i = 0; i <= typed.length; i += 1) {
    const row: number[] = [];
    for (let j = 0; j <= meant.length; j += 1) {
      const slip = i <= 1 && j <= 1 ? SLIP + FIRST_LETTER : SLIP;
      let least = i === 0 && j === 0 ? 0 : Number.POSITIVE_INFINITY;
      if (i > 0 && j > 0)
        least = above[j - 1]! + (typed[i - 1] === meant[j - 1] ? 0 : slip + letterCost(typed[i - 1]!, meant[j - 1]!));
      if (i > 0) least = Math.min(least, above[j]! + slip + extraCost(typed, i - 1));
      if (j > 0) least = Math.min(least, row[j - 1]! + slip);
      if (i > 1 && j > 1 && typed[i - 1] === meant[j - 2] && typed[i - 2] === meant[j - 1])
        least = Math.min(least, before[j - 2]! + SLIP + (i === 2 && j === 2 ? FIRST_LETTER : 0));
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[meant.length]!;
}

/** One letter for another. */
function letterCost(typed: string, meant: string): number {
  return areNear(typed, meant) ? NEAR_LETTER : ANY_LETTER;
}

/** A letter too many: the same twice needs no choice, and a finger that hits two keys hits two that are near. */
function extraCost(typed: string, at: number): number {
  const letter = typed[at]!;
  const [left, right] = [typed[at - 1], typed[at + 1]];
  if (letter === left || letter === right) return 0;
  return Math.min(left === undefined ? ANY_LETTER : letterCost(letter, left), letterCost(letter, right ?? ''));
}

function areNear(a: string, b: string): boolean {
  const [one, other] = [KEYS.get(a), KEYS.get(b)];
  return one !== undefined && other !== undefined && Math.abs(one.x - other.x) <= 1 && Math.abs(one.y - other.y) <= 1;
}
