/**
 * Typed arrays that grow by doubling: what an index is gathered in while it is built, off the heap.
 */
export class GrowingArray<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array> {
  private array: T;
  private readonly make: new (
    length: number,
  ) => T;
  length = 0;

  constructor(make: new (length: number) => T) {
    this.make = make;
    this.array = new make(1024);
  }

  push(value: number): void {
    if (this.length === this.array.length) this.room(1);
    this.array[this.length] = value;
    this.length += 1;
  }

  append(values: ArrayLike<number>): void {
    this.room(values.length);
    this.array.set(values, this.length);
    this.length += values.length;
  }

  /** What was pushed so far, without a copy; valid until it grows again. */
  view(): T {
    return this.array.subarray(0, this.length) as T;
  }

  /**
   * The array itself, with room for so many more behind `length`. An inner loop writes there and sets `length` once:
   * `push` serves arrays of all kinds, and V8 asks at each number which one this is.
   */
  room(more: number): T {
    if (this.length + more > this.array.length) {
      const larger = new this.make(Math.max(2 * this.array.length, this.length + more));
      larger.set(this.array.subarray(0, this.length));
      this.array = larger;
    }
    return this.array;
  }
}
