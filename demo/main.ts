import { inspect, parseArgs } from 'node:util';
import { DemoStartError, readPorts } from './ports.ts';
import { type RunningDemo, startDemo } from './start-demo.ts';

// The door of `npm run demo`: says one URL, stops cleanly on Ctrl-C.

const HELP = `npm run demo -- [--keep] [--watch]

  --keep   go on with the database of the demo before (TikTok sign-ins have to be made again)
  --watch  build the page again whenever its code or the widget's changes

Ports: DEMO_PORT (4173), DEMO_SERVER_PORT (8787), DEMO_SIMULATOR_PORT (8788, and the next one for its sandbox).
Data: DEMO_DATA_DIR (data/demo).`;

let demo: RunningDemo | undefined;
let isStopping = false;

async function stopOnSignal(): Promise<void> {
  // A second Ctrl-C does not wait for anything.
  if (isStopping) process.exit(130);
  isStopping = true;
  await demo?.stop();
  process.exit(0);
}
process.on('SIGINT', () => void stopOnSignal());
process.on('SIGTERM', () => void stopOnSignal());

try {
  const { values } = parseArgs({
    options: {
      keep: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
  } else {
    const dataDir = process.env['DEMO_DATA_DIR'];
    const ports = readPorts(process.env);
    demo = await startDemo({
      ports,
      keep: values.keep,
      watch: values.watch,
      embed: true,
      ...(dataDir ? { dataDir } : {}),
    });
    process.stdout.write(
      `\n  Open ${demo.url}\n  Every state of every element: ${demo.url}/gallery\n  By script tag: ${demo.url}/script-tag\n  Ctrl-C stops it.\n\n`,
    );
  }
} catch (error) {
  // A broken option or a taken port is for the person to mend; anything else is ours, and its trace helps.
  const isTheirs = error instanceof DemoStartError || (error instanceof TypeError && 'code' in error);
  process.stderr.write(isTheirs ? `${error.message}\n` : `${inspect(error)}\n`);
  process.exitCode = 1;
}
