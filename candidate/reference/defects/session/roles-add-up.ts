import { roleAtWork } from '../../http/sign-in-state.ts'
import { defect } from '../defect.ts'

export const rolesAddUp = defect({
  name: 'roles-add-up',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Gives the user what all their roles allow together, whichever they chose: the clerk of the morning prescribes in the afternoon.',
  replaces: roleAtWork,
  with: (session) => {
    const role = roleAtWork.proper(session)
    return role && { ...role, activities: session.roles.flatMap(({ activities }) => activities) }
  },
})
