/**
 * A text that is written to a file as it comes, in large pieces. It is gathered as bytes, not as a string: that of two
 * million entries is put together by V8 letter by letter, which takes three times as long.
 */
import type { FileSink } from './directory.js';

/** Bytes gathered before a write. */
const GATHERED = 1_048_576;

/** The longest entry: two numbers of ten digits, and five signs. */
const ENTRY = 25;

const encoder = new TextEncoder();

export class TextFile {
  private readonly file: FileSink;
  private bytes = new Uint8Array(GATHERED);
  private length = 0;

  constructor(file: FileSink) {
    this.file = file;
  }

  add(text: string): void {
    this.makeRoom(3 * text.length);
    // One call of the encoder costs as much as sixty letters.
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code >= 128) {
        this.length += encoder.encodeInto(text.slice(i), this.bytes.subarray(this.length)).written;
        return;
      }
      this.bytes[this.length++] = code;
    }
  }

  /** `"3":1`, with a comma before all but the first entry. Whole numbers below 2³². */
  addEntry(key: number, value: number, isFirst: boolean): void {
    this.makeRoom(ENTRY);
    const { bytes } = this;
    if (!isFirst) bytes[this.length++] = COMMA;
    bytes[this.length++] = QUOTE;
    this.addNumber(key);
    bytes[this.length++] = QUOTE;
    bytes[this.length++] = COLON;
    this.addNumber(value);
  }

  close(): void {
    this.flush();
    this.file.close();
  }

  private addNumber(number: number): void {
    const { bytes } = this;
    let end = this.length + 1;
    for (let bound = 10; number >= bound; bound *= 10) end += 1;
    this.length = end;
    let rest = number;
    do {
      const tens = Math.floor(rest / 10);
      bytes[--end] = ZERO + rest - 10 * tens;
      rest = tens;
    } while (rest > 0);
  }

  private makeRoom(bytes: number): void {
    if (this.length + bytes <= this.bytes.length) return;
    this.flush();
    if (bytes > this.bytes.length) this.bytes = new Uint8Array(bytes);
  }

  private flush(): void {
    if (this.length > 0) this.file.write(this.bytes.subarray(0, this.length));
    this.length = 0;
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const ZERO = 0x30;
const COLON = 0x3a;
