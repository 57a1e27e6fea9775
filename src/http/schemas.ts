/**
 * Every parameter and every answer as a schema, in one place: requests are checked with these, OpenAPI is generated
 * from them, and a test keeps them equal to the types of `answer.ts`.
 */
import { z } from 'zod';
import { type Explanation, HIT_FIELDS, INTERVALS, SORTS } from '../answer.js';
import { parsePeriod } from '../documents/date.js';
import { ERROR_CODES } from '../errors.js';
import { QUERY_WARNING_CODES } from '../query/query.js';
import { DEFAULT_SUGGEST_REQUEST } from '../search/suggest.js';
import { DEFAULT_REQUEST } from '../search.js';
import { SETTINGS } from '../settings.js';
import { BOUNDS } from './limits.js';

/** Sent with `,` between the values in an address, as a list or such a text in JSON. */
const COMMA_LIST = { param: { style: 'form', explode: false } } as const;

const DAY = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;
const A_DATE = 'a date such as 2021, 2021-12 or 2021-12-29';

const period = z
  .string()
  .regex(DAY, { error: A_DATE })
  .refine((text) => parsePeriod(text) !== undefined, { error: A_DATE });

const filter = z
  .string()
  .regex(/^[^:]+:/, { error: 'field:value, such as folder:sport' })
  .transform((text) => {
    const colon = text.indexOf(':');
    return { field: text.slice(0, colon), value: text.slice(colon + 1) };
  });

const q = z.string().transform((text) => text.toWellFormed());

/** The names are those of the address and of the JSON body alike. */
export const searchParameters = z.strictObject({
  q: q.default(DEFAULT_REQUEST.q).meta({
    description: 'The query, in the query language. Empty browses all documents, newest first.',
    example: '"boil notice" reservoir -tanker',
  }),
  syntax: z.enum(['full', 'none']).default(DEFAULT_REQUEST.syntax).meta({
    description: '`none` reads every character of `q` as text.',
  }),
  limit: z.int().min(0).max(BOUNDS.maxLimit).default(DEFAULT_REQUEST.limit).meta({ description: 'Number of hits.' }),
  offset: z.int().min(0).max(SETTINGS.maxWindow.maximum).default(DEFAULT_REQUEST.offset).meta({
    description:
      'Hits to pass over. `offset + limit` is bounded (`maxWindow` in `GET /api/v1/index`); `cursor` goes on.',
  }),
  cursor: z.string().min(1).max(4096).exactOptional().meta({
    description: '`nextCursor` of an earlier answer; takes the place of `offset`. Valid while the index is the same.',
  }),
  from: period.exactOptional().meta({ description: 'First day, month or year, inclusive.', example: '2021-12' }),
  to: period.exactOptional().meta({ description: 'Last day, month or year, inclusive.', example: '2021-12-29' }),
  sort: z.enum(SORTS).exactOptional().meta({
    description: 'Default: `relevance`, or `date:desc` where `q` is empty. Ties are ordered by document id.',
  }),
  filter: z
    .array(filter)
    .default([...DEFAULT_REQUEST.filter])
    .meta({
      description: "`field:value`, repeatable. Values of one field are OR'ed, fields are AND'ed.",
      example: ['folder:sport'],
    }),
  facets: z
    .array(z.string().min(1, { error: 'a name of a field' }))
    .default([...DEFAULT_REQUEST.facets])
    .meta({
      ...COMMA_LIST,
      description: 'Fields whose values are counted: `year`, `month`, `folder`, attributes. Counts are exact.',
      example: ['year', 'folder'],
    }),
  histogram: z
    .enum([...INTERVALS, 'auto'])
    .exactOptional()
    .meta({
      description: 'Counts by date over all matches; `auto` takes the interval that gives a readable number of bars.',
    }),
  match: z.enum(['any', 'all']).default(DEFAULT_REQUEST.match).meta({ description: '`all`: every word must match.' }),
  prefix: z.boolean().default(DEFAULT_REQUEST.prefix).meta({
    description: 'The last word also matches as a prefix (search as you type).',
  }),
  fold: z.enum(['off', 'exact', 'near']).default(DEFAULT_REQUEST.fold).meta({
    description: 'One hit for each group of copies: of the same words (`exact`), or nearly the same (`near`).',
  }),
  typos: z.enum(['auto', 'off']).default(DEFAULT_REQUEST.typos).meta({
    description: '`auto` replaces only words that no document holds in any form, and says so.',
  }),
  snippets: z
    .int()
    .min(0)
    .max(BOUNDS.maxSnippets)
    .default(DEFAULT_REQUEST.snippets)
    .meta({ description: 'Snippets for each hit.' }),
  snippetLength: z
    .int()
    .min(BOUNDS.minSnippetLength)
    .max(BOUNDS.maxSnippetLength)
    .default(DEFAULT_REQUEST.snippetLength)
    .meta({
      description: 'UTF-16 units of each snippet.',
    }),
  fields: z
    .array(z.enum(HIT_FIELDS))
    .default([...DEFAULT_REQUEST.fields])
    .meta({
      ...COMMA_LIST,
      description: 'Parts of the document that each hit carries; `body` gives the whole article.',
    }),
  explain: z.boolean().default(DEFAULT_REQUEST.explain).meta({
    description: 'Each hit has an `explanation`: what its score is made of, with plain words beside the numbers.',
  }),
});

