import { listName } from '../../extracts/opt-out-list.ts'
import { defect } from '../defect.ts'

export const listDatedBackwards = defect({
  name: 'list-dated-backwards',
  requirement: 'TIF-NDOP-03',
  story: 'Names the list by year, month and day, so that lists stand in their order.',
  replaces: listName,
  with: (services) => listName.proper(services).replace(/-(\d{2})(\d{2})(\d{2})-/, '-$3$2$1-'),
})
