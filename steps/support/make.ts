import { synthetic, SYNTHETIC_NUMBERS } from '../../config/identifiers/nhs-number.ts'

/** Synthetic people a scenario may still make before its numbers run into its neighbour's. */
const PATIENTS_A_SCENARIO = 6

/** How far the numbers of one seed are from those of the next: room for 2,500 scenarios, and thirty seeds until they come round again. */
const PATIENTS_A_SEED = 15_013

/** People in a crowd, at most: more than PDS shows. */
const CROWD = 64

/** Letters of made-up names: every number has its own word, and every word can be said. */
const CONSONANTS = 'bdfgklmnprstvz'
const VOWELS = 'aeiou'

/** Makes the data of one scenario: never the same in two scenarios, always the same for the same seed. */
export interface Maker {
  nhsNumber(): string
  /** Whether an NHS number is one that this scenario has made. */
  hasMade(nhsNumber: string): boolean
  /** NHS numbers of a whole crowd, apart from all that `nhsNumber` gives. */
  crowd(size: number): string[]
  /** A family name that nobody else in the run has, begun with a usual one: `Okafor-Bavedu`. */
  familyName(usual: string): string
  mobileNumber(): string
  /** A whole number below `limit`, another one for neighbouring scenarios. */
  pick(limit: number): number
  /** A short word that occurs nowhere else in the run. */
  word(prefix: string): string
}

/** The ordinal that gives a scenario, under one seed, people that no scenario of that seed has: those it would have under another. */
export const ordinalUnder = (ordinal: number, seed: number, other: number): number => ordinal + Math.ceil(((other - seed) * PATIENTS_A_SEED) / PATIENTS_A_SCENARIO)

/** `ordinal` is the scenario's place among all scenarios. */
export function createMaker(seed: number, ordinal: number): Maker {
  // Apart for every seed: a candidate that lives on has the patients of earlier runs still.
  const base = (seed * PATIENTS_A_SEED + ordinal * PATIENTS_A_SCENARIO) % SYNTHETIC_NUMBERS
  const numbers = new Set<string>()
  const crowd = new Set<string>()
  let mobiles = 0
  let names = 0
  let words = 0
  return {
    nhsNumber: () => {
      if (numbers.size >= PATIENTS_A_SCENARIO) throw new Error(`Failed to make a patient: a scenario has ${PATIENTS_A_SCENARIO} at most. Split the scenario.`)
      const number = synthetic(base + numbers.size)
      numbers.add(number)
      return number
    },
    hasMade: (nhsNumber) => numbers.has(nhsNumber) || crowd.has(nhsNumber),
    crowd: (size) => {
      if (size > CROWD) throw new Error(`Failed to make a crowd of ${size}: ${CROWD} is the most.`)
      const people = Array.from({ length: size }, (_, at) => synthetic((seed * PATIENTS_A_SEED + SYNTHETIC_NUMBERS / 2 + ordinal * CROWD + at) % SYNTHETIC_NUMBERS))
      for (const number of people) crowd.add(number)
      return people
    },
    familyName: (usual) => {
      let rest = base * 4 + names++
      const syllables = Array.from({ length: 4 }, () => {
        const [consonant, vowel] = [CONSONANTS[rest % CONSONANTS.length], VOWELS[Math.floor(rest / CONSONANTS.length) % VOWELS.length]]
        rest = Math.floor(rest / (CONSONANTS.length * VOWELS.length))
        return `${consonant}${vowel}`
      }).join('')
      return `${usual}-${syllables[0]!.toUpperCase()}${syllables.slice(1)}`
    },
    // 07700 900000 to 900999 is reserved for drama, and never rings anybody.
    mobileNumber: () => `07700900${String((base + mobiles++ * 7) % 1000).padStart(3, '0')}`,
    // Far enough from the neighbouring seed that the scenarios of one feature have no number of it.
    pick: (limit) => (seed * 701 + ordinal) % limit,
    word: (prefix) => `${prefix}${base.toString(36)}${(words++).toString(36)}`,
  }
}
