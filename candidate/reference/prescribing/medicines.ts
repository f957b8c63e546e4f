import data from './medicines.json' with { type: 'json' }

/** Schedule of the Misuse of Drugs Regulations 2001. */
export type Schedule = '1' | '2' | '3' | '4' | '5'

/** What a prescriber can choose: a product of the NHS dictionary of medicines and devices (dm+d), at the level of VMP or AMP. */
export interface Medicine {
  code: string
  term: string
  /** Unit in which it is counted, with its dm+d code. */
  unit: { code: string; term: string }
  /** Substances in it, SNOMED CT code to name. */
  ingredients: Readonly<Record<string, string>>
  /** Therapeutic classes, as `CLASSES` names them. */
  classes: readonly string[]
  /** For a controlled drug. */
  schedule?: Schedule
}

/** A class of medicines: the SNOMED CT codes under which an allergy to it may be recorded, and its name. */
export const CLASSES: Readonly<Record<string, { codes: readonly string[]; name: string }>> = data.classes

/** Pairs of classes that are dangerous together, and why. */
export const INTERACTIONS: readonly { between: readonly string[]; text: string }[] = data.interactions

const medicines = new Map(
  data.medicines.map(({ unit, ingredients, schedule, ...rest }): [string, Medicine] => [
    rest.code,
    {
      ...rest,
      unit: { code: (data.units as Record<string, string>)[unit] ?? '', term: unit },
      // The shapes of the entries differ; together they read as one record with holes.
      ingredients: Object.fromEntries(Object.entries(ingredients).filter((entry): entry is [string, string] => entry[1] !== undefined)),
      ...(schedule !== undefined && { schedule: schedule as Schedule }),
    },
  ]),
)

/** The product under a dm+d code; undefined if this practice's dictionary has none. */
export const medicineOf = (code: string): Medicine | undefined => medicines.get(code)

/** The product with this name, however it is capitalised; undefined if there is none. */
export const medicineNamed = (term: string): Medicine | undefined =>
  [...medicines.values()].find((each) => each.term.toLowerCase() === term.trim().toLowerCase())

/** Products whose name has all the words, in order of name; at most twenty. */
export function findMedicines(text: string): Medicine[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return [...medicines.values()]
    .filter(({ term }) => words.every((word) => term.toLowerCase().includes(word)))
    .sort((a, b) => a.term.localeCompare(b.term))
    .slice(0, 20)
}
