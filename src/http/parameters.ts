/**
 * Reads the parameters of a request strictly: an unknown name, a repeated value, an empty number are refused by
 * name. Texts of an address and values of a JSON body go through the same schema.
 */
import { z } from 'zod';
import { SearchError } from '../errors.js';
import { nearestName } from './nearest.js';

/** The parameters of an address. Throws `unknown_parameter` or `invalid_parameter`. */
export function readQuery<Schema extends z.ZodObject>(schema: Schema, query: URLSearchParams): z.output<Schema> {
  refuseUnknown([...query.keys()], schema);
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(schema.shape)) {
    const texts = query.getAll(name);
    if (texts.length > 0) values[name] = fromTexts(name, kindOf(schema, name), texts);
  }
  return check(schema, values);
}

/** The same from a JSON body; no body at all is an empty object. */
export function readBody<Schema extends z.ZodObject>(schema: Schema, body: unknown): z.output<Schema> {
  const given = body === undefined ? {} : body;
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new SearchError('invalid_parameter', 'The body must be one JSON object.');
  refuseUnknown(Object.keys(given), schema);
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const kind = kindOf(schema, name);
    values[name] = kind.type === 'array' && typeof value === 'string' ? fromTexts(name, kind, [value]) : value;
  }
  return check(schema, values);
}

/** The part of a JSON schema that decides how a text is read and what is said of a wrong one. */
interface Kind {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Kind;
  readonly param?: { readonly explode?: boolean };
}

const KINDS = new WeakMap<z.ZodObject, Readonly<Record<string, Kind>>>();

function kindOf(schema: z.ZodObject, name: string): Kind {
  let kinds = KINDS.get(schema);
  if (kinds === undefined) {
    kinds = z.toJSONSchema(schema, { io: 'input' }).properties as Readonly<Record<string, Kind>>;
    KINDS.set(schema, kinds);
  }
  return kinds[name] ?? {};
}

function refuseUnknown(names: readonly string[], schema: z.ZodObject): void {
  const known = Object.keys(schema.shape);
  const unknown = names.find((name) => !Object.hasOwn(schema.shape, name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, known);
  throw new SearchError('unknown_parameter', `There is no parameter ${JSON.stringify(shorten(unknown))} here.`, {
    parameter: shorten(unknown),
    expected: known.length === 0 ? 'no parameter' : `one of ${known.join(', ')}`,
    ...(nearest === undefined ? {} : { hint: `Did you mean ${JSON.stringify(nearest)}?` }),
  });
}

function fromTexts(name: string, kind: Kind, texts: readonly string[]): unknown {
  if (kind.type === 'array') {
    const isCommaList = kind.param?.explode === false;
    return isCommaList ? texts.filter((text) => text !== '').flatMap((text) => text.split(',')) : texts;
  }
  const [text = ''] = texts;
  if (texts.length > 1) {
    throw new SearchError('invalid_parameter', `${name} is given ${texts.length} times.`, {
      parameter: name,
      expected: `one value, ${describeKind(kind)}`,
      found: `${texts.length} values`,
    });
  }
  if (kind.type === 'integer') return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (kind.type === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  return text;
}

function check<Schema extends z.ZodObject>(schema: Schema, values: Record<string, unknown>): z.output<Schema> {
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const name = String(issue.path[0] ?? '');
  const found = issue.path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), values);
  throw new SearchError('invalid_parameter', `${name} is not valid.`, {
    parameter: name,
    expected: expectedBy(issue, kindOf(schema, name)),
    ...(found === undefined ? {} : { found: shorten(typeof found === 'string' ? found : JSON.stringify(found)) }),
  });
}

/** A text that has a form of its own says so in its schema; numbers and choices are described from the schema. */
function expectedBy(issue: z.core.$ZodIssue, kind: Kind): string {
  return issue.code === 'custom' || issue.code === 'invalid_format' ? issue.message : describeKind(kind);
}

function describeKind(kind: Kind): string {
  if (kind.enum !== undefined) return `one of ${kind.enum.join(', ')}`;
  if (kind.type === 'integer') return `a whole number from ${kind.minimum} to ${kind.maximum}`;
  if (kind.type === 'boolean') return 'true or false';
  if (kind.type !== 'array') return 'a text';
  return kind.items?.enum === undefined ? 'a list of texts' : `a list of ${kind.items.enum.join(', ')}`;
}

function shorten(text: string): string {
  const whole = text.toWellFormed();
  return whole.length <= 80 ? whole : `${whole.slice(0, 80).toWellFormed()}…`;
}
