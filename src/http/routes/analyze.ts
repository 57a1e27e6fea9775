/**
 * How a text is split into words and stemmed: what an index would hold of it.
 */
import { analyzer } from '../../analysis/analyzer.js';
import { BODY_BYTES } from '../limits.js';
import { jsonReply } from '../replies.js';
import { bodyRoute } from '../route.js';
import { analyzeAnswer, analyzeParameters } from '../schemas.js';

export const analyze = bodyRoute(
  { schema: analyzeParameters, maxBytes: BODY_BYTES.analyze, required: true },
  {
    method: 'post',
    path: '/api/v1/analyze',
    summary: 'How a text is tokenized and stemmed',
    answers: [{ status: 200, description: 'The tokens.', type: 'application/json', schema: analyzeAnswer }],
    errors: [],
    handle: ({ text }) =>
      jsonReply({
        tokens: analyzer.analyze(text).map(({ start, end, position, term, stopWord }) => ({
          text: text.slice(start, end),
          term,
          position,
          start,
          end,
          stopWord,
        })),
      }),
  },
);
