import type { NationalFlag } from '../../national/patient-flags.ts'
import { readNow } from '../../safeguarding/show-flags.ts'
import { defect } from '../defect.ts'

const remembered = new Map<string, NationalFlag[]>()

export const flagsOfThisMorning = defect({
  name: 'flags-of-this-morning',
  requirement: 'E00255',
  story: 'Asks once a day, and shows what it was told then.',
  replaces: readNow,
  with: async (work, nhsNumber) => {
    const flags = remembered.get(nhsNumber) ?? (await readNow.proper(work, nhsNumber))
    if (flags.length > 0) remembered.set(nhsNumber, flags)
    return flags
  },
})
