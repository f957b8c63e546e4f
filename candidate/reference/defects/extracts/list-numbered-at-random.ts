import { listName } from '../../extracts/opt-out-list.ts'
import { defect } from '../defect.ts'

let drawn = 17

export const listNumberedAtRandom = defect({
  name: 'list-numbered-at-random',
  requirement: 'TIF-NDOP-03',
  story: 'Gives each list a number of its own, and not the next.',
  replaces: listName,
  with: (services) => listName.proper(services).replace(/-(\d{4})\.dat$/, () => `-${String(1000 + ((drawn = (drawn * 7919 + 4253) % 9000)))}.dat`),
})
