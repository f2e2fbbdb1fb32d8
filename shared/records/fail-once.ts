/**
 * Runs a decoder's steps until one fails; from then on every step fails with that same error. Rows behind the failing
 * one are gone, so going on would lose them silently.
 */
export function failOnce(): (step: () => void) => void {
  let failure: { readonly error: unknown } | undefined;
  return (step) => {
    if (failure) throw failure.error;
    try {
      step();
    } catch (error) {
      failure = { error };
      throw error;
    }
  };
}
