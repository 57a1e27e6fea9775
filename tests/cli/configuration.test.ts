import { afterAll, expect, test } from '@jest/globals';
import { configure } from '../../src/cli/configuration.js';
import { SearchError } from '../../src/errors.js';
import { createFolder } from './broadsheet.js';

const folder = createFolder({
  'broadsheet.json': '\uFEFF{ "port": 3001, "index": "filed", "logLevel": "debug" }',
  'other.json': '{ "port": 4001 }',
  'list.json': '[]',
  'broken.json': '{ "port": ',
  'unknown.json': '{ "prot": 1 }',
  'range.json': '{ "port": 70000 }',
  'whole.json': '{ "port": 80.5 }',
  'fraction.json': '{ "nearWeight": 1.5 }',
});
const empty = createFolder();
afterAll(() => {
  folder.remove();
  empty.remove();
});

test('flags win over the environment, that over the file, that over defaults', () => {
  const { settings, origins } = configure({
    flags: { port: '1001', index: undefined },
    environment: { BROADSHEET_PORT: '2001', BROADSHEET_INDEX: 'from-environment' },
    workingFolder: folder.path,
  });
  expect(settings).toMatchObject({ port: 1001, index: 'from-environment', logLevel: 'debug', host: '127.0.0.1' });
  expect(origins).toMatchObject({ port: 'flag', index: 'environment', logLevel: 'file', host: 'default' });
});

test('a named file takes the place of broadsheet.json', () => {
  const { settings, file } = configure({
    flags: {},
    environment: {},
    workingFolder: folder.path,
    configFile: 'other.json',
  });
  expect(settings).toMatchObject({ port: 4001, index: 'index-data' });
  expect(file).toMatch(/other\.json$/);
});

test('a weight may be a fraction', () => {
  const { settings } = configure({ flags: { nearWeight: '0.125' }, environment: {}, workingFolder: empty.path });
  expect(settings.nearWeight).toBe(0.125);
});

test('broadsheet.json need not be there', () => {
  const { settings, file } = configure({ flags: {}, environment: {}, workingFolder: empty.path });
  expect(settings.port).toBe(8080);
  expect(file).toBeUndefined();
});

test.each([
  { file: 'missing.json', code: 'file_unreadable', says: 'missing.json' },
  { file: 'list.json', code: 'file_unreadable', says: 'one JSON object' },
  { file: 'broken.json', code: 'file_unreadable', says: 'broken.json' },
  { file: 'unknown.json', code: 'unknown_parameter', says: 'prot' },
  { file: 'range.json', code: 'invalid_parameter', says: 'from 0 to 65535' },
  { file: 'whole.json', code: 'invalid_parameter', says: 'a whole number from 0 to 65535' },
  { file: 'fraction.json', code: 'invalid_parameter', says: 'a number from 0 to 1' },
])('$file is refused: $code', ({ file, code, says }) => {
  const call = () => configure({ flags: {}, environment: {}, workingFolder: folder.path, configFile: file });
  expect(call).toThrow(SearchError);
  try {
    call();
  } catch (error) {
    expect(error).toMatchObject({ code });
    expect((error as SearchError).explain()).toContain(says);
  }
});
