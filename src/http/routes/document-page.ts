/**
 * The reader view of one document. Lenient, as all pages are: what it does not know in its address it passes over.
 */

import { renderDocumentPage } from '../../page/templates/document-page.js';
import { pageUrl, readState } from '../../page/templates/search-page.js';
import { readDocument } from '../../search.js';
import { htmlReply } from '../replies.js';
import type { Route } from '../route.js';

export const documentPage: Route = {
  method: 'get',
  path: '/documents/{id}',
  summary: 'The reader view of a document',
  pathParameters: { id: 'The id as one encoded segment.' },
  answers: [{ status: 200, description: 'A page.', type: 'text/html' }],
  errors: ['not_found', 'index_missing', 'deadline_exceeded'],
  isPage: true,
  handle({ path, query }, { index, settings, assets }) {
    const { state } = readState(query);
    // A query that is too long to be searched marks nothing, which is no reason to withhold the article.
    const q = state.q.length <= settings.maxQueryLength ? state.q : '';
    const backTo = pageUrl({ ...state, q });
    return index.use((open) => {
      const document = readDocument(open, path.id ?? '', q, settings);
      return htmlReply(renderDocumentPage({ document, q, backTo, assets: assets.urls }));
    });
  },
};
