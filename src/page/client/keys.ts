/**
 * Keys of the search page: `/` goes to the box, Escape empties it.
 */

export function listenToKeys(box: HTMLInputElement): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    if (box.value === '') {
      box.blur();
      return;
    }
    box.value = '';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null;
}
