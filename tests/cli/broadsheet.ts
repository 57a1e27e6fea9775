/** The compiled program as a child process, and small folders to run it on. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { environmentName, SETTINGS, type SettingName } from '../../src/settings.js';

const PROGRAM = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Start {
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeArguments?: readonly string[];
  readonly channel?: boolean;
}

/** No setting of the machine that runs the tests gets through. */
export function start(
  words: readonly string[],
  { cwd, environment, nodeArguments = [], channel = false }: Start,
): ChildProcess {
  const clean = { ...process.env };
  for (const name of Object.keys(SETTINGS) as SettingName[]) delete clean[environmentName(name)];
  return spawn(process.execPath, [...nodeArguments, PROGRAM, ...words], {
    cwd,
    env: { ...clean, ...environment },
    stdio: channel ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
  });
}

export async function run(words: readonly string[], options: Start): Promise<Ended> {
  const child = start(words, options);
  const [status, stdout, stderr] = await Promise.all([
    new Promise<number | null>((resolve) => child.once('close', resolve)),
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
  ]);
  return { status, stdout, stderr };
}

/** A temporary folder with these files; `remove` takes it away. */
export function createFolder(files: Readonly<Record<string, string>> = {}): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'broadsheet-test-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export const ARTICLES = {
  'harbour/ferry.txt': ' date 2021-12-29 The ferry to Ossel was late again.\n\nThe crew had gone on strike.',
  'harbour/storm.txt': ' date 2022-01-03 A storm broke the ferry quay and the breakwater.',
  'sport/cricket.txt': ' date 2021-07-19 All out for nine.',
  'sport/photo.png': 'not a document',
};

export const COLLECTION = {
  'docs.jsonl': [
    '{"id":"d1","title":"Ferry","text":"The ferry sails."}',
    '{"id":"d2","title":"Storm","text":"A storm, and a ferry that did not sail."}',
    '{"id":"d3","title":"Cricket","text":"Cricket, cricket and cricket."}',
  ].join('\n'),
  'queries.tsv': '1\tferry\n2\tCRICKET AND STORM\n3\tbananas\n',
  'qrels.tsv': '1\td1\t1\n2\td3\t1\n2\tgone\t1\n',
};
