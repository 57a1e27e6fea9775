/**
 * `analyze`: how a text is split and stemmed, by the analyzer that index and queries share. Needs no index.
 */
import { analyzer } from '../../analysis/analyzer.js';
import type { Command } from '../command.js';
import { alignColumns } from '../table.js';
import { escapeControls } from '../terminal.js';

export const analyze: Command<{ readonly json?: boolean }> = {
  name: 'analyze',
  summary: 'show how a text is split into words and stemmed',
  examples: [
    ['broadsheet analyze "The elections of 2021"', 'one line for each word'],
    ['broadsheet analyze --json "U.S. COVID-19"', 'for programs'],
  ],
  settings: [],
  define: (command) =>
    command
      .argument('<text...>', 'any text; several words need no quotes')
      .option('--json', 'print the tokens as JSON'),
  async run({ arguments: words, options, terminal }) {
    const text = words.join(' ');
    const tokens = analyzer.analyze(text).map(({ start, end, position, term, stopWord }) => {
      return { text: text.slice(start, end), term, position, start, end, stopWord };
    });
    if (options.json) terminal.printJson({ tokens });
    else {
      const rows = tokens.map(({ text: word, term, position, start, end, stopWord }) => {
        return [
          escapeControls(word),
          escapeControls(term),
          String(position),
          `${start}-${end}`,
          stopWord ? 'stop word' : '',
        ];
      });
      for (const line of alignColumns([['text', 'term', 'position', 'offsets', ''], ...rows])) terminal.print(line);
    }
    return 0;
  },
};
