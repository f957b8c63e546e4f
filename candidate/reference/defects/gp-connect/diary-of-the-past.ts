import { isBehind } from '../../gp-connect/record-request.ts'
import { defect } from '../defect.ts'

export const diaryOfThePast = defect({
  name: 'diary-of-the-past',
  requirement: 'GPCARS01',
  story: 'Looks the diary up for whichever day, so that the past comes out empty.',
  replaces: isBehind,
  with: () => false,
})
