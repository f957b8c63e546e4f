import { appendTo } from '../../demographics/patches.ts'
import { defect } from '../defect.ts'

export const itemsAddedByPosition = defect({
  name: 'items-added-by-position',
  requirement: 'TIF-PDS-03',
  story: 'Adds a new name, address or number at the head of its list. PDS decides on the order itself and refuses every such update.',
  replaces: appendTo,
  with: (list) => `${list}/0`,
})
