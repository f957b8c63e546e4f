import { sha256 } from './sha256.ts'

/**
 * The name under which a scenario is found again in another run: it survives lines moving about, and changes when
 * the file, the scenario's name or the values of its example row change.
 *
 * @param example values of the row of a scenario outline, in column order
 * @param occurrence 0, or how many scenarios with the very same file, name and values came before it
 * @returns 16 hexadecimal digits
 */
export function scenarioId(file: string, name: string, example: readonly string[] = [], occurrence = 0): string {
  return sha256(JSON.stringify([file, name, ...example, ...(occurrence === 0 ? [] : [occurrence])])).slice(0, 16)
}
