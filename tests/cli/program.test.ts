import { describe, expect, test } from '@jest/globals';
import type { Command, Invocation } from '../../src/cli/command.js';
import { COMMANDS } from '../../src/cli/main.js';
import { SearchError } from '../../src/errors.js';
import { runHere } from './surroundings.js';

/** A command that keeps what it was given, or throws. */
function createCommand(failure?: unknown): Command & { given: Invocation<unknown>[] } {
  const given: Invocation<unknown>[] = [];
  return {
    given,
    name: 'greet',
    summary: 'greet people',
    examples: [['broadsheet greet Ann', 'one person']],
    settings: ['port', 'maxFileBytes'],
    define: (command) => void command.argument('<name...>', 'names').option('--loud', 'in capitals'),
    async run(invocation) {
      given.push(invocation);
      if (failure !== undefined) throw failure;
      invocation.terminal.print('hello');
      return 1;
    },
  };
}

test('a command gets its arguments, options and settings, and gives the status', async () => {
  const command = createCommand();
  const outcome = await runHere([command], ['greet', 'Ann', '--loud', '--max-file-bytes', '2048', 'Bob'], {
    environment: { BROADSHEET_PORT: '99' },
  });
  expect(outcome).toEqual({ status: 1, stdout: 'hello\n', stderr: '' });
  const [invocation] = command.given;
  expect(invocation?.arguments).toEqual(['Ann', 'Bob']);
  expect(invocation?.options).toMatchObject({ loud: true });
  expect(invocation?.settings).toMatchObject({ port: 99, maxFileBytes: 2048 });
  expect(invocation?.origins).toMatchObject({ port: 'environment', maxFileBytes: 'flag' });
});

test('what comes after -- is no option', async () => {
  const command = createCommand();
  await runHere([command], ['greet', '--', '--loud', '-x']);
  expect(command.given[0]?.arguments).toEqual(['--loud', '-x']);
});

describe('wrong usage is status 2, nothing on standard output, and a way out', () => {
  test.each([
    { name: 'no command', words: [], says: 'Usage: broadsheet' },
    { name: 'an unknown command', words: ['great'], says: "unknown command 'great'\n(Did you mean greet?)" },
    { name: 'no argument', words: ['greet'], says: "missing required argument 'name'\nSee broadsheet greet --help" },
    {
      name: 'an unknown option',
      words: ['greet', 'Ann', '--luod'],
      says: "unknown option '--luod'\n(Did you mean --loud?)",
    },
    { name: 'a setting of another command', words: ['greet', 'Ann', '--host', 'x'], says: "unknown option '--host'" },
    {
      name: 'a setting out of range',
      words: ['greet', 'Ann', '--port', '70000'],
      says: 'a whole number from 0 to 65535',
    },
    { name: 'a setting without value', words: ['greet', 'Ann', '--port'], says: 'argument missing' },
  ])('$name', async ({ words, says }) => {
    const { status, stdout, stderr } = await runHere([createCommand()], words);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
  });

  test('control characters of a word are not printed as they are', async () => {
    const { stderr } = await runHere([createCommand()], ['greet', 'Ann', '--l\u001b[2J']);
    expect(stderr).toContain('\\u001b[2J');
    expect(stderr).not.toContain('\u001b');
  });
});

describe('failures', () => {
  test('a refusal tells the whole story in one line', async () => {
    const error = new SearchError('index_missing', 'There is no index.', { hint: 'Build one.' });
    const { status, stderr } = await runHere([createCommand(error)], ['greet', 'Ann']);
    expect(status).toBe(4);
    expect(stderr).toBe('broadsheet: There is no index. Build one.\n');
  });

  test('a file name in it cannot steer the terminal', async () => {
    const error = new SearchError('file_unreadable', 'No such file: a\u001b[2J\nb');
    const { stderr } = await runHere([createCommand(error)], ['greet', 'Ann']);
    expect(stderr).toBe('broadsheet: No such file: a\\u001b[2J\\u000ab\n');
  });

  test('a fault of the program shows its stack only when asked', async () => {
    const fault = new TypeError('x is not a function');
    const usual = await runHere([createCommand(fault)], ['greet', 'Ann']);
    expect(usual.status).toBe(70);
    expect(usual.stderr).toContain('a fault in the program: x is not a function');
    expect(usual.stderr).not.toContain('program.test');
    const debug = await runHere([createCommand(fault)], ['greet', 'Ann'], {
      environment: { BROADSHEET_LOG_LEVEL: 'debug' },
    });
    expect(debug.stderr).toContain('program.test');
  });
});

describe('help', () => {
  test('lists every command and every exit status on standard output', async () => {
    const { status, stdout, stderr } = await runHere(COMMANDS, ['--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const { name, summary } of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name} .*${summary}$`, 'm'));
    expect(stdout).toMatch(/^ {2}130 {2}interrupted/m);
  });

  test.each(COMMANDS.map(({ name, examples }) => ({ name, examples })))(
    '$name has examples',
    async ({ name, examples }) => {
      for (const words of [
        [name, '--help'],
        ['help', name],
      ]) {
        const { status, stdout } = await runHere(COMMANDS, words);
        expect(status).toBe(0);
        expect(examples.length).toBeGreaterThan(0);
        for (const [line, meaning] of examples) {
          expect(stdout).toContain(line);
          expect(stdout).toContain(meaning);
        }
      }
    },
  );

  test('the version is that of the package', async () => {
    expect(await runHere(COMMANDS, ['--version'])).toEqual({ status: 0, stdout: '1.2.3\n', stderr: '' });
  });

  test('no command takes a secret as a flag, which every user of the machine could read', async () => {
    for (const { settings } of COMMANDS) expect(settings).not.toContain('adminKey');
  });
});
