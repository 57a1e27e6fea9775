/**
 * What the command line writes to: standard output and standard error, or what a test gives in their place.
 */

/** The parts of a stream that are needed; a test passes its own. */
export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}
