/**
 * `serve`: the main job. It listens at once, with the index that is there or with none; when a folder is named and
 * the index is not what is in it, a child process builds behind and the server picks the new index up. The server is
 * loaded here and nowhere else, so that no other command waits for Express.
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { IndexOnDisk } from '../../backends/open.js';
import { SearchError } from '../../errors.js';
import type { App } from '../../http/app.js';
import type { RunningServer } from '../../http/server.js';
import type { StartBuild } from '../../http/tasks.js';
import { readCurrent } from '../../index/directory.js';
import { SETTINGS, type SettingName, type Settings } from '../../settings.js';
import { readVersion } from '../../version.js';
import { compareFolder } from '../build.js';
import type { Command, Invocation } from '../command.js';
import { type ExitStatus, exitStatusOf } from '../exit-status.js';
import { INTERRUPTED } from '../interruption.js';
import { openBrowser } from '../open-browser.js';
import { count, describeSkipped } from '../report.js';
import { escapeControls, type Terminal } from '../terminal.js';

interface ServeOptions {
  readonly open?: boolean;
  readonly readOnly?: boolean;
}

/** Every setting but the admin key, which any user of the machine could read off a command line. */
const SERVE_SETTINGS = (Object.keys(SETTINGS) as SettingName[]).filter((name) => !('secret' in SETTINGS[name]));

export const serve: Command<ServeOptions> = {
  name: 'serve',
  summary: 'serve the index over HTTP, with a page',
  examples: [
    ['broadsheet serve articles', 'index the folder when needed, and serve it'],
    ['broadsheet serve', 'serve what is in index-data'],
    ['broadsheet serve articles --port 0 --open', 'any free port, and open the page in a browser'],
    ['broadsheet serve --index /srv/news --read-only', 'never build or rebuild'],
  ],
  settings: SERVE_SETTINGS,
  define: (command) =>
    command
      .argument('[folder]', 'folder that holds the documents (default: serve the index as it is)')
      .option('--open', 'open the page in a browser')
      .option('--read-only', 'neither build nor rebuild the index'),
  run,
};

async function run({
  arguments: [folder],
  options,
  settings,
  terminal,
}: Invocation<ServeOptions>): Promise<ExitStatus> {
  const readOnly = options.readOnly === true;
  const source = folder === undefined ? undefined : resolve(folder);
  if (source !== undefined) refuseNoFolder(source);
  if (source === undefined || readOnly) refuseNoIndex(settings.index);

  // Without an admin key the routes that build are switched off.
  const served = readOnly ? { ...settings, adminKey: '' } : settings;
  const { createApp, buildInProcess, listen, stopOnSignals } = await loadServer();
  const builds = buildInProcess({ directory: settings.index, settings });
  const app: App = createApp({
    settings: served,
    version: readVersion(),
    startBuild: tellBuilds(builds, terminal, () => sayBuilt(app, terminal)),
    ...(source === undefined ? {} : { folder: source }),
  });
  await app.start();
  if (source === undefined || readOnly) refuseUnusable(app);

  const server = await listen(app.app, settings, app.serverOptions);
  const stopped = stopWith(app, server, stopOnSignals);
  terminal.print(`Broadsheet: ${server.url}`);
  sayStart(app, source, terminal);
  if (options.open) openBrowser(server.url, () => terminal.say('No browser could be opened.'));
  if (source !== undefined && !readOnly) await buildWhenNeeded(app, source, settings, terminal);
  return stopped;
}

async function loadServer() {
  const [app, build, server] = await Promise.all([
    import('../../http/app.js'),
    import('../../http/build-process.js'),
    import('../../http/server.js'),
  ]);
  return { ...app, ...build, ...server };
}

function refuseNoFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new SearchError('folder_unreadable', `There is no folder ${folder}.`, {
    parameter: folder,
    hint: 'Give the folder that holds the documents, or none to serve the index as it is.',
  });
}

function refuseNoIndex(directory: string): void {
  if (readCurrent(directory) !== undefined) return;
  throw new SearchError('index_missing', `There is no index in ${directory}.`, {
    parameter: directory,
    hint: 'Name a folder of documents: broadsheet serve FOLDER',
  });
}

/** Nothing will be built, so waiting for a better index would be waiting for ever. */
function refuseUnusable(app: App): void {
  const { status } = app.index;
  if (status.state !== 'missing') return;
  app.close();
  throw status.error;
}

/** A server that was stopped has done its job: status 0. Ctrl-C during a build has interrupted that build. */
function stopWith(
  app: App,
  server: RunningServer,
  stopOnSignals: typeof import('../../http/server.js').stopOnSignals,
): Promise<ExitStatus> {
  const exitWith = (status: ExitStatus) => {
    process.once('exit', () => {
      process.exitCode = status;
    });
  };
  process.once('SIGINT', () => {
    if (app.tasks.progress !== undefined) exitWith(INTERRUPTED);
  });
  return new Promise((finish) => {
    stopOnSignals(
      async () => {
        app.tasks.close();
        await server.close();
        app.close();
        finish(0);
      },
      (error) => {
        app.log.fatal({ err: error }, 'An error that nothing caught; the server stops.');
        exitWith(exitStatusOf(error));
      },
    );
  });
}

function sayStart(app: App, folder: string | undefined, terminal: Terminal): void {
  const { status } = app.index;
  if (status.state !== 'missing') terminal.say(`Serving ${describeContent(status.index)}.`);
  else
    terminal.say(
      `There is no index to serve yet. Reading ${escapeControls(folder ?? '')}; the page shows how far it is.`,
    );
}

function describeContent({ manifest, folder }: IndexOnDisk): string {
  const documents = count(manifest.documents, 'document');
  return folder === null ? documents : `${documents} of ${escapeControls(folder)}`;
}

async function buildWhenNeeded(app: App, folder: string, settings: Settings, terminal: Terminal): Promise<void> {
  try {
    const state = await compareFolder({ folder, directory: settings.index, settings });
    if (state === 'fresh') {
      terminal.say('It is what is in the folder now: nothing to build.');
      return;
    }
    if (app.index.status.state !== 'missing')
      terminal.say(`The index is not what is in ${escapeControls(folder)} now (${state}); rebuilding behind.`);
    app.tasks.request(folder);
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    terminal.say(`broadsheet: ${escapeControls(error.explain())}`);
  }
}

/** Shows how far each build is, whoever asked for it, and tells when it is done. */
function tellBuilds(startBuild: StartBuild, terminal: Terminal, onBuilt: () => Promise<void>): StartBuild {
  return (folder, onProgress) => {
    const meter = terminal.progress();
    const build = startBuild(folder, (progress) => {
      meter.show({ ...progress, detail: count(progress.documents, 'document') });
      onProgress(progress);
    });
    return { ...build, finished: build.finished.finally(() => meter.clear()).then(onBuilt) };
  };
}

async function sayBuilt({ index }: App, terminal: Terminal): Promise<void> {
  await index.refresh();
  // What could not be opened is in the log.
  if (index.status.state !== 'ready') return;
  const { manifest } = index.status.index;
  terminal.say(`Ready: ${describeContent(index.status.index)}.`);
  for (const line of describeSkipped(manifest.skipped)) terminal.say(escapeControls(line));
  if (manifest.notices.count > 0)
    terminal.say(`${count(manifest.notices.count, 'notice')}; broadsheet index lists them.`);
}
