/**
 * The visitor's choice of colours: light, dark, or what the system says. Where nothing can be stored (a private
 * window, a blocked site) the choice lasts as long as the page.
 */
const NAME = 'broadsheet-colours';
const CHOICES = ['auto', 'light', 'dark'];

export function readColours(): string {
  try {
    const stored = localStorage.getItem(NAME) ?? '';
    return CHOICES.includes(stored) ? stored : 'auto';
  } catch {
    return 'auto';
  }
}

export function startColours(choice: HTMLSelectElement): void {
  choice.value = readColours();
  choice.addEventListener('change', () => {
    document.documentElement.dataset.colours = choice.value;
    try {
      localStorage.setItem(NAME, choice.value);
    } catch {
      // The choice still holds for this page.
    }
  });
}
