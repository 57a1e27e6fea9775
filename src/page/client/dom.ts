/**
 * The browser's sink for the tree that templates return: nodes are made one by one, and text only ever becomes text.
 */
import type { Tree } from '../templates/tree.js';

export function toNode(tree: Tree | string, namespace = HTML): Node {
  if (typeof tree === 'string') return document.createTextNode(tree);
  const own = tree.tag === 'svg' ? SVG : namespace;
  const element = document.createElementNS(own, tree.tag);
  for (const [name, value] of Object.entries(tree.attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...tree.children.map((child) => toNode(child, own)));
  return element;
}

/** Finds an element that the server always prints. */
export function find<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`The page has no ${kind.name} with the id "${id}".`);
}

const HTML = 'http://www.w3.org/1999/xhtml';
const SVG = 'http://www.w3.org/2000/svg';
