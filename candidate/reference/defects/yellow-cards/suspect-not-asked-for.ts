import { faultsOf } from '../../yellow-cards/report-reaction.ts'
import { defect } from '../defect.ts'

export const suspectNotAskedFor = defect({
  name: 'suspect-not-asked-for',
  requirement: 'EYCR-001',
  story: 'Takes whatever was prescribed last for the suspect when the clinician names none.',
  replaces: faultsOf,
  with: (card, drugs, today) => faultsOf.proper(card, drugs, today).filter(({ field }) => field !== 'suspects'),
})
