import type { Property } from '../../shared/properties.ts';
import { Combobox } from '../controllers/combobox.ts';
import type { ViewHost } from '../element/lazy-element.ts';

/** The searchable list of the host's properties, system before custom. One serves all thirteen rows. */
export function propertyList(host: ViewHost): Combobox<Property> {
  const words = () => host.labels.mappingTable;
  return new Combobox<Property>(host, {
    key: ({ name }) => name,
    text: ({ label }) => label,
    detail: ({ name }) => name,
    aside: ({ example, type }) => example?.trim() || (type === 'string' ? '' : words().types[type]),
    group: ({ kind }) => kind,
    groups: () => [
      { key: 'system', label: words().pickerSystem },
      { key: 'custom', label: words().pickerCustom },
    ],
    placeholder: () => words().chooseProperty,
    list: () => words().pickerList,
    count: (found, all) => words().pickerCount(found, all),
    none: (typed) => words().pickerNone(typed),
  });
}
