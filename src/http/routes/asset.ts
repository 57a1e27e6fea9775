/**
 * Scripts and styles of the page. Their names hold a hash of their content, so a browser never needs to ask again.
 */
import { SearchError } from '../../errors.js';
import type { Route } from '../route.js';

const A_YEAR = 31_536_000;

export const asset: Route = {
  method: 'get',
  path: '/assets/{file}',
  summary: 'A file of the page',
  pathParameters: { file: 'The name of the file, as the pages write it.' },
  answers: [{ status: 200, description: 'The file.', type: '*/*' }],
  errors: ['not_found'],
  handle({ path }, { assets }) {
    const found = assets.files.get(path.file ?? '');
    if (found === undefined) throw new SearchError('not_found', 'The page has no such file.');
    const headers = { 'Cache-Control': `public, max-age=${A_YEAR}, immutable` };
    return { type: found.type, body: found.bytes, headers };
  },
};
