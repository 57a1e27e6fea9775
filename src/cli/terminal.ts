/**
 * Where the program writes: data to standard output, talk and progress to standard error. Names of files and texts
 * come from anywhere, so every control character in them is printed as an escape and can never steer the terminal.
 */
import type { OutputStream } from './output-stream.js';
import { type ProgressMeter, startProgress } from './progress.js';

export interface Terminal {
  /** A line of data. */
  print(line?: string): void;
  /** The same value for programs to read. */
  printJson(value: unknown): void;
  /** A line of talk. */
  say(line: string): void;
  /** Bold where a person looks on, else as it is. */
  strong(text: string): string;
  faint(text: string): string;
  /** True where standard output is looked at by a person. */
  readonly interactive: boolean;
  progress(): ProgressMeter;
}

export interface TerminalOptions {
  stdout: OutputStream;
  stderr: OutputStream;
  environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds, for the pace of progress lines. */
  clock?: () => number;
}

export function createTerminal({ stdout, stderr, environment, clock = Date.now }: TerminalOptions): Terminal {
  const interactive = stdout.isTTY === true;
  // https://no-color.org: present and not empty.
  const marks = interactive && !environment.NO_COLOR && environment.TERM !== 'dumb';
  const mark = (code: number, text: string) => (marks && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    print: (line = '') => void stdout.write(`${line}\n`),
    printJson: (value) => void stdout.write(`${escapeJson(JSON.stringify(value, null, 2))}\n`),
    say: (line) => void stderr.write(`${line}\n`),
    strong: (text) => mark(1, text),
    faint: (text) => mark(2, text),
    interactive,
    progress: () => startProgress(stderr, clock),
  };
}

/**
 * Controls (C0, DEL, C1), line and paragraph separators, and the marks that reorder text: a name that holds them
 * could otherwise clear the screen or show another name than it has.
 */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** For names and texts within a line. */
export function escapeControls(text: string): string {
  return text.replace(UNSAFE, toEscape);
}

/** For texts of several lines: line feeds and tabs stay. */
export function escapeText(text: string): string {
  return text.replace(UNSAFE, (character) =>
    character === '\n' || character === '\t' ? character : toEscape(character),
  );
}

/** In JSON an escape means the character itself, so nothing is lost. JSON.stringify escapes C0 alone. */
function escapeJson(json: string): string {
  return json.replace(UNSAFE, (character) => (character === '\n' ? character : toEscape(character)));
}

function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
