import { settingsOf } from '../../gp-connect/caller.ts'
import { addressee } from '../../national/nrl.ts'
import { defect } from '../defect.ts'

export const asksItselfForThePlan = defect({
  name: 'asks-itself-for-the-plan',
  requirement: 'TIF-TECH-09',
  story: 'Names its own system as the one that the proxy is to ask.',
  replaces: addressee,
  with: ({ services }) => settingsOf(services).asid,
})
