import { hasIntent } from '../../patient-facing/prescriptions/routes.ts'
import { defect } from '../defect.ts'

export const kindOfEntryIgnored = defect({
  name: 'kind-of-entry-ignored',
  requirement: 'E00327',
  story: 'Gives an app that asks for what can be had again everything that was ever issued, too.',
  replaces: hasIntent,
  with: () => true,
})
