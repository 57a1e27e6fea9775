/**
 * `show`: one document with what of a query stands in it. An id that is not there is "found nothing": status 1.
 */
import { openIndex } from '../../backends/open.js';
import { readDocument } from '../../search.js';
import type { Command } from '../command.js';
import { markRanges } from '../marks.js';
import { escapeControls, escapeText, type Terminal } from '../terminal.js';

interface ShowOptions {
  readonly query: string;
  readonly json?: boolean;
}

export const show: Command<ShowOptions> = {
  name: 'show',
  summary: 'print one document, with marks',
  examples: [
    ['broadsheet show 2021/12/a0193.txt', 'an article by its id, as search prints it'],
    ['broadsheet show 2021/12/a0193.txt --query "ferry strike"', 'with the matches in bold'],
  ],
  settings: ['index'],
  define: (command) =>
    command
      .argument('<id>', 'id of the document')
      .option('--query <q>', 'mark what of this query stands in it', '')
      .option('--json', 'print the document as JSON'),
  async run({ arguments: [id = ''], options, settings, terminal }) {
    const index = await openIndex(settings.index);
    try {
      const document = readDocument(index, id.normalize('NFC'), options.query, settings);
      if (options.json) terminal.printJson(document);
      else printDocument(document, terminal);
      return 0;
    } finally {
      index.close();
    }
  },
};

function printDocument(document: ReturnType<typeof readDocument>, terminal: Terminal): void {
  const { title, titleFrom, date, id, body, attributes, highlights } = document;
  // A derived title is the beginning of the body, which follows.
  if (titleFrom === 'given') terminal.print(markRanges(title, highlights.title, escapeControls, terminal.strong));
  terminal.print(terminal.faint(`${date ?? 'undated'}  ${escapeControls(id)}`));
  for (const [name, values] of Object.entries(attributes))
    terminal.print(terminal.faint(escapeControls(`${name}: ${values.join(', ')}`)));
  terminal.print();
  terminal.print(markRanges(body, highlights.body, escapeText, terminal.strong));
}
