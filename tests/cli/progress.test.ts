import { expect, test } from '@jest/globals';
import { startProgress } from '../../src/cli/progress.js';
import { collect } from './surroundings.js';

function meter(isTTY: boolean) {
  const stream = collect({ isTTY, columns: 60 });
  const clock = { now: 1000 };
  return { stream, clock, meter: startProgress(stream, () => clock.now) };
}

test('a bar on a terminal is redrawn at most every 100 ms and taken away at the end', () => {
  const { stream, clock, meter: bar } = meter(true);
  bar.show({ done: 1, total: 4, detail: '7 documents' });
  expect(stream.text).toBe('\r\u001b[2K[######..................]  25%  7 documents');
  clock.now += 50;
  bar.show({ done: 2, total: 4, detail: '9 documents' });
  expect(stream.text).not.toContain('9 documents');
  clock.now += 50;
  bar.show({ done: 9, total: 4, detail: '9 documents' });
  expect(stream.text).toContain('100%  9 documents');
  bar.clear();
  expect(stream.text.endsWith('\r\u001b[2K')).toBe(true);
});

test('a bar is never wider than the terminal', () => {
  const { stream, meter: bar } = meter(true);
  bar.show({ done: 1, total: 2, detail: 'x'.repeat(200) });
  expect(stream.text).toHaveLength('\r\u001b[2K'.length + 59);
});

test('elsewhere there are plain lines, the first after ten seconds', () => {
  const { stream, clock, meter: lines } = meter(false);
  lines.show({ done: 1, total: 4, detail: '7 documents' });
  clock.now += 10_000;
  lines.show({ done: 2, total: 4, detail: '9 documents' });
  lines.show({ done: 3, total: 4, detail: '11 documents' });
  lines.clear();
  expect(stream.text).toBe(' 50%  9 documents\n');
});

test('nothing to do is 0 %', () => {
  const { stream, meter: bar } = meter(true);
  bar.show({ done: 0, total: 0, detail: '' });
  expect(stream.text).toContain('  0%');
});
