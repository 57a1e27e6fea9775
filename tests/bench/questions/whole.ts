/**
 * What does a query cost among ten times as many whole articles? Asked as the peers are (`npm run bench:peers`), of which
 * only the compiled ones have been measured at this size.
 */
import { askInTurns, type Engine, meanCpu } from '../asking.js';
import { type Answer, answerOf, figuresOf } from '../figure.js';
import { percentile } from '../measure.js';
import { importLibrary, rankOwn } from '../own-library.js';
import { type BenchQuery, generateWordQueries } from '../queries.js';
import { asBuilt, documentsPerSecond, replicaIndex } from '../replica-index.js';
import type { Workbench } from '../workbench.js';

export async function measureWhole(bench: Workbench): Promise<Answer> {
  const plan = bench.scale.large.whole;
  const own = await replicaIndex(bench, 'broadsheet', plan);
  const queries = generateWordQueries(bench.articles(), bench.scale.queries).map(
    (words): BenchQuery => ({ kind: '1 to 4 words', words, shape: 'any' }),
  );
  const library = await importLibrary();
  const index = await library.openIndex(own.path);
  try {
    const engine: Engine = { answer: rankOwn(library, index) };
    bench.say('asking ten times as many articles');
    const [measured] = askInTurns([engine], queries, bench.scale.rounds);
    const label = `${plan.documents.toLocaleString('en')} whole articles`;
    const figure = figuresOf(plan.documents);
    const walls = measured!.flatMap((kind) => kind.walls);
    return answerOf([
      asBuilt(
        figure(`${label}, indexing, by CPU time`, 'documents/s', 'more', documentsPerSecond(plan, own.built)),
        own,
      ),
      asBuilt(figure(`${label}, indexing, peak memory`, 'MB', 'less', own.built.peakBytes / 1e6), own),
      figure(`${label}, a query, mean CPU time`, 'ms', 'less', meanCpu(measured!), undefined, '≤ 0.3 ms'),
      figure(`${label}, a query, median`, 'ms', 'less', percentile(walls, 50)),
      figure(`${label}, a query, 99th percentile`, 'ms', 'less', percentile(walls, 99)),
    ]);
  } finally {
    index.close();
  }
}
