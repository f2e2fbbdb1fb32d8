import { type Checker, type Statement, ts } from '@custom-elements-manifest/analyzer';

/** One field of an event's `detail`. */
export interface DetailField {
  name: string;
  type: string;
  isOptional: boolean;
  description: string;
}

export interface TypeReader {
  /** The type of a public property, with a union of words written out: `'production' | 'sandbox'`. */
  property(path: string, className: string, name: string, declared: string): string;
  /** What the `detail` of an event class holds. */
  detail(path: string, className: string): DetailField[];
}

const { ScriptTarget, ModuleKind, ModuleResolutionKind, TypeFormatFlags, SymbolFlags } = ts;
const OPTIONS = {
  target: ScriptTarget.ES2022,
  module: ModuleKind.ESNext,
  moduleResolution: ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  allowImportingTsExtensions: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  strict: true,
  noEmit: true,
  types: [],
};
const SHOWN = TypeFormatFlags.NoTruncation | TypeFormatFlags.UseSingleQuotesForStringLiteralType;
const ONLY_WORDS = /^(?:'[^']*'|undefined)(?: \| (?:'[^']*'|undefined))*$/;

/** The checker tells the parts of a union in the order in which it met them: any other file may change that. */
const inOrder = (union: string): string =>
  union
    .split(' | ')
    .sort((one, other) => Number(one === 'undefined') - Number(other === 'undefined') || (one < other ? -1 : 1))
    .join(' | ');

/** Asks a type checker, which knows what the text of one file does not. */
export function createTypeReader(entry: string): TypeReader {
  const program = ts.createProgram([entry], OPTIONS);
  const checker: Checker = program.getTypeChecker();
  const classOf = (path: string, className: string): Statement => {
    const found = program.getSourceFile(path)?.statements.find(({ name }) => name?.text === className);
    if (found === undefined) throw new Error(`${path} has no class ${className}`);
    return found;
  };
  const textOf = (type: ReturnType<Checker['getTypeAtLocation']>, declared?: string): string => {
    const full = checker.typeToString(type, undefined, SHOWN | TypeFormatFlags.InTypeAlias);
    if (ONLY_WORDS.test(full)) return inOrder(full);
    return declared ?? checker.typeToString(type, undefined, SHOWN);
  };
  return {
    property(path, className, name, declared) {
      const statement = classOf(path, className);
      const symbol = checker.getTypeAtLocation(statement).getProperty(name);
      if (symbol === undefined) throw new Error(`${className} has no property ${name}`);
      return textOf(checker.getTypeOfSymbolAtLocation(symbol, statement), declared);
    },
    detail(path, className) {
      const statement = classOf(path, className);
      const symbol = checker.getTypeAtLocation(statement).getProperty('detail');
      if (symbol === undefined) return [];
      return checker
        .getTypeOfSymbolAtLocation(symbol, statement)
        .getProperties()
        .map((field) => ({
          name: field.name,
          type: textOf(checker.getTypeOfSymbolAtLocation(field, statement)),
          isOptional: (field.flags & SymbolFlags.Optional) !== 0,
          description: field
            .getDocumentationComment(checker)
            .map(({ text }) => text)
            .join('')
            .replaceAll(/\s*\n\s*/g, ' '),
        }));
    },
  };
}
