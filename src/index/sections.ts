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
import { crc32 } from 'node:zlib';
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

const MAGIC = Buffer.from('BROADSH\0', 'latin1');
const PREFIX = 16;

/** Lays the sections out one after the other; what it yields, written in order, is the file. */
export function* layOutSections(
  kind: string,
  version: number,
  sections: Readonly<Record<string, SectionArray>>,
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
      crc: crc32(bytesOf(array)),
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
  const prefix = Buffer.alloc(PREFIX);
  MAGIC.copy(prefix);
  prefix.writeUInt32LE(header.length, 8);
  prefix.writeUInt32LE(crc32(header), 12);
  yield prefix;
  yield header;
  for (const name of names) {
    const bytes = bytesOf(sections[name]!);
    yield bytes;
    const gap = align(bytes.length) - bytes.length;
    if (gap > 0) yield new Uint8Array(gap);
  }
}

/** The sections of a file by name, as views of its bytes. Throws `index_damaged` or `index_incompatible`. */
export function readSections(file: string, bytes: ArrayBuffer, kind: string, version: number): SectionReader {
  const whole = new Uint8Array(bytes);
  const header = decodeHeader(file, Buffer.from(bytes));
  if (header.kind !== kind || header.version !== version) {
    throw new SearchError('index_incompatible', `${file} is of another format.`, {
      expected: `${kind} in format ${version}`,
      found: `${header.kind} in format ${header.version}`,
      hint: 'Build the index again with the reindex command.',
    });
  }
  const start = PREFIX + headerLength(bytes);
  if (start + header.length !== whole.length)
    throw damaged(file, `it has ${whole.length} bytes instead of ${start + header.length}`);
  const arrays = new Map<string, SectionArray>();
  let end = 0;
  for (const entry of header.sections) {
    const Type = CONSTRUCTORS[entry.type];
    const from = start + entry.offset;
    const view = whole.subarray(from, from + entry.length * Type.BYTES_PER_ELEMENT);
    if (crc32(view) !== entry.crc || !isZero(whole.subarray(start + end, from)))
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

function encodeHeader(header: Header): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  return Buffer.concat([json, Buffer.alloc(align(PREFIX + json.length) - PREFIX - json.length, 0x20)]);
}

function headerLength(bytes: ArrayBuffer): number {
  return new DataView(bytes).getUint32(8, true);
}

function decodeHeader(file: string, bytes: Buffer): Header {
  if (bytes.length < PREFIX || !bytes.subarray(0, 8).equals(MAGIC))
    throw damaged(file, 'the first bytes are not those of an index file');
  const header = bytes.subarray(PREFIX, PREFIX + bytes.readUInt32LE(8));
  if (crc32(header) !== bytes.readUInt32LE(12)) throw damaged(file, 'the checksum of its header is wrong');
  return JSON.parse(header.toString('utf8')) as Header;
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
