import { unreadableAnswer } from '../../national/answer.ts'
import { DOS, findListed } from '../../national/dos.ts'
import { defect } from '../defect.ts'

export const unlistedOrganisationIsTrouble = defect({
  name: 'unlisted-organisation-is-trouble',
  requirement: 'TIF-TECH-09',
  story: 'Tells the user that the directory has failed when it does not list an organisation.',
  replaces: findListed,
  with: async (work, odsCode) => {
    const found = await findListed.proper(work, odsCode)
    if (!found) throw unreadableAnswer(DOS, 'no entry')
    return found
  },
})
