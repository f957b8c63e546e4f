import { isResource } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const consumersNeedASmartcard = defect({
  name: 'consumers-need-a-smartcard',
  requirement: 'TIF-GPC-07',
  story: 'Refuses people without national identifiers, although the token may say so.',
  replaces: isResource,
  with: (value, type) =>
    isResource.proper(value, type) &&
    (type !== 'Practitioner' || /sds-user-id","value":"\d{12}/.test(JSON.stringify(value))),
})
