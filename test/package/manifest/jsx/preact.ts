import type { Manifest } from '../schema.ts';
import { bindings, importClasses, listeners, propsInterface, shapesOf, tagMembers } from './shape.ts';

/** Preact sets what the element has as a property, writes the rest as attributes, and listens to `on<event>` as it is written. */
export function renderPreact(manifest: Manifest): string {
  const shapes = shapesOf(manifest);
  const props = shapes.map((shape) =>
    propsInterface(shape, bindings(shape, { booleans: "boolean | '' | undefined" }) + listeners(shape)),
  );
  return `import type { JSX, Ref } from 'preact';
${importClasses(manifest)}
/** What any element takes, by a path that Preact 10 and 11 share. */
type AnyProps = JSX.IntrinsicElements['span'];
type ElementProps<Element extends HTMLElement, Props> = Omit<AnyProps, keyof Props | 'ref'> & {
  ref?: Ref<Element> | undefined;
} & Props;

${props.join('\n')}
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
${tagMembers(shapes, ({ className }) => `ElementProps<${className}, ${className}Props>`, '      ')}    }
  }
}
`;
}
