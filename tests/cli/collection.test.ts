import { afterEach, expect, test } from '@jest/globals';
import { readCollection } from '../../src/cli/collection.js';
import { SearchError } from '../../src/errors.js';
import { COLLECTION, createFolder } from './broadsheet.js';

let folder: ReturnType<typeof createFolder>;
afterEach(() => folder.remove());

test('is topics and judgments of a folder that has documents', () => {
  folder = createFolder({ ...COLLECTION, 'graded.tsv': '1\td1\t4\n' });
  const { topics, qrels } = readCollection(folder.path, 'graded.tsv');
  expect(topics).toHaveLength(3);
  expect(qrels).toEqual(new Map([['1', new Map([['d1', 4]])]]));
});

test.each([
  { name: 'no such folder', files: undefined, code: 'folder_unreadable', says: 'There is no folder' },
  { name: 'no documents', files: { 'queries.tsv': '1\ta', 'qrels.tsv': '' }, says: 'docs.jsonl or docs.jsonl.gz' },
  { name: 'no topics', files: { 'docs.jsonl.gz': '', 'qrels.tsv': '' }, says: 'queries.tsv' },
  {
    name: 'an empty list of topics',
    files: { 'docs.jsonl': '', 'queries.tsv': '\n', 'qrels.tsv': '' },
    says: 'no topic',
  },
  { name: 'no judgments', files: { 'docs.jsonl': '', 'queries.tsv': '1\ta' }, says: 'qrels.tsv' },
  {
    name: 'a malformed line',
    files: { 'docs.jsonl': '', 'queries.tsv': '1\ta', 'qrels.tsv': '1\td\t1\n1 d 1' },
    says: 'qrels.tsv:2 is malformed',
  },
])('$name is refused', ({ files, code = 'file_unreadable', says }) => {
  folder = createFolder(files);
  const path = files === undefined ? `${folder.path}/nowhere` : folder.path;
  expect.assertions(3);
  try {
    readCollection(path, 'qrels.tsv');
  } catch (error) {
    expect(error).toBeInstanceOf(SearchError);
    expect(error).toMatchObject({ code });
    expect((error as SearchError).explain()).toContain(says);
  }
});
