import { birthday, stageOf } from '../../proxy-access/age.ts'
import { defect } from '../defect.ts'

export const parentsUntilEighteen = defect({
  name: 'parents-until-eighteen',
  requirement: 'E00206',
  story: 'Takes the age of majority for the age at which parents cease to act.',
  replaces: stageOf,
  with: (birthDate, today) => (today >= birthday(birthDate, 16) && today < birthday(birthDate, 18) ? 'young' : stageOf.proper(birthDate, today)),
})
