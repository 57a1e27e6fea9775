/**
 * Turns key strokes into questions. The first key after a rest asks at once, so that a slow typist never waits; the
 * keys of a burst ask once, after the last. Nothing is asked while an input method is composing a word.
 */

/** Milliseconds without a key after which the next one asks at once. */
const REST = 250;

/** Milliseconds after the last key of a burst. */
const PAUSE = 70;

export function onTyping(box: HTMLInputElement, ask: () => void): void {
  let lastKey = Number.NEGATIVE_INFINITY;
  let timer = 0;
  const typed = (): void => {
    const now = performance.now();
    const isFirst = now - lastKey > REST;
    lastKey = now;
    clearTimeout(timer);
    if (isFirst) ask();
    else timer = setTimeout(ask, PAUSE);
  };
  // Some browsers end a composition after its last input event, some before.
  box.addEventListener('input', (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) typed();
  });
  box.addEventListener('compositionend', typed);
  // What is about to be asked was asked already when the form is sent.
  box.form?.addEventListener('submit', () => clearTimeout(timer));
}