export const suggestParameters = z.strictObject({
  q: q.default(DEFAULT_SUGGEST_REQUEST.q).meta({
    description: 'What was typed so far. The last word is completed; empty gives nothing.',
    example: 'boil no',
  }),
  limit: z
    .int()
    .min(0)
    .max(BOUNDS.maxSuggestions)
    .default(DEFAULT_SUGGEST_REQUEST.limit)
    .meta({ description: 'Number of completions, and of titles.' }),
});

export const documentParameters = z.strictObject({
  q: q.default('').meta({ description: 'A query whose matches are marked in `highlights`.', example: 'reservoir' }),
});

export const noParameters = z.strictObject({});

/** The largest text is bounded by the size of the body. */
export const analyzeParameters = z.strictObject({
  text: q.meta({ description: 'Any text.', example: 'The elections of 2021' }),
});

export const count = z.int().min(0);
const range = z
  .tuple([count, count])
  .meta({ id: 'Range', description: 'Start and end in UTF-16 units, end excluded.' });
const field = z.enum(['title', 'body']);

const snippet = z
  .strictObject({
    field,
    start: count.meta({ description: 'Where `text` stands in the stored field.' }),
    end: count,
    text: z.string(),
    highlights: z.array(range).meta({ description: 'Ranges of `text`: sorted, disjoint.' }),
    html: z.string().meta({ description: 'The same snippet escaped, with `<mark>`: safe to insert.' }),
  })
  .meta({ id: 'Snippet' });

export const titleFrom = z.enum(['given', 'first-sentence']).meta({
  description: 'Whether the source gives the title, or it is the first sentence of the body.',
});
const attributes = z.record(z.string(), z.array(z.string()));
export const day = z.string().meta({ description: '`YYYY-MM-DD`, as the source has it.', example: '2021-12-29' });

export const explanation: z.ZodType<Explanation> = z
  .strictObject({
    value: z.number().meta({ description: 'The first one is the score.' }),
    description: z.string().meta({ description: 'In plain words.', example: 'sum of' }),
    combine: z.enum(['sum', 'product']).exactOptional().meta({
      description: 'How the values of `details` make this one, to 1e-9; absent where they are facts behind it.',
    }),
    get details() {
      return z.array(explanation);
    },
  })
  .meta({ id: 'Explanation', description: 'Why a number is what it is, to any depth.' });

const versions = z
  .strictObject({
    count: z.int().min(2).meta({ description: 'Documents of the group that match and pass the filters.' }),
    ids: z.array(z.string()).meta({ description: 'The hit itself first, the others by date, undated ones last.' }),
    earliest: z.string().meta({ description: 'The id of the one with the earliest date.' }),
  })
  .meta({ id: 'Versions' });

const hit = z
  .strictObject({
    rank: z.int().min(1).meta({ description: 'Counts from 1 over the whole list.' }),
    score: z.number(),
    id: z.string(),
    title: z.string().exactOptional(),
    titleFrom: titleFrom.exactOptional(),
    titleHighlights: z.array(range).exactOptional(),
    date: day.exactOptional(),
    path: z.string().exactOptional(),
    language: z.string().exactOptional(),
    attributes: attributes.exactOptional(),
    body: z.string().exactOptional(),
    snippets: z.array(snippet),
    explanation: explanation.exactOptional(),
    versions: versions.exactOptional(),
  })
  .meta({ id: 'Hit' });

export const receipt = z
  .strictObject({
    text: z.string().meta({ description: 'As typed.' }),
    readAs: z.string().meta({ description: 'Canonical; sent again as `q` it gives the same answer.' }),
    terms: z.array(
      z.strictObject({
        typed: z.string().meta({ description: 'As typed, lower-cased, with its field and operator.' }),
        term: z.string().meta({ description: 'The stem that is looked up, or how the forms are written that are.' }),
        documentFrequency: count.meta({ description: 'Documents that hold it, in its field.' }),
        forms: z.record(z.string(), count).meta({
          description: 'Unstemmed forms with the number of documents that hold each; at most 10.',
        }),
      }),
    ),
    ignored: z.array(z.string()).meta({ description: 'Stop words that were left out.' }),
    corrections: z
      .array(z.strictObject({ typed: z.string(), used: z.string(), undo: z.string() }))
      .meta({ description: 'What was applied; `undo` is the query that searches for the word as typed.' }),
    warnings: z
      .array(z.strictObject({ code: z.enum(QUERY_WARNING_CODES), message: z.string(), start: count, end: count }))
      .meta({ description: 'What was repaired or read as text, with its place in `text`.' }),
    limitsHit: z.array(z.strictObject({ limit: z.string(), maximum: count, message: z.string() })).meta({
      description: 'Limits that the query ran into, and what was left out because of them.',
    }),
  })
  .meta({ id: 'QueryReceipt' });

