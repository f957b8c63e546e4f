import { isTooWide } from '../../gp-connect/slots.ts'
import { defect } from '../defect.ts'

export const searchesAsWideAsWanted = defect({
  name: 'searches-as-wide-as-wanted',
  requirement: 'TIF-GPC-12',
  story: 'Searches whatever stretch of time it is asked for.',
  replaces: isTooWide,
  with: () => false,
})
