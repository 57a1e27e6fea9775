/**
 * Sets the stored colours before the first paint: this file is loaded in the head, and blocks it on purpose.
 */
import { readColours } from './colours.js';

const root = document.documentElement;
root.dataset.script = '';
root.dataset.colours = readColours();
