import codes from '../codes.json' with { type: 'json' }
import { isDate } from '../dates.ts'
import { changesOf } from '../patch/changes.ts'
import type { Extension } from '../patient.ts'
import { forbid, invalidate, invalidValue, unsupportedValue, type BusinessRule } from './context.ts'

/** A date of birth that can be. */
export const birth: BusinessRule = ({ before, after, today }) => {
  const { birthDate, deceasedDateTime } = after
  if (birthDate === before.birthDate || birthDate === undefined) return
  if (birthDate > today) invalidate('birthDate must not be in the future', 'Date of birth', 'birth-in-future', '/birthDate')
  if (deceasedDateTime !== undefined && birthDate > deceasedDateTime.slice(0, 10)) {
    invalidate('birthDate must not be after deceasedDateTime', 'Date of birth', 'birth-after-death', '/birthDate')
  }
}

/** Date of death and death notification come together, and neither is changed once the death is formal. */
export const death: BusinessRule = ({ before, after, changes, today }) => {
  const notification = changesOf(changes.extension, codes.extensions.deathNotification)
  const dateChanged = before.deceasedDateTime !== after.deceasedDateTime
  if (notification.removed.length > 0) forbid('not permitted to remove death notification', 'Death notification', 'death-notification-removed')
  const touched = [...notification.added, ...notification.replaced]
  if (!dateChanged && touched.length === 0) return

  const standing = before.extension?.find(({ url }) => url === codes.extensions.deathNotification)
  if (standing && statusOf(standing) === '2') forbid('not permitted to update a formal death notification', 'Death notification', 'formal-death-changed')
  for (const { item, index } of touched) {
    const status = statusOf(item)
    const field = `extension/${index}/extension/0/valueCodeableConcept/coding/0/code`
    if (status === '2') forbid('source not permitted to set a formal death notification', 'Death notification', 'formal-death-set', `/${field}`)
    if (status === 'U') unsupportedValue('U', field, 'Death notification', 'death-notification-removed-status')
    if (status !== '1') invalidValue(status, field, 'Death notification', 'death-notification-status')
  }

  const hasNotification = changes.extension.after.some(({ url }) => url === codes.extensions.deathNotification)
  if (after.deceasedDateTime === undefined) invalidate('a death notification requires a deceasedDateTime', 'Death notification', 'death-notification-without-date')
  if (!hasNotification) invalidate('a deceasedDateTime requires a death notification', 'Date of death', 'death-date-without-notification')
  const date = after.deceasedDateTime!.slice(0, 10)
  if (!isDate(date)) invalidValue(after.deceasedDateTime, 'deceasedDateTime', 'Date of death', 'death-date')
  if (date > today) invalidate('deceasedDateTime must not be in the future', 'Date of death', 'death-in-future', '/deceasedDateTime')
  if (after.birthDate !== undefined && date < after.birthDate) invalidate('deceasedDateTime must not be before birthDate', 'Date of death', 'death-before-birth', '/deceasedDateTime')
}

/** The status code of a death notification. */
export function statusOf(notification: Extension): string | undefined {
  return notification.extension?.find(({ url }) => url === 'deathNotificationStatus')?.valueCodeableConcept?.coding[0]?.code
}
