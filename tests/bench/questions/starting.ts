/**
 * How long does a program wait for its first answer? A fresh process that loads the library, opens the index and asks,
 * against one that does nothing: what Node itself needs to start is not the library's.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Ran, runMeasured, scriptPath } from '../child.js';
import { type Answer, answerOf, figuresOf } from '../figure.js';
import { type Cost, median } from '../measure.js';
import { LIBRARY } from '../own-library.js';
import type { Workbench } from '../workbench.js';

export async function measureStarting(bench: Workbench): Promise<Answer> {
  const { directory } = await bench.builds();
  const words = bench.queries()[0]!.words;
  const entry = pathToFileURL(join(LIBRARY, 'library.js')).href;
  const answering: Ran[] = [];
  const nothing: Ran[] = [];
  bench.say('starting programs');
  for (let turn = 0; turn < bench.scale.starts; turn += 1) {
    answering.push(await runMeasured([scriptPath('./children/first-answer.js'), entry, directory, words]));
    nothing.push(await runMeasured([scriptPath('./children/nothing.js')]));
  }
  const figure = figuresOf(bench.documents().length);
  const more = (kind: keyof Cost): number =>
    median(answering.map((ran) => ran[kind])) - median(nothing.map((ran) => ran[kind]));
  return answerOf([
    figure(
      "Fresh process to first answer, over Node's own start, wall time",
      'ms',
      'less',
      more('wall'),
      undefined,
      '≤ 60 ms',
    ),
    figure("Fresh process to first answer, over Node's own start, CPU time", 'ms', 'less', more('cpu')),
  ]);
}
