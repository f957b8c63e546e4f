import { versionToChange } from '../../referrals/change-referral.ts'
import { defect } from '../defect.ts'

export const lastWordWins = defect({
  name: 'last-word-wins',
  requirement: 'TIF-CS-12',
  story: 'Asks e-RS for the current version just before each change, so that the version always fits and what others did is overwritten.',
  replaces: versionToChange,
  with: async (work, { ubrn }) => ({ ubrn, version: (await work.services.ers.readReferral(work, ubrn)).version }),
})
