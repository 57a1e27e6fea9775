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
