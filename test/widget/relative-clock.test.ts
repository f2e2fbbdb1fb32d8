import { expect } from 'chai';
import type { ReactiveController } from 'lit';
import { RelativeClock } from '../../widget/controllers/relative-clock.ts';
import { formatFor } from '../../widget/element/format.ts';

describe('relative times of an element that left the page', () => {
  const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
  afterEach(() => {
    globalThis.setTimeout = realSet;
    globalThis.clearTimeout = realClear;
  });

  it('keep no timer, also when a last update follows, and have one again when it is back', () => {
    const pending = new Set<unknown>();
    globalThis.setTimeout = ((run: () => void, ms?: number) => {
      const timer = realSet(run, ms);
      pending.add(timer);
      return timer;
    }) as typeof setTimeout;
    globalThis.clearTimeout = ((timer?: ReturnType<typeof setTimeout>) => {
      pending.delete(timer);
      realClear(timer);
    }) as typeof clearTimeout;
    let controller: ReactiveController | undefined;
    const clock = new RelativeClock(
      {
        updateComplete: Promise.resolve(true),
        addController: (added) => void (controller = added),
        removeController: () => undefined,
        requestUpdate: () => undefined,
      },
      () => formatFor('en'),
    );
    const update = () => {
      controller?.hostUpdate?.();
      clock.relative(new Date(Date.now() - 5_000_000).toISOString());
      controller?.hostUpdated?.();
    };
    controller?.hostConnected?.();
    update();
    expect(pending.size).to.equal(1);
    controller?.hostDisconnected?.();
    update();
    expect(pending.size).to.equal(0);
    controller?.hostConnected?.();
    expect(pending.size).to.equal(1);
    controller?.hostDisconnected?.();
  });
});

describe('what is no date', () => {
  it('reads as nothing, and breaks no drawing', () => {
    const format = formatFor('en-GB');
    for (const text of ['', 'soon', '2026-02-31T99:00:00Z', '+275761-01-01T00:00:00Z'])
      expect([format.date(text), format.time(text), format.relative(text)], text).to.deep.equal(['', '', '']);
    expect(format.date('2020-03-09T12:00:00Z')).to.equal('9\u00a0Mar 2020');
    expect(format.relative(new Date(Date.now() + 90_000_000_000).toISOString())).to.equal('in 2 years');
  });
});
