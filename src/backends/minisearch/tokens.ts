/**
 * `tokens.bin`: each document as the sequence of its forms, stop words included. MiniSearch keeps no positions; from
 * this, phrases are verified, single forms of a stem told apart and stop words found, without reading any text again.
 * The position of a word is its place in the sequence. Four bytes a word.
 */
import type { Field } from '../../documents/document.js';
import { layOutSections, type SectionReader } from '../../index/sections.js';
import type { AnalyzedDocument } from '../backend.js';

export const TOKENS = { file: 'tokens.bin', kind: 'tokens', version: 1 } as const;

export class TokensBuilder {
  private forms = new Uint32Array(65_536);
  private length = 0;
  private readonly starts: number[] = [0];

  add(document: AnalyzedDocument): void {
    this.append(document.title.forms);
    this.append(document.body.forms);
  }

  /** The file, with form numbers replaced by places in the sorted forms table. */
  layOut(places: Uint32Array): Iterable<Uint8Array> {
    const tokens = this.forms.subarray(0, this.length).map((number) => places[number]!);
    return layOutSections(TOKENS.kind, TOKENS.version, { starts: Float64Array.from(this.starts), tokens });
  }

  private append(forms: readonly number[]): void {
    if (this.length + forms.length > this.forms.length) {
      const larger = new Uint32Array(Math.max(2 * this.forms.length, this.length + forms.length));
      larger.set(this.forms.subarray(0, this.length));
      this.forms = larger;
    }
    this.forms.set(forms, this.length);
    this.length += forms.length;
    this.starts.push(this.length);
  }
}

export class Tokens {
  private readonly starts: Float64Array;
  private readonly tokens: Uint32Array;

  constructor(sections: SectionReader) {
    this.starts = sections.get('starts', 'f64');
    this.tokens = sections.get('tokens', 'u32');
  }

  get documents(): number {
    return (this.starts.length - 1) / 2;
  }

  /** Places of the forms of a field, in order. */
  of(document: number, field: Field): Uint32Array {
    const i = 2 * document + (field === 'title' ? 0 : 1);
    return this.tokens.subarray(this.starts[i]!, this.starts[i + 1]!);
  }
}
