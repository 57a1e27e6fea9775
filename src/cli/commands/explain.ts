/**
 * `explain`: where one document is in the list of a query and why, or why it is not in it. Not being in it is "found
 * nothing": status 1.
 */
import type { ExplainAnswer } from '../../answer.js';
import { openIndex } from '../../backends/open.js';
import { explainDocument } from '../../search/explain-document.js';
import type { Command } from '../command.js';
import { explanationLines } from '../explanation-table.js';
import { addListOptions, type ListOptions, listRequest } from '../list-options.js';
import { describeReading, readAs } from '../reading.js';
import { count } from '../report.js';
import { escapeControls, type Terminal } from '../terminal.js';

/** As deep as explanations go. */
const DEPTH = 4;

type ExplainOptions = ListOptions & { readonly json?: boolean };

export const explain: Command<ExplainOptions> = {
  name: 'explain',
  summary: 'tell why a document ranks there, or why not',
  examples: [
    ['broadsheet explain "ferry strike" 2021/12/a0193.txt', 'its rank, and what its score is made of'],
    [
      'broadsheet explain "+ferry -strike" 2021/12/a0193.txt --from 2022',
      'or which word, date or exclusion is why not',
    ],
  ],
  settings: ['index', 'deadlineMs', 'maxPrefixForms', 'maxFuzzyForms'],
  define(command) {
    command
      .argument('<q>', 'the query, in quotes where it is several words')
      .argument('<id>', 'id of the document, as search prints it');
    addListOptions(command).option('--json', 'print the explanation as JSON');
  },
  async run({ arguments: [q = '', id = ''], options, settings, terminal }) {
    const index = await openIndex(settings.index);
    try {
      const answer = explainDocument(index, id.normalize('NFC'), listRequest(q, options), settings);
      if (options.json) terminal.printJson(answer);
      else printExplanation(answer, terminal);
      return answer.matches ? 0 : 1;
    } finally {
      index.close();
    }
  },
};

function printExplanation(answer: ExplainAnswer, terminal: Terminal): void {
  const { query, total, rank, explanation, missing, excludedBy } = answer;
  const list = `${count(total, 'document')} found; ${readAs(query)}`;
  for (const line of [list, ...describeReading(query)]) terminal.say(escapeControls(line));
  terminal.print(rank === null ? 'Not among them.' : `Rank ${rank} of ${total}`);
  if (explanation !== undefined)
    for (const line of explanationLines(explanation, DEPTH)) terminal.print(escapeControls(line));
  for (const { message } of [...excludedBy, ...missing]) terminal.print(escapeControls(message));
}
