// As much of the analyzer, and of the TypeScript 5 inside it, as the manifest uses: neither comes with types of it.

declare module '@custom-elements-manifest/analyzer' {
  export interface SourceFile {
    readonly fileName: string;
    readonly statements: readonly Statement[];
  }
  export interface Statement {
    readonly name?: { readonly text: string };
  }
  export interface Type {
    getProperty(name: string): Symbol | undefined;
    getProperties(): readonly Symbol[];
    isUnion(): boolean;
  }
  export interface Symbol {
    readonly name: string;
    readonly flags: number;
    getDocumentationComment(checker: Checker): readonly { readonly text: string }[];
  }
  export interface Checker {
    getTypeAtLocation(node: Statement): Type;
    getTypeOfSymbolAtLocation(symbol: Symbol, node: Statement): Type;
    typeToString(type: Type, enclosing: Statement | undefined, flags: number): string;
  }
  export interface Program {
    getSourceFile(path: string): SourceFile | undefined;
    getTypeChecker(): Checker;
  }
  export const ts: {
    readonly ScriptTarget: { readonly ES2022: number };
    readonly ModuleKind: { readonly ESNext: number };
    readonly ModuleResolutionKind: { readonly Bundler: number };
    readonly SymbolFlags: { readonly Optional: number };
    readonly TypeFormatFlags: {
      readonly NoTruncation: number;
      readonly InTypeAlias: number;
      readonly UseSingleQuotesForStringLiteralType: number;
    };
    createProgram(files: readonly string[], options: object): Program;
    createSourceFile(name: string, text: string, target: number, setParentNodes: boolean): SourceFile;
  };
  export type Plugin = object;
  export function create(options: { modules: readonly SourceFile[]; plugins: readonly Plugin[] }): unknown;
}

declare module '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js' {
  import type { Plugin } from '@custom-elements-manifest/analyzer';
  export function litPlugin(): Plugin[];
}
