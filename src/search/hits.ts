/**
 * What is shown of the documents that were found: cards, snippets and highlights, made for the hits of one answer only.
 */
import { analyzer } from '../analysis/analyzer.js';
import type { Hit, SearchRequest, Versions } from '../answer.js';
import type { OpenIndex } from '../backends/open.js';
import { UNDATED } from '../documents/date.js';
import type { Field } from '../documents/document.js';
import type { Card } from '../index/documents-file.js';
import { createSnippetMaker, type SnippetMaker } from '../snippets/snippets.js';
import type { ListedHit } from './list.js';
import type { ReadQuery } from './read-query.js';

const CARD_FIELDS = ['title', 'date', 'path', 'language', 'attributes'] as const;

/** `before`: hits that earlier parts of the list hold. Throws `index_damaged` where a text cannot be read. */
export function makeHits(
  index: OpenIndex,
  request: SearchRequest,
  read: ReadQuery,
  shown: readonly ListedHit[],
  before: number,
): Hit[] {
  const wanted = new Set<string>(request.fields);
  const needsCard = CARD_FIELDS.some((field) => wanted.has(field));
  const needsBody = request.snippets > 0 || wanted.has('body');
  const maker = needsCard || needsBody ? snippetMaker(read) : undefined;
  return shown.map(({ document, score, versions }, i) => {
    const body = needsBody ? index.documents.body(document) : '';
    const hit: { -readonly [Key in keyof Hit]: Hit[Key] } = {
      rank: before + i + 1,
      score,
      id: index.columns.ids.get(document),
      snippets: [],
    };
    if (versions !== undefined) hit.versions = listVersions(index, document, versions);
    if (maker === undefined) return hit;
    if (needsCard) addCard(hit, index.documents.card(document), wanted, maker);
    if (wanted.has('body')) hit.body = body;
    if (request.snippets > 0)
      hit.snippets = maker.snippets(
        body,
        request.snippets,
        request.snippetLength,
        index.boilerplate.rangesOf(document),
      );
    return hit;
  });
}

function listVersions({ columns }: OpenIndex, document: number, versions: readonly number[]): Versions {
  const byDate = earliestFirst(columns, versions);
  const ids = [document, ...byDate.filter((other) => other !== document)].map((other) => columns.ids.get(other));
  return { count: versions.length, ids, earliest: columns.ids.get(byDate[0]!) };
}

/** Equal dates by id, undated documents last. */
export function earliestFirst({ dates, idRank }: OpenIndex['columns'], documents: readonly number[]): number[] {
  const dayOf = (document: number): number =>
    dates[document] === UNDATED ? Number.POSITIVE_INFINITY : dates[document]!;
  return documents.toSorted((a, b) => dayOf(a) - dayOf(b) || idRank[a]! - idRank[b]!);
}

/** Rarer leaves weigh more when fragments are compared, as they do when documents are. */
export function snippetMaker(read: ReadQuery): SnippetMaker {
  return createSnippetMaker(analyzer, read.leaves, read.leaves.map(read.weightOf));
}

/** A title that is the first sentence of the text stands in the body. */
export function fieldOfTitle({ titleFrom }: Pick<Card, 'titleFrom'>): Field {
  return titleFrom === 'given' ? 'title' : 'body';
}

function addCard(
  hit: { -readonly [Key in keyof Hit]: Hit[Key] },
  card: Card,
  wanted: ReadonlySet<string>,
  maker: SnippetMaker,
): void {
  if (wanted.has('title')) {
    hit.title = card.title;
    hit.titleFrom = card.titleFrom;
    hit.titleHighlights = maker.highlights(card.title, fieldOfTitle(card));
  }
  if (wanted.has('date') && card.date !== undefined) hit.date = card.date;
  if (wanted.has('path')) hit.path = card.path;
  if (wanted.has('language') && card.language !== undefined) hit.language = card.language;
  if (wanted.has('attributes')) hit.attributes = card.attributes;
}
