import { expect, test } from '@jest/globals';
import { RANKING_SETTINGS, stagesOf } from '../../src/evaluation/stages.js';
import { DEFAULT_SETTINGS } from '../../src/settings.js';

test('each stage switches on one weight more; the last one is the ranking itself', () => {
  const settings = { ...DEFAULT_SETTINGS, nearWeight: 0.5 };
  const stages = stagesOf(settings);
  const weights = stages.map((stage) => RANKING_SETTINGS.map((name) => stage.settings[name]));
  expect(weights).toEqual([
    [0, 0, 0],
    [0.5, 0, 0],
    [0.5, 0.4, 0],
    [0.5, 0.4, 0.1],
  ]);
  expect(stages.at(-1)?.settings).toEqual(settings);
});
