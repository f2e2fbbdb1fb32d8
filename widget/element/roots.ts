/** The shadow roots around an element, closed ones too, from the inside out, and the document at the end. */
export function rootsAround(element: Element): (Document | ShadowRoot)[] {
  const root = element.getRootNode();
  if (root instanceof ShadowRoot) return [root, ...rootsAround(root.host)];
  return [document];
}

/** Whether this is the host of a closed root around the element: what happens to anything in there seems to happen to it. */
export function isVeiled(target: EventTarget | undefined, element: Element): boolean {
  return rootsAround(element).some((root) => 'host' in root && root.mode === 'closed' && root.host === target);
}
