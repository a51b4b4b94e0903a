/**
 * The adversary suite's form: an attack says whether it got through. Held by all guards, it must not; with the guards
 * that it names taken out (or weakened), it must, or it would prove nothing.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Guard } from '../../src/adapters/bubblewrap/guards/guard.ts';
import { GUARDS } from '../../src/adapters/bubblewrap/guards/index.ts';
import type { BoxSpec } from '../../src/ports/sandbox.ts';
import { describeSandbox } from '../sandbox-here.ts';
import { buildToolbox, type ToolboxBundle } from '../toolbox-bundle.ts';
import { openTestBox, type TestBox } from './box.ts';

export interface Attack {
  name: string;
  /** Guards taken out in the broken twin. */
  without?: readonly string[];
  /** The twin's list where something is weakened rather than taken out. */
  weakened?: (guards: readonly Guard[]) => readonly Guard[];
  /** No twin: what holds it is no guard of ours, and why. */
  heldBy?: string;
  /** Both lists start from this one instead of GUARDS: smaller figures, so that nothing large has to be done. */
  guards?: readonly Guard[];
  spec?: Partial<BoxSpec> & { files?: Record<string, string> };
  /** Only the host's root can try it. */
  asRoot?: boolean;
  /** This machine has nothing to attack. */
  skip?: boolean;
  /** True when it got through. */
  attempt(box: TestBox): Promise<boolean>;
}

export function attacks(title: string, list: readonly Attack[]): void {
  describeSandbox(title, () => {
    let bundle: ToolboxBundle;
    beforeAll(async () => {
      bundle = await buildToolbox();
    });
    afterAll(() => bundle[Symbol.asyncDispose]());

    async function getsThrough(attack: Attack, guards: readonly Guard[]): Promise<boolean> {
      await using box = await openTestBox(bundle.dir, attack.spec, guards);
      return await attack.attempt(box);
    }

    for (const attack of list) {
      const guards = attack.guards ?? GUARDS;
      const run = attack.skip || (attack.asRoot && process.getuid?.() !== 0) ? test.skip : test;
      run(`${attack.name}: held`, async () => {
        expect(await getsThrough(attack, guards)).toBe(false);
      });
      if (attack.heldBy) continue;
      const without = attack.without ?? [];
      const weaker = attack.weakened ?? ((all: readonly Guard[]) => all);
      run(
        `${attack.name}: passes ${without.length > 0 ? `without ${without.join(', ')}` : 'weakened'}`,
        async () => {
          expect(await getsThrough(attack, weaker(guardsWithout(without, guards)))).toBe(true);
        },
      );
    }
  });
}

/** A name that no guard has is a mistake of the test. */
function guardsWithout(names: readonly string[], guards: readonly Guard[] = GUARDS): readonly Guard[] {
  for (const name of names) {
    if (!guards.some((guard) => guard.name === name)) throw new Error(`no guard is called ${name}`);
  }
  return guards.filter(({ name }) => !names.includes(name));
}

/** The list with one guard in another's place. */
export function replaced(name: string, guard: Guard): (guards: readonly Guard[]) => readonly Guard[] {
  return (guards) => {
    guardsWithout([name], guards);
    return guards.map((one) => (one.name === name ? guard : one));
  };
}

/** A mount that the list does not have, put where the list has its own. */
export function alsoMounted(path: () => string): (guards: readonly Guard[]) => readonly Guard[] {
  return (guards) => {
    const extra: Guard = { kind: 'argument', name: 'extra', arguments: () => ['--bind', path(), path()] };
    const root = guards.findIndex(({ name }) => name === 'read-only-root');
    return guards.toSpliced(root, 0, extra);
  };
}
