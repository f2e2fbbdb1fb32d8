import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_PORTS, readPorts, settlePorts } from '../../demo/ports.ts';

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((closed) => server.close(closed))));
});

async function takePort(): Promise<number> {
  const server = createServer();
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

describe('the demo’s ports', () => {
  it('are the documented ones unless the environment moves them', () => {
    expect(readPorts({})).toEqual(DEFAULT_PORTS);
    expect(readPorts({ DEMO_PORT: '5000', DEMO_SERVER_PORT: '', DEMO_SIMULATOR_PORT: '7000' })).toEqual({
      host: 5000,
      server: 8787,
      simulator: 7000,
    });
  });

  it('refuse a variable that is no port, by its name', () => {
    expect(() => readPorts({ DEMO_SERVER_PORT: 'eight' })).toThrow(/DEMO_SERVER_PORT .*“eight”/);
    expect(() => readPorts({ DEMO_PORT: '70000' })).toThrow(/DEMO_PORT/);
  });

  it('that are taken are named together, each with the variable that moves it', async () => {
    const [host, simulator] = [await takePort(), await takePort()];
    await expect(settlePorts({ host, server: 0, simulator })).rejects.toThrow(
      new RegExp(`Port ${host} for the demo page is taken.*DEMO_PORT=.*\\n.*Port ${simulator} .*DEMO_SIMULATOR_PORT=`),
    );
  });

  it('that are 0 become three different free ones', async () => {
    const ports = await settlePorts({ host: 0, server: 0, simulator: 0 });
    expect(new Set(Object.values(ports)).size).toBe(3);
    expect(Object.values(ports).every((port) => port > 0)).toBe(true);
  });
});
