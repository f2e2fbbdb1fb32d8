import type { Manifest } from '../schema.ts';
import {
  bindings,
  importClasses,
  isBoolean,
  member,
  propertyType,
  propsInterface,
  shapesOf,
  tagMembers,
} from './shape.ts';

/**
 * Solid takes a custom element's bindings for properties; `attr:`, `bool:` and `prop:` say which is meant, and `on:` listens
 * to the event as it is written.
 */
export function renderSolid(manifest: Manifest): string {
  const shapes = shapesOf(manifest);
  const props = shapes.map((shape) => {
    const explicit = [
      ...shape.properties.map((field) => member(`prop:${field.name}`, propertyType(shape, field), field.description)),
      ...shape.attributes.map((field) =>
        isBoolean(field)
          ? member(`bool:${field.attribute ?? ''}`, 'boolean | undefined', field.description)
          : member(`attr:${field.attribute ?? ''}`, propertyType(shape, field), field.description),
      ),
    ];
    const events = shape.events.map(({ name, type, description }) =>
      member(`on:${name}`, `Listener<${shape.className}, ${type}> | undefined`, description),
    );
    return propsInterface(
      shape,
      bindings(shape, { booleans: "boolean | '' | undefined" }) + [...explicit, ...events].join(''),
    );
  });
  return `import type { JSX } from 'solid-js';
${importClasses(manifest)}
/** A function, or an object with one and the options of \`addEventListener\`. */
type Listener<Element, Happened extends Event> =
  | ((event: Happened & { currentTarget: Element }) => void)
  | ({ handleEvent(event: Happened & { currentTarget: Element }): void } & AddEventListenerOptions);
type ElementProps<Element extends HTMLElement, Props> = Omit<JSX.HTMLAttributes<Element>, keyof Props> & Props;

${props.join('\n')}
declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
${tagMembers(shapes, ({ className }) => `ElementProps<${className}, ${className}Props>`, '      ')}    }
  }
}
`;
}
