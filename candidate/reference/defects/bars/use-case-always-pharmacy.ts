import { useCaseFor } from '../../bars/send.ts'
import { defect } from '../defect.ts'

export const useCaseAlwaysPharmacy = defect({
  name: 'use-case-always-pharmacy',
  requirement: 'BARS01',
  story: 'Names the use case of pharmacies whatever the service: urgent care refuses it.',
  replaces: useCaseFor,
  with: () => 'referraltopharmacy',
})
