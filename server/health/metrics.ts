// A handful of counters in Prometheus' text form. Labels hold routes, statuses and kinds: never an id, so that the number
// of series stays small and nothing in them points at a customer.

export interface Metrics {
  httpRequest(request: { method: string; route: string; status: number; durationMs: number }): void;
  jobRun(run: { kind: string; outcome: 'done' | 'again' | 'failed' | 'interrupted' }): void;
  tiktokCall(call: { path: string; environment: string; outcome: string }): void;
  /** A call through the pass-through: its family (`none` before that is known), how it ended, how long it waited for its turn. */
  passThrough(call: { family: string; outcome: string; waitMs: number }): void;
  /** A request to the webhook route, by how it was answered. */
  webhook(answer: { outcome: string }): void;
  /** Parts of TikTok's notices, by what became of them. */
  notice(entry: { outcome: string }, count?: number): void;
  /** Attempts to hand an event to the host. */
  eventDelivery(attempt: { outcome: string }): void;
  /** A stream of events was opened (`1`) or ended (`-1`, with the reason). */
  stream(change: { by: 1 } | { by: -1; reason: string }): void;
  /** Everything so far, in Prometheus' text format 0.0.4. */
  render(): string;
}

/** Upper bounds of the request durations, in seconds. */
const DURATION_BUCKETS = [0.005, 0.025, 0.1, 0.5, 2.5, 10] as const;

/** Counters at zero, kept in memory: a restart begins anew, which Prometheus expects. */
export function createMetrics(): Metrics {
  const requests = counter('tiktok_ads_connect_http_requests_total', 'HTTP requests answered.');
  const durations = histogram('tiktok_ads_connect_http_request_duration_seconds', 'Time to answer an HTTP request.');
  const jobs = counter('tiktok_ads_connect_job_runs_total', 'Runs of background jobs.');
  const tiktok = counter('tiktok_ads_connect_tiktok_calls_total', 'Calls to TikTok, with how they ended.');
  const calls = counter(
    'tiktok_ads_connect_pass_through_calls_total',
    'Calls of the pass-through, with how they ended.',
  );
  const waits = histogram(
    'tiktok_ads_connect_pass_through_wait_seconds',
    'Time that calls of the pass-through waited for their turn.',
  );
  const webhooks = counter('tiktok_ads_connect_webhooks_total', 'Requests to the webhook route, with how they ended.');
  const notices = counter(
    'tiktok_ads_connect_notice_entries_total',
    'Parts of TikTok’s notices, with what became of them.',
  );
  const deliveries = counter('tiktok_ads_connect_event_deliveries_total', 'Attempts to hand an event to the host.');
  const streams = gauge('tiktok_ads_connect_event_streams', 'Streams of events that are open.');
  const endedStreams = counter(
    'tiktok_ads_connect_event_streams_ended_total',
    'Streams of events that ended, with why.',
  );

  // A call of the pass-through counts in four series: to look each up by its labels would be a twentieth of its time.
  const requestCells = cellsOf((method: string, route: string, status: string) => ({
    count: requests.cell({ method, route, status }),
    time: durations.cell({ route }),
  }));
  const callCells = cellsOf((family: string, outcome: string) => ({
    count: calls.cell({ family, outcome }),
    wait: waits.cell({ family }),
  }));

  return {
    httpRequest({ method, route, status, durationMs }) {
      const { count, time } = requestCells(method, route, String(status));
      count.value += 1;
      time.observe(durationMs);
    },
    jobRun({ kind, outcome }) {
      jobs.add({ kind, outcome });
    },
    tiktokCall({ path, environment, outcome }) {
      tiktok.add({ path, environment, outcome });
    },
    passThrough({ family, outcome, waitMs }) {
      const { count, wait } = callCells(family, outcome);
      count.value += 1;
      wait.observe(waitMs);
    },
    webhook({ outcome }) {
      webhooks.add({ outcome });
    },
    notice({ outcome }, count = 1) {
      notices.add({ outcome }, count);
    },
    eventDelivery({ outcome }) {
      deliveries.add({ outcome });
    },
    stream(change) {
      streams.add(change.by);
      if (change.by === -1) endedStreams.add({ reason: change.reason });
    },
    render: () =>
      [requests, durations, jobs, tiktok, calls, waits, webhooks, notices, deliveries, streams, endedStreams]
        .map((metric) => metric.render())
        .join(''),
  };
}

type Labels = Readonly<Record<string, string>>;

/** What `make` gives for some words, made once for each: as few as there are series. */
function cellsOf<Words extends readonly string[], Cells>(make: (...words: Words) => Cells): (...words: Words) => Cells {
  const made = new Map<string, Cells>();
  return (...words) => {
    const key = words.join('\n');
    let cells = made.get(key);
    if (cells === undefined) made.set(key, (cells = make(...words)));
    return cells;
  };
}

function counter(name: string, help: string) {
  const cells = new Map<string, { value: number }>();
  const cell = (labels: Labels): { value: number } => {
    const key = renderLabels(labels);
    let known = cells.get(key);
    if (known === undefined) cells.set(key, (known = { value: 0 }));
    return known;
  };
  return {
    cell,
    add(labels: Labels, by = 1) {
      cell(labels).value += by;
    },
    render: () =>
      heading(name, help, 'counter') + lines([...cells].map(([labels, { value }]) => `${name}${labels} ${value}`)),
  };
}

function gauge(name: string, help: string) {
  let value = 0;
  return {
    add(by: number) {
      value += by;
    },
    render: () => `${heading(name, help, 'gauge')}${name} ${value}\n`,
  };
}

function histogram(name: string, help: string) {
  const series = new Map<string, { labels: Labels; buckets: number[]; sumMs: number; count: number }>();
  return {
    cell(labels: Labels) {
      const key = renderLabels(labels);
      const entry = series.get(key) ?? { labels, buckets: DURATION_BUCKETS.map(() => 0), sumMs: 0, count: 0 };
      series.set(key, entry);
      return {
        observe(durationMs: number) {
          let index = 0;
          for (const bound of DURATION_BUCKETS) {
            if (durationMs <= bound * 1000) entry.buckets[index] = (entry.buckets[index] ?? 0) + 1;
            index += 1;
          }
          entry.sumMs += durationMs;
          entry.count += 1;
        },
      };
    },
    render: () =>
      heading(name, help, 'histogram') +
      lines(
        [...series.values()].flatMap(({ labels, buckets, sumMs, count }) => [
          ...buckets.map(
            (value, index) =>
              `${name}_bucket${renderLabels({ ...labels, le: String(DURATION_BUCKETS[index]) })} ${value}`,
          ),
          `${name}_bucket${renderLabels({ ...labels, le: '+Inf' })} ${count}`,
          `${name}_sum${renderLabels(labels)} ${sumMs / 1000}`,
          `${name}_count${renderLabels(labels)} ${count}`,
        ]),
      ),
  };
}

function heading(name: string, help: string, type: string): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}

/** For each request several times: put together piece by piece. */
function renderLabels(labels: Labels): string {
  let text = '';
  for (const name in labels) text += `${text === '' ? '{' : ','}${name}="${escapeValue(labels[name] ?? '')}"`;
  return text === '' ? '{}' : `${text}}`;
}

function escapeValue(value: string): string {
  if (!/[\\"\n]/.test(value)) return value;
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
