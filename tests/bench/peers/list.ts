/**
 * The peers: a driver each, in this folder, and what it needs. Versions are pinned, so that figures of two runs are of
 * the same programs.
 */
import { fileURLToPath } from 'node:url';
import { type Command, installJava, installPackages, installPython } from './install.js';

export interface Peer {
  readonly name: string;
  readonly label: string;
  /** Broadsheet's goal: how many times less CPU time a query takes. */
  readonly goal?: string;
  /** The index of which peer it asks; absent: it has one of its own. */
  readonly asks?: string;
  /** Further arguments of its driver. */
  readonly more?: readonly string[];
  /** Throws where it cannot be had. `folder` is where packages go. */
  readonly install: (folder: string) => Command;
}

export const OWN = 'broadsheet';
export const OWN_CARDS = 'broadsheet-cards';

export const PEERS: readonly Peer[] = [
  { name: OWN, label: 'Broadsheet', install: () => driver('broadsheet') },
  {
    name: OWN_CARDS,
    label: 'Broadsheet, with ten cards and their snippets',
    asks: OWN,
    more: ['cards'],
    install: () => driver('broadsheet'),
  },
  {
    name: 'tantivy',
    label: 'Tantivy 0.27.0 (Python)',
    goal: '> 1×',
    install: (folder) => installPython(folder, 'tantivy==0.27.0', 'tantivy_peer.py'),
  },
  {
    name: 'lucene',
    label: 'Lucene 9.12.3',
    goal: '≥ 5×',
    install: (folder) => installJava(folder, ['org.apache.lucene', 'lucene-analysis-common', '9.12.3'], 'Lucene.java'),
  },
  { name: 'minisearch', label: 'MiniSearch 7.2.0', goal: '≥ 10×', install: () => driver('minisearch') },
  npm('flexsearch', 'FlexSearch 0.8.212', ['flexsearch@0.8.212'], '≥ 10×'),
  // In C: the goal for JavaScript is not meant for it.
  npm('sqlite-fts5', 'SQLite FTS5 (better-sqlite3 12.11.1)', ['better-sqlite3@12.11.1']),
  npm('wink', 'wink-bm25 3.1.2', ['wink-bm25-text-search@3.1.2', 'wink-nlp-utils@2.1.0'], '≥ 10×'),
  npm('lunr', 'Lunr 2.3.9', ['lunr@2.3.9'], '≥ 10×'),
  npm('orama', 'Orama 3.1.18', ['@orama/orama@3.1.18'], '≥ 10×'),
];

function npm(name: string, label: string, packages: readonly string[], goal?: string): Peer {
  return {
    name,
    label,
    ...(goal === undefined ? {} : { goal }),
    install: (folder) => {
      installPackages(folder, packages);
      return driver(name);
    },
  };
}

/** A compiled driver of this folder. */
function driver(name: string): Command {
  return { program: process.execPath, words: [fileURLToPath(new URL(`./${name}.js`, import.meta.url))] };
}
