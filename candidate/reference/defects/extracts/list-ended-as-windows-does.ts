import { listOf } from '../../extracts/opt-out-list.ts'
import { defect } from '../defect.ts'

export const listEndedAsWindowsDoes = defect({
  name: 'list-ended-as-windows-does',
  requirement: 'TIF-NDOP-03',
  story: 'Writes the list as a text file, with the line ends of the machine it was written on.',
  replaces: listOf,
  with: (nhsNumbers) => nhsNumbers.map((number) => `${number},\r\n`).join(''),
})
