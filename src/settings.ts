/**
 * Every setting in one table: what it means, its range, its default, where it may come from. Flags win over
 * `BROADSHEET_…` variables, these over `broadsheet.json`, that over the default. Settings that shape the index are
 * recorded in its manifest.
 */
import { SearchError } from './errors.js';

interface NumberSetting {
  readonly kind: 'number';
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Other numbers than whole ones, too. */
  readonly fraction?: true;
  readonly meaning: string;
  readonly shapesIndex?: true;
}
interface TextSetting {
  readonly kind: 'text';
  readonly default: string;
  readonly choices?: readonly string[];
  /** Neither printed nor logged. */
  readonly secret?: true;
  readonly meaning: string;
  readonly shapesIndex?: true;
}
export type Setting = NumberSetting | TextSetting;

export const SETTINGS = {
  port: {
    kind: 'number',
    default: 8080,
    minimum: 0,
    maximum: 65_535,
    meaning: 'TCP port of the server; 0 takes a free one.',
  },
  host: {
    kind: 'text',
    default: '127.0.0.1',
    meaning: 'Address the server listens on. Anything but a loopback address opens it to the network.',
  },
  index: { kind: 'text', default: 'index-data', meaning: 'Folder that holds the index.' },
  adminKey: {
    kind: 'text',
    default: '',
    secret: true,
    meaning: 'Key for reindexing over HTTP, sent as `Authorization: Bearer KEY`. Empty switches these routes off.',
  },
  rateLimit: {
    kind: 'number',
    default: 6000,
    minimum: 0,
    maximum: 1e9,
    meaning: 'Requests a minute and client; 0 is no limit.',
  },
  adminRateLimit: {
    kind: 'number',
    default: 10,
    minimum: 0,
    maximum: 1e9,
    meaning: 'The same for the routes that need the admin key.',
  },
  trustProxy: {
    kind: 'number',
    default: 0,
    minimum: 0,
    maximum: 10,
    meaning: 'Reverse proxies between clients and server, each of which appends to `X-Forwarded-For`; 0 trusts none.',
  },
  logLevel: {
    kind: 'text',
    default: 'info',
    choices: ['silent', 'error', 'warn', 'info', 'debug'],
    meaning: 'How much the server logs, as JSON lines on standard error.',
  },
  deadlineMs: {
    kind: 'number',
    default: 250,
    minimum: 1,
    maximum: 60_000,
    meaning: 'Milliseconds a query may take before it is refused as too costly.',
  },
  maxQueryLength: { kind: 'number', default: 4096, minimum: 16, maximum: 65_536, meaning: 'Characters of a query.' },
  maxQueryTerms: {
    kind: 'number',
    default: 256,
    minimum: 1,
    maximum: 4096,
    meaning: 'Distinct terms of a query; further ones are left out and named.',
  },
  maxQueryDepth: { kind: 'number', default: 20, minimum: 1, maximum: 100, meaning: 'Levels of brackets in a query.' },
  maxPrefixForms: {
    kind: 'number',
    default: 50,
    minimum: 1,
    maximum: 10_000,
    meaning: 'Forms that a prefix or a wildcard stands for: the commonest ones.',
  },
  maxFuzzyForms: {
    kind: 'number',
    default: 20,
    minimum: 1,
    maximum: 10_000,
    meaning: 'Forms that a word with `~` stands for: the commonest ones.',
  },
  maxCorrections: {
    kind: 'number',
    default: 10,
    minimum: 0,
    maximum: 256,
    meaning: 'Words of one query that are corrected, where no document holds them.',
  },
  maxWindow: {
    kind: 'number',
    default: 10_000,
    minimum: 100,
    maximum: 1_000_000,
    meaning: 'Largest `offset + limit`; beyond it a cursor goes on.',
  },
  nearWeight: {
    kind: 'number',
    default: 0.25,
    minimum: 0,
    maximum: 1,
    fraction: true,
    meaning: 'Ranking: what two words that stand near each other add, against the rarer one; 0 adds nothing.',
  },
  neighbourWeight: {
    kind: 'number',
    default: 0.4,
    minimum: 0,
    maximum: 1,
    fraction: true,
    meaning: 'Ranking: the largest share of a score that comes from the documents nearest to a hit; 0 takes none.',
  },
  pushWeight: {
    kind: 'number',
    default: 0.1,
    minimum: 0,
    maximum: 1,
    fraction: true,
    meaning: 'Ranking: what closeness to the best three hits adds, against the best score; 0 adds nothing.',
  },
  maxFileBytes: {
    kind: 'number',
    default: 10_485_760,
    minimum: 1024,
    maximum: 536_870_912,
    meaning: 'Bytes of one document or record; larger ones are skipped.',
    shapesIndex: true,
  },
  maxCollectionBytes: {
    kind: 'number',
    default: 2_147_483_648,
    minimum: 1024,
    maximum: 4_294_967_296,
    meaning: 'Bytes, unpacked, of one file of many documents.',
    shapesIndex: true,
  },
  maxMinisearchWords: {
    kind: 'number',
    default: 80_000_000,
    minimum: 0,
    maximum: 1e9,
    meaning: 'Words of a collection up to which `minisearch.json` is written; MiniSearch cannot load much more.',
    shapesIndex: true,
  },
  maxNeighbourDocuments: {
    kind: 'number',
    default: 50_000,
    minimum: 0,
    maximum: 131_072,
    meaning: 'Documents of a collection up to which the nearest ones of each are found; 0 never finds them.',
    shapesIndex: true,
  },
  maxNeighbourPostings: {
    kind: 'number',
    default: 1_000_000_000,
    minimum: 0,
    maximum: 1e12,
    meaning: 'Postings up to which that is done: a second or two for each thousand million.',
    shapesIndex: true,
  },
  keepGenerations: {
    kind: 'number',
    default: 2,
    minimum: 1,
    maximum: 100,
    meaning: 'Generations of the index that are kept on disk.',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;
export type Settings = {
  readonly [Name in SettingName]: (typeof SETTINGS)[Name] extends { kind: 'number' } ? number : string;
};
export type SettingOrigin = 'flag' | 'environment' | 'file' | 'default';

/** `maxQueryLength` is `BROADSHEET_MAX_QUERY_LENGTH` in the environment. */
export function environmentName(name: SettingName): string {
  return `BROADSHEET_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

export interface SettingSources {
  flags?: Readonly<Record<string, unknown>>;
  environment?: Readonly<Record<string, string | undefined>>;
  file?: Readonly<Record<string, unknown>>;
}

/** Settles each setting and says where its value came from. Throws `invalid_parameter` for a value out of range. */
export function resolveSettings(sources: SettingSources = {}): {
  settings: Settings;
  origins: Record<SettingName, SettingOrigin>;
} {
  refuseUnknown(sources.file ?? {}, 'broadsheet.json has');
  const settings: Record<string, number | string> = {};
  const origins: Record<string, SettingOrigin> = {};
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    const [value, origin] = pick(name, sources);
    settings[name] = check(name, value, origin);
    origins[name] = origin;
  }
  return { settings: settings as Settings, origins: origins as Record<SettingName, SettingOrigin> };
}

/**
 * What a program gives, and defaults for the rest, frozen. Given again, it is not checked again, which would take as
 * long as a quick query. Throws `unknown_parameter` or `invalid_parameter`.
 */
export function completeSettings(given: Partial<Settings>): Settings {
  if (completed.has(given)) return given as Settings;
  if (Object.keys(given).length === 0) return DEFAULT_SETTINGS;
  refuseUnknown(given, 'The program gives');
  const settings = Object.freeze(resolveSettings({ flags: given }).settings);
  completed.add(settings);
  return settings;
}

const completed = new WeakSet<Partial<Settings>>();

/** The settings that an index records, because it would come out differently with others. */
export function shapingSettings(settings: Settings): Record<string, number | string> {
  const names = (Object.keys(SETTINGS) as SettingName[]).filter((name) => 'shapesIndex' in SETTINGS[name]);
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

export const DEFAULT_SETTINGS: Settings = resolveSettings().settings;

function pick(name: SettingName, sources: SettingSources): [unknown, SettingOrigin] {
  const flag = sources.flags?.[name];
  if (flag !== undefined) return [flag, 'flag'];
  const variable = sources.environment?.[environmentName(name)];
  if (variable !== undefined && variable !== '') return [variable, 'environment'];
  const filed = sources.file?.[name];
  if (filed !== undefined) return [filed, 'file'];
  return [SETTINGS[name].default, 'default'];
}

function check(name: SettingName, value: unknown, origin: SettingOrigin): number | string {
  const setting: Setting = SETTINGS[name];
  const label = origin === 'environment' ? environmentName(name) : name;
  if (setting.kind === 'number') {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (
      typeof number === 'number' &&
      (setting.fraction === true || Number.isInteger(number)) &&
      number >= setting.minimum &&
      number <= setting.maximum
    )
      return number;
    throw new SearchError('invalid_parameter', `The setting ${label} is not valid.`, {
      parameter: label,
      expected: `a ${setting.fraction === true ? 'number' : 'whole number'} from ${setting.minimum} to ${setting.maximum}`,
      found: String(value),
    });
  }
  if (typeof value === 'string' && (setting.choices === undefined || setting.choices.includes(value))) return value;
  throw new SearchError('invalid_parameter', `The setting ${label} is not valid.`, {
    parameter: label,
    expected: setting.choices === undefined ? 'a text' : `one of ${setting.choices.join(', ')}`,
    found: String(value),
  });
}

function refuseUnknown(given: Readonly<Record<string, unknown>>, where: string): void {
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(SETTINGS, name)) continue;
    throw new SearchError('unknown_parameter', `${where} an unknown setting "${name}".`, {
      parameter: name,
      hint: `Known settings: ${Object.keys(SETTINGS).join(', ')}.`,
    });
  }
}
