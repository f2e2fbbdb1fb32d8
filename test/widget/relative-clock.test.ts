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
