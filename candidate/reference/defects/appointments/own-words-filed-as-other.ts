import { nationalCategory } from '../../appointments/national-lists.ts'
import { defect } from '../defect.ts'

export const ownWordsFiledAsOther = defect({
  name: 'own-words-filed-as-other',
  requirement: 'E00222',
  story: 'Files what is no national category, or none at all, under the one that fits everything else. The national figures look complete and say nothing.',
  replaces: nationalCategory,
  with: (text) => nationalCategory.proper(text) ?? nationalCategory.proper('Care Related Encounter but does not fit into any other category'),
})
