import { readCurrent } from '../../summaries/view-summary.ts'
import { defect } from '../defect.ts'

const kept = new Map<string, ReturnType<typeof readCurrent.proper>>()

export const summaryKeptFromTheMorning = defect({
  name: 'summary-kept-from-the-morning',
  requirement: 'SCR04',
  story: 'Keeps what it has read of a patient for the day, to save a call.',
  replaces: readCurrent,
  with: (work, patient, found) => {
    const read = kept.get(patient.nhsNumber) ?? readCurrent.proper(work, patient, found)
    kept.set(patient.nhsNumber, read)
    return read
  },
})
