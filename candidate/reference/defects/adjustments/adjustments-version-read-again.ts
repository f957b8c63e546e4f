import { versionForChange } from '../../adjustments/change-adjustments.ts'
import { readParts } from '../../national/reasonable-adjustments.ts'
import { defect } from '../defect.ts'

export const adjustmentsVersionReadAgain = defect({
  name: 'adjustments-version-read-again',
  requirement: 'TIF-FLAG-01',
  story: 'Reads the version again just before a change, so that it always matches and the hospital’s change is overwritten.',
  replaces: versionForChange,
  with: async (work, { nhsNumber }, flag, seen) => {
    const now = await readParts(work, nhsNumber, 'Flag')
    return now.find(({ id }) => id === flag.id)?.version ?? seen
  },
})
