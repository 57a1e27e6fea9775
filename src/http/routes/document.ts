/**
 * One document, with the matches of a query marked where one is given.
 */
import { readDocument } from '../../search.js';
import { checkQueryLength } from '../limits.js';
import { jsonReply } from '../replies.js';
import { queryRoute } from '../route.js';
import { documentAnswer, documentParameters } from '../schemas.js';

export const document = queryRoute(documentParameters, {
  method: 'get',
  path: '/api/v1/documents/{id}',
  summary: 'One document',
  pathParameters: { id: 'The id as one encoded segment: `2021%2F12%2Fa0193.txt`.' },
  answers: [{ status: 200, description: 'The document.', type: 'application/json', schema: documentAnswer }],
  errors: ['query_too_long', 'not_found', 'index_missing', 'deadline_exceeded'],
  handle({ q }, { index, settings }, { path }) {
    checkQueryLength(q, settings);
    return index.use((open) => jsonReply(readDocument(open, path.id ?? '', q, settings)));
  },
});
