/**
 * What a person may go on to type: completions of the last word, and titles.
 */
import { suggest as suggestWith } from '../../search/suggest.js';
import { checkQueryLength } from '../limits.js';
import { jsonReply } from '../replies.js';
import { queryRoute } from '../route.js';
import { suggestAnswer, suggestParameters } from '../schemas.js';

export const suggest = queryRoute(suggestParameters, {
  method: 'get',
  path: '/api/v1/suggest',
  summary: 'Completions of the last word, and titles',
  description:
    'From the words and titles of the index itself. A word that begins any word of the collection always has ' +
    'completions; stop words and numbers are among them only where nothing else begins so. A blank ends the last ' +
    'word: then there are only titles.',
  answers: [{ status: 200, description: 'The suggestions.', type: 'application/json', schema: suggestAnswer }],
  errors: ['query_too_long', 'index_missing'],
  handle(request, { index, settings }) {
    checkQueryLength(request.q, settings);
    return index.use((open) => jsonReply(suggestWith(open, request, settings)));
  },
});
