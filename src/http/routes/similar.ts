/**
 * More like this: the documents that are nearest to one.
 */
import { similar as findSimilar } from '../../search/similar.js';
import { similarAnswer, similarParameters } from '../document-schemas.js';
import { jsonReply } from '../replies.js';
import { queryRoute } from '../route.js';

export const similar = queryRoute(similarParameters, {
  method: 'get',
  path: '/api/v1/documents/{id}/similar',
  summary: 'The documents that are most like one',
  description:
    'From the neighbours that the index keeps of each document (`method` is `graph`), or by a search for its ' +
    'weightiest words where it keeps none (`terms`). Copies of the document are listed apart, in `versions`.',
  pathParameters: { id: 'The id as one encoded segment: `2021%2F12%2Fa0193.txt`.' },
  answers: [{ status: 200, description: 'The documents.', type: 'application/json', schema: similarAnswer }],
  errors: ['not_found', 'index_missing', 'deadline_exceeded'],
  handle: ({ limit }, { index, settings }, { path }) =>
    index.use((open) => jsonReply(findSimilar(open, path.id ?? '', limit, settings))),
});
