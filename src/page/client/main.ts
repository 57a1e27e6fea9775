/**
 * The script of every page: what it does depends on what the server printed. The pages work without it.
 */
import { rememberSearch, startBack } from './back.js';
import { startColours } from './colours.js';
import { find } from './dom.js';
import { startSearch } from './search.js';

startColours(find('colours', HTMLSelectElement));

if (document.getElementById('results') !== null) {
  startSearch();
  rememberSearch();
}

const back = document.getElementById('back');
if (back instanceof HTMLAnchorElement) startBack(back);
