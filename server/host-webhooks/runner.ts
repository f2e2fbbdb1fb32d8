import type { Deps } from '../deps.ts';
import { createJobRunner, type JobHandler, type JobRunner } from '../jobs/index.ts';
import { DELIVER_JOB } from '../store/events.ts';
import { deliverJob } from './deliver-job.ts';
import { createReceiver } from './receiver.ts';
import { createReceiverHealth } from './receiver-health.ts';

/** Lines that are posted at once. */
const PLACES = 8;
const SPARE_PLACES = 4;
/** Most lines have one event, and most hosts answer within milliseconds. */
const STAY_MS = 500;

/**
 * Sends events to the host's back end. A runner of its own: a slow host holds up nothing else, and workspaces take turns as everywhere.
 *
 * @param options.timeoutMs how long an answer may take, default 15 s
 */
export function createHostWebhookRunner(deps: Deps, options: { timeoutMs?: number } = {}): JobRunner {
  const { hostWebhookUrl } = deps.config;
  const receiver = hostWebhookUrl === null ? null : createReceiver(hostWebhookUrl, options);
  const health = createReceiverHealth();
  const handlers: Record<string, JobHandler> = { [DELIVER_JOB]: deliverJob(receiver, health) };
  const runner = createJobRunner(deps, handlers, { concurrency: PLACES, spare: SPARE_PLACES, stayMs: STAY_MS });
  return {
    ...runner,
    async stop() {
      await runner.stop();
      health.stop();
      await receiver?.close();
    },
  };
}
