/**
 * The copies of a document, and what changed from it to each.
 */
import { listVersions } from '../../search/versions.js';
import { versionsAnswer, versionsParameters } from '../document-schemas.js';
import { jsonReply } from '../replies.js';
import { queryRoute } from '../route.js';

export const versions = queryRoute(versionsParameters, {
  method: 'get',
  path: '/api/v1/documents/{id}/versions',
  summary: 'The versions of a document, with what changed between them',
  description:
    'The documents that a search with `fold=near` folds into one hit, by date. What the texts share is shortened to ' +
    'the words beside each change. Long texts, and those that differ in very many places, are not compared.',
  pathParameters: { id: 'The id as one encoded segment: `2021%2F12%2Fa0193.txt`.' },
  answers: [{ status: 200, description: 'The versions.', type: 'application/json', schema: versionsAnswer }],
  errors: ['not_found', 'index_missing'],
  handle: (request, { index }, { path }) => index.use((open) => jsonReply(listVersions(open, path.id ?? '', request))),
});
