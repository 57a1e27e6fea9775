/**
 * Keeps the forms in the most documents out of many that are offered in the order of their places. Of equals the ones
 * that came first stay.
 */
export class Commonest {
  /** A form in no more documents than this is not kept. */
  least = 0;
  private readonly maximum: number;
  /** The best so far, in order. */
  private readonly places: number[] = [];
  private readonly frequencies: number[] = [];

  constructor(maximum: number) {
    this.maximum = maximum;
    if (maximum === 0) this.least = Number.POSITIVE_INFINITY;
  }

  offer(place: number, frequency: number): void {
    if (frequency <= this.least) return;
    const { places, frequencies, maximum } = this;
    let at = places.length < maximum ? places.length : maximum - 1;
    while (at > 0 && frequencies[at - 1]! < frequency) {
      places[at] = places[at - 1]!;
      frequencies[at] = frequencies[at - 1]!;
      at -= 1;
    }
    places[at] = place;
    frequencies[at] = frequency;
    if (places.length === maximum) this.least = frequencies[maximum - 1]!;
  }

  toArray(): number[] {
    return this.places;
  }
}
