/**
 * Completes package-lock.json: npm leaves an optional package of another platform out when it could not resolve it on
 * the machine that wrote the lock, and `npm ci` then fails on that platform. Run after every change of dependencies:
 * `node dist/tests/lock/complete-lock.js`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface Lock {
  packages: Record<string, LockedPackage>;
}

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** Optional dependencies that have no entry of their own, as `package → dependency`. */
export function missingEntries(lock: Lock): { parent: string; name: string; version: string }[] {
  return Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(
        ([name]) =>
          lock.packages[`node_modules/${name}`] === undefined &&
          lock.packages[`${path}/node_modules/${name}`] === undefined,
      )
      .map(([name, version]) => ({ parent: path, name, version })),
  );
}

/** A copy of the lock with an entry for each; an exact version is needed. */
export function completeLock(lock: Lock): Lock {
  const packages = { ...lock.packages };
  for (const { parent, name, version } of missingEntries(lock)) {
    if (!/^\d/.test(version))
      throw new Error(`${parent} wants ${name} ${version}, which is no exact version: add its entry by hand.`);
    const dev = lock.packages[parent]?.dev === true ? { dev: true } : {};
    packages[`node_modules/${name}`] = { version, ...dev, optional: true, ...platformOf(name) };
  }
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...lock, packages: sorted };
}

/** Reads system, processor and C library off a name such as `@biomejs/cli-linux-x64-musl`. */
function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = os.includes('linux') ? (words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : []) : [];
  return { ...(os.length > 0 ? { os } : {}), ...(cpu.length > 0 ? { cpu } : {}), ...(libc.length > 0 ? { libc } : {}) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  const missing = missingEntries(lock);
  writeFileSync('package-lock.json', `${JSON.stringify(completeLock(lock), null, 2)}\n`);
  console.log(`${missing.length} entries added: ${missing.map(({ name }) => name).join(', ')}`);
}
