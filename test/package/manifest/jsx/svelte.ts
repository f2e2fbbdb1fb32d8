import type { Manifest } from '../schema.ts';
import { bindings, importClasses, member, propsInterface, shapesOf, tagMembers } from './shape.ts';

/** Svelte sets what the element has as a property. Svelte 5 listens to `on<event>`, Svelte 4 to `on:<event>`. */
export function renderSvelte(manifest: Manifest): string {
  const shapes = shapesOf(manifest);
  const props = shapes.map((shape) =>
    propsInterface(
      shape,
      bindings(shape, { booleans: "true | '' | undefined" }) +
        shape.events
          .flatMap(({ name, type, description }) =>
            ['on', 'on:'].map((prefix) =>
              member(`${prefix}${name}`, `((event: ${type}) => void) | null | undefined`, description),
            ),
          )
          .join(''),
    ),
  );
  return `import type { HTMLAttributes } from 'svelte/elements';
${importClasses(manifest)}
type ElementProps<Element extends HTMLElement, Props> = Omit<HTMLAttributes<Element>, keyof Props> & Props;

${props.join('\n')}
declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${tagMembers(shapes, ({ className }) => `ElementProps<${className}, ${className}Props>`, '    ')}  }
}
`;
}
