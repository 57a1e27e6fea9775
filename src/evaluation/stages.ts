/**
 * The ranking taken apart: each stage that follows BM25 is switched on in its turn, on top of those before it. The
 * last one is the ranking as its settings say.
 */
import type { SettingName, Settings } from '../settings.js';

export interface Stage {
  readonly name: string;
  readonly settings: Settings;
}

/** In the order in which they work on the scores. */
const SWITCHES = [
  { name: '+ near words', weight: 'nearWeight' },
  { name: '+ neighbours', weight: 'neighbourWeight' },
  { name: '+ push', weight: 'pushWeight' },
] as const satisfies readonly { name: string; weight: SettingName }[];

/** The settings by which a search is ranked; none of them shapes an index. */
export const RANKING_SETTINGS: readonly SettingName[] = SWITCHES.map(({ weight }) => weight);

export function stagesOf(settings: Settings): Stage[] {
  const off = Object.fromEntries(SWITCHES.map(({ weight }) => [weight, 0]));
  const stages: Stage[] = [{ name: 'BM25', settings: { ...settings, ...off } }];
  for (const { name, weight } of SWITCHES)
    stages.push({ name, settings: { ...stages.at(-1)!.settings, [weight]: settings[weight] } });
  return stages;
}
