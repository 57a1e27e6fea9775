/**
 * The binary container that the index files share: named arrays, each with its CRC-32, behind a header that has one
 * too. Reading refuses any file of which a byte was changed, lost or added.
 *
 * | bytes            | content                                                                     |
 * | 0–7              | `BROADSH` and a zero byte                                                   |
 * | 8–11             | length of the header in bytes, unsigned, little endian                      |
 * | 12–15            | CRC-32 of the header                                                        |
 * | 16 …             | the header: JSON `{ kind, version, length, sections }`, padded with spaces  |
 * | each section     | starts at a multiple of 8; little endian; the gaps are zero                 |
 */
import { type Checksum, crc32 } from '../checksum.js';
import { SearchError } from '../errors.js';

export type SectionArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

const CONSTRUCTORS = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f64: Float64Array,
} as const;
type SectionType = keyof typeof CONSTRUCTORS;

interface SectionEntry {
  readonly name: string;
  readonly type: SectionType;
  readonly offset: number;
  /** In elements. */
  readonly length: number;
  readonly crc: number;
}

interface Header {
  readonly kind: string;
  readonly version: number;
  /** Bytes of the whole file. */
  readonly length: number;
  readonly sections: readonly SectionEntry[];
}

const MAGIC = 'BROADSH\0';
const PREFIX = 16;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Lays the sections out one after the other; what it yields, written in order, is the file. `checksum` may be any CRC-32
 * that is faster than that of JavaScript.
 */
export function* layOutSections(
  kind: string,
  version: number,
  sections: Readonly<Record<string, SectionArray>>,
  checksum: Checksum = crc32,
): Generator<Uint8Array> {
  const names = Object.keys(sections);
  // The header's own length moves the offsets in it, so these count from the first section.
  let offset = 0;
  const entries: SectionEntry[] = names.map((name) => {
    const array = sections[name]!;
    const entry = {
      name,
      type: typeOf(array),
      offset,
      length: array.length,
      crc: checksum(bytesOf(array)),
    };
    offset = align(offset + array.byteLength);
    return entry;
  });
  const header = encodeHeader({
    kind,
    version,
    length: offset,
    sections: entries,
  });
  const prefix = new Uint8Array(PREFIX);
  encoder.encodeInto(MAGIC, prefix);
  const numbers = new DataView(prefix.buffer);
  numbers.setUint32(8, header.length, true);
  numbers.setUint32(12, checksum(header), true);
  yield prefix;
  yield header;
  for (const name of names) {
    const bytes = bytesOf(sections[name]!);
    yield bytes;
    const gap = align(bytes.length) - bytes.length;
    if (gap > 0) yield new Uint8Array(gap);
  }
}

/** What a file of sections is called, and what it must say of itself. */
export interface SectionFile {
  readonly file: string;
  readonly kind: string;
  readonly version: number;
}

/**
 * The sections of a file by name, as views of its bytes. `checksum` as above. Throws `index_damaged` or `index_incompatible`.
 */
export function readSections(
  file: string,
  bytes: ArrayBuffer,
  kind: string,
  version: number,
  checksum: Checksum = crc32,
): SectionReader {
  const whole = new Uint8Array(bytes);
  const header = decodeHeader(file, whole, checksum);
  if (header.kind !== kind || header.version !== version) {
    throw new SearchError('index_incompatible', `${file} is of another format.`, {
      expected: `${kind} in format ${version}`,
      found: `${header.kind} in format ${header.version}`,
      hint: 'Build the index again with the reindex command.',
    });
  }
  const start = PREFIX + headerLength(whole);
  if (start + header.length !== whole.length)
    throw damaged(file, `it has ${whole.length} bytes instead of ${start + header.length}`);
  const arrays = new Map<string, SectionArray>();
  let end = 0;
  for (const entry of header.sections) {
    const Type = CONSTRUCTORS[entry.type];
    const from = start + entry.offset;
    const view = whole.subarray(from, from + entry.length * Type.BYTES_PER_ELEMENT);
    if (checksum(view) !== entry.crc || !isZero(whole.subarray(start + end, from)))
      throw damaged(file, `the checksum of "${entry.name}" is wrong`);
    end = entry.offset + view.length;
    arrays.set(entry.name, new Type(bytes, from, entry.length));
  }
  if (!isZero(whole.subarray(start + end))) throw damaged(file, 'there are bytes behind its last section');
  return new SectionReader(file, arrays);
}

/** Typed access by name; a section that is missing or of another type is damage. */
export class SectionReader {
  private readonly file: string;
  private readonly arrays: ReadonlyMap<string, SectionArray>;

  constructor(file: string, arrays: ReadonlyMap<string, SectionArray>) {
    this.file = file;
    this.arrays = arrays;
  }

  get<T extends SectionType>(name: string, type: T): InstanceType<(typeof CONSTRUCTORS)[T]> {
    const array = this.arrays.get(name);
    if (array === undefined || !(array instanceof CONSTRUCTORS[type]))
      throw damaged(this.file, `it has no section "${name}" of type ${type}`);
    return array as InstanceType<(typeof CONSTRUCTORS)[T]>;
  }
}

export function damaged(file: string, what: string): SearchError {
  return new SearchError('index_damaged', `The index is damaged: in ${file}, ${what}.`, {
    hint: 'Build the index again with the reindex command.',
    parameter: file,
  });
}

/** Padded with spaces, so that the first section begins at a multiple of 8. */
function encodeHeader(header: Header): Uint8Array {
  const json = encoder.encode(JSON.stringify(header));
  const padded = new Uint8Array(align(PREFIX + json.length) - PREFIX).fill(0x20);
  padded.set(json);
  return padded;
}

function headerLength(bytes: Uint8Array): number {
  return numberAt(bytes, 8);
}

function numberAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer).getUint32(at, true);
}

function decodeHeader(file: string, bytes: Uint8Array, checksum: Checksum): Header {
  if (bytes.length < PREFIX || decoder.decode(bytes.subarray(0, MAGIC.length)) !== MAGIC)
    throw damaged(file, 'the first bytes are not those of an index file');
  const header = bytes.subarray(PREFIX, PREFIX + headerLength(bytes));
  if (checksum(header) !== numberAt(bytes, 12)) throw damaged(file, 'the checksum of its header is wrong');
  return JSON.parse(decoder.decode(header)) as Header;
}

function typeOf(array: SectionArray): SectionType {
  for (const [type, Type] of Object.entries(CONSTRUCTORS)) if (array instanceof Type) return type as SectionType;
  throw new SearchError('internal', 'An array of this type cannot be stored.');
}

function bytesOf(array: SectionArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function align(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
