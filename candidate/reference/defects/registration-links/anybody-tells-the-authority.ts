import { demandRegistrar } from '../../registration-links/send-transaction.ts'
import { defect } from '../defect.ts'

export const anybodyTellsTheAuthority = defect({
  name: 'anybody-tells-the-authority',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Offers the form only to those who may, and takes it from whoever sends it.',
  replaces: demandRegistrar,
  with: () => undefined,
})