export const stamp = z
  .strictObject({ generation: count, hash: z.string(), documents: count })
  .meta({ id: 'IndexStamp' });

const histogram = z
  .strictObject({
    interval: z.enum(INTERVALS),
    buckets: z.array(z.strictObject({ key: z.string(), count })),
    undated: count,
  })
  .meta({ id: 'Histogram' });

export const searchAnswer = z
  .strictObject({
    query: receipt,
    total: count.meta({ description: 'Exact; counts documents.' }),
    groups: count.exactOptional().meta({ description: 'Hits of the whole list, where copies are folded.' }),
    hits: z.array(hit),
    facets: z.record(z.string(), z.array(z.strictObject({ value: z.string(), count }))).exactOptional(),
    histogram: histogram.exactOptional(),
    didYouMean: z.string().nullable().meta({ description: 'A query that may have been meant; only offered.' }),
    nextCursor: z.string().nullable(),
    index: stamp,
    tookMs: z.number(),
  })
  .meta({ id: 'SearchAnswer' });

export const suggestAnswer = z
  .strictObject({
    q: z.string().meta({ description: 'As typed.' }),
    completions: z
      .array(
        z.strictObject({
          text: z.string().meta({ description: 'The whole text with the last word completed.' }),
          form: z.string().meta({ description: 'The word: lower case, accents folded.' }),
          documentFrequency: count.meta({ description: 'Documents that hold this form.' }),
          together: count.exactOptional().meta({
            description:
              'Documents that hold the word, in any form, with the words before it (the last four of these); absent ' +
              'where the words before are none of the collection, or stop words.',
          }),
        }),
      )
      .meta({ description: 'The most likely first; of the forms of one stem, the commonest before all others.' }),
    titles: z.array(z.strictObject({ id: z.string(), title: z.string(), date: day.exactOptional() })).meta({
      description:
        'Documents whose title holds all words, the last one as a beginning: those that begin with just these words ' +
        'first, then the newest. Equal titles come once.',
    }),
  })
  .meta({ id: 'SuggestAnswer' });

export const documentAnswer = z
  .strictObject({
    id: z.string(),
    path: z.string(),
    title: z.string(),
    titleFrom,
    body: z.string(),
    date: day.exactOptional(),
    language: z.string().exactOptional(),
    attributes,
    paragraphs: z.array(range).meta({ description: 'Ranges of `body`.' }),
    highlights: z.strictObject({ title: z.array(range), body: z.array(range) }),
    index: stamp,
  })
  .meta({ id: 'DocumentAnswer' });

export const analyzeAnswer = z
  .strictObject({
    tokens: z.array(
      z.strictObject({
        text: z.string(),
        term: z.string(),
        position: count,
        start: count,
        end: count,
        stopWord: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'AnalyzeAnswer' });

export const indexAnswer = z
  .strictObject({
    generation: count,
    hash: z.string(),
    documents: count,
    undated: count,
    firstDate: day.nullable(),
    lastDate: day.nullable(),
    builtAt: z.string().meta({ description: 'ISO 8601, UTC.' }),
    settings: z.record(z.string(), z.union([z.number(), z.string()])).meta({ description: 'What shaped the index.' }),
    limits: z.record(z.string(), z.number()).meta({ description: 'Bounds of requests.' }),
    facetFields: z.array(z.string()).meta({ description: 'What `facets` and `filter` take.' }),
    neighbours: z
      .strictObject({
        file: z.string().exactOptional(),
        neighbours: count.exactOptional().meta({ description: 'Kept of each document, at most.' }),
        postings: count.exactOptional().meta({ description: 'What it took to find them.' }),
        leftOut: z.string().exactOptional().meta({ description: 'Why there are none.' }),
      })
      .meta({ description: 'The nearest documents of each document, which ranking uses.' }),
    skipped: z.strictObject({
      count,
      listed: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
    }),
    notices: z.strictObject({
      count,
      listed: z.array(z.strictObject({ path: z.string(), message: z.string() })),
    }),
  })
  .meta({ id: 'IndexAnswer' });

export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string().exactOptional().meta({ description: 'The request id, also sent as `X-Request-Id`.' }),
    code: z.enum(ERROR_CODES),
    parameter: z.string().exactOptional(),
    expected: z.string().exactOptional(),
    hint: z.string().exactOptional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457. Every error on every path has this shape.' });

export const taskAnswer = z
  .strictObject({
    id: z.string(),
    status: z.enum(['queued', 'running', 'succeeded', 'failed']),
    progress: z
      .strictObject({ done: count, total: count })
      .meta({ description: 'Bytes of the folder read, and in all.' }),
    error: problem.exactOptional(),
  })
  .meta({ id: 'Task' });

export const healthAnswer = z.strictObject({ status: z.literal('ok') });

export const readyAnswer = z.strictObject({
  status: z.enum(['ready', 'degraded']),
  generation: count,
  hash: z.string(),
  documents: count,
  reason: z.string().exactOptional().meta({ description: 'Why it serves less than it should.' }),
});
