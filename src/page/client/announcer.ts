/**
 * Reads the count out once typing rests. A live region that spoke at each key would talk over the reader's own keys.
 */

const REST = 700;

export function createAnnouncer(region: HTMLElement): (text: string) => void {
  let timer = 0;
  return (text) => {
    clearTimeout(timer);
    // Emptied first: the same text twice would otherwise be no change, and stay unsaid.
    region.textContent = '';
    timer = setTimeout(() => {
      region.textContent = text;
    }, REST);
  };
}
