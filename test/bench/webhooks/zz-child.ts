import { loadConfig } from '../../../server/config.ts';
import { createServer } from '../../../server/create-server.ts';
import { listenOn } from '../../../server/http/listener.ts';
const server = await createServer(loadConfig(process.env));
const l = await listenOn((r, b) => server.app.fetch(r, b), { port: 0, host: '127.0.0.1' });
process.stdout.write(`TikTok Ads Connect is listening on ${l.url}, for x\n`);
process.on('SIGTERM', () => {
  void l
    .close()
    .then(() => server.close())
    .then(() => process.exit(0));
});
