/**
 * The best documents of the first stage while they are ranked again: their order, and the place of any document among
 * them. Places are kept in one array for a collection, because making one for each query would cost more than the
 * ranking; a document that some earlier window held is told apart by looking back.
 */
export class Window {
  readonly documents: Uint32Array;
  private readonly places: Uint16Array;

  /** `places` has an element for each document of the collection; what it holds does not matter. */
  constructor(documents: Uint32Array, places: Uint16Array) {
    this.documents = documents;
    this.places = places;
    for (let i = 0; i < documents.length; i += 1) places[documents[i]!] = i;
  }

  /** -1 for a document that is not among them. */
  placeOf(document: number): number {
    const place = this.places[document]!;
    return this.documents[place] === document ? place : -1;
  }
}
