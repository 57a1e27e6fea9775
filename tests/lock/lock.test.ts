import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { PROJECT } from '../project.js';
import { completeLock, type Lock, missingEntries } from './complete-lock.js';

const lock = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')) as Lock;
const manifest = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

test('the lock has an entry for every optional package of every platform', () => {
  expect(missingEntries(lock)).toEqual([]);
});

test('a lock that lacks one is completed', () => {
  const broken: Lock = {
    packages: {
      'node_modules/tool': {
        version: '1.0.0',
        dev: true,
        optionalDependencies: { '@tool/cli-linux-x64-musl': '1.0.0' },
      },
    },
  };
  expect(missingEntries(broken)).toHaveLength(1);
  expect(completeLock(broken).packages['node_modules/@tool/cli-linux-x64-musl']).toEqual({
    version: '1.0.0',
    dev: true,
    optional: true,
    os: ['linux'],
    cpu: ['x64'],
    libc: ['musl'],
  });
  expect(missingEntries(completeLock(broken))).toEqual([]);
});

test('the lock names no registry', () => {
  for (const [path, entry] of Object.entries(lock.packages))
    expect({ path, resolved: entry.resolved }).toEqual({ path, resolved: undefined });
});

test('every version in package.json is exact', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    expect({ name, version }).toEqual({ name, version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  }
});
