/**
 * Why a document is where it is in the list of a search, or why it is not in it.
 */
import { explainDocument } from '../../search/explain-document.js';
import { explainAnswer, explainParameters } from '../document-schemas.js';
import { checkFields, checkQueryLength } from '../limits.js';
import { jsonReply } from '../replies.js';
import { queryRoute } from '../route.js';

export const explain = queryRoute(explainParameters, {
  method: 'get',
  path: '/api/v1/documents/{id}/explain',
  summary: 'Why a document ranks where it does, or why it is not found',
  description:
    'Takes the parameters of a search that decide which documents are in its list, and in which order. The rank is ' +
    'exact at any depth; documents are counted, whatever copies a search may fold.',
  pathParameters: { id: 'The id as one encoded segment: `2021%2F12%2Fa0193.txt`.' },
  answers: [{ status: 200, description: 'The explanation.', type: 'application/json', schema: explainAnswer }],
  errors: ['query_too_long', 'unsupported', 'not_found', 'index_missing', 'deadline_exceeded'],
  handle(request, { index, settings }, { path }) {
    checkQueryLength(request.q, settings);
    return index.use((open) => {
      checkFields({ facets: [], filter: request.filter }, open);
      return jsonReply(explainDocument(open, path.id ?? '', request, settings));
    });
  },
});
