/**
 * How far a build is, and how it ended.
 */
import { SearchError } from '../../errors.js';
import { jsonReply } from '../replies.js';
import { queryRoute } from '../route.js';
import { noParameters, taskAnswer } from '../schemas.js';

export const task = queryRoute(noParameters, {
  method: 'get',
  path: '/api/v1/tasks/{id}',
  summary: 'A build that was asked for',
  pathParameters: { id: 'The id that the reindex answer gives.' },
  answers: [{ status: 200, description: 'The task.', type: 'application/json', schema: taskAnswer }],
  errors: ['unauthorized', 'forbidden', 'not_found'],
  admin: 'uncounted',
  handle(_given, { tasks }, { path }) {
    const found = tasks.find(path.id ?? '');
    if (found !== undefined) return jsonReply(found, { headers: { 'Cache-Control': 'no-store' } });
    throw new SearchError('not_found', 'There is no task with this id.', {
      parameter: 'id',
      hint: 'Tasks are kept in memory, the last 100 of them.',
    });
  },
});
