/**
 * Gets a peer when it is first measured. What cannot be had here is said, and left out: peers are no dependencies of
 * the project.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PROJECT } from '../../project.js';

/** Runs the driver of a peer with further arguments. */
export interface Command {
  readonly program: string;
  readonly words: readonly string[];
}

/** Packages of npm, given as `name@version`. Throws where they cannot be installed. */
export function installPackages(folder: string, packages: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  const own = join(folder, 'package.json');
  if (!existsSync(own)) writeFileSync(own, `${JSON.stringify({ private: true })}\n`);
  const missing = packages.filter((wanted) => !isInstalled(folder, wanted));
  if (missing.length > 0) run('npm', ['install', '--no-audit', '--no-fund', '--save-exact', ...missing], folder);
}

/** A Python of its own with one package of PyPI. */
export function installPython(folder: string, wanted: string, script: string): Command {
  const home = join(folder, 'python');
  const isWindows = process.platform === 'win32';
  const program = isWindows ? join(home, 'Scripts', 'python.exe') : join(home, 'bin', 'python');
  const marker = join(home, `${wanted}.installed`);
  if (!existsSync(marker)) {
    mkdirSync(folder, { recursive: true });
    run(isWindows ? 'python' : 'python3', ['-m', 'venv', home], folder);
    run(program, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', wanted], folder);
    writeFileSync(marker, '');
  }
  return { program, words: [sourcePath(script)] };
}

/** Jars by Maven, and the driver compiled with them. */
export function installJava(folder: string, [group, artifact, version]: readonly string[], source: string): Command {
  const home = join(folder, 'java');
  const jars = join(home, `${artifact}-${version}`);
  if (!existsSync(jars)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'pom.xml'), printPom(group!, artifact!, version!));
    run('mvn', ['--quiet', '--batch-mode', 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`], home);
  }
  const classes = join(home, 'classes');
  const path = [...readdirSync(jars).map((name) => join(jars, name)), classes].join(delimiter);
  run('javac', ['-d', classes, '-cp', path, sourcePath(source)], home);
  return { program: 'java', words: ['-cp', path, source.replace(/\.java$/, '')] };
}

/** Drivers in other languages are run from where they were written. */
function sourcePath(name: string): string {
  return join(PROJECT, 'tests', 'bench', 'peers', name);
}

function isInstalled(folder: string, wanted: string): boolean {
  const at = wanted.lastIndexOf('@');
  const manifest = join(folder, 'node_modules', wanted.slice(0, at), 'package.json');
  if (!existsSync(manifest)) return false;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return version === wanted.slice(at + 1);
}

function printPom(group: string, artifact: string, version: string): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>bench</groupId>
  <artifactId>peers</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>
  </dependencies>
</project>
`;
}

/** Throws with what the program said. On Windows, npm and mvn are scripts, which only a shell starts. */
function run(program: string, words: readonly string[], folder: string): void {
  const shell = process.platform === 'win32' && !program.includes('python');
  execFileSync(program, words, { cwd: folder, shell, stdio: ['ignore', 'ignore', 'pipe'] });
}
