/**
 * Measures what the snippets of the first hits show of each topic (`evaluation/snippet-coverage.ts`). Judgments are not
 * needed: a snippet tells why a document was found, whether it is relevant or not.
 */
import { setImmediate } from 'node:timers/promises';
import type { OpenIndex } from '../backends/open.js';
import {
  contentTerms,
  coverHit,
  type HitCoverage,
  meanCoverage,
  type ShownHit,
  type TermWeights,
} from '../evaluation/snippet-coverage.js';
import type { Topic } from '../evaluation/topics.js';
import { idf } from '../ranking/bm25.js';
import { DEFAULT_REQUEST, search } from '../search.js';
import type { Settings } from '../settings.js';
import type { Collection } from './collection.js';
import { namedIndex, withCollectionIndex } from './collection-index.js';
import type { Invocation } from './command.js';
import { patient, shortenTopics, topicRequest } from './rank-topics.js';
import type { Terminal } from './terminal.js';

export interface MeasuredSnippets {
  readonly documents: number;
  /** Those with a hit whose body holds one of their terms. */
  readonly topics: number;
  /** Hits whose body holds a term. */
  readonly hits: number;
  /** Means over the hits of a topic, then over topics. */
  readonly means: HitCoverage;
}

/** A page of hits, and snippets as long as they are by default. */
const HITS = DEFAULT_REQUEST.limit;
export const SNIPPET_LENGTH = DEFAULT_REQUEST.snippetLength;

export async function measureSnippets(
  invocation: Pick<Invocation<unknown>, 'origins' | 'settings' | 'terminal'>,
  collection: Collection,
  settings: Settings,
  words?: number,
): Promise<MeasuredSnippets> {
  const place = { folder: collection.documents, settings, ...namedIndex(invocation) };
  return withCollectionIndex(place, invocation.terminal, (index) =>
    coverTopics(index, shortenTopics(index, collection.topics, words), settings, invocation.terminal),
  );
}

/** `terminal` is told how far it is. Pauses after each topic, so that Ctrl-C is heard. */
export async function coverTopics(
  index: OpenIndex,
  topics: readonly Topic[],
  settings: Settings,
  terminal?: Terminal,
): Promise<MeasuredSnippets> {
  const meter = terminal?.progress();
  const covered: HitCoverage[][] = [];
  for (const [done, topic] of topics.entries()) {
    covered.push(coverTopic(index, topic, settings));
    meter?.show({ done, total: topics.length, detail: `${done} topics` });
    await setImmediate();
  }
  meter?.clear();
  const counted = covered.filter((hits) => hits.length > 0);
  return {
    documents: index.manifest.documents,
    topics: counted.length,
    hits: counted.flat().length,
    means: meanCoverage(counted.map(meanCoverage)),
  };
}

/** Hits whose body holds no term are left out. */
function coverTopic(index: OpenIndex, topic: Topic, settings: Settings): HitCoverage[] {
  const weights = weigh(index, topic);
  return showHits(index, topic, settings).flatMap((hit) => coverHit(weights, hit, SNIPPET_LENGTH) ?? []);
}

function weigh({ backend, manifest }: OpenIndex, { text }: Topic): TermWeights {
  const weightOf = (term: string) => idf(manifest.documents, backend.documentFrequency({ term, stopWord: false }));
  return new Map(contentTerms(text).map((term) => [term, weightOf(term)]));
}

function showHits(index: OpenIndex, topic: Topic, settings: Settings): ShownHit[] {
  const [ones, twos] = [1, 2].map((snippets) => {
    const request = {
      ...topicRequest(topic, HITS),
      fields: ['body'],
      snippets,
      snippetLength: SNIPPET_LENGTH,
    } as const;
    return search(index, request, patient(settings)).hits;
  });
  return ones!.map(({ body, snippets }, i) => ({
    body: body!,
    one: snippets.map(({ start, end }) => [start, end]),
    two: twos![i]!.snippets.map(({ start, end }) => [start, end]),
  }));
}
