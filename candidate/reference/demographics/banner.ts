import { bannerLines } from '../adjustments/show-adjustments.ts'
import { alertsOf } from '../alerts/alerts.ts'
import { allergiesOf } from '../allergies/allergies.ts'
import { behaviour } from '../behaviour.ts'
import { isRestricted } from '../national/pds-patient.ts'
import { formatAge, formatDate, formatGender, formatName, formatNhsNumber } from '../pages/format.ts'
import { seesClinicalData } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { detailsOf, usualName } from './details.ts'
import { hasNamesake } from './namesakes.ts'
import type { RegisteredPatient } from './patient.ts'
import { asShown } from './whereabouts.ts'

/** One labelled fact in the banner. */
export interface BannerItem {
  key: string
  label: string
  value: string
}

/** What the patient banner shows, in this order. */
export interface Banner {
  /** Always there: name, birth, death, gender, NHS number. */
  identity: BannerItem[]
  /** Address, telephone, allergies. */
  more: BannerItem[]
  alerts: string[]
  deceased: boolean
  place: BannerPlace
}

/** Where the banner is: at the top of the window, in its full width, and staying there when the page scrolls. */
export interface BannerPlace {
  top: boolean
  fullWidth: boolean
  fixed: boolean
}

/** Source: NHS Common User Interface, patient banner. */
export const bannerPlace = behaviour('banner.place', (): BannerPlace => ({ top: true, fullWidth: true, fixed: true }))

const UNKNOWN = 'Not known'

/**
 * The patient banner: on every page about one patient, so that nobody acts on the wrong record.
 * Source: NHS Common User Interface, patient banner. Allergies are clinical: only clinical roles see them.
 */
export const bannerOf = behaviour('banner.content', (work: Work, patient: RegisteredPatient): Banner => {
  const { services, role } = work
  const { national, nhsNumber, local } = patient
  const shown = asShown(national)
  const { address, postcode, homePhone, mobile } = detailsOf(shown)
  const withheld = isRestricted(national)
  const { birthDate, deceasedDateTime } = national
  const age = birthDate && formatAge(birthDate, deceasedDateTime ?? services.clock.today())
  const allergies = allergiesOf(services, patient.id).map(({ term }) => term)
  const alerts = alertsOf(services, patient.id).filter(({ category }) => category === 'admin' || seesClinicalData(role))

  return {
    identity: [
      { key: 'name', label: 'Name', value: formatName(national.name?.[usualName(national)] ?? {}) || UNKNOWN },
      { key: 'born', label: 'Born', value: birthDate ? `${formatDate(birthDate)}${deceasedDateTime ? '' : ` (${age})`}` : UNKNOWN },
      ...(deceasedDateTime ? [{ key: 'died', label: 'Died', value: `${formatDate(deceasedDateTime)}${age ? ` (${age})` : ''}` }] : []),
      { key: 'gender', label: 'Gender', value: formatGender(national.gender) },
      { key: 'nhs-number', label: 'NHS No.', value: formatNhsNumber(nhsNumber) },
    ],
    more: [
      {
        key: 'address',
        label: 'Address',
        value: withheld ? 'Withheld: sensitive record' : [...address.split('\n'), postcode].filter(Boolean).join(', ') || UNKNOWN,
      },
      {
        key: 'phone',
        label: 'Phone',
        value: withheld ? 'Withheld: sensitive record' : [homePhone, mobile].filter(Boolean).join(', ') || UNKNOWN,
      },
      ...(seesClinicalData(role) ? [{ key: 'allergies', label: 'Allergies', value: allergies.join(', ') || 'None recorded' }] : []),
    ],
    alerts: [
      ...(patient.status === 'left' ? ['This patient has left the practice. The record is read-only.'] : []),
      ...(hasNamesake(services, patient)
        ? ['Another patient of this practice has the same name. Check date of birth and NHS number.']
        : []),
      ...(local.invalidated ? ['The NHS number has been withdrawn. Find the right record with PDS before you use this one.'] : []),
      ...bannerLines(work, patient.id),
      ...alerts.map(({ text }) => text),
    ],
    deceased: deceasedDateTime !== undefined,
    place: bannerPlace(),
  }
})
