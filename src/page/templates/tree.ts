/**
 * The tree that every template returns, and the server's sink for it. The browser's sink is `client/dom.ts`; neither
 * has a way to insert text that is not escaped, so markup in a document always stays text.
 */

/** `true` is an attribute without a value; `false` and `undefined` leave it out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Tree {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly (Tree | string)[];
}

/** What a template may write as a child: lists are flattened, `false` and `undefined` show nothing. */
export type Child = Tree | string | number | false | undefined | readonly Child[];

export function h(tag: string, attributes: Attributes, ...children: Child[]): Tree {
  return { tag, attributes, children: children.flatMap(flatten) };
}

/** Text as HTML: escaped everywhere, between tags and in attributes alike. */
export function print(node: Tree | string): string {
  if (typeof node === 'string') return escapeText(node);
  const attributes = Object.entries(node.attributes).map(printAttribute).join('');
  if (VOID_TAGS.has(node.tag)) return `<${node.tag}${attributes}>`;
  return `<${node.tag}${attributes}>${node.children.map(print).join('')}</${node.tag}>`;
}

/** Elements that HTML closes by itself. */
const VOID_TAGS = new Set(['br', 'input', 'link', 'meta']);

function flatten(child: Child): (Tree | string)[] {
  if (child === undefined || child === false || child === '') return [];
  if (typeof child === 'number') return [String(child)];
  if (typeof child === 'string' || 'tag' in child) return [child];
  return child.flatMap(flatten);
}

function printAttribute([name, value]: [string, Attributes[string]]): string {
  if (value === undefined || value === false) return '';
  return value === true ? ` ${name}=""` : ` ${name}="${escapeText(String(value))}"`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
