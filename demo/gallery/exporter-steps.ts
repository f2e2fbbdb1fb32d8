import type { Person } from './scene.ts';

/** Presses Continue from the first step on, until it is this many steps further. */
export async function goOn(person: Person, steps: number): Promise<void> {
  for (let step = 2; step < 2 + steps; step++) {
    await person.press('button', 'Continue');
    await person.reads(`Step ${step} of 5`);
  }
}
