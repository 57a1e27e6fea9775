/**
 * Where sentences end, guessed from punctuation and the words around it. The guess errs towards too long: a sentence
 * cut inside "the U.S. Senate" reads worse than two together.
 */

/** The ends of sentences of one paragraph, in order: behind the mark and its closing quotes. */
export function* sentenceEnds(paragraph: string): Generator<number> {
  for (const mark of paragraph.matchAll(/(?<![.?!…])[.?!…]+["'”’)\]»]*(?=\s)|[。！？][」』”’]*/gu)) {
    const end = mark.index + mark[0].length;
    // A few words on each side decide; more would make long paragraphs slow.
    if (
      endsSentence(paragraph.slice(Math.max(0, mark.index - 24), mark.index), mark[0], paragraph.slice(end, end + 40))
    )
      yield end;
  }
}

/** Where the sentences and paragraphs of a text begin, ascending, from 0. */
export function sentenceStarts(text: string): number[] {
  const starts: number[] = [];
  for (let at = 0; at < text.length; ) {
    const blank = text.indexOf('\n\n', at);
    const end = blank === -1 ? text.length : blank;
    starts.push(at);
    for (const sentence of sentenceEnds(text.slice(at, end))) {
      const start = at + sentence + /^\s*/.exec(text.slice(at + sentence, at + sentence + 8))![0].length;
      if (start < end) starts.push(start);
    }
    at = end + 2;
  }
  return starts;
}

/**
 * The last place from `from` to `to` at which a sentence or paragraph begins: what `sentenceStarts` would give, found
 * from the end and without reading the rest of the text.
 */
export function lastSentenceStart(text: string, from: number, to: number): number | undefined {
  for (let at = Math.min(to, text.length) - 1; at >= from - BETWEEN && at >= 0; at -= 1) {
    const start = startBehind(text, at);
    if (start !== undefined && start >= from && start <= to && start < text.length) return start;
  }
  return from <= 0 && to >= 0 && text !== '' ? 0 : undefined;
}

/** Closing quotes and blanks that stand at most between the end of a sentence and the next one. */
const BETWEEN = 24;

/** Where a sentence or paragraph begins because of what stands at a place, or undefined. */
function startBehind(text: string, at: number): number | undefined {
  const code = text.charCodeAt(at);
  if (code === 0x0a) return text.charCodeAt(at - 1) === 0x0a ? at + 1 : undefined;
  if (!isMark(code) || (isMark(text.charCodeAt(at + 1)) && !isFullWidth(code))) return undefined;
  const [before, after] = [text.slice(Math.max(0, at - BEFORE), at + 1), text.slice(at + 1, at + 1 + AFTER)];
  const paragraphStart = before.lastIndexOf('\n\n');
  const paragraphEnd = after.indexOf('\n\n');
  const [whole, rest] = [
    paragraphStart === -1 ? before : before.slice(paragraphStart + 2),
    paragraphEnd === -1 ? after : after.slice(0, paragraphEnd),
  ];
  const [mark] = (isFullWidth(code) ? /.$/u : /[.?!…]+$/u).exec(whole)!;
  const closers = (isFullWidth(code) ? /^[」』”’]*/u : /^["'”’)\]»]*/u).exec(rest)![0];
  const behind = rest.slice(closers.length);
  if (!isFullWidth(code) && !/^\s/.test(behind)) return undefined;
  if (!endsSentence(whole.slice(0, whole.length - mark.length).slice(-24), mark, behind)) return undefined;
  const blanks = /^\s*/.exec(behind.slice(0, 8))![0].length;
  return blanks < behind.length ? at + 1 + closers.length + blanks : undefined;
}

/** Characters that are looked at before and behind a mark. */
const BEFORE = 40;
const AFTER = 56;

function isMark(code: number): boolean {
  return code === 0x2e || code === 0x3f || code === 0x21 || code === 0x2026 || isFullWidth(code);
}

function isFullWidth(code: number): boolean {
  return code === 0x3002 || code === 0xff01 || code === 0xff1f;
}

function endsSentence(before: string, mark: string, after: string): boolean {
  if (/^[。！？]/.test(mark)) return true;
  const next = /^[^\p{L}\p{N}]*([\p{L}\p{N}]+)/u.exec(after)?.[1];
  if (next === undefined) return true;
  if (/^\p{Ll}/u.test(next)) return false;
  if (!/^\.(?!\.)/.test(mark)) return true;
  const word = /([\p{L}.]{1,20}) ?$/u.exec(before.slice(-21))?.[1]?.toLowerCase() ?? '';
  if (NUMBERED.has(word)) return !/^\p{N}/u.test(next);
  // Initials ("J. Smith") and dotted forms ("U.S.", "a.m.") are abbreviations without being listed.
  const abbreviated = ABBREVIATIONS.has(word) || /^(?:\p{L}\.)*\p{L}$/u.test(word);
  return !abbreviated || OPENERS.has(next.toLowerCase());
}

/** Abbreviations only before a number: "No. 10", but "The answer was no. Nobody …". */
const NUMBERED = new Set(['no', 'nos', 'pp', 'fig', 'vol', 'art', 'sec']);

/** Abbreviations of news English that are followed by capitals; titles, months, companies, places. */
const ABBREVIATIONS = new Set(
  (
    'mr mrs ms mx dr prof st ste jr sr rev hon pres gov sen rep amb gen lt col maj capt cmdr adm sgt cpl pvt det ' +
    'insp supt messrs jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri ' +
    'inc corp co cos ltd bros plc dept univ assn vs etc approx est mt ft ave blvd rd'
  ).split(' '),
);

/** Words that open a sentence far more often than they follow an abbreviation inside one. */
const OPENERS = new Set(
  (
    'the an and but or it its he his she her they their we our you this that these those there here ' +
    'in on at by for from with after before when while as if since although however meanwhile instead earlier later'
  ).split(' '),
);
