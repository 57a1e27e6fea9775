/**
 * A table of forms made of texts, without an index around it.
 */
import { analyzer } from '../../src/analysis/analyzer.js';
import { Forms } from '../../src/index/forms.js';
import { FormsBuilder } from '../../src/index/forms-builder.js';
import { SectionReader } from '../../src/index/sections.js';

/** Each text is one document. */
export function tableOfForms(texts: readonly string[]): Forms {
  const builder = new FormsBuilder();
  for (const [document, text] of texts.entries())
    analyzer.scan(text, (_start, _end, word) => {
      builder.see(word, document);
    });
  return new Forms(new SectionReader('forms.bin', new Map(Object.entries(builder.finish().sections))));
}
