import { expect, test } from '@jest/globals';
import express from 'express';
import fc from 'fast-check';
import request from 'supertest';
import { clientOf, networkOf } from '../../src/http/client.js';

/** What a server that sits behind so many proxies takes for the client. */
async function ask(proxies: number, forwarded?: string): Promise<string> {
  const app = express();
  app.set('trust proxy', proxies);
  app.use((asked, response) => {
    response.send(clientOf(asked, proxies));
  });
  const sent = request(app).get('/');
  if (forwarded !== undefined) sent.set('x-forwarded-for', forwarded);
  return (await sent).text;
}

const HERE = /^(?:::ffff:)?127\.0\.0\.1$/;

test.each([
  { proxies: 0, forwarded: undefined, expected: HERE },
  { proxies: 0, forwarded: '203.0.113.7', expected: HERE },
  { proxies: 1, forwarded: undefined, expected: HERE },
  { proxies: 1, forwarded: '203.0.113.7', expected: /^203\.0\.113\.7$/ },
  { proxies: 1, forwarded: '198.51.100.1, 203.0.113.7', expected: /^203\.0\.113\.7$/ },
  { proxies: 2, forwarded: '192.0.2.1, 198.51.100.1, 203.0.113.7', expected: /^198\.51\.100\.1$/ },
  { proxies: 2, forwarded: '203.0.113.7', expected: /^203\.0\.113\.7$/ },
  { proxies: 1, forwarded: '2001:db8::7', expected: /^2001:db8::7$/ },
  { proxies: 1, forwarded: 'anyone "at all"', expected: HERE },
  { proxies: 1, forwarded: '', expected: HERE },
])('behind $proxies proxies, with $forwarded', async ({ proxies, forwarded, expected }) => {
  expect(await ask(proxies, forwarded)).toMatch(expected);
});

test.each([
  { address: '203.0.113.7', expected: '203.0.113.7' },
  { address: '::ffff:203.0.113.7', expected: '203.0.113.7' },
  { address: '2001:db8:1:2ff:3:4:5:6', expected: '2001:db8:1:200::/56' },
  { address: '2001:db8:1:200::', expected: '2001:db8:1:200::/56' },
  { address: '2001:db8::7', expected: '2001:db8:0:0::/56' },
  { address: '::1', expected: '0:0:0:0::/56' },
  { address: 'fe80::1%eth0', expected: 'fe80:0:0:0::/56' },
  { address: '', expected: '' },
])('$address belongs to $expected', ({ address, expected }) => {
  expect(networkOf(address)).toBe(expected);
});

test('all addresses of 56 bits are one client, others are another', () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  const address = fc.tuple(group, group, group, group, group, group, group, group);
  const print = (groups: readonly number[]) => groups.map((one) => one.toString(16)).join(':');
  fc.assert(
    fc.property(address, address, ([a, b, c, d, ...rest], [, , , , ...others]) => {
      const network = networkOf(print([a, b, c, d, ...rest]));
      expect(networkOf(print([a, b, c, d ^ 0xff, ...others]))).toBe(network);
      expect(networkOf(print([a, b, c, d ^ 0x100, ...rest]))).not.toBe(network);
    }),
  );
});
