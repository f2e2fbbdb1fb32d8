import type { assemble } from './assemble.ts';

/** Every visible string. All languages have this exact shape. */
export type Labels = ReturnType<typeof assemble>;

/** Strings of the host's own in place of ours: any part of the table. */
export type LabelOverrides = Overrides<Labels>;
export type Overrides<Part> = {
  readonly [Key in keyof Part]?: Part[Key] extends (...args: never[]) => unknown
    ? Part[Key]
    : Part[Key] extends object
      ? Overrides<Part[Key]>
      : Part[Key];
};
