/**
 * The files of a generation that belong to no back end.
 */
export const DOCUMENTS_FILE = 'documents.bin';
export const SOURCES_FILE = 'sources.tsv';

/** Ids, dates, facets, copies, boilerplate, words of titles, and where the texts stand. */
export const COLUMNS = { file: 'columns.bin', kind: 'columns', version: 3 } as const;
export const FORMS = { file: 'forms.bin', kind: 'forms', version: 1 } as const;
