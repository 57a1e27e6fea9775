/**
 * What a program that asks one question does, and nothing else: load the library, open an index, ask. Arguments: the
 * address of the library, folder of the index, words.
 */
import type * as Library from '../../../src/library.js';

const [entry = '', directory = '', q = ''] = process.argv.slice(2);
const { openIndex, search } = (await import(entry)) as typeof Library;
const { total } = search(await openIndex(directory), { q });
if (total === 0) process.exitCode = 1;
