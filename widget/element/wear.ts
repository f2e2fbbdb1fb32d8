import { adoptStyles, type CSSResultOrNative } from 'lit';

type Styles = readonly CSSResultOrNative[];

const worn = new WeakMap<ShadowRoot, Styles>();

/**
 * Styles for a shadow root, in place of those before. A style sheet belongs to the document that it was made in, and another one, such as a
 * window's that the page opened, refuses it: there each root gets sheets of its own.
 */
export function wear(root: ShadowRoot, styles: Styles): void {
  worn.set(root, styles);
  const there = root.ownerDocument.defaultView;
  if (root.ownerDocument === document || there === null) return adoptStyles(root, [...styles]);
  root.adoptedStyleSheets = styles.map((style) => {
    const sheet = new there.CSSStyleSheet();
    sheet.replaceSync(textOf(style));
    return sheet;
  });
}

/** The same ones after the root came into another document, which has taken them off. */
export function wearAgain(root: ShadowRoot | null): void {
  const styles = root === null ? undefined : worn.get(root);
  if (root !== null && styles !== undefined) wear(root, styles);
}

const textOf = (style: CSSResultOrNative): string =>
  style instanceof CSSStyleSheet ? [...style.cssRules].map((rule) => rule.cssText).join('') : style.cssText;
