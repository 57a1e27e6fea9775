/**
 * What is served: which generation of the index, what it holds, what was left out of it, and the limits of requests.
 */
import { facetFields } from '../../index/facets.js';
import { describeLimits } from '../limits.js';
import { jsonReply } from '../replies.js';
import { queryRoute } from '../route.js';
import { indexAnswer, noParameters } from '../schemas.js';

export const index = queryRoute(noParameters, {
  method: 'get',
  path: '/api/v1/index',
  summary: 'The index that is served',
  description: 'Skipped files and notices are listed up to 1,000; their counts are exact. Paths are relative.',
  answers: [{ status: 200, description: 'The index.', type: 'application/json', schema: indexAnswer }],
  errors: ['index_missing'],
  handle: (_given, { index: current, settings }) =>
    current.use(({ generation, hash, builtAt, manifest, columns }) =>
      jsonReply({
        generation,
        hash,
        documents: manifest.documents,
        undated: manifest.undated,
        firstDate: manifest.firstDate,
        lastDate: manifest.lastDate,
        builtAt,
        settings: manifest.settings,
        limits: describeLimits(settings),
        facetFields: facetFields(columns),
        neighbours: manifest.neighbours,
        skipped: manifest.skipped,
        notices: manifest.notices,
      }),
    ),
});
