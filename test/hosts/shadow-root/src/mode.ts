/** `?closed` closes the product's shadow roots to everybody, our elements included. */
export function modeOf({ location }: Document): ShadowRootMode {
  return location.search === '?closed' ? 'closed' : 'open';
}
