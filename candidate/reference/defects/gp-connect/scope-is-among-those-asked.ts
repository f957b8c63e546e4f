import { scopeFits } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const scopeIsAmongThoseAsked = defect({
  name: 'scope-is-among-those-asked',
  requirement: 'TIF-GPC-07',
  story: 'Looks whether the scope is among those that a token asks for, so that one that asks for everything opens everything.',
  replaces: scopeFits,
  with: (scope, interaction) => String(scope).split(' ').includes(interaction.scope),
})
