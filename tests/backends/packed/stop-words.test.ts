/**
 * Places among content words, against counting them one by one.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { StopWordBits, stopWordSections } from '../../../src/backends/packed/stop-words.js';
import { TokenStream } from '../../../src/backends/token-stream.js';
import { layOutSections, readSections } from '../../../src/index/sections.js';

const fields = fc.array(
  fc.tuple(fc.array(fc.boolean(), { maxLength: 40 }), fc.array(fc.boolean(), { maxLength: 300 })),
  {
    minLength: 1,
    maxLength: 5,
  },
);

test('every content word has the number of content words before it in its field', () => {
  fc.assert(
    fc.property(fields, (documents) => {
      // Form 0 is a content word, form 1 a stop word.
      const stream = new TokenStream();
      for (const field of documents.flat()) {
        for (const isStopWord of field) stream.add(isStopWord ? 1 : 0);
        stream.endField();
      }
      const vocabulary = { places: Uint32Array.from([0, 1]), stopWords: Uint8Array.from([0, 1]) };
      const bytes = Buffer.concat([...layOutSections('test', 1, stopWordSections(stream, vocabulary))]);
      const bits = new StopWordBits(readSections('test', new Uint8Array(bytes).buffer, 'test', 1));
      documents.forEach(([title, body], document) => {
        const positions = [title, body].map((field) => field.flatMap((isStopWord, at) => (isStopWord ? [] : [at])));
        const [inTitle, inBody] = positions as [number[], number[]];
        const places = new Uint32Array(inTitle.length + inBody.length);
        const occurrences = {
          positions: Uint32Array.from([...inTitle, ...inBody]),
          title: inTitle.length,
          body: inBody.length,
        };
        bits.toContentPlaces(document, occurrences, places);
        expect([...places]).toEqual([...inTitle.keys(), ...inBody.keys()]);
      });
    }),
  );
});
