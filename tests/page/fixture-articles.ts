/**
 * Articles for the tests of the page: with and without a title of their own, with and without a date, and one that
 * tries to be markup wherever it can.
 */
import type { Document } from '../../src/documents/document.js';

export const PAYLOAD = '<img src=x onerror="document.title=1">';

export const ARTICLES: readonly Document[] = [
  titled('harbour/breakwater-survey.txt', '2020-02-12', 'Survey puts price on broken breakwater', [
    'Mending the gap that a November storm tore in the harbour wall will cost 9.6 million crowns, engineers told the commissioners.',
    'The harbour has been without shelter from the north since the storm. Boats lie two deep at the inner quay.',
  ]),
  titled('harbour/breakwater-reopens.txt', '2023-06-17', 'Breakwater reopens with a brass band', [
    'Three and a half years after the storm the harbour wall was handed back to its fishermen on Saturday.',
    'The band played in the rain. Nobody asked about the bill, which has grown to 14.3 million crowns.',
  ]),
  titled('council/budget-vote.txt', '2020-09-22', 'Council finds seven million for the harbour', [
    'The council voted by 34 to 21 to pay for most of the harbour works, and to find the rest from the herring levy.',
    'The vote came after a debate of six hours.',
  ]),
  untitled('council/recount.txt', '2021-05-09', [
    'The seat of Carrow Heath was decided by eleven votes on Thursday night and by nine on Saturday, after a recount in a school gymnasium that smelled of floor polish.',
    'The election officer thanked the counters, who had gone without sleep. The loser thanked nobody.',
  ]),
  untitled('council/coalition.txt', '2021-07-02', [
    'Two parties signed a coalition agreement of 94 pages. The election had left no party with a majority.',
    'The agreement promises a ferry on Sundays, a new flood wall and no rise of the harbour dues.',
  ]),
  untitled('weather/flood-anniversary.txt', '2022-02-18', [
    'A year after the flood the school of Nether Tarn has a line of blue paint on its wall, at the height of a tall man.',
    'The flood took 640 homes in one night. The storm that fed it had been forecast for three days.',
  ]),
  titled('weather/storm-warning.txt', '2021-02-18', 'Storm warning for the vale', [
    'Rain on frozen ground could bring a flood to the vale by Friday, forecasters said.',
    'The storm is moving slowly. The ferry will not sail.',
  ]),
  titled('ferries/new-ferry.txt', '2023-04-03', 'New ferry makes its first crossing', [
    'The new ferry left at seven with 180 passengers, a priest and a goat.',
    'It arrived eleven minutes early, which no ferry on this route has done before.',
  ]),
  titled('ferries/inquiry.txt', '2021-03-11', 'Inquiry blames radar and a tired watch', [
    'The ferry ran aground because its radar had not been serviced and its watch had not slept, the inquiry found.',
    'The captain of the ferry declined to comment.',
  ]),
  untitled('ferries/sunday.txt', '2021-08-15', [
    'There was a ferry on Sunday. The harbour master came in his good coat to see it.',
    'The coalition had promised it in July.',
  ]),
  titled('sport/rowing.txt', '2022-08-20', 'Rowers stay dry, just', [
    'The harbour regatta was rowed between two showers, and won by the visitors.',
  ]),
  titled('sport/fell-race.txt', '2019-09-14', 'Fell race won in fog', [
    'Nobody saw the finish of the fell race. A storm was expected.',
  ]),
  {
    ...titled('letters/undated.txt', '', 'A letter without a date', [
      'Sir, the harbour clock has been wrong since the storm. I remain, etc.',
    ]),
    language: 'en-GB',
  },
  {
    ...titled(`hostile/${PAYLOAD}.txt`, '2022-01-01', `Markup ${PAYLOAD} in a headline`, [
      `A paragraph with markup: ${PAYLOAD} and </p><script>document.title=2</script> after it.`,
    ]),
    attributes: { topics: [PAYLOAD] },
  },
];

function titled(id: string, date: string, title: string, paragraphs: readonly string[]): Document {
  const dated = date === '' ? {} : { date };
  return { id, path: id, title, titleFrom: 'given', body: paragraphs.join('\n\n'), ...dated, attributes: {} };
}

function untitled(id: string, date: string, paragraphs: readonly string[]): Document {
  const sentence = /^.*?[.!?](?=\s|$)/.exec(paragraphs[0] ?? '')?.[0] ?? '';
  const title = sentence.length <= 120 ? sentence : `${sentence.slice(0, sentence.lastIndexOf(' ', 119))}…`;
  return { ...titled(id, date, title, paragraphs), titleFrom: 'first-sentence' };
}
