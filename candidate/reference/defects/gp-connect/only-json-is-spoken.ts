import { formatFor } from '../../gp-connect/answering.ts'
import { defect } from '../defect.ts'

export const onlyJsonIsSpoken = defect({
  name: 'only-json-is-spoken',
  requirement: 'GPCARS01',
  story: 'Gives JSON to whoever asks for XML, and says so in the capability statement of neither.',
  replaces: formatFor,
  with: () => 'json' as const,
})
