/**
 * Writes `neighbours.bin` from posting lists, as a back end writes its own file, unless that would take too long: the
 * work grows with the square of a collection. It is counted in documents and postings, never in time, so that the same
 * folder and settings give the same bytes.
 */
import { writeTable } from '../index/directory.js';
import type { Manifest } from '../index/manifest.js';
import { NEIGHBOURS, neighbourSections } from '../index/neighbour-graph.js';
import { RECIPE } from '../ranking/recipe.js';
import type { Settings } from '../settings.js';
import type { Collection, OpenFile } from './backend.js';
import { VectorsBuilder } from './document-vectors.js';
import type { PostingList } from './invert.js';
import { findNearest } from './nearest.js';

type Limits = Pick<Settings, 'maxNeighbourDocuments' | 'maxNeighbourPostings'>;

export class NeighbourWriter {
  private readonly documents: number;
  private readonly limits: Limits;
  private readonly openFile: OpenFile;
  /** Undefined where there are too many documents. */
  private readonly vectors: VectorsBuilder | undefined;

  constructor(collection: Pick<Collection, 'documents' | 'lengths'>, limits: Limits, openFile: OpenFile) {
    this.documents = collection.documents;
    this.limits = limits;
    this.openFile = openFile;
    if (collection.documents <= limits.maxNeighbourDocuments) this.vectors = new VectorsBuilder(collection);
  }

  list(list: PostingList): void {
    this.vectors?.list(list);
  }

  /** Returns what the manifest says of the file, or why there is none. */
  finish(): Manifest['neighbours'] {
    const { maxNeighbourDocuments, maxNeighbourPostings } = this.limits;
    const vectors = this.vectors?.finish();
    if (vectors === undefined)
      return { leftOut: `${this.documents} documents are more than maxNeighbourDocuments (${maxNeighbourDocuments}).` };
    const { postings } = vectors.heaviest;
    if (postings > maxNeighbourPostings)
      return { leftOut: `${postings} postings are more than maxNeighbourPostings (${maxNeighbourPostings}).` };
    writeTable(this.openFile(NEIGHBOURS.file), NEIGHBOURS, neighbourSections(findNearest(vectors)));
    return { file: NEIGHBOURS.file, neighbours: RECIPE.neighbours, postings };
  }
}
