/**
 * The ingest path: documents → analysis → columns, forms, texts and the back ends' files → one durable generation.
 * The same folder and settings give the same bytes, so indexing an unchanged folder changes nothing.
 */
import { crc32 } from 'node:zlib';
import { analyzer } from './analysis/analyzer.js';
import type { Collection } from './backends/backend.js';
import { GrowingArray } from './backends/growing.js';
import { invert } from './backends/invert.js';
import { NeighbourWriter } from './backends/neighbour-writer.js';
import { BACKENDS } from './backends/open.js';
import { TokenStream } from './backends/token-stream.js';
import { formatDay } from './documents/date.js';
import { analyzedText, FIELDS, type Notice, type Skipped } from './documents/document.js';
import { type GivenDocuments, givenSource } from './documents/given.js';
import { folderSource } from './documents/read.js';
import type { DocumentSource } from './documents/source.js';
import { BoilerplateBuilder } from './index/boilerplate.js';
import { ColumnsBuilder } from './index/columns.js';
import { createGeneration, type GenerationWriter, writeTable } from './index/directory.js';
import { DocumentsWriter } from './index/documents-file.js';
import { duplicateSections } from './index/duplicates.js';
import { COLUMNS, DOCUMENTS_FILE, FORMS, SOURCES_FILE } from './index/files.js';
import { findCopies } from './index/find-duplicates.js';
import { FormsBuilder } from './index/forms-builder.js';
import { FORMAT_VERSION, MAX_LISTED, type Manifest } from './index/manifest.js';
import { printSource } from './index/sources.js';
import { TextFile } from './index/text-file.js';
import { TitlesBuilder } from './index/titles.js';
import { type Settings, shapingSettings } from './settings.js';

export interface IngestOptions {
  /** Where the index is. */
  readonly directory: string;
  readonly settings: Settings;
  readonly now: () => Date;
  readonly progress?: (progress: IngestProgress) => void;
}

export interface IngestProgress {
  /** Bytes read so far, of `total`; both 0 where a program gives the documents. */
  readonly done: number;
  readonly total: number;
  readonly documents: number;
}

export interface IngestReport {
  readonly generation: number;
  readonly hash: string;
  /** As an absolute path; null where a program gave the documents. */
  readonly folder: string | null;
  readonly documents: number;
  /** Files that were read, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  readonly skipped: readonly Skipped[];
  readonly notices: readonly Notice[];
  /** The index that was there already holds exactly this. */
  readonly unchanged: boolean;
  readonly seconds: number;
}

/**
 * Builds the index of a folder and makes it the one that is served. Throws `folder_unreadable`, `build_running` or
 * `write_failed`; then the index that was there stays.
 */
export async function ingest(options: IngestOptions & { readonly folder: string }): Promise<IngestReport> {
  return publish(options, folderSource(options.folder, options.settings, options.directory));
}

/** The same with documents that a program gives. Throws `invalid_parameter` at what is no document, too. */
export async function ingestDocuments(
  options: IngestOptions & { readonly documents: GivenDocuments },
): Promise<IngestReport> {
  return publish(options, givenSource(options.documents, options.settings));
}

async function publish(options: IngestOptions, source: DocumentSource): Promise<IngestReport> {
  const { directory, settings, now } = options;
  const started = now();
  const generation = await createGeneration(directory);
  try {
    const built = await build(generation, options, source);
    const describe = (files: Manifest['files']): Manifest => ({ ...built.manifest, files });
    const current = generation.commit(describe, source.folder, now().toISOString(), settings.keepGenerations);
    return { ...built.report, ...current, seconds: (now().getTime() - started.getTime()) / 1000 };
  } finally {
    await generation.close();
  }
}

