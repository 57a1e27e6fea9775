/**
 * The schemas of what is asked and answered about one document: why it is where it is in a list, what is like it,
 * and in which versions there is.
 * They go on where `schemas.ts` ends.
 */
import { z } from 'zod';
import { DEFAULT_SIMILAR_LIMIT } from '../search/similar.js';
import { DEFAULT_VERSIONS_LIMIT } from '../search/versions.js';
import { SETTINGS } from '../settings.js';
import { BOUNDS } from './limits.js';
import { count, day, explanation, receipt, searchParameters, stamp, titleFrom } from './schemas.js';

/** Those of a search that decide whether and where a document is in its list. */
export const explainParameters = searchParameters.pick({
  q: true,
  syntax: true,
  from: true,
  to: true,
  sort: true,
  filter: true,
  match: true,
  prefix: true,
  typos: true,
});

export const similarParameters = z.strictObject({
  limit: z.int().min(0).max(BOUNDS.maxLimit).default(DEFAULT_SIMILAR_LIMIT).meta({
    description: 'Number of hits. The index keeps the ten nearest of each document; copies of it are not hits.',
  }),
});

export const versionsParameters = z.strictObject({
  limit: z.int().min(0).max(BOUNDS.maxLimit).default(DEFAULT_VERSIONS_LIMIT).meta({
    description: 'Number of versions.',
  }),
  offset: z.int().min(0).max(SETTINGS.maxWindow.maximum).default(0).meta({ description: 'Versions to pass over.' }),
});

export const explainAnswer = z
  .strictObject({
    id: z.string(),
    query: receipt,
    total: count.meta({ description: 'Documents in the list; exact.' }),
    matches: z.boolean().meta({ description: 'It is in the list: the query finds it, and every filter lets it pass.' }),
    rank: z.int().min(1).nullable().meta({ description: 'Its place in the list; exact. Null where it is not in it.' }),
    score: z.number().meta({ description: '0 where it is not in the list.' }),
    explanation: explanation.exactOptional(),
    missing: z
      .array(
        z.strictObject({
          typed: z.string(),
          required: z.boolean().meta({ description: 'Without it a document cannot be in the list.' }),
          documentFrequency: count.meta({ description: 'Documents that hold it.' }),
          message: z.string(),
        }),
      )
      .meta({ description: 'Words of the query that the document lacks; it may be in the list without them.' }),
    excludedBy: z
      .array(z.strictObject({ kind: z.enum(['filter', 'date', 'exclusion']), typed: z.string(), message: z.string() }))
      .meta({ description: 'What keeps it out although it may hold the words.' }),
    index: stamp,
  })
  .meta({ id: 'ExplainAnswer' });

const shortCard = {
  id: z.string(),
  title: z.string(),
  titleFrom,
  date: day.exactOptional(),
  path: z.string(),
};

const version = z.strictObject({
  ...shortCard,
  exact: z.boolean().meta({ description: 'The same words in the same order; else with small changes.' }),
});

export const similarAnswer = z
  .strictObject({
    id: z.string(),
    method: z.enum(['graph', 'terms']).meta({
      description: '`graph`: the nearest of all, as the index keeps them. `terms`: found by the weightiest words.',
    }),
    hits: z
      .array(
        z.strictObject({
          ...shortCard,
          similarity: z.number().min(0).max(1).meta({ description: '1 for the same words as often.' }),
        }),
      )
      .meta({ description: 'The nearest first; copies of the document are not among them.' }),
    versions: z.array(version).meta({ description: 'Copies of the document.' }),
    index: stamp,
  })
  .meta({ id: 'SimilarAnswer' });

const textChange = z
  .strictObject({
    kind: z.enum(['kept', 'removed', 'added']),
    text: z.string().meta({ description: 'With the spaces behind it; of what was kept, as the version has it.' }),
    leftOut: z
      .int()
      .min(1)
      .exactOptional()
      .meta({
        description:
          'So many words follow that are of the same kind and left out: of what was kept all but 12 at each end, of what ' +
          'was removed or added all but 100.',
      }),
  })
  .meta({ id: 'TextChange' });

export const versionsAnswer = z
  .strictObject({
    id: z.string(),
    total: count.meta({ description: 'Copies, the document itself not counted; exact.' }),
    earliest: z.string().meta({ description: 'The id of the earliest of them all, which may be the document itself.' }),
    versions: z
      .array(
        version.extend({
          changes: z
            .array(textChange)
            .nullable()
            .meta({
              description:
                'From the document to this version, in reading order; what was removed comes before what was added in ' +
                'its place. Null where the two were not compared.',
            }),
          reason: z.string().exactOptional().meta({ description: 'Why they were not.' }),
        }),
      )
      .meta({ description: 'Copies of the document, the earliest first, undated ones last.' }),
    index: stamp,
  })
  .meta({ id: 'VersionsAnswer' });
