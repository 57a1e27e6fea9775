import { describe, expect, test } from '@jest/globals';
import { createTerminal, escapeControls, escapeText } from '../../src/cli/terminal.js';
import { collect } from './surroundings.js';

function terminal(isTTY: boolean, environment: Record<string, string> = {}) {
  const [stdout, stderr] = [collect({ isTTY }), collect({ isTTY })];
  return { stdout, stderr, terminal: createTerminal({ stdout, stderr, environment }) };
}

test('data goes to standard output, talk to standard error', () => {
  const made = terminal(false);
  made.terminal.print('hit');
  made.terminal.print();
  made.terminal.printJson({ total: 1 });
  made.terminal.say('1 document found');
  expect(made.stdout.text).toBe('hit\n\n{\n  "total": 1\n}\n');
  expect(made.stderr.text).toBe('1 document found\n');
});

test.each([
  { name: 'a terminal', isTTY: true, environment: {}, expected: '\u001b[1mferry\u001b[0m' },
  { name: 'a pipe', isTTY: false, environment: {}, expected: 'ferry' },
  { name: 'a terminal with NO_COLOR', isTTY: true, environment: { NO_COLOR: '1' }, expected: 'ferry' },
  {
    name: 'a terminal with an empty NO_COLOR',
    isTTY: true,
    environment: { NO_COLOR: '' },
    expected: '\u001b[1mferry\u001b[0m',
  },
  { name: 'a dumb terminal', isTTY: true, environment: { TERM: 'dumb' }, expected: 'ferry' },
])('marks on $name', ({ isTTY, environment, expected }) => {
  expect(terminal(isTTY, environment).terminal.strong('ferry')).toBe(expected);
});

describe('control characters', () => {
  test.each([
    { name: 'an escape sequence', text: 'a\u001b[2Jb', expected: 'a\\u001b[2Jb' },
    { name: 'the eight-bit form of it', text: 'a\u009b2Jb', expected: 'a\\u009b2Jb' },
    { name: 'a line feed in a name', text: 'a\nb', expected: 'a\\u000ab' },
    { name: 'a mark that turns the text around', text: 'gpj.\u202eexe', expected: 'gpj.\\u202eexe' },
    { name: 'nothing of a usual name', text: 'Zürich – 東京 🐑.txt', expected: 'Zürich – 東京 🐑.txt' },
  ])('$name', ({ text, expected }) => expect(escapeControls(text)).toBe(expected));

  test('texts keep their line feeds', () => {
    expect(escapeText('one\n\ttwo\r\u0007')).toBe('one\n\ttwo\\u000d\\u0007');
  });

  test('JSON stays the same value and holds none of them', () => {
    const made = terminal(true);
    const value = { id: 'a\u009b\u202e\u001b\n"\\' };
    made.terminal.printJson(value);
    expect(made.stdout.text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(JSON.parse(made.stdout.text)).toEqual(value);
  });
});
