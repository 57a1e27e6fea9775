/**
 * Is an index whole? Every byte is read and compared with the checksums that were written with it.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { SearchError } from '../errors.js';
import { Boilerplate } from './boilerplate.js';
import { readColumns } from './columns.js';
import { generationPath, readCurrent, readManifest } from './directory.js';
import { DocumentsFile } from './documents-file.js';
import { Duplicates } from './duplicates.js';
import { COLUMNS, DOCUMENTS_FILE, FORMS } from './files.js';
import { Forms } from './forms.js';
import type { Manifest } from './manifest.js';
import { NEIGHBOURS, NeighbourGraph } from './neighbour-graph.js';
import { openBlocks, readTable } from './read-file.js';
import { Titles } from './titles.js';

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What was counted, or what is wrong. */
  readonly detail: string;
}

export interface Verification {
  readonly generation: number;
  readonly checks: readonly Check[];
}

/** Throws `index_missing` where there is nothing to check; damage is a check that failed. */
export function verifyIndex(directory: string): Verification {
  const current = readCurrent(directory);
  if (current === undefined) {
    throw new SearchError('index_missing', `There is no index in ${directory}.`, {
      parameter: directory,
      hint: 'Build one with: broadsheet index FOLDER',
    });
  }
  const checks: Check[] = [];
  /** `examine` says what it counted, or throws what is wrong. */
  const check = (name: string, examine: () => string): void => {
    try {
      checks.push({ name, ok: true, detail: examine() });
    } catch (error) {
      checks.push({ name, ok: false, detail: error instanceof SearchError ? error.explain() : String(error) });
    }
  };

  let manifest: Manifest | undefined;
  check('manifest.json', () => {
    manifest = readManifest(directory, current.generation, current.hash);
    return current.hash;
  });
  if (manifest !== undefined) checkFiles(generationPath(directory, current.generation), manifest, check);
  return { generation: current.generation, checks };
}

function checkFiles(path: string, manifest: Manifest, check: (name: string, examine: () => string) => void): void {
  for (const [name, { bytes, sha256 }] of Object.entries(manifest.files))
    check(name, () => compare(join(path, name), bytes, sha256));
  check('no other files', () => refuseOthers(path, manifest));
  check('texts', () => countTexts(path, manifest));
  check('copies', () => countCopies(path, manifest));
  check('forms', () => countForms(path, manifest));
  check('titles', () => countTitles(path, manifest));
  if (manifest.neighbours.leftOut === undefined) check('neighbours', () => countNeighbours(path, manifest));
}

function compare(path: string, bytes: number, sha256: string): string {
  const hash = createHash('sha256');
  const descriptor = openSync(path, 'r');
  let length = 0;
  try {
    const chunk = Buffer.alloc(1_048_576);
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
      hash.update(chunk.subarray(0, read));
      length += read;
    }
  } finally {
    closeSync(descriptor);
  }
  if (length !== bytes)
    throw new SearchError('index_damaged', 'The length is wrong.', { expected: `${bytes} bytes`, found: length });
  const found = hash.digest('hex');
  if (found !== sha256)
    throw new SearchError('index_damaged', 'The content is wrong.', {
      expected: `sha256:${sha256}`,
      found: `sha256:${found}`,
    });
  return `${bytes} bytes, sha256:${sha256}`;
}

function refuseOthers(path: string, manifest: Manifest): string {
  for (const name of readdirSync(path)) {
    if (name !== 'manifest.json' && manifest.files[name] === undefined)
      throw new SearchError('index_damaged', 'A file is not of this index.', { found: name });
  }
  return `${Object.keys(manifest.files).length + 1} files`;
}

/** Reads each text through the path that serves it, finds each id, and looks where its boilerplate stands. */
function countTexts(path: string, manifest: Manifest): string {
  const sections = readTable(join(path, COLUMNS.file), COLUMNS);
  const columns = readColumns(sections);
  const boilerplate = new Boilerplate(sections);
  const documents = new DocumentsFile(openBlocks(join(path, DOCUMENTS_FILE)), sections);
  try {
    let characters = 0;
    for (let document = 0; document < columns.documents; document += 1) {
      const { id } = documents.card(document);
      if (columns.find(id) !== document)
        throw new SearchError('index_damaged', 'A document is not found by its id.', { found: id });
      const { length } = documents.body(document);
      characters += length;
      for (const [start, end] of boilerplate.rangesOf(document))
        if (start >= end || end > length)
          throw new SearchError('index_damaged', 'Boilerplate stands outside of its text.', { found: id });
    }
    expectCount('documents', manifest.documents, columns.documents);
    return `${columns.documents} documents, ${characters} characters`;
  } finally {
    documents.close();
  }
}

function countCopies(path: string, manifest: Manifest): string {
  const { groups, documents } = new Duplicates(
    COLUMNS.file,
    readTable(join(path, COLUMNS.file), COLUMNS),
    manifest.documents,
  );
  return `${groups} groups of ${documents} documents`;
}

function countForms(path: string, manifest: Manifest): string {
  const forms = new Forms(readTable(join(path, FORMS.file), FORMS));
  expectCount('forms', manifest.forms, forms.size);
  for (let place = 1; place < forms.size; place += 1) {
    if (forms.at(place - 1).form >= forms.at(place).form)
      throw new SearchError('index_damaged', 'The forms are not sorted.', { found: forms.at(place).form });
  }
  return `${forms.size} forms of ${manifest.terms} terms`;
}

function countTitles(path: string, manifest: Manifest): string {
  const sections = readTable(join(path, COLUMNS.file), COLUMNS);
  return `${new Titles(COLUMNS.file, sections, manifest.forms, manifest.documents).words} words`;
}

/** Every entry is looked at: neighbours are other documents, the nearest first. */
function countNeighbours(path: string, manifest: Manifest): string {
  const file = join(path, NEIGHBOURS.file);
  const graph = new NeighbourGraph(file, readTable(file, NEIGHBOURS), manifest.documents);
  for (let document = 0; document < manifest.documents; document += 1) {
    const { documents, similarities } = graph.neighboursOf(document);
    const isOrdered = similarities.every(
      (similarity, i) => similarity > 0 && similarity <= (similarities[i - 1] ?? 255),
    );
    if (documents.includes(document) || !isOrdered)
      throw new SearchError('index_damaged', 'The neighbours of a document are wrong.', { found: document });
  }
  return `${graph.documents.length} neighbours of ${manifest.documents} documents`;
}

function expectCount(what: string, expected: number, found: number): void {
  if (expected !== found)
    throw new SearchError('index_damaged', `The number of ${what} is wrong.`, { expected: String(expected), found });
}