/** Reads, analyzes and writes everything but the manifest. A document is in memory only while it is read. */
async function build(generation: GenerationWriter, { settings, progress }: IngestOptions, source: DocumentSource) {
  const skipped: Skipped[] = [];
  const notices: Notice[] = [];
  const columns = new ColumnsBuilder();
  const boilerplate = new BoilerplateBuilder();
  const titles = new TitlesBuilder();
  const forms = new FormsBuilder();
  const stream = new TokenStream();
  const lengths = { title: new GrowingArray(Uint32Array), body: new GrowingArray(Uint32Array) };
  const texts = generation.file(DOCUMENTS_FILE);
  const sources = new TextFile(generation.file(SOURCES_FILE));
  const documents = new DocumentsWriter(texts.write, crc32);
  let [files, bytes] = [0, 0];
  const tell = () => progress?.({ done: bytes, total: source.bytes, documents: columns.documents });

  const finished = source.read({
    skip: (skip) => skipped.push(skip),
    notice: (notice) => notices.push(notice),
    file(file) {
      sources.add(printSource(file));
      files += 1;
      bytes += file.bytes;
      tell();
    },
  });
  for await (const document of finished) {
    for (const field of FIELDS) {
      lengths[field].push(addWords(analyzedText(document, field), columns.documents, forms, stream));
    }
    documents.add(document);
    columns.add(document);
    boilerplate.add(document.body);
    titles.add(document);
    if (source.folder === null) tell();
  }

  const { sections, vocabulary } = forms.finish();
  const written = writeLists(generation, settings, stream, {
    documents: columns.documents,
    words: stream.words,
    idOf: (document) => columns.idOf(document),
    lengths: { title: lengths.title.view(), body: lengths.body.view() },
    vocabulary,
    stream,
  });
  writeTable(generation.file(FORMS.file), FORMS, sections);
  const copies = findCopies(stream.view());
  writeTable(generation.file(COLUMNS.file), COLUMNS, {
    ...documents.finish(),
    ...columns.sections(),
    ...duplicateSections(copies),
    ...boilerplate.finish(copies.near),
    ...titles.finish(stream.view(), vocabulary),
  });
  texts.close();
  sources.close();

  const { first, last, undated } = columns.span();
  const manifest: Omit<Manifest, 'files'> = {
    format: FORMAT_VERSION,
    analyzer: analyzer.version,
    documents: columns.documents,
    undated,
    firstDate: first === undefined ? null : formatDay(first),
    lastDate: last === undefined ? null : formatDay(last),
    tokens: stream.words,
    terms: vocabulary.terms.length,
    forms: vocabulary.places.length,
    sourceBytes: bytes,
    settings: shapingSettings(settings),
    facetFields: columns.facetFields(),
    skipped: { count: skipped.length, listed: skipped.slice(0, MAX_LISTED) },
    notices: { count: notices.length, listed: notices.slice(0, MAX_LISTED) },
    ...written,
  };
  return { manifest, report: { documents: columns.documents, files, bytes, skipped, notices } };
}

/** Adds one field to the stream and returns the number of its content words. */
function addWords(text: string, document: number, forms: FormsBuilder, stream: TokenStream): number {
  let contentWords = 0;
  analyzer.scan(text, (_start, _end, word) => {
    stream.add(forms.see(word, document));
    if (!word.stopWord) contentWords += 1;
  });
  stream.endField();
  return contentWords;
}

/** Inverts the stream once for all back ends and the neighbour graph; returns what the manifest says of each. */
function writeLists(
  generation: GenerationWriter,
  settings: Settings,
  stream: TokenStream,
  collection: Collection,
): Pick<Manifest, 'backends' | 'neighbours'> {
  const openFile = (name: string) => generation.file(name);
  const described = BACKENDS.map((backend) => ({ backend, description: backend.describe(collection, settings) }));
  const writers = described
    .filter(({ description }) => description.leftOut === undefined)
    .map(({ backend }) => backend.createWriter(collection, openFile));
  const neighbours = new NeighbourWriter(collection, settings, openFile);
  for (const list of invert(stream, collection.vocabulary)) {
    for (const writer of writers) writer.list(list);
    neighbours.list(list);
  }
  for (const writer of writers) writer.finish();
  return {
    backends: Object.fromEntries(described.map(({ backend, description }) => [backend.name, description])),
    neighbours: neighbours.finish(),
  };
}
