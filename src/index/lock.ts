/**
 * One writer at a time, by a lock that the kernel frees when its holder dies: a listening socket whose name is made
 * from the folder. Linux has names that are no files; Windows has named pipes; elsewhere the socket is a file, and
 * one that nobody answers on is left over and taken.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSystemError, SearchError } from '../errors.js';

export interface Lock {
  release(): Promise<void>;
}

/** Throws `build_running` when another process (or another call in this one) holds the lock of this folder. */
export async function lockFolder(directory: string): Promise<Lock> {
  mkdirSync(directory, { recursive: true });
  const address = socketAddress(realpathSync(directory));
  // Who only reads an index need not wait for the network to be loaded.
  const { createServer } = await import('node:net');
  const server = createServer((socket) => socket.destroy());
  try {
    await listen(server, address);
  } catch (error) {
    if (!isSystemError(error, 'EADDRINUSE')) throw error;
    if (address.startsWith('\0') || process.platform === 'win32' || (await answers(address))) throw running(directory);
    rmSync(address, { force: true });
    await listen(server, address).catch(() => {
      throw running(directory);
    });
  }
  server.unref();
  return {
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function socketAddress(directory: string): string {
  const name = `broadsheet-${createHash('sha256').update(directory).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function answers(path: string): Promise<boolean> {
  const { connect } = await import('node:net');
  return new Promise((resolve) => {
    const socket = connect({ path });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function running(directory: string): SearchError {
  return new SearchError('build_running', `Another process is writing the index in ${directory}.`, {
    parameter: directory,
    hint: 'Wait until it has finished, or name another folder with --index.',
  });
}
