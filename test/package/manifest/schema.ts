// As much of the custom elements manifest (https://github.com/webcomponents/custom-elements-manifest, schema 2.1.0) as
// the widget fills.

export interface Reference {
  name: string;
  /** Path of the compiled module in the package. */
  module: string;
}
interface TypeText {
  text: string;
  references?: Reference[];
}
interface Described {
  name: string;
  description?: string;
}
export interface Attribute extends Described {
  type: TypeText;
  default?: string;
  /** The property that the attribute sets. */
  fieldName: string;
}
export interface Field extends Described {
  kind: 'field';
  type: TypeText;
  default?: string;
  attribute?: string;
  reflects?: boolean;
  readonly?: boolean;
  inheritedFrom?: Reference;
}
export interface Method extends Described {
  kind: 'method';
  parameters?: (Described & { type?: TypeText; default?: string; optional?: boolean })[];
  return?: { type: TypeText };
}
export interface ElementEvent extends Described {
  type: TypeText;
}
export interface CssProperty extends Described {
  default?: string;
  syntax?: string;
}
export interface ElementDeclaration extends Described {
  kind: 'class';
  customElement: true;
  tagName: string;
  summary: string;
  superclass: { name: string; package?: string; module?: string };
  members: (Field | Method)[];
  attributes: Attribute[];
  events: ElementEvent[];
  slots: Described[];
  cssParts: Described[];
  cssProperties: CssProperty[];
}
/** The class of an event; `detail` is its one field. */
export interface EventDeclaration extends Described {
  kind: 'class';
  superclass: { name: string };
  members: Field[];
}
type Declaration = ElementDeclaration | EventDeclaration;
export interface Export {
  kind: 'js' | 'custom-element-definition';
  name: string;
  declaration: Reference;
}
export interface Module {
  kind: 'javascript-module';
  path: string;
  declarations: Declaration[];
  exports: Export[];
}
export interface Manifest {
  schemaVersion: string;
  readme: string;
  modules: Module[];
}

const isElement = (declaration: Declaration): declaration is ElementDeclaration => 'tagName' in declaration;

/** All elements, the one that surrounds the others first and then as `widget/define.ts` registers them. */
export const elementsOf = (manifest: Manifest): ElementDeclaration[] =>
  manifest.modules.flatMap(({ declarations }) => declarations.filter(isElement));

/** The classes of all events, in the order of their files. */
export const eventClassesOf = (manifest: Manifest): EventDeclaration[] =>
  manifest.modules.flatMap(({ declarations }) =>
    declarations.filter((declaration): declaration is EventDeclaration => !isElement(declaration)),
  );

/** The public properties of an element, those of its attributes included. */
export const fieldsOf = (element: ElementDeclaration): Field[] =>
  element.members.filter((member): member is Field => member.kind === 'field');

/** The folder of an element under `widget/`: `connect-button`. */
export function folderOf(manifest: Manifest, element: ElementDeclaration): string {
  const path = manifest.modules.find(({ declarations }) => declarations.includes(element))?.path ?? '';
  return path.split('/').at(-2) ?? '';
}
