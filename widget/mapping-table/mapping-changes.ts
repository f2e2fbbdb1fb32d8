import { MAPPABLE, type Mappable } from '../../shared/identifiers/attributes.ts';

/** What can be mapped → property name; what is left out is unmapped. */
export type MappedProperties = Readonly<Partial<Record<Mappable, string>>>;

/** Attributes whose property differs, in the table's order. */
export function changedAttributes(before: MappedProperties, after: MappedProperties): Mappable[] {
  return MAPPABLE.filter((attribute) => before[attribute] !== after[attribute]);
}

/** The mapping with one attribute set, or unmapped for `null`. */
export function withProperty(
  mapping: MappedProperties,
  attribute: Mappable,
  property: string | null,
): MappedProperties {
  const next = { ...mapping };
  if (property === null) delete next[attribute];
  else next[attribute] = property;
  return next;
}

/** `onto` with what changed from `before` to `after`. */
export function reapplyChanges(
  before: MappedProperties,
  after: MappedProperties,
  onto: MappedProperties,
): MappedProperties {
  return changedAttributes(before, after).reduce(
    (mapping, attribute) => withProperty(mapping, attribute, after[attribute] ?? null),
    onto,
  );
}

/** `base` with what both people changed alike, and so agree on. */
export function takeAgreed(base: MappedProperties, mine: MappedProperties, theirs: MappedProperties): MappedProperties {
  return MAPPABLE.filter((attribute) => mine[attribute] === theirs[attribute]).reduce(
    (mapping, attribute) => withProperty(mapping, attribute, mine[attribute] ?? null),
    base,
  );
}

export interface ConflictRow {
  attribute: Mappable;
  /** Property name, null = unmapped. */
  mine: string | null;
  theirs: string | null;
}

export interface MappingConflict {
  /** Both sides changed these, differently: the person has to choose. */
  rows: ConflictRow[];
  /** Changed here only; kept. */
  onlyMine: Mappable[];
  /** Changed by the other person only; taken over. */
  onlyTheirs: Mappable[];
}

/** What two people did to one mapping that both had started from `base`. */
export function findConflict(
  base: MappedProperties,
  mine: MappedProperties,
  theirs: MappedProperties,
): MappingConflict {
  const conflict: MappingConflict = { rows: [], onlyMine: [], onlyTheirs: [] };
  for (const attribute of MAPPABLE) {
    const changedHere = mine[attribute] !== base[attribute];
    const changedThere = theirs[attribute] !== base[attribute];
    if (mine[attribute] === theirs[attribute]) continue;
    if (changedHere && changedThere) {
      conflict.rows.push({ attribute, mine: mine[attribute] ?? null, theirs: theirs[attribute] ?? null });
    } else if (changedHere) conflict.onlyMine.push(attribute);
    else conflict.onlyTheirs.push(attribute);
  }
  return conflict;
}

/** The other person's mapping with the rows taken from mine: those only I changed, and those named in `keepMine`. */
export function resolveConflict(
  mine: MappedProperties,
  theirs: MappedProperties,
  conflict: MappingConflict,
  keepMine: ReadonlySet<Mappable>,
): MappedProperties {
  const kept = [
    ...conflict.onlyMine,
    ...conflict.rows.map((row) => row.attribute).filter((attribute) => keepMine.has(attribute)),
  ];
  return kept.reduce((mapping, attribute) => withProperty(mapping, attribute, mine[attribute] ?? null), theirs);
}
