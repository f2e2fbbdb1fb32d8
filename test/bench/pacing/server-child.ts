// A server in a process of its own, configured by its environment. It says where it listens, and ends with its parent.
import { loadConfig } from '../../../server/config.ts';
import { createServer } from '../../../server/create-server.ts';

const server = await createServer(loadConfig(process.env));
const { url } = await server.listen({ port: 0, host: '127.0.0.1' });
process.on('message', () => void server.close().then(() => process.disconnect()));
process.on('disconnect', () => process.exit());
process.send?.(url);
