import { synthetic, SYNTHETIC_NUMBERS } from '../../mocks/kit/nhs-number.ts'

/** Synthetic people a scenario may still make before its numbers run into its neighbour's. */
const PATIENTS_A_SCENARIO = 20

/** Makes the data of one scenario: never the same in two scenarios, always the same for the same seed. */
export interface Maker {
  nhsNumber(): string
  /** Whether an NHS number is one that this scenario has made. */
  hasMade(nhsNumber: string): boolean
  mobileNumber(): string
  /** A short word that occurs nowhere else in the run. */
  word(prefix: string): string
}

/** `ordinal` is the scenario's place among all scenarios. */
export function createMaker(seed: number, ordinal: number): Maker {
  // Spreading seeds over the range keeps the patients of repeated runs against one candidate apart.
  const base = (seed * 30_011 + ordinal * PATIENTS_A_SCENARIO) % SYNTHETIC_NUMBERS
  const numbers = new Set<string>()
  let mobiles = 0
  let words = 0
  return {
    nhsNumber: () => {
      if (numbers.size >= PATIENTS_A_SCENARIO) throw new Error(`Failed to make a patient: a scenario has ${PATIENTS_A_SCENARIO} at most. Split the scenario.`)
      const number = synthetic(base + numbers.size)
      numbers.add(number)
      return number
    },
    hasMade: (nhsNumber) => numbers.has(nhsNumber),
    // 07700 900000 to 900999 is reserved for drama, and never rings anybody.
    mobileNumber: () => `07700900${String((base + mobiles++ * 7) % 1000).padStart(3, '0')}`,
    word: (prefix) => `${prefix}${base.toString(36)}${(words++).toString(36)}`,
  }
}
