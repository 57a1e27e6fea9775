import { expect, test } from '@jest/globals';
import type { z } from 'zod';
import type {
  DocumentAnswer,
  ExplainAnswer,
  ListRequest,
  SearchAnswer,
  SearchRequest,
  SimilarAnswer,
  SuggestAnswer,
  SuggestRequest,
  VersionsAnswer,
} from '../../src/answer.js';
import type {
  explainAnswer,
  explainParameters,
  similarAnswer,
  versionsAnswer,
} from '../../src/http/document-schemas.js';
import type { Problem } from '../../src/http/problems.js';
import {
  type documentAnswer,
  type problem,
  type searchAnswer,
  searchParameters,
  type suggestAnswer,
  suggestParameters,
  type taskAnswer,
} from '../../src/http/schemas.js';
import type { Task } from '../../src/http/tasks.js';
import { DEFAULT_SUGGEST_REQUEST } from '../../src/search/suggest.js';
import { DEFAULT_REQUEST } from '../../src/search.js';

/** Types say `readonly` where schemas do not; apart from that they must be the same, optional keys included. */
type Frozen<T> = T extends (infer Item)[] | readonly (infer Item)[]
  ? number extends T['length']
    ? readonly Frozen<Item>[]
    : { readonly [Index in keyof T]: Frozen<T[Index]> }
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;
type Fits<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** Keys are compared apart, because an optional key more would fit both ways. */
type Equal<A, B> = Fits<Frozen<A>, Frozen<B>> extends true ? Fits<keyof A, keyof B> : false;

/** The compiler refuses this file when one of these is not `true`. */
const equal: [
  Equal<z.output<typeof searchParameters>, SearchRequest>,
  Equal<z.output<typeof searchAnswer>, SearchAnswer>,
  Equal<z.output<typeof searchAnswer>['hits'][number], SearchAnswer['hits'][number]>,
  Equal<z.output<typeof searchAnswer>['query'], SearchAnswer['query']>,
  Equal<z.output<typeof suggestParameters>, SuggestRequest>,
  Equal<z.output<typeof suggestAnswer>, SuggestAnswer>,
  Equal<z.output<typeof documentAnswer>, DocumentAnswer>,
  Equal<z.output<typeof explainParameters>, ListRequest>,
  Equal<z.output<typeof explainAnswer>, ExplainAnswer>,
  Equal<z.output<typeof similarAnswer>, SimilarAnswer>,
  Equal<z.output<typeof similarAnswer>['hits'][number], SimilarAnswer['hits'][number]>,
  Equal<z.output<typeof similarAnswer>['versions'][number], SimilarAnswer['versions'][number]>,
  Equal<z.output<typeof versionsAnswer>, VersionsAnswer>,
  Equal<z.output<typeof versionsAnswer>['versions'][number], VersionsAnswer['versions'][number]>,
  Equal<z.output<typeof problem>, Problem>,
  Equal<z.output<typeof taskAnswer>, Task>,
] = [true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true];

test('schemas and types are the same', () => {
  expect(equal).not.toContain(false);
});

test('defaults are those of the engine', () => {
  expect(searchParameters.parse({})).toEqual(DEFAULT_REQUEST);
  expect(suggestParameters.parse({})).toEqual(DEFAULT_SUGGEST_REQUEST);
});
