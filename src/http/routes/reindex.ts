/**
 * Builds the index again in a child process. The answer comes at once; the task tells how far it is.
 */
import { SearchError } from '../../errors.js';
import { BODY_BYTES } from '../limits.js';
import { jsonReply } from '../replies.js';
import { bodyRoute, type Context, type Route } from '../route.js';
import { noParameters, taskAnswer } from '../schemas.js';

/** `folder` is what the server was started with; without one, the folder that the index was made of is read. */
export function createReindex(folder: string | undefined): Route {
  return bodyRoute(
    { schema: noParameters, maxBytes: BODY_BYTES.reindex, required: false },
    {
      method: 'post',
      path: '/api/v1/index/reindex',
      summary: 'Build the index again',
      description:
        'During a build the answer is the task that starts after it; there is never more than one such task.',
      answers: [{ status: 202, description: 'The task.', type: 'application/json', schema: taskAnswer }],
      errors: ['unsupported', 'unauthorized', 'forbidden', 'overloaded'],
      admin: 'counted',
      handle(_given, context) {
        const task = context.tasks.request(folder ?? indexedFolder(context));
        const headers = { Location: `/api/v1/tasks/${task.id}`, 'Cache-Control': 'no-store' };
        return jsonReply(task, { status: 202, headers });
      },
    },
  );
}

function indexedFolder({ index: { status } }: Context): string {
  if (status.state === 'missing') {
    throw new SearchError('unsupported', 'This server knows no folder to index.', {
      hint: 'Start it with a folder, or build the first index with the index command.',
    });
  }
  const { folder } = status.index;
  if (folder !== null) return folder;
  throw new SearchError('unsupported', 'This index was not built from a folder.', {
    hint: 'Build it again with the program that built it; this server will pick it up.',
  });
}
