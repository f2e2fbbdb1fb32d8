import type { Manifest } from '../schema.ts';
import { bindings, importClasses, member, propsInterface, shapesOf, tagMembers } from './shape.ts';

const pascal = (name: string): string => name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Types for templates (`GlobalComponents`, which Vue's language tools read) and for JSX. */
export function renderVue(manifest: Manifest): string {
  const shapes = shapesOf(manifest);
  const props = shapes.map((shape) => propsInterface(shape, bindings(shape, { booleans: "true | '' | undefined" })));
  const events = shapes.map((shape) =>
    propsInterface(
      shape,
      shape.events
        .map(({ name, type, description }) =>
          // Vue turns the capitals of a listener's name back into dashes.
          member(`on${pascal(name)}`, `((event: ${type}) => void) | undefined`, description),
        )
        .join(''),
      'Listeners',
    ),
  );
  return `import type { HTMLAttributes, ReservedProps } from 'vue';
${importClasses(manifest)}
/** What a template may bind, \`:server-url\`, \`:fetchSessionToken\` or \`@tiktok-error\`, and what a template ref holds. */
type TemplateElement<Element extends HTMLElement, Props> = new () => Element & { $props: ElementProps<Props> };
type ElementProps<Props> = Omit<HTMLAttributes, keyof Props> & ReservedProps & Props;

${props.join('\n')}
${events.join('\n')}
declare module 'vue' {
  interface GlobalComponents {
${tagMembers(shapes, ({ className }) => `TemplateElement<${className}, ${className}Props & ${className}Listeners>`, '    ')}  }
}

declare module 'vue/jsx-runtime' {
  namespace JSX {
    interface IntrinsicElements {
${tagMembers(shapes, ({ className }) => `ElementProps<${className}Props & ${className}Listeners>`, '      ')}    }
  }
}
`;
}
