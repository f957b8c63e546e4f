import { unreadableAnswer } from '../../national/answer.ts'
import { PATIENT_FLAGS } from '../../national/patient-flags.ts'
import { readNow } from '../../safeguarding/show-flags.ts'
import { defect } from '../defect.ts'

export const nothingFlaggedIsAFailure = defect({
  name: 'nothing-flagged-is-a-failure',
  requirement: 'TIF-FLAG-01',
  story: 'Takes an answer without flags for one that cannot be read.',
  replaces: readNow,
  with: async (work, nhsNumber) => {
    const flags = await readNow.proper(work, nhsNumber)
    if (flags.length === 0) throw unreadableAnswer(PATIENT_FLAGS, 'no flag in it')
    return flags
  },
})
