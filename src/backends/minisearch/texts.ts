/**
 * The texts of documents as sequences of forms, analyzed again when they are asked for. MiniSearch keeps no positions;
 * as the fallback it pays for phrases, prefixes and stop words with the time of its answers, not with a second index.
 */
import { analyzer } from '../../analysis/analyzer.js';
import { analyzedText, type Field } from '../../documents/document.js';
import type { DocumentsFile } from '../../index/documents-file.js';
import type { Forms } from '../../index/forms.js';

export class AnalyzedTexts {
  private readonly documents: DocumentsFile;
  private readonly forms: Forms;
  private readonly places = new Map<string, number>();
  readonly count: number;

  constructor(documents: DocumentsFile, forms: Forms, count: number) {
    this.documents = documents;
    this.forms = forms;
    this.count = count;
  }

  /** Places of the forms of a field in the forms table, in order; the position of a word is its place in the list. */
  of(document: number, field: Field): Uint32Array {
    const text = analyzedText(
      { ...this.documents.card(document), body: field === 'body' ? this.documents.body(document) : '' },
      field,
    );
    const places: number[] = [];
    analyzer.scan(text, (_start, _end, word) => places.push(this.placeOf(word.form)));
    return Uint32Array.from(places);
  }

  private placeOf(form: string): number {
    const known = this.places.get(form);
    if (known !== undefined) return known;
    const place = this.forms.find(form)?.place ?? 0xffff_ffff;
    this.places.set(form, place);
    return place;
  }
}
