/**
 * The ingest path: documents → analysis → columns, forms, texts and the back ends' files → one durable generation.
 * The same folder and settings give the same bytes, so indexing an unchanged folder changes nothing.
 */
import { resolve } from 'node:path';
import { analyzer } from './analysis/analyzer.js';
import type { AnalyzedDocument } from './backends/backend.js';
import { BACKENDS } from './backends/open.js';
import { formatDay } from './documents/date.js';
import { analyzedText, type Document, FIELDS, type Notice, type Skipped } from './documents/document.js';
import { walkFolder } from './documents/folder.js';
import { readFolder } from './documents/read.js';
import { ColumnsBuilder } from './index/columns.js';
import { createGeneration, type GenerationWriter } from './index/directory.js';
import { DocumentsWriter } from './index/documents-file.js';
import { COLUMNS, DOCUMENTS_FILE, FORMS, SOURCES_FILE } from './index/files.js';
import { FormsBuilder } from './index/forms.js';
import { FORMAT_VERSION, MAX_LISTED, type Manifest } from './index/manifest.js';
import { layOutSections, type SectionArray } from './index/sections.js';
import { printSource } from './index/sources.js';
import { type Settings, shapingSettings } from './settings.js';

export interface IngestOptions {
  /** The folder of documents. */
  readonly folder: string;
  /** Where the index is. */
  readonly directory: string;
  readonly settings: Settings;
  readonly now: () => Date;
  readonly progress?: (progress: IngestProgress) => void;
}

export interface IngestProgress {
  /** Bytes read so far, of `total`. */
  readonly done: number;
  readonly total: number;
  readonly documents: number;
}

export interface IngestReport {
  readonly generation: number;
  readonly hash: string;
  readonly folder: string;
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
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const started = options.now();
  const folder = resolve(options.folder);
  const total = walkFolder(folder, () => {}, options.directory).reduce((sum, file) => sum + file.size, 0);
  const generation = await createGeneration(options.directory);
  try {
    const built = build(generation, { ...options, folder }, total);
    const describe = (files: Manifest['files']): Manifest => ({ ...built.manifest, files });
    const { settings, now } = options;
    const current = generation.commit(describe, folder, now().toISOString(), settings.keepGenerations);
    return { ...built.report, ...current, seconds: (now().getTime() - started.getTime()) / 1000 };
  } finally {
    await generation.close();
  }
}

/** Reads, analyzes and writes everything but the manifest. One pass; a document is in memory only while it is read. */
function build(generation: GenerationWriter, options: IngestOptions, total: number) {
  const skipped: Skipped[] = [];
  const notices: Notice[] = [];
  const columns = new ColumnsBuilder();
  const forms = new FormsBuilder();
  const writers = BACKENDS.map((backend) => backend.createWriter());
  const texts = generation.file(DOCUMENTS_FILE);
  const sources = generation.file(SOURCES_FILE);
  const documents = new DocumentsWriter(texts.write);
  let [files, bytes, tokens] = [0, 0, 0];

  const finished = readFolder(
    options.folder,
    options.settings,
    (skip) => skipped.push(skip),
    (notice) => notices.push(notice),
    (source) => {
      sources.write(Buffer.from(printSource(source)));
      files += 1;
      bytes += source.bytes;
      options.progress?.({ done: bytes, total, documents: columns.documents });
    },
    options.directory,
  );
  for (const document of finished) {
    const analyzed = analyze(document, columns.documents, forms);
    for (const writer of writers) writer.add(document.id, analyzed);
    documents.add(document);
    columns.add(document);
    tokens += analyzed.title.tokens.length + analyzed.body.tokens.length;
  }

  const { sections, places, terms } = forms.finish();
  for (const writer of writers) writer.finish(places, (name) => generation.file(name));
  writeTable(generation, FORMS, sections);
  writeTable(generation, COLUMNS, { ...documents.finish(), ...columns.sections() });
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
    tokens,
    terms,
    forms: places.length,
    sourceBytes: bytes,
    settings: shapingSettings(options.settings),
    facetFields: columns.facetFields(),
    skipped: { count: skipped.length, listed: skipped.slice(0, MAX_LISTED) },
    notices: { count: notices.length, listed: notices.slice(0, MAX_LISTED) },
    backends: Object.fromEntries(BACKENDS.map((backend) => [backend.name, backend.description])),
  };
  return { manifest, report: { documents: columns.documents, files, bytes, skipped, notices } };
}

function analyze(document: Document, number: number, forms: FormsBuilder): AnalyzedDocument {
  const [title, body] = FIELDS.map((field) => {
    const tokens = analyzer.analyze(analyzedText(document, field));
    return { tokens, forms: tokens.map((token) => forms.see(token, number)) };
  });
  return { title: title!, body: body! };
}

function writeTable(
  generation: GenerationWriter,
  table: { readonly file: string; readonly kind: string; readonly version: number },
  sections: Readonly<Record<string, SectionArray>>,
): void {
  const file = generation.file(table.file);
  for (const bytes of layOutSections(table.kind, table.version, sections)) file.write(bytes);
  file.close();
}
