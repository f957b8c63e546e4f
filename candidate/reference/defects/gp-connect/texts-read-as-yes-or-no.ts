import { yesOrNo } from '../../gp-connect/record-request.ts'
import { defect } from '../defect.ts'

export const textsReadAsYesOrNo = defect({
  name: 'texts-read-as-yes-or-no',
  requirement: 'TIF-GPC-11',
  story: 'Reads whatever is not empty as yes.',
  replaces: yesOrNo,
  with: (_name, part) => Object.entries(part).some(([key, value]) => key.startsWith('value') && value !== false && value !== ''),
})
