interface AxeResults {
  violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
}
interface Axe {
  run(context: Node, options?: unknown): Promise<AxeResults>;
}

let loading: Promise<Axe> | undefined;

// axe-core is a script, not a module: it sets a global.
function loadAxe(): Promise<Axe> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = '/node_modules/axe-core/axe.min.js';
    script.addEventListener('load', () => resolve((globalThis as unknown as { axe: Axe }).axe));
    script.addEventListener('error', () => reject(new Error('axe-core did not load')));
    document.head.append(script);
  });
  return loading;
}

/** Every shadow root under a node, and its own. */
function* shadowRoots(node: ParentNode): Generator<ShadowRoot> {
  if (node instanceof Element && node.shadowRoot !== null) {
    yield node.shadowRoot;
    yield* shadowRoots(node.shadowRoot);
  }
  for (const child of node.children) yield* shadowRoots(child);
}

/** A dialog that is still fading in has less contrast than it will have; what moves for ever is not waited for. */
async function motionEnds(node: Element): Promise<void> {
  const running = [...shadowRoots(node)].flatMap((root) => root.getAnimations());
  const ending = running.filter(
    (animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
  );
  await Promise.allSettled(ending.map((animation) => animation.finished));
}

/** What axe finds wrong under a node, shadow roots included, as readable lines; an empty list is the wish. */
export async function axeProblems(node: Element): Promise<string[]> {
  const axe = await loadAxe();
  await motionEnds(node);
  const { violations } = await axe.run(node, { resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${JSON.stringify(target)}: ${failureSummary ?? ''}`),
  );
}
