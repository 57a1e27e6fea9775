import { expect, test } from '@jest/globals';
import { NEIGHBOURS, NeighbourGraph, neighbourSections } from '../../src/index/neighbour-graph.js';
import { layOutSections, readSections, type SectionArray } from '../../src/index/sections.js';

const ARRAYS = {
  starts: Uint32Array.of(0, 2, 2, 3),
  documents: Uint32Array.of(2, 1, 0),
  similarities: Uint8Array.of(200, 7, 200),
};

function read(sections: Record<string, SectionArray>, documents = 3): NeighbourGraph {
  const bytes = Buffer.concat([...layOutSections(NEIGHBOURS.kind, NEIGHBOURS.version, sections)]);
  const buffer = new Uint8Array(bytes).buffer;
  return new NeighbourGraph(
    'neighbours.bin',
    readSections('neighbours.bin', buffer, NEIGHBOURS.kind, NEIGHBOURS.version),
    documents,
  );
}

test('what was written is read', () => {
  const graph = read(neighbourSections(ARRAYS));
  expect(graph.neighboursOf(0)).toEqual({ documents: Uint32Array.of(2, 1), similarities: Uint8Array.of(200, 7) });
  expect(graph.neighboursOf(1)).toEqual({ documents: new Uint32Array(0), similarities: new Uint8Array(0) });
  expect(graph.neighboursOf(2)).toEqual({ documents: Uint32Array.of(0), similarities: Uint8Array.of(200) });
});

test.each([
  { name: 'of another collection', sections: { ...ARRAYS }, documents: 4 },
  { name: 'with a section that is too short', sections: { ...ARRAYS, similarities: Uint8Array.of(1) } },
  { name: 'with neighbours that end before they begin', sections: { ...ARRAYS, starts: Uint32Array.of(0, 3, 2, 3) } },
  { name: 'with a neighbour that is not there', sections: { ...ARRAYS, documents: Uint32Array.of(2, 3, 0) } },
  { name: 'without a section', sections: { starts: ARRAYS.starts, documents: ARRAYS.documents } },
])('a file $name is damaged', ({ sections, documents }) => {
  expect(() => read(sections, documents)).toThrow(expect.objectContaining({ code: 'index_damaged' }));
});
