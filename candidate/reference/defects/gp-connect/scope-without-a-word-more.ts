import { scopeFits } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const scopeWithoutAWordMore = defect({
  name: 'scope-without-a-word-more',
  requirement: 'TIF-GPC-07',
  story: 'Compares the scope letter by letter, and refuses one that names a level of confidentiality.',
  replaces: scopeFits,
  with: (scope, interaction) => scope === interaction.scope,
})
