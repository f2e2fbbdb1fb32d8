import type { Page } from '../../shared/page.ts';
import type { Property, PutProperties } from '../../shared/properties.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError, type FieldError } from '../errors.ts';
import { requireHost } from '../sessions/index.ts';
import { listProperties } from './list-properties.ts';

/**
 * Replaces the whole list. A mapping may go on naming a property that is gone; exports then say so.
 *
 * @returns the first page of the new list
 * @throws {AppError} host_key_required; invalid_request - two properties of one name
 */
export async function putProperties(deps: Deps, actor: Actor, input: PutProperties): Promise<Page<Property>> {
  requireHost(actor);
  const errors = repeatedNames(input);
  if (errors.length > 0) throw new AppError('invalid_request', 'Each property needs a name of its own.', { errors });
  await deps.store.workspace(actor.workspaceId).properties.replaceAll(input, deps.clock.now());
  return listProperties(deps, actor, {});
}

function repeatedNames(properties: readonly Property[]): FieldError[] {
  const first = new Map<string, number>();
  return properties.flatMap(({ name }, index) => {
    const before = first.get(name);
    if (before === undefined) first.set(name, index);
    return before === undefined
      ? []
      : [{ path: `${index}.name`, message: `is the name of property ${before} already` }];
  });
}
