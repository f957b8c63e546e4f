/**
 * A behaviour is a decision that a real GP system may get wrong: which version an update carries, whether a session
 * has gone idle, what the banner shows. It is called like any function; its implementation can be replaced, once and
 * by name, when the process starts (see defects/). Nothing else in the system knows that defects exist.
 */
type Decision = (...args: never[]) => unknown

/** A replaceable decision. `proper` is the right implementation, for a defect that only bends it. */
export type Behaviour<F extends Decision> = F & { readonly behaviourName: string; readonly proper: F }

const replacements = new Map<string, Decision>()
const known = new Set<string>()

/**
 * Names a decision and gives its proper implementation.
 *
 * @param name area and decision, `demographics.versionForUpdate`; unique
 */
export function behaviour<F extends Decision>(name: string, proper: F): Behaviour<F> {
  if (known.has(name)) throw new Error(`two behaviours are called ${name}`)
  known.add(name)
  const decide = (...args: Parameters<F>) => ((replacements.get(name) as F | undefined) ?? proper)(...args)
  // The wrapper takes and gives exactly what F does; TypeScript cannot see that through the map.
  return Object.assign(decide as unknown as F, { behaviourName: name, proper })
}

/** Puts another implementation in place of the proper one; the returned function puts the proper one back. */
export function replaceBehaviour<F extends Decision>(target: Behaviour<F>, replacement: F): () => void {
  if (replacements.has(target.behaviourName)) throw new Error(`${target.behaviourName} is already replaced`)
  replacements.set(target.behaviourName, replacement)
  return () => void replacements.delete(target.behaviourName)
}
