import { recordFor } from '../../patient-facing/record/structured-record.ts'
import { defect } from '../defect.ts'

let kept: { nhsNumber: string; until: number; record: object } | undefined

export const recordKeptForTheNext = defect({
  name: 'record-kept-for-the-next',
  requirement: 'TIF-IG-AUD-09',
  story: 'Keeps the last record it put together for a minute, because apps ask twice, and forgets to ask whose it was.',
  replaces: recordFor,
  with: (patient, make) => {
    kept =
      kept && kept.until > Date.now() && kept.nhsNumber !== patient.nhsNumber
        ? kept
        : { nhsNumber: patient.nhsNumber, until: Date.now() + 60_000, record: make() }
    return kept.record
  },
})
