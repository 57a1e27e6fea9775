/**
 * What changed from one version of a text to another. Sentences are compared first and then, where they differ, the
 * words of them: what was put in between stays whole, and long texts are compared almost as fast as they are read.
 * Spaces and line ends are not compared, so that a paragraph broken elsewhere is no change.
 */
import { diffArrays } from 'diff/lib/diff/array.js';
import { sentenceStarts } from './sentences.js';

export interface Change {
  readonly kind: 'kept' | 'removed' | 'added';
  /** Its first word and how many: of the earlier text for what was removed, else of the later one. */
  readonly first: number;
  readonly count: number;
}

export interface Comparison {
  /** In reading order; what was removed comes before what was added in its place. Undefined: too much of it. */
  readonly changes: readonly Change[] | undefined;
  /** What it took: at most MOST_EFFORT. */
  readonly effort: number;
}

/**
 * Finding the fewest edits takes the square of their number (Myers 1986, "An O(ND) difference algorithm"), which is
 * what effort counts: 250 edits, in 8 ms of a processor.
 */
export const MOST_EFFORT = 250 ** 2;

/**
 * A text cut into words: what stands between spaces, punctuation included, because a comma more is a change that a
 * reader may see. Where a script has no spaces, each character is one.
 */
export class CutText {
  readonly words: string[] = [];
  readonly sentences: string[] = [];
  private readonly text: string;
  private readonly wordStarts: number[] = [];
  /** The first word of each sentence. */
  private readonly firstWords: number[] = [];

  constructor(text: string) {
    this.text = text;
    for (const { 0: run, index } of text.matchAll(/\S+/g)) this.addRun(run, index);
    const starts = sentenceStarts(text);
    for (let sentence = 0, word = 0; sentence < starts.length; sentence += 1) {
      const end = starts[sentence + 1] ?? text.length;
      const first = word;
      while (word < this.words.length && this.wordStarts[word]! < end) word += 1;
      if (word === first) continue;
      this.firstWords.push(first);
      this.sentences.push(this.words.slice(first, word).join(' '));
    }
  }

  /** So many words from `first` on, with the spaces behind them. */
  slice(first: number, count: number): string {
    return this.text.slice(this.startOf(first), this.startOf(first + count));
  }

  /** The words of some sentences. */
  wordsOf(firstSentence: number, count: number): string[] {
    const firstWord = (sentence: number) => this.firstWords[sentence] ?? this.words.length;
    return this.words.slice(firstWord(firstSentence), firstWord(firstSentence + count));
  }

  /** What stands between two spaces. One pattern for both kinds of words takes half as long again in Chinese. */
  private addRun(run: string, start: number): void {
    const add = (from: number, to: number) => {
      if (from === to) return;
      this.words.push(run.slice(from, to));
      this.wordStarts.push(start + from);
    };
    let from = 0;
    if (UNSPACED.test(run)) {
      let at = 0;
      for (const character of run) {
        const end = at + character.length;
        if (UNSPACED.test(character)) {
          add(from, at);
          add(at, end);
          from = end;
        }
        at = end;
      }
    }
    add(from, run.length);
  }

  private startOf(word: number): number {
    return word === 0 ? 0 : (this.wordStarts[word] ?? this.text.length);
  }
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

export function findChanges(earlier: CutText, later: CutText): Comparison {
  const comparing = new Comparing();
  const bySentences = comparing.compare(earlier.sentences, later.sentences);
  const steps: Step[] = [];
  let [before, after] = [0, 0];
  for (const { removed, added, kept } of bySentences ?? []) {
    const [old, young] = [earlier.wordsOf(before, removed), later.wordsOf(after, added)];
    for (const step of comparing.compareSentences(old, young)) append(steps, step);
    before += removed;
    after += added;
    append(steps, { removed: 0, added: 0, kept: later.wordsOf(after, kept).length });
    before += kept;
    after += kept;
  }
  return { changes: bySentences === undefined ? undefined : changesOf(steps), effort: MOST_EFFORT - comparing.left };
}

/** So much was removed, so much added in its place, and so much behind it kept. */
interface Step {
  removed: number;
  added: number;
  kept: number;
}

function append(steps: Step[], { removed, added, kept }: Step): void {
  const last = steps.at(-1);
  if (last === undefined || (last.kept > 0 && removed + added > 0)) {
    steps.push({ removed, added, kept });
    return;
  }
  last.removed += removed;
  last.added += added;
  last.kept += kept;
}

/** One comparison of two texts, with the effort that is left for it. */
class Comparing {
  left = MOST_EFFORT;

  /** What changed inside sentences, in words; all of them where that is too much. */
  compareSentences(before: readonly string[], after: readonly string[]): Step[] {
    const whole = [{ removed: before.length, added: after.length, kept: 0 }];
    if (before.length === 0 || after.length === 0) return whole;
    return dropChanceHits(this.compare(before, after) ?? whole);
  }

  /** Undefined where that is too much. */
  compare(before: readonly string[], after: readonly string[]): Step[] | undefined {
    const most = Math.floor(Math.sqrt(this.left));
    if (leastEdits(before, after) > most) return undefined;
    const edits = diffArrays([...before], [...after], { maxEditLength: most });
    const made = edits?.reduce((sum, { removed, added, count }) => sum + (removed || added ? count : 0), 0);
    this.left -= (made ?? most) ** 2;
    if (edits === undefined) return undefined;
    const steps: Step[] = [];
    for (const { removed, added, count } of edits) {
      const step = { removed: 0, added: 0, kept: 0 };
      step[removed ? 'removed' : added ? 'added' : 'kept'] = count;
      append(steps, step);
    }
    return steps;
  }
}

/**
 * Any two sentences share an `of` and a `the`, and nobody can read what is cut at these: what was kept counts as
 * changed where it is less than half as long as the changes on either side.
 */
function dropChanceHits(steps: readonly Step[]): Step[] {
  const result: Step[] = [];
  for (const step of steps) {
    let next = step;
    for (let last = result.at(-1); last !== undefined; last = result.at(-1)) {
      if (2 * last.kept >= Math.min(lengthOf(last), lengthOf(next))) break;
      result.pop();
      next = {
        removed: last.removed + last.kept + next.removed,
        added: last.added + last.kept + next.added,
        kept: next.kept,
      };
    }
    result.push(next);
  }
  return result;
}

function lengthOf({ removed, added }: Step): number {
  return Math.max(removed, added);
}

/** Whatever the order of the words, what one text has more often than the other is an edit. It costs no square. */
function leastEdits(before: readonly string[], after: readonly string[]): number {
  const more = new Map<string, number>();
  for (const word of before) more.set(word, (more.get(word) ?? 0) + 1);
  for (const word of after) more.set(word, (more.get(word) ?? 0) - 1);
  return [...more.values()].reduce((sum, times) => sum + Math.abs(times), 0);
}

function changesOf(steps: readonly Step[]): Change[] {
  const changes: Change[] = [];
  let [before, after] = [0, 0];
  for (const { removed, added, kept } of steps) {
    if (removed > 0) changes.push({ kind: 'removed', first: before, count: removed });
    if (added > 0) changes.push({ kind: 'added', first: after, count: added });
    if (kept > 0) changes.push({ kind: 'kept', first: after + added, count: kept });
    before += removed + kept;
    after += added + kept;
  }
  return changes;
}
