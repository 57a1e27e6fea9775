/**
 * A whole collection as one sequence of form numbers, four bytes a word, stop words included: what posting lists are
 * made from. The position of a word is its place in its field.
 */
import { FIELDS } from '../documents/document.js';
import { GrowingArray } from './growing.js';

export class TokenStream {
  private readonly forms = new GrowingArray(Uint32Array);
  /** Where each field of each document ends; a stream may have more than 2³² words. */
  private readonly ends = new GrowingArray(Float64Array);

  /** Fields are added in the order of FIELDS, document by document: first the words, then `endField`. */
  add(form: number): void {
    this.forms.push(form);
  }

  endField(): void {
    this.ends.push(this.forms.length);
  }

  get documents(): number {
    return this.ends.length / FIELDS.length;
  }

  get words(): number {
    return this.forms.length;
  }

  view(): { readonly forms: Uint32Array; readonly ends: Float64Array } {
    return { forms: this.forms.view(), ends: this.ends.view() };
  }
}
