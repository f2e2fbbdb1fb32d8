import type { Manifest } from '../schema.ts';
import {
  bindings,
  importClasses,
  isBoolean,
  listeners,
  member,
  propertyType,
  propsInterface,
  shapesOf,
  tagMembers,
} from './shape.ts';

/**
 * One module for React 18 and 19, which differ: 19 sets properties and listens to `on<event>`; 18 writes attributes, and
 * nothing else. Which one is there, the module finds out from React's own types.
 */
export function renderReact(manifest: Manifest): string {
  const shapes = shapesOf(manifest);
  const of19 = shapes.map((shape) =>
    propsInterface(shape, bindings(shape, { booleans: "boolean | '' | undefined" }) + listeners(shape)),
  );
  const of18 = shapes.map((shape) =>
    propsInterface(
      shape,
      shape.attributes
        .map((field) =>
          member(
            field.attribute ?? '',
            isBoolean(field) ? "'' | undefined" : propertyType(shape, field),
            field.description,
          ),
        )
        .join('') +
        // A name with a dash in it is nobody's mistake in JSX unless it is ruled out.
        shape.events.map(({ name }) => member(`on${name}`, 'never')).join(''),
      'AttributesOnly',
    ),
  );
  return `import type * as React from 'react';
${importClasses(manifest)}
/** React 19 sets properties of custom elements and listens to their events; React 18 only writes attributes. */
type SetsProperties = 'useActionState' extends keyof typeof React ? true : false;

type ElementProps<Element extends HTMLElement, Props, AttributesOnly> = SetsProperties extends true
  ? Omit<React.DetailedHTMLProps<React.HTMLAttributes<Element>, Element>, keyof Props> & { class?: string | undefined } & Props
  : Omit<React.DetailedHTMLProps<React.HTMLAttributes<Element>, Element>, keyof AttributesOnly | 'className'> & {
      /** React 18 would write \`className\` as an attribute of that name. */
      className?: never;
      class?: string | undefined;
    } & AttributesOnly;

${of19.join('\n')}
// For React 18. A boolean attribute is there as '' or is left out: React 18 writes \`false\` as the word. Properties such as
// \`fetchSessionToken\` are set, and events listened to, through a ref.

${of18.join('\n')}
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${tagMembers(shapes, ({ className }) => `ElementProps<${className}, ${className}Props, ${className}AttributesOnly>`, '      ')}    }
  }
}
`;
}
